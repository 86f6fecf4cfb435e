"""The process beside the server: long jobs from the queue, and what happens once a day."""

import fcntl
import logging
import os
import signal
import socket
import threading
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, transaction
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from accanto.base import clock
from config import home

PAUSE_SECONDS = 1
LOOK_FOR_LOST_TASKS_EVERY = timedelta(minutes=1)
LONGEST_TASK = timedelta(hours=6)
MOST_ATTEMPTS = 3
MACHINE = socket.gethostname()[:30]

log = logging.getLogger(__name__)


class Command(BaseCommand):
    requires_system_checks = []
    help = _("Esegue i lavori lunghi e i promemoria del giorno. Ctrl-C lo ferma alla fine del lavoro in corso.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--beside", type=int, metavar="PID", help=_("si ferma quando finisce il processo che lo ha avviato")
        )

    def handle(self, beside=None, **options):
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        if beside:
            threading.Thread(target=_leave_with, args=[beside], daemon=True).start()
        with SignOfLife() as worker_id:
            _work(worker_id)


def _work(worker_id: str) -> None:
    """Take tasks until told to stop; a database that does not answer is asked again."""
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
    )
    worker.configure_signals()
    last_look = None
    while worker.running:
        try:
            if last_look is None or clock.now() - last_look > LOOK_FOR_LOST_TASKS_EVERY:
                last_look = clock.now()
                give_back_lost_tasks(worker_id)
                run_daily_commands()
            worker.run()
        except Error:
            log.exception("the database did not answer; trying again")
        close_old_connections()
        time.sleep(PAUSE_SECONDS)


class SignOfLife:
    """A file that this worker holds locked while it lives: the system lets go of it even after kill -9."""

    def __enter__(self) -> str:
        _locks().mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{MACHINE}.{os.getpid()}.{time.time_ns() % 10**9}"
        self.file = (_locks() / name).open("w")
        fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return name

    def __exit__(self, *error) -> None:
        Path(self.file.name).unlink(missing_ok=True)
        self.file.close()


def _locks() -> Path:
    return home.HOME / "workers"


def _is_alive(worker_id: str) -> bool:
    """Whether a worker of this machine still holds its file."""
    try:
        with (_locks() / worker_id).open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    (_locks() / worker_id).unlink(missing_ok=True)
    return False


@transaction.atomic
def give_back_lost_tasks(own_id: str) -> int:
    """Put tasks that a killed worker left running back into the queue; returns how many.

    A worker of another machine cannot be seen from here: its task is lost after LONGEST_TASK. What
    killed its worker MOST_ATTEMPTS times is not tried again.
    """
    lost = [task for task in DBTaskResult.objects.running().select_for_update() if _is_lost(task, own_id)]
    for task in lost:
        if len(task.worker_ids) >= MOST_ATTEMPTS:
            task.status, task.finished_at = TaskResultStatus.FAILED, clock.now()
        else:
            task.status, task.started_at = TaskResultStatus.READY, None
        task.save(update_fields=["status", "started_at", "finished_at"])
    return len(lost)


def _is_lost(task: DBTaskResult, own_id: str) -> bool:
    holder = task.worker_ids[-1]
    if holder == own_id:
        return False
    if holder.startswith(f"{MACHINE}."):
        return not _is_alive(holder)
    return clock.now() - task.started_at > LONGEST_TASK


def run_daily_commands() -> list[str]:
    """Run each command of settings.DAILY_COMMANDS whose hour has come and which has not run today.

    The day is written before the command runs, so that one that fails does not fail all day long.
    """
    now = clock.now().astimezone(clock.ROME)
    due = [
        command
        for command, hour in settings.DAILY_COMMANDS.items()
        if now.hour >= hour and _last_run(command) != now.date().isoformat()
    ]
    for command in due:
        _mark(command).write_text(now.date().isoformat())
        try:
            call_command(command, verbosity=0, stdout=StringIO())
        except Exception:
            log.exception("the daily command %s failed", command)
    return due


def _mark(command: str) -> Path:
    return _locks() / f"last.{command}"


def _last_run(command: str) -> str:
    mark = _mark(command)
    return mark.read_text() if mark.exists() else ""


def _leave_with(parent: int) -> None:
    """End this worker when the server that it stands beside is gone, however it went."""
    while os.getppid() == parent:
        time.sleep(PAUSE_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
