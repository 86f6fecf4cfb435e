"""Pages for those outside."""
