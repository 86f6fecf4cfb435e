"""The pages on which the apps meet, the note box among them, and the terms."""
