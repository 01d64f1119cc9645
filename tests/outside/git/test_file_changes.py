"""Reading the history of real repositories."""

import subprocess
from pathlib import Path

import pytest

from sms_lint.outside.git import MOST_COMPARED, FileChanges, file_changes_of, opened, read_commits


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(root: Path, path: str, text: str, subject: str) -> str:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", subject)
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "-q")
    return root


def read_history(root: Path, folders: tuple[str, ...]) -> FileChanges | None:
    with opened(root) as repository:
        return file_changes_of(repository, read_commits(repository, folders)) if repository else None


def test_each_file_has_its_changes_newest_first(repository: Path) -> None:
    first = commit(repository, "policies/a.md", "1", "Write the policy")
    commit(repository, "other/b.md", "1", "Not controlled")
    last = commit(repository, "policies/a.md", "2", "Mend % the | policy")
    history = read_history(repository, ("policies", "records"))
    assert history is not None
    assert history.complete
    assert set(history.revisions) == {"policies/a.md"}
    assert [(revision.commit, revision.subject) for revision in history.revisions["policies/a.md"]] == [
        (last, "Mend % the | policy"),
        (first, "Write the policy"),
    ]
    assert history.head == last
    assert history.revisions["policies/a.md"][0].author == "p-0001"


def test_file_names_and_subjects_may_hold_anything(repository: Path) -> None:
    commit(repository, "policies/ö b\n.md", "1", "\x02 odd \x01 subject")
    history = read_history(repository, ("policies",))
    assert history is not None
    assert list(history.revisions) == ["policies/ö b\n.md"]


def test_a_system_below_the_top_of_a_repository(repository: Path) -> None:
    commit(repository, "sms/policies/a.md", "1", "Write the policy")
    history = read_history(repository / "sms", ("policies",))
    assert history is not None
    assert set(history.revisions) == {"policies/a.md"}


def test_no_repository_and_no_commit_give_no_history(tmp_path: Path, repository: Path) -> None:
    assert read_history(repository, ("policies",)) is None
    outside = tmp_path / "plain"
    outside.mkdir()
    assert read_history(outside, ("policies",)) is None


def test_a_shallow_clone_is_not_complete(repository: Path, tmp_path: Path) -> None:
    commit(repository, "policies/a.md", "1", "One")
    commit(repository, "policies/a.md", "2", "Two")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
    history = read_history(tmp_path / "shallow", ("policies",))
    assert history is not None
    assert not history.complete
    assert len(history.revisions["policies/a.md"]) == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [("core.fsmonitor", "{program}"), ("diff.external", "{program}"), ("gpg.ssh.program", "{program}"), ("log.showSignature", "true"),
     ("core.pager", "{program}"), ("core.hooksPath", "{folder}")],
)  # fmt: skip
def test_nothing_in_the_repository_configuration_runs(
    repository: Path, tmp_path: Path, key: str, value: str
) -> None:
    commit(repository, "policies/a.md", "1", "One")
    canary = tmp_path / "ran"
    program = tmp_path / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch {canary}\n", "utf-8")
    program.chmod(0o755)
    git(repository, "config", key, value.format(program=program, folder=tmp_path))
    assert read_history(repository, ("policies",)) is not None
    assert not canary.exists()


def test_the_texts_before_and_after_a_change_are_read(repository: Path) -> None:
    commit(repository, "policies/a.md", "ö one\n", "Write the policy")
    commit(repository, "policies/a.md", "two\n\ntwo", "Mend it")
    (repository / "policies/a.md").unlink()
    commit(repository, "records/b.yml", "1", "Take it away")
    history = read_history(repository, ("policies", "records"))
    assert history is not None
    gone, mended, written = history.revisions["policies/a.md"]
    assert (written.before, gone.after) == ("", "")
    assert history.texts[mended.before] == "ö one\n"
    assert history.texts[mended.after] == history.texts[gone.before] == "two\n\ntwo"
    assert history.revisions["records/b.yml"][0].after not in history.texts


def test_of_many_changes_the_newest_texts_are_read(repository: Path) -> None:
    for number in range(MOST_COMPARED + 2):
        commit(repository, "policies/a.md", f"text {number}\n", f"Change {number}")
    history = read_history(repository, ("policies",))
    assert history is not None
    newest = history.revisions["policies/a.md"]
    assert [revision.before in history.texts for revision in newest] == [True] * MOST_COMPARED + [
        False,
        False,
    ]


def test_what_a_partial_clone_lacks_is_left_out_and_nothing_is_run_to_get_it(
    repository: Path, tmp_path: Path
) -> None:
    commit(repository, "policies/a.md", "one\n", "One")
    commit(repository, "policies/a.md", "two\n", "Two")
    git(repository, "config", "uploadpack.allowFilter", "true")
    clone, canary, program = tmp_path / "partial", tmp_path / "ran", tmp_path / "program.sh"
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{repository}", "partial")
    program.write_text(f"#!/bin/sh\ntouch {canary}\n", "utf-8")
    program.chmod(0o755)
    git(clone, "config", "remote.origin.uploadpack", str(program))
    history = read_history(clone, ("policies",))
    assert history is not None
    assert len(history.revisions["policies/a.md"]) == 2
    assert history.texts == {}
    assert not canary.exists()
