"""Register, insurance, availability, matching, presence, hours and expenses."""
