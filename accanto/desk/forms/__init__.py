"""What the desk asks for: a note, and terms."""
