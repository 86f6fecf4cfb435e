"""An invented cooperative, the same from the same seed. Imports everything; nothing imports it."""
