"""Template tags of support."""
