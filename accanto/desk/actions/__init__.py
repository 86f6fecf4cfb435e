"""What the desk writes: a note with all that it is linked to, and terms with their sources."""
