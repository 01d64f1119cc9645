"""Bundles: git takes them for its own, and they are the same however the repository is packed."""

import subprocess
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.outside.git import bundle, opened


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def made(root: Path, branch: str = "main") -> bytes:
    with opened(root) as repository:
        assert repository is not None
        return bundle(repository, repository.head, branch)


def repository_in(folder: Path, form: str = "sha1") -> Path:
    root = folder / "repository"
    root.mkdir()
    git(root, "init", "-q", f"--object-format={form}")
    for number in range(12):
        lines = [f"line {line} of {number if line == number * 7 else 0}\n" for line in range(200)]
        (root / "text.md").write_text("".join(lines), "utf-8")
        (root / f"{number}.md").write_text(f"{number}\n", "utf-8")
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", f"Step {number}")
    return root


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_a_bundle_is_cloned(form: str, tmp_path: Path) -> None:
    root = repository_in(tmp_path, form)
    (tmp_path / "x.bundle").write_bytes(made(root))
    git(tmp_path, "-c", "transfer.fsckObjects=true", "clone", "-q", "x.bundle", "clone")
    assert git(tmp_path / "clone", "rev-parse", "HEAD") == git(root, "rev-parse", "HEAD")
    assert git(tmp_path / "clone", "branch", "--show-current") == "main"
    assert (tmp_path / "clone/text.md").read_bytes() == (root / "text.md").read_bytes()
    git(tmp_path / "clone", "fsck", "--strict", "--full")


def test_it_is_the_same_however_the_repository_is_packed(tmp_path: Path) -> None:
    root = repository_in(tmp_path)
    loose = made(root)
    git(tmp_path, "clone", "-q", "--no-local", "repository", "clone")
    assert made(tmp_path / "clone") == loose
    git(root, "gc", "-q", "--aggressive", "--prune=now")
    assert made(root) == loose
    git(root, "config", "pack.compression", "0")
    git(root, "config", "pack.window", "50")
    git(root, "branch", "other")
    git(root, "tag", "mark")
    assert made(root) == loose


@pytest.mark.parametrize("branch", ["-x", "a b", "a..b", "a/", "x.lock", "", "a\nb", "a//b", "a/.b"])
def test_a_branch_with_an_odd_name_is_called_after_no_other(branch: str, tmp_path: Path) -> None:
    root = repository_in(tmp_path)
    assert made(root, branch) == made(root).replace(b" refs/heads/main\n", b" refs/heads/packed\n", 1)
    assert b" refs/heads/team/sms\n" in made(root, "team/sms")


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    root = repository_in(tmp_path)
    blob = git(root, "rev-parse", "HEAD~5:text.md")
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(SmsError, match="could not read the change history"):
        made(root)
