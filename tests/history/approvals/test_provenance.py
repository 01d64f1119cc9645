"""Whoever wrote a content never approves it, by whatever way the content came to the document."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sms_lint.history.approvals import TextApproval, in_force
from tests.history.approvals.company import Company, git

AUTHOR, ROBOT, OTHER = "P-0002", "ci", "P-0001"
POLICY = "policies/change.md"
# Where the insider's text may be before it is brought to the document.
HIDING = ("processes/zz.md", "notes.txt", ".draft/x.md", "docs/page.md", POLICY)
# How it gets from there to the document.
WAYS = ("move", "copy", "move and change", "ours", "octopus", "cherry-pick", "revert of a revert", "squash")


def latest(company: Company) -> TextApproval:
    found = company.approvals().latest("POL-CHG")
    assert found is not None
    return found


def text_of(company: Company, version: str, said: str) -> str:
    """The policy with this text; what lies there is left alone."""
    path = company.root / POLICY
    kept = path.read_text("utf-8")
    company.policy(version, said)
    text = path.read_text("utf-8")
    path.write_text(kept, "utf-8")
    return text


def bring(company: Company, hiding: str, way: str, by: str, said: str) -> None:
    """The insider writes the text at some path; somebody else's name brings it to the document."""
    root = company.root
    text = text_of(company, "1.1", said)
    if way in ("ours", "octopus", "cherry-pick", "squash"):
        git(root, "checkout", "-q", "-b", "side")
        company.write(hiding, text)
        side = company.commit("Write", by=AUTHOR, when="2026-01-12")
        git(root, "checkout", "-q", "main")
        if way == "ours":
            git(root, "merge", "-q", "-s", "ours", "-m", "Take nothing", "side", **named(OTHER))
        elif way == "octopus":
            merged(company, [side], text, OTHER)
            return
    else:
        company.write(hiding, text)
        company.commit("Write", by=AUTHOR, when="2026-01-12")
        if way == "revert of a revert" or hiding == POLICY:
            git(root, "revert", "--no-edit", "HEAD", **named(OTHER))
    if way == "move and change":
        text = text.replace("Text", "Word", 1)
        (root / hiding).unlink(missing_ok=hiding == POLICY)
    if way == "move" and hiding != POLICY:
        (root / hiding).unlink()
    company.write(POLICY, text)
    # Git keeps the author of what is picked or squashed. Who else commits it is named as the committer.
    kept = (
        {"GIT_AUTHOR_EMAIL": f"{AUTHOR.lower()}@example.invalid"} if way in ("cherry-pick", "squash") else {}
    )
    company.commit("Bring it", by=by, when="2026-01-14", signed=by if by == ROBOT else "", **kept)


