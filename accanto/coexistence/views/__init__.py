"""The pages of coexistence, by subject."""
