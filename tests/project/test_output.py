"""Each kind of output is written in one place: nobody else prints, or sets the marks of a format."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "sms_lint"
# What puts text into a form, and the only modules that may do so.
HOMES: dict[str, set[str]] = {
    "print": {"cli/common.py"},
    "sys.stderr": {"cli/common.py"},
    "sys.stdout": {
        "cli/common.py",
        "cli/__init__.py",  # closes it where nobody reads any more
        "cli/building.py",  # asks whether somebody sits there
        "cli/starting.py",  # the same
    },
    "Printable": {
        f"ground/output/{name}.py"
        for name in ("annotations", "calendar_lines", "csv_rows", "json_text", "markdown_page", "printable", "xml_document")
    },
    "csv.writer": {"ground/output/csv_rows.py"},
    "json.dumps": {
        "ground/output/json_text.py",
        "history/anchors/entry.py",  # bytes that are hashed
        "history/record_changes/comparing.py",  # only compared
        "history/record_changes/rows.py",  # only compared
        "intake/tickets/fetching.py",  # bytes that are hashed
        "model/statement.py",  # bytes that are signed
        "outside/forge/asking.py",  # read by the forge alone
        "outside/forge/protection.py",  # read back at once
        "publish/pdf/typeset.py",  # read by the typesetter alone
        "publish/site/build.py",  # read by the builder of the site alone
        "publish/site/page.py",  # a text in quotes for the builder's front matter
        "publish/site/builder_settings.py",  # read by the builder of the site alone
         # the search index
        "report/reference/schemas.py",  # schemas out of the code
        "starter/example_files.py",  # a text in quotes for YAML
        "starter/rule.py",  # the same
    },
    "escape": {"publish/forms/page.py", "publish/pack/page.py", "starter/files.py"},
    "escape_html": {"publish/site/escape.py"},
}  # fmt: skip
# Marks of a format in texts of the program, and the only modules in which they stand.
MARKS: dict[str, set[str]] = {
    "\x1b": {"ground/output/printable.py"},
    "|---": {"report/reference/markdown.py"},  # words of the program alone
    "VEVENT": {"ground/output/calendar_days.py"},  # whose lines `calendar_lines` writes
}


@cache
def names_used() -> dict[str, frozenset[str]]:
    """The names that each module uses; walking through all modules takes half a second."""
    return {path: frozenset(used(tree)) for path, tree in modules().items()}


@cache
def modules() -> dict[str, ast.Module]:
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in PACKAGE.rglob("*.py")
    }


def used(tree: ast.Module) -> Iterator[str]:
    """What is called or passed on, by its dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


@pytest.mark.parametrize("name", HOMES)
def test_it_has_no_other_home(name: str) -> None:
    assert {path for path, names in names_used().items() if name in names} == HOMES[name]


def test_nothing_comes_in_by_another_door() -> None:
    """Names by which the same could be had: other writers, and the ways of the standard library to a terminal."""
    others = {
        "csv.DictWriter",
        "json.dump",
        "os.write",
        "sys.__stdout__",
        "sys.__stderr__",
        "warnings.warn",
        "logging.getLogger",
    }
    assert {path: others & names for path, names in names_used().items() if others & names} == {}


@pytest.mark.parametrize("mark", MARKS)
def test_its_marks_stand_nowhere_else(mark: str) -> None:
    assert {path for path, tree in modules().items() if any(mark in text for text in texts(tree))} == MARKS[
        mark
    ]


def texts(tree: ast.Module) -> Iterator[str]:
    """The texts that a module uses: its documentation is none of them."""
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value
