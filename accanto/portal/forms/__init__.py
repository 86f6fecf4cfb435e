"""What people outside are asked: a resident in plain words, a social worker in a shared file."""
