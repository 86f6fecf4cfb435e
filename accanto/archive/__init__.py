"""Where the data lives: open, initialise, back up, restore, verify."""
