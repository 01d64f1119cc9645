"""A newer version changes what nobody changed, merges the rest, and never writes over what people wrote."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.cli import main
from sms_lint.outside.git import merged_text
from sms_lint.starter.files import Answers, frame_files, starter_files
from sms_lint.starter.manifest import (
    MANIFEST_FILE,
    Manifest,
    joined_manifest,
    manifest_of,
    manifest_text,
    read_manifest,
)
from sms_lint.starter.upgrade import Step, after_upgrade, is_settled, steps
from tests.history.anchors.branch import git

ANSWERS = Answers("Harbour IT", ("Mail",), forge="gitlab", profile="small")
CI = ".gitlab-ci.yml"
OLD, NEW = "a\nb\nc\nd\n", "a\nb\nc\nD\n"


def outcome(base: str | None, ours: str | None, theirs: str, *, written: bool = True) -> Step | None:
    """What becomes of one file."""
    texts = {"f": base} if base is not None else {}
    manifest = Manifest(version="1", answers={}, texts=texts, digests={}, written=("f",) if written else ())
    found = steps(manifest, {"f": theirs}, {"f": ours} if ours is not None else {}, merged_text)
    return next((step for step in found if not is_settled(step)), None)


def test_what_is_as_the_new_version_writes_it_is_not_told() -> None:
    assert outcome(OLD, NEW, NEW) is None
    assert outcome(OLD, "changed\n", OLD) is None, "a change of one's own, and none of the new version"


@pytest.mark.parametrize(
    ("base", "ours", "written", "expected", "after"),
    [
        (OLD, OLD, True, "updated", NEW),
        (OLD, "A\nb\nc\nd\n", True, "merged", "A\nb\nc\nD\n"),
        (OLD, "a\nb\nc\nmine\n", True, "yours", "a\nb\nc\nmine\n"),
        (None, OLD, True, "unknown", OLD),
        (OLD, None, True, "removed", ""),
        (None, None, False, "new", NEW),
    ],
)
def test_each_outcome(base: str | None, ours: str | None, written: bool, expected: str, after: str) -> None:
    step = outcome(base, ours, NEW, written=written)
    assert step is not None
    assert (step.outcome, step.after) == (expected, after)


def test_a_schema_that_nobody_edited_is_written_anew_and_another_is_not() -> None:
    manifest = manifest_of(ANSWERS, {"schemas/risk.json": "old"})
    fresh = {"schemas/risk.json": "new"}
    assert [step.outcome for step in steps(manifest, fresh, {"schemas/risk.json": "old"}, merged_text)] == [
        "updated"
    ]
    assert [step.outcome for step in steps(manifest, fresh, {"schemas/risk.json": "x"}, merged_text)] == [
        "unknown"
    ]


def test_what_is_no_longer_used_is_told_and_stays() -> None:
    manifest = Manifest(version="1", answers={}, texts={"old.yml": OLD}, digests={}, written=("old.yml",))
    (step,) = steps(manifest, {}, {"old.yml": OLD}, merged_text)
    assert (step.outcome, step.changes) == ("dropped", False)


LINES = st.lists(st.sampled_from(["one", "two", "three", "four"]), max_size=6)


@given(base=LINES, ours=LINES, theirs=LINES)
def test_no_line_that_people_added_is_lost(base: list[str], ours: list[str], theirs: list[str]) -> None:
    def merge(_base: str, ours: str, theirs: str) -> str | None:
        return f"{ours}{theirs}" if len(ours) % 2 else None

    old, own, new = ("".join(f"{line}\n" for line in lines) for lines in (base, ours, [*theirs, "new"]))
    own += "mine\n"
    manifest = Manifest(version="1", answers={}, texts={"f": old}, digests={}, written=("f",))
    for step in steps(manifest, {"f": new}, {"f": own}, merge):
        assert "mine\n" in step.after


def test_what_waits_for_a_person_is_told_again_the_next_time() -> None:
    before = Manifest(version="1", answers={}, texts={"f": OLD, "g": OLD}, digests={}, written=("f", "g"))
    now = before.model_copy(update={"texts": {"f": NEW, "g": NEW}})
    done = {"f": Step("f", "yours", "x", "x", NEW), "g": Step("g", "merged", "x", "y", NEW)}
    assert after_upgrade(before, now, done).texts == {"f": OLD, "g": NEW}


def test_the_notes_are_read_as_they_were_written() -> None:
    manifest = manifest_of(ANSWERS, starter_files(ANSWERS))
    again = read_manifest(manifest_text(manifest))
    assert again == manifest
    assert again.the_answers() == ANSWERS
    assert joined_manifest(None, manifest) is manifest


@pytest.fixture
def start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    words = ["--organization", "Harbour IT", "--service", "Mail", "--forge", "gitlab"]
    assert main(["init", str(tmp_path), *words]) == 0
    capsys.readouterr()
    return tmp_path


def contents(root: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def as_if_older(root: Path, path: str, change: tuple[str, str]) -> None:
    """Make the repository one that an older version wrote, in which a file said something else."""
    notes = json.loads((root / MANIFEST_FILE).read_text("utf-8"))
    notes["texts"][path] = notes["texts"][path].replace(*change)
    (root / MANIFEST_FILE).write_text(json.dumps(notes), "utf-8")
    (root / path).write_text((root / path).read_text("utf-8").replace(*change), "utf-8")


def test_a_fresh_starter_has_nothing_to_upgrade(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(start)
    assert main(["upgrade", "--root", str(start)]) == 0
    assert capsys.readouterr().out == "Everything is as this version writes it\n"
    assert contents(start) == before


def test_a_workflow_is_updated_around_a_change_of_one_s_own(
    start: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_if_older(start, CI, ("python:3.13", "python:3.11"))
    text = (start / CI).read_text("utf-8")
    (start / CI).write_text(f"{text}\nours:\n  script: [make tea]\n", "utf-8")
    assert main(["upgrade", "--root", str(start)]) == 0
    shown = capsys.readouterr().out
    assert f"{CI}: updated around your changes" in shown
    assert "  +  image: python:3.13" in shown
    assert "1 file would change" in shown
    assert "python:3.11" in (start / CI).read_text("utf-8"), "nothing is written unasked"
    assert main(["upgrade", "--root", str(start), "--write"]) == 0
    after = (start / CI).read_text("utf-8")
    assert after == text.replace("python:3.11", "python:3.13") + "\nours:\n  script: [make tea]\n"
    capsys.readouterr()
    assert main(["upgrade", "--root", str(start)]) == 0
    assert capsys.readouterr().out == "Everything is as this version writes it\n"


def test_a_system_without_notes_is_compared_and_left(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (start / MANIFEST_FILE).unlink()
    (start / "README.md").write_text("ours\n", "utf-8")
    before = contents(start)
    assert main(["upgrade", "--root", str(start), "--write"]) == 0
    assert "README.md: left as it is: nothing says what it was" in capsys.readouterr().out
    after = contents(start)
    assert {path for path in after if after[path] != before.get(path)} == {MANIFEST_FILE}


def test_init_again_leaves_out_what_was_renamed_and_what_was_removed(
    start: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (start / "policies/scope.md").rename(start / "policies/our-scope.md")
    (start / "records/registers/risk.yml").rename(start / "records/registers/our-risks.yml")
    (start / "policies/risk-management.md").unlink()
    (start / CI).unlink()
    before = contents(start)
    assert main(["init", str(start), "--organization", "Harbour IT", "--forge", "gitlab"]) == 0
    shown = capsys.readouterr().out
    assert contents(start) == before
    assert "left out: policies/scope.md; it is now policies/our-scope.md" in shown
    assert "left out: records/registers/risk.yml; it is now records/registers/our-risks.yml" in shown
    assert "left out: policies/risk-management.md; it was removed" in shown
    assert f"left out: {CI}; it was removed" in shown


def test_init_again_with_more_adds_the_rest(start: Path) -> None:
    before = contents(start)
    assert main(["init", str(start), "--organization", "Harbour IT", "--profile", "full"]) == 0
    after = contents(start)
    assert all(after[path] == raw for path, raw in before.items() if path != MANIFEST_FILE)
    assert len(after) > len(before) + 30
    written = read_manifest(after[MANIFEST_FILE].decode()).written
    assert set(written) == {path for path in after if path != MANIFEST_FILE}


def test_damaged_notes_are_told(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (start / MANIFEST_FILE).write_text("{", "utf-8")
    assert main(["upgrade", "--root", str(start)]) == 2
    assert "is damaged; restore it from the history" in capsys.readouterr().err


def test_the_frame_is_part_of_what_a_starter_writes() -> None:
    files = starter_files(ANSWERS)
    assert frame_files(ANSWERS).items() <= files.items()
    assert sorted(files) == list(files)


def committed(root: Path) -> None:
    git(root, "init", "-q", "-b", "main")
    for key, value in (("user.name", "P-001"), ("user.email", "p-001@example.invalid")):
        git(root, "config", key, value)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Begin")


def test_an_upgrade_comes_as_a_branch_with_one_commit_beside_the_work(
    start: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_if_older(start, CI, ("python:3.13", "python:3.11"))
    committed(start)
    (start / "policies/scope.md").write_text("at work\n", "utf-8")
    before, status = contents(start), git(start, "status", "--porcelain")
    assert main(["upgrade", "--root", str(start), "--proposal", "newer"]) == 0
    assert "git push --set-upstream origin newer" in capsys.readouterr().out
    files = {path: text for path, text in contents(start).items() if not path.startswith(".git/")}
    assert files == {path: text for path, text in before.items() if not path.startswith(".git/")}
    assert git(start, "status", "--porcelain") == status
    assert git(start, "rev-list", "--count", "main..newer").strip() == "1"
    changed = git(start, "diff", "--name-only", "main", "newer").split()
    assert changed == [CI, MANIFEST_FILE]
    assert "python:3.13" in git(start, "show", f"newer:{CI}")
    git(start, "checkout", "-q", "-f", "newer")
    capsys.readouterr()
    assert main(["upgrade", "--root", str(start)]) == 0
    assert capsys.readouterr().out == "Everything is as this version writes it\n"


def with_the_branch(root: Path) -> None:
    committed(root)
    git(root, "branch", "newer")


def at_work(root: Path) -> None:
    committed(root)
    (root / CI).write_text(f"{(root / CI).read_text('utf-8')}# ours\n", "utf-8")


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (lambda root: None, "this is no git repository"),
        (lambda root: git(root, "init", "-q"), "there is no commit yet"),
        (with_the_branch, "there is a branch newer already"),
        (at_work, f"{CI} has changes that are not committed"),
    ],
    ids=["no git", "no commit", "branch is there", "at work on it"],
)
def test_what_cannot_be_proposed_is_refused_and_nothing_changes(
    start: Path, capsys: pytest.CaptureFixture[str], before: Callable[[Path], object], said: str
) -> None:
    as_if_older(start, CI, ("python:3.13", "python:3.11"))
    before(start)
    files = contents(start)
    assert main(["upgrade", "--root", str(start), "--proposal", "newer"]) == 2
    assert said in capsys.readouterr().err
    assert {path for path, text in contents(start).items() if files.get(path) != text} <= {".git/index"}
