"""Trees with a name twice or out of order are told; no history that git writes ever is."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.outside.git import opened, read_commits
from sms_lint.outside.git.contradictions import contradictions
from sms_lint.outside.git.sides import FileChange, Side
from tests.history.approvals.company import git

NAMES = st.sampled_from(("a", "b", "c"))
State = dict[str, str]


def difference(old: State, new: State) -> Side:
    return tuple(
        FileChange(path, "", "", old.get(path, ""), new.get(path, ""))
        for path in sorted({*old, *new})
        if old.get(path) != new.get(path)
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[dict[str, list[str]], dict[str, list[Side]], dict[str, State]]:
    """Commits, each after its parents, with the files of each; some are merges, some begin anew."""
    states: dict[str, State] = {}
    parents: dict[str, list[str]] = {}
    for number in range(draw(st.integers(1, 8))):
        known = sorted(states)
        chosen = draw(st.lists(st.sampled_from(known), max_size=2, unique=True)) if known else []
        states[f"c{number}"] = draw(st.dictionaries(NAMES, st.sampled_from(("x", "y", "z"))))
        parents[f"c{number}"] = chosen
    sides = {
        commit: [difference(states.get(parent, {}), states[commit]) for parent in every or [""]]
        for commit, every in parents.items()
    }
    newest_first = {commit: parents[commit] for commit in reversed(parents)}
    return newest_first, sides, states


@given(histories())
def test_no_history_that_git_writes_contradicts_itself(
    history: tuple[dict[str, list[str]], dict[str, list[Side]], dict[str, State]],
) -> None:
    parents, sides, _ = history
    assert list(contradictions(parents, sides)) == []


@given(histories(), st.data())
def test_a_second_file_of_a_name_is_told(
    history: tuple[dict[str, list[str]], dict[str, list[Side]], dict[str, State]], data: st.DataObject
) -> None:
    parents, sides, states = history
    commit = data.draw(st.sampled_from(sorted(parents)))
    path = data.draw(st.sampled_from(sorted(states[commit] or {"a": ""})))
    second = FileChange(path, "", "", "", "hidden")
    held = states.get(parents[commit][0], {}).get(path, "") if parents[commit] else ""
    if not held and path not in {change.path for change in sides[commit][0]}:
        return  # it is the only one of its name
    at = data.draw(st.integers(0, len(sides[commit][0])))
    side = list(sides[commit][0])
    side.insert(at, second)
    sides[commit][0] = tuple(side)
    assert (commit, path) in list(contradictions(parents, sides))


def test_where_a_shallow_clone_ends_nothing_was_there_before() -> None:
    change = FileChange("a", "", "", "", "x")
    assert list(contradictions({"c": ["not here"]}, {"c": [(change,)]})) == []


def put(root: Path, *arguments: str, raw: bytes = b"") -> str:
    done = subprocess.run(["git", *arguments], cwd=root, input=raw, check=True, capture_output=True)
    return done.stdout.decode().strip()


def tree(root: Path, *entries: tuple[str, str, str]) -> str:
    """A tree of exactly these entries: mode, name, id."""
    raw = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(identity) for mode, name, identity in entries)
    return put(root, "hash-object", "-w", "--literally", "-t", "tree", "--stdin", raw=raw)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "config", "user.name", "x")
    git(tmp_path, "config", "user.email", "p-0001@example.invalid")
    (tmp_path / "records").mkdir()
    for name in ("a.yml", "b.yml"):
        (tmp_path / "records" / name).write_text(f"{name}\n", "utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    return tmp_path


@pytest.mark.parametrize("form", ["as it was", "altered behind", "altered before", "out of order", "by path"])
def test_a_tree_that_git_does_not_write(root: Path, form: str) -> None:
    first, second = (put(root, "rev-parse", f"HEAD:records/{name}") for name in ("a.yml", "b.yml"))
    other = put(root, "hash-object", "-w", "--stdin", raw=b"Another text.\n")
    a, b, evil = ("100644", "a.yml", first), ("100644", "b.yml", second), ("100644", "a.yml", other)
    records = {
        "as it was": (a, b),
        "altered behind": (a, evil, b),
        "altered before": (evil, a, b),
        "out of order": (b, evil),
        "by path": (a, b),
    }[form]
    folder = ("40000", "records", tree(root, *records))
    beside = (("100644", "records/a.yml", other),) if form == "by path" else ()
    top = tree(root, folder, *beside)
    head = put(root, "commit-tree", "-p", "HEAD", "-m", "Odd", top)
    put(root, "update-ref", "refs/heads/main", head)
    put(root, "commit", "-q", "--allow-empty", "-m", "More")
    checked = subprocess.run(["git", "fsck", "--strict"], cwd=root, capture_output=True, check=False)
    with opened(root) as repository:
        assert repository is not None
        commits = read_commits(repository, ("records",))
    told = commits.by_id[head].faults
    assert bool(told) == (checked.returncode != 0) == (form != "as it was")
    if told:
        assert told == (
            "its tree names `records/a.yml` twice or out of order, so that programs read different files in it",
        )
