"""From which branch a pack comes: the accepted one as the remote has it, another one, or it cannot be told."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.outside.git import opened
from sms_lint.publish.pack import read_archive
from sms_lint.publish.pack.packed_branch import PackedBranch, branch_of, branch_said
from tests.history.approvals.company import Company, git

WHEN = {"GIT_AUTHOR_DATE": "2026-01-20T12:00:00+0000", "GIT_COMMITTER_DATE": "2026-01-20T12:00:00+0000"}
CONTRADICTS = "what the pack says of its branch contradicts itself"
JANUARY = ("--from", "2026-01-01", "--to", "2026-01-31")


@pytest.fixture(scope="module")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Company(tmp_path_factory.mktemp("upstream")).root


@pytest.fixture
def clone(upstream: Path, tmp_path: Path) -> Path:
    git(tmp_path, "clone", "-q", str(upstream), "clone")
    return tmp_path / "clone"


def step(root: Path) -> str:
    git(root, "commit", "-q", "--allow-empty", "-m", "Step", **WHEN)
    return git(root, "rev-parse", "HEAD")


def seen(root: Path, commit: str = "HEAD") -> PackedBranch:
    with opened(root) as repository:
        assert repository is not None
        return branch_of(repository, git(root, "rev-parse", commit), "main")


def test_the_accepted_branch_as_the_remote_has_it(clone: Path) -> None:
    assert seen(clone) == ("main", "main", "on it")
    git(clone, "checkout", "-q", "--detach")
    assert seen(clone) == ("main", "main", "on it")
    git(clone, "checkout", "-q", "-b", "draft")
    assert seen(clone) == ("main", "main", "on it")  # where nothing came yet it is the same commit


def test_without_a_remote_the_repository_is_asked(upstream: Path, tmp_path: Path) -> None:
    assert seen(upstream) == ("main", "main", "on it")
    root = Company(tmp_path).root
    git(root, "checkout", "-q", "-b", "draft")
    step(root)
    assert seen(root) == ("draft", "main", "not on it")
    assert seen(root, "main").state == "accepted"
    git(root, "branch", "-q", "-D", "main")
    assert seen(root) == ("draft", "main", "not on it")


def test_another_branch_is_not_the_accepted_one_even_when_it_was_merged(clone: Path) -> None:
    git(clone, "checkout", "-q", "-b", "draft")
    draft = step(clone)
    assert seen(clone) == ("draft", "main", "not on it")
    git(clone, "checkout", "-q", "main")
    git(clone, "merge", "-q", "--no-ff", "-m", "Merge", "draft", **WHEN)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert seen(clone) == ("main", "main", "on it")
    assert seen(clone, draft).state == "not the accepted branch"


def test_a_branch_that_only_bears_the_name(clone: Path) -> None:
    first = git(clone, "rev-parse", "HEAD")
    step(clone)
    assert seen(clone) == ("main", "main", "remote is behind")
    git(clone, "checkout", "-q", "--orphan", "other")
    step(clone)
    git(clone, "branch", "-q", "-M", "main")
    assert seen(clone) == ("main", "main", "not on it")
    assert seen(clone, first).state == "accepted"


def test_a_remote_that_does_not_tell(clone: Path, tmp_path: Path) -> None:
    git(clone, "remote", "add", "second", str(tmp_path))
    assert seen(clone) == ("main", "main", "remotes differ")
    git(clone, "remote", "remove", "second")
    git(clone, "update-ref", "-d", "refs/remotes/origin/main")
    assert seen(clone) == ("main", "main", "remote is unknown")


def made(root: Path, target: Path) -> Mapping[str, bytes]:
    assert main(["pack", "--root", str(root), *JANUARY, "--output", str(target)]) == 0
    return read_archive(target)


def test_a_pack_of_another_branch_says_so_first(
    clone: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(clone, "checkout", "-q", "-b", "draft")
    step(clone)
    files = made(clone, tmp_path / "x.tar")
    assert "Branch: draft\nBranch-Reason: not on it\nBranch-State: not the accepted branch" in files[
        "bag-info.txt"
    ].decode()  # fmt: skip
    for page in ("index.md", "index.html"):
        assert "which is NOT the accepted branch" in files[f"data/{page}"].decode()
        assert "(not the accepted branch)" in files[f"data/{page}"].decode()
    assert b"refs/heads/draft\n" in files["data/repository.bundle"][:200]
    assert b"refs/heads/main\n" not in files["data/repository.bundle"][:200]
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "x.tar")]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(
        "FAIL         it comes from the accepted branch: It comes from the branch `draft`"
    )
    assert said[-1].startswith("The pack is NOT in order")


def test_the_first_page_names_the_accepted_branch(clone: Path, tmp_path: Path) -> None:
    page = made(clone, tmp_path / "x.tar")["data/index.html"].decode()
    assert "It comes from the branch `main`, the accepted branch: the commit is a step of it." in page


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "the pack does not say from which branch it comes"),
        ({"Branch": "main"}, "the pack does not say from which branch it comes"),
        ({"Branch-State": "accepted"}, "what the pack says of its branch cannot be understood"),
        ({"Branch-State": "accepted", "Branch-Reason": "on it"}, CONTRADICTS),
        ({"Branch-State": "accepted", "Branch-Reason": "on it", "Branch": "a", "Accepted-Branch": "b"}, CONTRADICTS),
        ({"Branch-State": "accepted", "Branch-Reason": "not on it", "Accepted-Branch": "b"}, CONTRADICTS),
        ({"Branch-State": "not the accepted branch", "Branch-Reason": "not on it", "Branch": "b"}, CONTRADICTS),
    ],
)  # fmt: skip
def test_what_a_pack_cannot_say_of_its_branch(said: Mapping[str, str], why: str) -> None:
    assert branch_said(said) == why


COMES = "It comes from the branch `draft`"
CANNOT = f"{COMES}. It cannot be told whether that is the accepted branch `main`:"


@pytest.mark.parametrize(
    ("branch", "sentence"),
    [
        (
            PackedBranch("main", "main", "on it"),
            "It comes from the branch `main`, the accepted branch: the commit is a step of it.",
        ),
        (
            PackedBranch("draft", "main", "not on it"),
            (
                f"{COMES}, which is NOT the accepted branch `main`: the commit is no step of it. Nothing in this pack shows "
                "what is in force."
            ),
        ),
        (
            PackedBranch("draft", "main", "remote is behind"),
            f"{CANNOT} the commit is not on it yet, as the remote had it last; fetch or push, then pack again.",
        ),
        (
            PackedBranch("draft", "main", "remote is unknown"),
            f"{CANNOT} it was not fetched from the remote; fetch it, and make the pack again.",
        ),
        (
            PackedBranch("draft", "main", "remotes differ"),
            f"{CANNOT} one remote has the commit on it, and another one has not.",
        ),
    ],
)
def test_what_is_told_of_the_branch_is_read_again(branch: PackedBranch, sentence: str) -> None:
    assert branch.sentence == sentence
    assert branch_said(branch.said) == branch
    assert branch.said == {
        "Branch": branch.name,
        "Accepted-Branch": "main",
        "Branch-State": branch.state,
        "Branch-Reason": branch.reason,
    }


def test_what_is_said_is_read_again(clone: Path) -> None:
    git(clone, "checkout", "-q", "--detach")
    step(clone)
    found = seen(clone)
    assert found == ("", "main", "not on it")
    assert found.sentence.startswith("It comes from a commit without a branch, which is NOT")
    assert found.said == {
        "Accepted-Branch": "main",
        "Branch-State": "not the accepted branch",
        "Branch-Reason": "not on it",
    }
    assert branch_said(found.said) == found
