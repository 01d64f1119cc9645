"""A branch that was anchored three times, and the authority that vouched for it."""

import shutil
from pathlib import Path

import pytest

from tests.authority import Authority
from tests.history.anchors.branch import Branch, git


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"), chain=False)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Branch:
    """Three anchors on a branch with merges, and two steps after the last."""
    branch = Branch(tmp_path_factory.mktemp("grown") / "sms", authority)
    for number in range(1, 4):
        git(branch.root, "checkout", "-q", "-b", f"draft-{number}")
        branch.step(f"Draft {number}", path=f"policies/{number}.md")
        git(branch.root, "checkout", "-q", "main")
        branch.step(f"Meanwhile {number}")
        git(branch.root, "merge", "-q", "--no-ff", "-m", f"Merge {number}", f"draft-{number}")
        branch.anchor()
    branch.step("Four")
    branch.step("Five")
    return branch


@pytest.fixture
def branch(grown: Branch, tmp_path: Path, authority: Authority) -> Branch:
    shutil.copytree(grown.root, tmp_path / "sms")
    own = Branch.__new__(Branch)
    own.root, own.authority = tmp_path / "sms", authority
    return own
