"""The worker: nothing that was asked for is lost with the process that was doing it."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from accanto.base import clock
from accanto.base.management.commands import worker
from config import home

MORNING = datetime(2026, 3, 2, 8, 30, tzinfo=clock.ROME)


@task()
def remember(word: str) -> str:
    return word


def running(holder: str, *, attempts: int = 1, since=None) -> DBTaskResult:
    """A task that some worker has begun."""
    result = remember.enqueue("pane")
    row = DBTaskResult.objects.get(pk=result.id)
    row.status, row.started_at = TaskResultStatus.RUNNING, since or clock.now()
    row.worker_ids = [holder] * attempts
    row.save()
    return row


def status_of(row: DBTaskResult) -> str:
    row.refresh_from_db()
    return row.status


@pytest.mark.django_db
def test_a_task_of_a_killed_worker_goes_back_to_the_queue():
    row = running(f"{worker.MACHINE}.4711.1")
    assert worker.give_back_lost_tasks("me") == 1
    assert (status_of(row), row.started_at) == (TaskResultStatus.READY, None)


@pytest.mark.django_db
def test_a_task_of_a_living_worker_stays_with_it():
    with worker.SignOfLife() as alive:
        row = running(alive)
        assert worker.give_back_lost_tasks("me") == 0
        assert status_of(row) == TaskResultStatus.RUNNING
    assert worker.give_back_lost_tasks("me") == 1


@pytest.mark.django_db
def test_the_sign_of_life_ends_with_a_killed_process():
    program = (
        "import fcntl, sys, time; file = open(sys.argv[1], 'w'); fcntl.flock(file, fcntl.LOCK_EX); "
        "print('held', flush=True); time.sleep(60)"
    )
    name = f"{worker.MACHINE}.12345.6"
    (home.HOME / "workers").mkdir(exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-c", program, str(home.HOME / "workers" / name)], stdout=subprocess.PIPE
    ) as other:
        other.stdout.readline()
        row = running(name)
        assert worker.give_back_lost_tasks("me") == 0
        other.kill()
        other.wait()
        assert worker.give_back_lost_tasks("me") == 1
    assert status_of(row) == TaskResultStatus.READY


@pytest.mark.django_db
def test_a_task_of_another_machine_is_lost_only_after_hours():
    early = running("elsewhere.1.1", since=clock.now() - worker.LONGEST_TASK + timedelta(minutes=5))
    late = running("elsewhere.1.1", since=clock.now() - worker.LONGEST_TASK - timedelta(minutes=5))
    assert worker.give_back_lost_tasks("me") == 1
    assert (status_of(early), status_of(late)) == (TaskResultStatus.RUNNING, TaskResultStatus.READY)


@pytest.mark.django_db
def test_what_kills_every_worker_is_given_up():
    row = running(f"{worker.MACHINE}.4711.1", attempts=worker.MOST_ATTEMPTS)
    worker.give_back_lost_tasks("me")
    assert status_of(row) == TaskResultStatus.FAILED


@pytest.fixture
def called(monkeypatch, tmp_path, settings) -> list[str]:
    """Names of the daily commands that were called."""
    names = []
    monkeypatch.setattr(worker, "call_command", lambda name, **options: names.append(name))
    monkeypatch.setattr(worker, "_locks", lambda: tmp_path)
    settings.DAILY_COMMANDS = {"early": 3, "late": 9}
    return names


def test_daily_commands_run_once_a_day_from_their_hour(called):
    with time_machine.travel(MORNING, tick=False) as now:
        worker.run_daily_commands()
        worker.run_daily_commands()
        assert called == ["early"]
        now.shift(timedelta(hours=1))
        worker.run_daily_commands()
        assert called == ["early", "late"]
        now.shift(timedelta(days=1))
        worker.run_daily_commands()
        assert called == ["early", "late", "early", "late"]


def test_hours_are_those_of_the_clock_on_the_wall(called):
    with time_machine.travel(datetime(2026, 7, 1, 1, 30, tzinfo=UTC), tick=False):
        assert worker.run_daily_commands() == ["early"]


@pytest.mark.expects_logged_errors
def test_a_daily_command_that_fails_stops_nothing(called, monkeypatch, caplog):
    def refuse(name, **options):
        called.append(name)
        raise CommandError("broken")

    monkeypatch.setattr(worker, "call_command", refuse)
    with time_machine.travel(MORNING + timedelta(hours=1), tick=False):
        worker.run_daily_commands()
        worker.run_daily_commands()
    assert called == ["early", "late"]
    assert "the daily command early failed" in caplog.text
