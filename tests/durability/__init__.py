"""If it says saved, it is saved: a real server under writing load, killed again and again.

    .venv/bin/python -m tests.durability --kills 1000 --json build/durability.json

Each round starts the server as ./run does (gunicorn with its processes and threads, on an archive of
its own), lets several volunteers save notes over HTTP, and kills every process of it with SIGKILL in
the middle of that. A volunteer whose answer did not come sends the same note again once the server is
back, as the note box does. At the end every note that was answered with "saved" must be there once,
word for word, and `verify` must find nothing.

To save the time of a thousand imports the server is forked from a process that has Django loaded; what
is killed is the whole server all the same, its master included. `--cold` starts it from nothing.
"""