def named(who: str) -> dict[str, str]:
    email = f"{who.lower()}@example.invalid"
    return {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", who), ("EMAIL", email), ("DATE", "2026-01-13T12:00:00+0000"))}  # fmt: skip


def merged(company: Company, sides: list[str], text: str, by: str) -> None:
    """A merge whose tree holds the text, whatever its parents hold."""
    company.write(POLICY, text)
    git(company.root, "add", "-A")
    tree = git(company.root, "write-tree")
    parents = [word for side in ["HEAD", *sides] for word in ("-p", git(company.root, "rev-parse", side))]
    made = git(company.root, "commit-tree", tree, *parents, "-m", "Merge", **named(by))
    git(company.root, "reset", "-q", "--hard", made)


@settings(
    max_examples=200 if os.environ.get("SMS_LINT_NIGHTLY") else 12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    hiding=st.sampled_from(HIDING),
    way=st.sampled_from(WAYS),
    by=st.sampled_from((OTHER, ROBOT)),
    honest=st.booleans(),
    form=st.sampled_from(("sha1", "sha256")),
)
def test_whoever_wrote_the_content_never_approves_it(
    tmp_path_factory: pytest.TempPathFactory, hiding: str, way: str, by: str, honest: bool, form: str
) -> None:
    company = Company(tmp_path_factory.mktemp("company"), form=form)
    company.sign_off(approver="P-0003")
    company.commit("Approve", when="2026-01-09")
    said = "\n".join(["Text one.", *(f"Rule {number} of the insider." for number in range(9))])
    bring(company, hiding, way, by, said)
    approver = "P-0003" if honest else AUTHOR
    company.sign_off(author="P-0004", approver=approver)
    company.commit("Sign", when="2026-01-15")
    judged = latest(company)
    assert AUTHOR in judged.contributors.people, (hiding, way, by, form)
    assert judged.approved is honest, (judged.refused, judged.contributors)


# What somebody does with an approved text afterwards, without a word changed.
LATER = (
    "move",
    "copy",
    "copy as another file",
    "copy on a branch",
    "delete and restore",
    "move there and back",
)


def later(company: Company, way: str, by: str, when: str) -> None:
    """The text is moved or copied; the branch that holds a copy is merged."""
    text = (company.root / POLICY).read_text("utf-8")
    if way == "copy on a branch":
        git(company.root, "checkout", "-q", "-b", f"side-{when}")
    if way.startswith("copy"):
        company.write(f"processes/copy-{when}.{'md' if way == 'copy' else 'txt'}", text)
    else:
        (company.root / POLICY).unlink()
    if way.startswith("move"):
        company.write("policies/moved.md", text)
    company.commit("Later", by=by, when=when)
    if way == "copy on a branch":
        git(company.root, "checkout", "-q", "main")
        git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", f"side-{when}", **named(OTHER))
    if way in ("delete and restore", "move there and back"):
        (company.root / "policies/moved.md").unlink(missing_ok=True)
        company.write(POLICY, text)
        company.commit("Back", by=by, when=when)


@settings(
    max_examples=200 if os.environ.get("SMS_LINT_NIGHTLY") else 6,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    way=st.sampled_from(LATER),
    by=st.sampled_from((AUTHOR, "P-0003", "P-0009")),
    signed_before=st.booleans(),
)
def test_whoever_moves_or_copies_a_text_later_did_not_write_it(
    tmp_path_factory: pytest.TempPathFactory, way: str, by: str, signed_before: bool
) -> None:
    """Anybody could take an approval away from a text by a copy of it, and an approver by tidying up."""
    company = Company(tmp_path_factory.mktemp("company"))
    company.sign_off(approver=AUTHOR)
    statements = company.root / "records/approvals"
    if signed_before:
        company.commit("Approve", when="2026-01-09")
    else:
        statements.rename(company.root.parent / "approvals")
    later(company, way, by, "2026-01-12")
    if not signed_before:
        statements.parent.mkdir(exist_ok=True)
        (company.root.parent / "approvals").rename(statements)
        company.commit("Approve", when="2026-01-14")
    first = company.approvals().texts["POL-CHG"][0]
    assert (first.level, first.refused) == (2, ()), (way, by)
    assert list(first.contributors.people) == [OTHER]


def test_a_copy_that_does_not_build_on_the_text_may_be_where_it_is_from(tmp_path: Path) -> None:
    company = Company(tmp_path)
    begin = company.head()
    company.policy("1.1", "Text two.")
    company.commit("Change", when="2026-01-06")
    company.sign_off()
    company.commit("Approve", when="2026-01-07")
    assert latest(company).level == 2
    text = (company.root / POLICY).read_text("utf-8")
    git(company.root, "checkout", "-q", "-b", "side", begin)
    company.write("draft.txt", text)
    company.commit("Draft", by=AUTHOR, when="2026-01-05")
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", "side", **named(OTHER))
    assert (latest(company).level, latest(company).refused[0].ground) == (0, "self-approved")


def test_what_is_only_like_it_is_somebody_elses(tmp_path: Path) -> None:
    """A draft of the approver's in another folder does not make them an author of another text."""
    company = Company(tmp_path)
    company.write("processes/zz.md", "# Notes\n\nSomething else.\n")
    company.commit("Notes", by=AUTHOR, when="2026-01-06")
    company.policy("1.1", "Text two.")
    company.commit("Change", when="2026-01-07")
    company.sign_off()
    assert latest(company).level == 2


def test_an_approved_text_is_not_followed_further_back(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.policy("1.1", "By the approver.")
    company.commit("Change", by=AUTHOR, when="2026-01-06")
    company.sign_off(approver="P-0003")
    company.commit("Approve", when="2026-01-07")
    company.policy("1.2", "By another person.")
    company.commit("Change", when="2026-01-08")
    company.sign_off()
    assert (latest(company).level, list(latest(company).contributors.people)) == (2, ["P-0001"])


def test_a_commit_from_the_future_moves_no_other_day(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.commit("From the future", when="2099-01-01")
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    approvals = company.approvals()
    judged = latest(company)
    assert (judged.level, approvals.stated(judged)) == (2, date(2026, 1, 9))
    assert in_force(approvals, "POL-CHG", date(2026, 1, 10)).proven == judged


def test_a_statement_from_the_future_counts_for_nothing(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.sign_off(made="2099-01-01T10:00:00Z")
    company.commit("Approve", when="2026-01-09")
    judged = latest(company)
    assert (judged.level, {refusal.ground for refusal in judged.refused}) == (0, {"future"})
    assert judged.refused[0].why == "it is dated 2099-01-01, which is after the day shown"
