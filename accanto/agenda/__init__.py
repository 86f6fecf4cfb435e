"""What is due, pulled from every app's due.py; calendar feed and reminders."""
