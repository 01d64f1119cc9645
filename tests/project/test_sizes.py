"""The sizes that CONTRIBUTING.md states: a file of at most 350 lines, a function of at most 40."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = sorted(path for folder in ("sms_lint", "tooling") for path in (ROOT / folder).rglob("*.py"))
MOST_LINES_OF_A_FILE, MOST_LINES_OF_A_FUNCTION = 350, 40


def long_functions(source: str) -> Iterator[str]:
    """The name and length of each function that is too long; its decorators are not counted."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                yield f"{node.name}: {lines} lines"


def test_no_file_and_no_function_is_too_long() -> None:
    assert len(PROGRAM) > 500
    found = []
    for path in PROGRAM:
        source = path.read_text("utf-8")
        name = path.relative_to(ROOT).as_posix()
        if (lines := source.count("\n")) > MOST_LINES_OF_A_FILE:
            found.append(f"{name}: {lines} lines; give one of the facts that it holds a file of its own")
        found += [f"{name}: {said}" for said in long_functions(source)]
    assert found == []


def test_a_long_function_would_be_found() -> None:
    body = "    pass\n" * MOST_LINES_OF_A_FUNCTION
    assert list(long_functions(f"def inside():\n{body}")) == ["inside: 41 lines"]
    assert list(long_functions(f"def inside():\n{body[9:]}")) == []
