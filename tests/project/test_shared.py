"""What is dear to read or to build is shared: no test asks for the history of this repository, or builds its site again."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
# The system is the same for all of them; one fixture for all workers builds its site.
BUILDERS = frozenset({"publish", "build", "view_of"})


def here(tree: ast.Module) -> frozenset[str]:
    """The names in a module that stand for something in this repository."""
    named = {"ROOT", "TOP"}
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and "__file__" in ast.unparse(statement.value):
            named.update(target.id for target in statement.targets if isinstance(target, ast.Name))
    return frozenset(named)


def of_this_repository(source: str) -> Iterator[str]:
    """The calls that read the history at such a name, or build a site or what its pages are made from."""
    tree = ast.parse(source)
    names = here(tree)
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        place = call.args[0]
        while isinstance(place, ast.BinOp):
            place = place.left
        with_history = any(
            word.arg == "with_history" and ast.unparse(word.value) == "True" for word in call.keywords
        )
        builds = isinstance(call.func, ast.Name) and call.func.id in BUILDERS
        if isinstance(place, ast.Name) and place.id in names and (with_history or builds):
            yield ast.unparse(call)


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("load(ROOT)", False),
        ("load(folder, with_history=True)", False),
        ("publish(tmp_path, None)", False),
        ("load(ROOT, with_history=True)", True),
        ("load(OWN / 'systems' / name, with_history=True)", True),
        ("publish(TOP, None)", True),
        ("view_of(TOP)", True),
    ],
)
def test_a_call_is_told_by_where_it_reads(call: str, found: bool) -> None:
    assert bool(list(of_this_repository(f"OWN = Path(__file__).parent\nx = {call}"))) == found


def test_no_test_reads_the_history_of_this_repository_or_builds_its_site_again() -> None:
    told = {
        path.relative_to(ROOT).as_posix(): list(of_this_repository(path.read_text("utf-8"))) for path in TESTS
    }
    assert {path: calls for path, calls in told.items() if calls} == {}
