"""What fills the invented cooperative, in the order in which it must come."""
