"""Public bodies and other organisations, their offices and the people to call."""
