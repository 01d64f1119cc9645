"""Working copies in any state: what lies on the disk is never called approved with other bytes than were signed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sms_lint.model.statement import digests
from tests.history.approvals.company import Company, git

PATH = "policies/change.md"
SIGNED = "records/approvals/POL-CHG/1.0.approval.P-0002.json"


def edit(root: Path) -> None:
    text = (root / PATH).read_text("utf-8")
    (root / PATH).write_text(text.replace("Text one.", "Text of an insider."), "utf-8")


def staged_alone(root: Path) -> None:
    """The index has the insider's text, the disk the honest one."""
    honest = (root / PATH).read_bytes()
    edit(root)
    git(root, "add", PATH)
    (root / PATH).write_bytes(honest)


def second(root: Path) -> None:
    text = (root / PATH).read_text("utf-8").replace("Text one.", "Text of an insider.")
    (root / "processes").mkdir(exist_ok=True)
    (root / "processes/change.md").write_text(text, "utf-8")


def ignored(root: Path) -> None:
    (root / ".gitignore").write_text("policies/\n", "utf-8")
    edit(root)


def nested(root: Path) -> None:
    git(root, "init", "-q", "policies")
    edit(root)


def filtered(root: Path) -> None:
    """What the disk says is turned into what was signed on the way into git."""
    (root / ".gitattributes").write_text("*.md filter=honest\n", "utf-8")
    git(root, "config", "filter.honest.clean", "sed 's/of an insider/one/'")
    git(root, "config", "filter.honest.smudge", "sed 's/one/of an insider/'")
    edit(root)


def line_ends(root: Path) -> None:
    git(root, "config", "core.autocrlf", "true")
    (root / PATH).write_bytes((root / PATH).read_bytes().replace(b"\n", b"\r\n"))


def elsewhere(root: Path) -> None:
    """Git is told that the working copy is another folder, where the honest text lies."""
    shutil.copytree(root, root.parent / "honest", dirs_exist_ok=True)
    git(root, "config", "core.worktree", str(root.parent / "honest"))
    edit(root)


def statement_moved(root: Path) -> None:
    for ending in ("", ".sig"):
        (root / f"{SIGNED}{ending}").rename(root / f"{SIGNED.replace('1.0', '9.9')}{ending}")
    edit(root)


def detached(root: Path) -> None:
    git(root, "checkout", "-q", "--detach", "HEAD~1")
    edit(root)


def half_merged(root: Path) -> None:
    (root / ".git/MERGE_HEAD").write_text(git(root, "rev-parse", "HEAD") + "\n", "utf-8")
    edit(root)


def then(*deeds: Callable[[Path], object]) -> Callable[[Path], None]:
    """One deed after the other."""

    def do(root: Path) -> None:
        for deed in deeds:
            deed(root)

    return do


def told_git(*arguments: str) -> Callable[[Path], object]:
    return lambda root: git(root, *arguments)


def loosened(root: Path) -> None:
    text = (root / "trust.yml").read_text("utf-8")
    (root / "trust.yml").write_text(text.replace("approver", "writer"), "utf-8")


DEEDS: dict[str, Callable[[Path], object]] = {
    "edited": edit,
    "staged": then(edit, told_git("add", "-A")),
    "staged alone": staged_alone,
    "assumed unchanged": then(told_git("update-index", "--assume-unchanged", PATH), edit),
    "left out of the work tree": then(told_git("update-index", "--skip-worktree", PATH), edit),
    "to be added": then(second, told_git("add", "-N", "processes/change.md")),
    "a second text with the id": second,
    "ignored": ignored,
    "a repository inside": nested,
    "filtered": filtered,
    "other line ends": line_ends,
    "work tree elsewhere": elsewhere,
    "another index": then(lambda root: shutil.copy(root / ".git/index", root / ".git/index.lock"), edit),
    "statement moved": statement_moved,
    "an older commit": detached,
    "half merged": half_merged,
    "case is said not to matter": then(told_git("config", "core.ignorecase", "true"), edit),
    "links are said not to exist": then(told_git("config", "core.symlinks", "false"), edit),
    "modes are said not to matter": then(told_git("config", "core.filemode", "false"), edit),
    "times put back": then(edit, lambda root: os.utime(root / PATH, (1, 1))),
    "trust settings loosened": then(loosened, edit),
    "index removed": then(lambda root: (root / ".git/index").unlink(missing_ok=True), edit),
}
# What only changes files and settings, so that one may follow the other whatever came before.
PLAIN = sorted({"edited", "a second text with the id", "ignored", "filtered", "other line ends", "times put back",
    "half merged", "trust settings loosened", "case is said not to matter", "index removed"})  # fmt: skip


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Company:
    company = Company(tmp_path_factory.mktemp("company"))
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    return company


def judged_as_it_lies(company: Company, signed: bytes) -> None:
    """Each text that is approved, of those that lie there now, has the bytes that were signed."""
    sms = company.sms()
    judged = company.approvals()
    for document in sms.documents:
        raw = (company.root / document.path).read_bytes()
        now = [text for text in judged.texts.get(document.id, ()) if text.text.sha256 == digests(raw)[0]]
        assert now, document.path
        assert not now[-1].approved or raw == signed


@settings(
    max_examples=80 if os.environ.get("SMS_LINT_NIGHTLY") else 4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(PLAIN), min_size=2, max_size=4, unique=True))
def test_no_working_copy_is_taken_for_what_was_signed(
    approved: Company, tmp_path_factory: pytest.TempPathFactory, deeds: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(approved.root, folder / "sms")
    company = approved.moved(folder)
    signed = (company.root / PATH).read_bytes()
    for deed in deeds:
        DEEDS[deed](company.root)
    judged_as_it_lies(company, signed)


@pytest.mark.parametrize("deed", sorted(DEEDS))
def test_nor_is_one_by_one_deed(approved: Company, tmp_path: Path, deed: str) -> None:
    shutil.copytree(approved.root, tmp_path / "sms")
    company = approved.moved(tmp_path)
    signed = (company.root / PATH).read_bytes()
    DEEDS[deed](company.root)
    judged_as_it_lies(company, signed)
