"""The project's own source, as the architecture tests read it."""

import ast
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ("accanto", "config", "tests")


@cache
def python_files() -> tuple[Path, ...]:
    """Every Python file that people write: migrations are Django's."""
    found = [file for folder in SOURCE for file in sorted((ROOT / folder).rglob("*.py"))]
    return tuple(file for file in [ROOT / "conftest.py", *found] if "migrations" not in file.parts)


@cache
def product_files() -> tuple[Path, ...]:
    """Python files of the product itself, without its tests."""
    return tuple(file for file in python_files() if "tests" not in file.parts and file.name != "conftest.py")


@cache
def tree(file: Path) -> ast.Module:
    """A file's syntax."""
    return ast.parse(file.read_text(), filename=str(file))


@cache
def templates() -> dict[str, Path]:
    """Every template of ours by the name under which it is asked for."""
    found = sorted((ROOT / "accanto").glob("*/templates/**/*.*"))
    return {str(file.relative_to(_templates_folder(file))): file for file in found if file.is_file()}


def _templates_folder(file: Path) -> Path:
    return next(parent for parent in file.parents if parent.name == "templates")


def name_of(file: Path) -> str:
    """How a file is called in a failure."""
    return str(file.relative_to(ROOT))


def layers() -> list[set[str]]:
    """The layers of apps in pyproject.toml, the lowest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    apps = next(contract for contract in contracts if contract["name"] == "layers of apps")
    return [{app.strip() for app in line.split("|")} for line in reversed(apps["layers"])]
