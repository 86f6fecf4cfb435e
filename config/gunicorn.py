"""How gunicorn serves Accanto; ./run gives the address."""

import os
import tempfile
from pathlib import Path

CORES = os.cpu_count() or 1
MEMORY_FOLDER = Path("/dev/shm")

wsgi_app = "config.wsgi"
worker_class = "gthread"
workers = int(os.environ.get("ACCANTO_PROCESSES", min(CORES, 4)))
threads = int(os.environ.get("ACCANTO_THREADS", 4))
preload_app = True
timeout = 120
graceful_timeout = 20
keepalive = 5

# The heartbeat file must not wait for a busy disk.
worker_tmp_dir = str(MEMORY_FOLDER) if os.access(MEMORY_FOLDER, os.W_OK) else tempfile.gettempdir()

# Addresses name families: no access log. Errors go to the log of the application.
accesslog = None
loglevel = "warning"
control_socket_disable = True

# A proxy in front says so itself; nobody else may claim to be one.
forwarded_allow_ips = os.environ.get("ACCANTO_PROXIES", "127.0.0.1,::1")


def when_ready(server):
    """Say where to look, once the server listens."""
    host, port = server.LISTENERS[0].getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)
    print(f"Accanto è pronto: http://{host}:{port}/  (Ctrl-C per fermarlo)", flush=True)
