"""The front door, as somebody meets it who has nothing yet."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
VERBS = ("serve", "worker", "test", "check")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess:
    """Call ./run with these words, in an environment that says nothing else."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ACCANTO_")}
    return subprocess.run(
        [str(ROOT / "run"), *words], env=clean | environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


@pytest.fixture
def bare_machine(tmp_path):
    """A copy of the front door on a machine whose PATH holds only what a system always has."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "cksum", "cat", "cp", "ls", "mkdir", "flock", "rm"):
        (tools / name).symlink_to(next(p for p in (Path("/bin") / name, Path("/usr/bin") / name) if p.exists()))
    (tmp_path / "run").write_bytes((ROOT / "run").read_bytes())
    (tmp_path / "run").chmod(0o755)
    (tmp_path / "requirements.txt").write_text("")

    def call(*words: str) -> subprocess.CompletedProcess:
        return subprocess.run([str(tmp_path / "run"), *words], env={"PATH": str(tools)}, capture_output=True, text=True)

    call.tools = tools
    return call


def test_help_names_every_command():
    told = run("--help")
    assert told.returncode == 0
    for verb in (*VERBS, "init", "import", "export", "directory", "backup", "restore", "verify", "remind", "bench"):
        assert f"./run {verb}" in told.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_each_command_says_what_it_does(verb):
    told = run(verb, "--help")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith(f"./run {verb}") and 3 <= len(told.stdout.splitlines()) <= 8


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["ballare"], "Non conosco «ballare»"),
        (["serve", "--porta", "1"], "Non conosco «--porta»"),
        (["serve", "--port"], "Dopo --port manca il valore"),
        (["--port", "ottomila"], "La porta è un numero"),
        (["--port", "8000000"], "La porta è un numero"),
        (["--port", "65536"], "La porta è un numero fino a 65535"),
        (["--port", "0"], "La porta è un numero"),
        (["--size", "huge"], "La misura è small oppure large"),
    ],
)
def test_a_wrong_word_gets_one_sentence(words, sentence):
    told = run(*words)
    assert told.returncode == 1
    assert told.stderr.startswith(sentence) and len(told.stderr.splitlines()) == 1


@pytest.mark.parametrize("verb", ["", "serve", "worker", "verify", "import"])
def test_a_home_that_is_no_folder_is_told(tmp_path, verb):
    (tmp_path / "file").write_text("")
    told = run(*filter(None, [verb]), ACCANTO_HOME=str(tmp_path / "file"))
    assert told.returncode == 1
    assert told.stderr.startswith("ACCANTO_HOME dev'essere una cartella") and len(told.stderr.splitlines()) == 1


@pytest.mark.parametrize("host", ["non.esiste.invalid", "192.0.2.7"])
def test_an_address_of_another_machine_is_not_called_occupied(tmp_path, host):
    told = run("serve", "--host", host, ACCANTO_HOME=str(tmp_path))
    assert told.returncode == 1
    assert told.stderr.startswith(f"Su {host}, porta 8000, non si può aprire") and len(told.stderr.splitlines()) == 1


def test_a_real_archive_never_becomes_a_demonstration(tmp_path):
    (tmp_path / "accanto.sqlite3").write_bytes(b"")
    told = run(ACCANTO_HOME=str(tmp_path))
    assert told.returncode == 1
    assert "c'è un archivio vero" in told.stderr
    assert os.listdir(tmp_path) == ["accanto.sqlite3"]


def test_a_machine_without_python_is_told_what_to_install(bare_machine):
    told = bare_machine("verify")
    assert told.returncode == 1
    assert told.stderr == (
        "Serve Python 3.11 o più recente. Su Debian e Ubuntu: apt-get install python3 python3-venv\n"
    )


def test_a_python_that_does_not_run_is_passed_over(bare_machine):
    (bare_machine.tools / "python3").write_text("#!/bin/sh\necho 'not here' >&2; exit 127\n")
    (bare_machine.tools / "python3").chmod(0o755)
    assert "Serve Python 3.11" in bare_machine("verify").stderr


def test_a_python_without_venv_is_told_apart(bare_machine):
    fake = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; esac\n'
    (bare_machine.tools / "python3").write_text(fake)
    (bare_machine.tools / "python3").chmod(0o755)
    told = bare_machine("verify")
    assert "manca il modulo venv" in told.stderr and "apt-get install python3-venv" in told.stderr


PYTHON = """#!/bin/sh
# Stands in for an interpreter: notes what it was asked, and makes environments of itself.
here=%(folder)s
echo "$*" >>"$here/asked"
case $* in
    "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
    *"pip install"*) [ ! -e "$here/offline" ] ;;
esac
"""


@pytest.fixture
def machine_with_python(bare_machine, tmp_path):
    """A bare machine with an interpreter; `asked()` gives back what it was asked to do."""
    (bare_machine.tools / "python3").write_text(PYTHON % {"folder": tmp_path})
    (bare_machine.tools / "python3").chmod(0o755)

    def asked(word: str) -> int:
        return (tmp_path / "asked").read_text().count(word)

    bare_machine.asked = asked
    return bare_machine


def test_the_second_start_installs_nothing(machine_with_python, tmp_path):
    assert machine_with_python("verify").returncode == 0
    assert machine_with_python("verify").returncode == 0
    assert machine_with_python.asked("pip install") == 1
    assert machine_with_python.asked("manage.py verify") == 2
    (tmp_path / "requirements.txt").write_text("another==1.0")
    machine_with_python("verify")
    assert machine_with_python.asked("pip install") == 2


def test_packages_are_installed_by_their_hashes(machine_with_python):
    machine_with_python("verify")
    assert machine_with_python.asked("--require-hashes -r requirements.txt") == 1


def test_an_installation_that_broke_off_begins_anew(machine_with_python, tmp_path):
    (tmp_path / "offline").touch()
    told = machine_with_python("verify")
    assert told.returncode == 1
    assert "controlla la rete" in told.stderr and len(told.stderr.splitlines()) == 1
    assert machine_with_python.asked("manage.py") == 0
    (tmp_path / "offline").unlink()
    assert machine_with_python("verify").returncode == 0
    assert machine_with_python.asked("-m venv") == 2
