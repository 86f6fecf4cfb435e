"""Habits of the source that a linter does not know."""

import ast

from tests.architecture.source import name_of, product_files, python_files, tree

LONGEST_FUNCTION = 60
LONGEST_FILE = 300

# Longer than LONGEST_FILE, each with the reason why it is better whole.
LONG_FILES: dict[str, str] = {}


def test_views_reach_rows_through_queries():
    """`.objects` in a view is a read that nobody scoped to the person who asks."""
    views = [file for file in product_files() if file.stem == "views" or "views" in file.parts]
    found = [
        f"{name_of(file)}:{node.lineno}"
        for file in views
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_base_manager", "_default_manager"}
    ]
    assert found == []


def test_functions_fit_on_a_screen():
    long = [
        f"{name_of(file)}:{node.lineno} {node.name} has {length} lines"
        for file in python_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []


def test_files_stay_short():
    long = {name_of(file) for file in python_files() if len(file.read_text().splitlines()) > LONGEST_FILE}
    assert long == set(LONG_FILES)


def test_public_names_say_what_they_are():
    """Every module, and every public function and class of the product, has a docstring."""
    silent = [
        f"{name_of(file)}:{getattr(node, 'lineno', 1)} {getattr(node, 'name', 'the module')}"
        for file in product_files()
        for node in [tree(file), *tree(file).body]
        if _should_speak(file, node) and not ast.get_docstring(node)
    ]
    assert silent == []


def _should_speak(file, node) -> bool:
    if isinstance(node, ast.Module):
        return bool(node.body)
    if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
        return False
    return not (isinstance(node, ast.ClassDef) and node.name == "Command")


def test_modules_are_named_after_the_domain():
    vague = {"utils", "helpers", "manager", "managers", "service", "services", "core", "common", "misc"}
    named = [name_of(file) for file in python_files() if file.stem in vague or vague & set(file.parts)]
    assert named == []


def test_no_signals():
    """When a lower feature reacts to a higher one, the upper action calls down: nothing happens behind one's back."""
    found = [
        f"{name_of(file)}:{node.lineno}"
        for file in product_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(("dispatch", "db.models.signals"))
    ]
    assert found == []
