"""The digest of a commit's files: as `sha256sum` finds it, and the same whether asked for one by one or together."""

import hashlib
import random
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.history.anchors import tree_digests
from sms_lint.outside.git import MISSING, Repository, opened, read_commits
from tests.history.anchors.branch import git

NAMES = ("a", "a.b", "a-b", "a/c", "a b", "ä", "z\\y", "l\nm", "sub/a", "sub/b/c", "sub.d")


def together_and_alone(root: Path, commits: list[str]) -> list[str]:
    with opened(root) as repository:
        assert repository is not None
        digest = tree_digests(repository, read_commits(repository, ()), commits)
        found = [digest(commit_id) for commit_id in commits]
        assert found == [tree_digests(repository)(commit_id) for commit_id in commits]
        return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    return root


def commit(root: Path) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "Step")
    return git(root, "rev-parse", "HEAD")


def by_sha256sum(root: Path) -> str:
    """In the checked-out files."""
    command = "git ls-files -z | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum"
    done = subprocess.run(["bash", "-c", command], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.split()[0]


def test_it_is_what_sha256sum_finds(root: Path) -> None:
    for number, name in enumerate(NAMES):
        if name == "a":
            continue
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"{number}\n" * number, "utf-8")
    assert together_and_alone(root, [commit(root)]) == [by_sha256sum(root)]


@pytest.mark.parametrize("seed", range(4))
def test_any_history_gives_the_same_together_and_alone(root: Path, seed: int) -> None:
    chance = random.Random(seed)
    commits, expected = [], []
    (root / "begin").write_text("begin", "utf-8")
    for step in range(8):
        for name in chance.sample(NAMES, 3):
            target = root / name
            if target.is_file() and chance.random() < 0.5:
                target.unlink()
            elif not target.is_dir() and not any(parent.is_file() for parent in target.parents):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(f"{step} {chance.random()}", "utf-8")
        commits.append(commit(root))
        expected.append(by_sha256sum(root))
    assert together_and_alone(root, commits) == expected
    shuffled = chance.sample(range(8), 8)
    assert together_and_alone(root, [commits[at] for at in shuffled]) == [expected[at] for at in shuffled]


def test_together_each_commit_costs_no_more_than_what_it_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is read whole; of the others git tells what differs."""
    (root / "sms").mkdir()
    commits = []
    for number in range(4):
        (root / f"sms/{number}.md").write_text(f"{number}", "utf-8")
        (root / "sms/all.md").write_text(f"{number}", "utf-8")
        if number == 2:
            (root / "sms/1.md").unlink()
        commits.append(commit(root))
    read: list[str] = []
    whole = Repository.tree

    def counted(repository: Repository, revision: str) -> Mapping[str, tuple[str, str]]:
        read.append(revision)
        return whole(repository, revision)

    monkeypatch.setattr(Repository, "tree", counted)
    for folder in (root, root / "sms"):
        with opened(folder) as repository:
            assert repository is not None
            digest = tree_digests(repository, read_commits(repository, ()), commits)
            assert len({digest(one) for one in reversed(commits)}) == 4
        assert read == commits[:1]
        read.clear()


def test_an_empty_commit_has_the_digest_of_nothing(root: Path) -> None:
    assert together_and_alone(root, [commit(root)]) == [hashlib.sha256(b"").hexdigest()]


def test_links_count_by_where_they_lead_and_submodules_by_their_commit(root: Path) -> None:
    (root / "link").symlink_to("/etc/passwd")
    first = commit(root)
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},module")
    git(root, "commit", "-q", "-m", "Module")
    lines = [
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for content, name in ((b"/etc/passwd", "link"), (b"1" * 40, "module"))
    ]
    wanted = [hashlib.sha256("".join(lines[:end]).encode()).hexdigest() for end in (1, 2)]
    assert together_and_alone(root, [first, git(root, "rev-parse", "HEAD")]) == wanted


def test_below_the_top_only_the_files_there_count(root: Path) -> None:
    (root / "other").write_text("1", "utf-8")
    (root / "sms").mkdir()
    (root / "sms/a").write_text("1", "utf-8")
    first = commit(root)
    (root / "other").write_text("2", "utf-8")
    second = commit(root)
    (root / "sms/b").write_text("2", "utf-8")
    found = together_and_alone(root / "sms", [first, second, commit(root)])
    assert found[0] == found[1] != found[2] == by_sha256sum(root / "sms")


def test_a_commit_that_is_missing_spoils_no_other(root: Path) -> None:
    (root / "a").write_text("1", "utf-8")
    there, missing = commit(root), "1" * 40
    with opened(root) as repository:
        assert repository is not None
        digest = tree_digests(repository, read_commits(repository, ()), [there, missing])
        with pytest.raises(SmsError):
            digest(missing)
        assert digest(there) == by_sha256sum(root)


def test_a_file_that_a_partial_clone_has_left_out(root: Path, tmp_path: Path) -> None:
    (root / "a").write_text("a", "utf-8")
    first = commit(root)
    (root / "a").write_text("b", "utf-8")
    second = commit(root)
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{root}", "partial")
    with opened(tmp_path / "partial") as repository:
        assert repository is not None
        digest = tree_digests(repository, read_commits(repository, ()), [first, second])
        with pytest.raises(SmsError) as caught:
            digest(first)
        assert str(caught.value) == f"git cannot read every file of {first[:9]}; {MISSING}"
        assert digest(second) == by_sha256sum(root), "what was checked out is there"
