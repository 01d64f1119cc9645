"""Random stories about one document: whatever people did, it is approved as it has to be, or some rule says why not."""

import os
import random
import re
from pathlib import Path

import pytest

from sms_lint.history.approvals import Approvals
from sms_lint.history.approvals.states import TextState, text_state
from sms_lint.load import load
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.approval_status.awaited import is_waiting
from sms_lint.system.approval_status.documents import approval_statuses
from sms_lint.system.sms import Sms
from tests.history.approvals.company import git
from tests.rules.history import PROPOSED, TODAY, Unlikely, as_read, play

NUMBER = 300 if os.environ.get("SMS_LINT_NIGHTLY") else 6
PERSONS = ("P-0001", "P-0002", "P-0003", "P-0004")
OFTEN = ("approves", "signs as author", "writes version 1.{number}", "edits the text")
SELDOM = (
    "writes version 1.{number} together with P-0002", "writes version 1.{number} from the address me@home.invalid",
    "approves as owner", "approves with the key of P-0003", "approves with the key of ci", "approves for the branch trial",
    "approves with the key of a stranger", "approves under other trust settings", "approves for the use file",
    "withdraws the approval", "withdraws the approval as owner", "deletes the approval of P-0002",
    "deletes the signature of P-0003", "alters the approval of P-0002", "keeps the signature of P-0002 alone",
    "puts version 1.0 back", "changes trust.yml", "signs trust.yml", "brings trust.yml", "writes a draft 1.{number}",
    "signs what nobody will commit as author", "reviews it", "reviews it and says that it was on 2027-01-01",
    "edits a word and says that it was reviewed", "confirms the review", "confirms the review as approver",
    "confirms the review with the key of ci", "confirms the review with the key of P-0001", "retires it",
)  # fmt: skip
# The same, with what insiders try around the control data and the merge told more often.
AROUND = (
    "writes version 1.{number}", "edits the text", "approves", "signs as author", *("reviews it", "confirms the review") * 3,
    "edits a word and says that it was reviewed", "puts version 1.0 back", "withdraws the approval",
)  # fmt: skip


def story(chance: random.Random) -> str:
    """Some steps, each a day after the one before."""
    lines = ["2026-01-05 P-0001 writes version 1.0"]
    if chance.random() < 0.1:
        lines.insert(0, "(There is no trust.yml yet.)")
    late = chance.randint(6, 12) if len(lines) > 1 else 0
    for day in range(6, 6 + chance.randint(2, 9)):
        if day == late:
            lines.append(f"2026-01-{day:02} P-0001 brings trust.yml")
        what = chance.choice(OFTEN if chance.random() < 0.6 else SELDOM).format(number=chance.randint(0, 2))
        who = "ci" if chance.random() < 0.1 else chance.choice(PERSONS)
        if who == "ci" and what == "approves":
            what = f"records the review of {chance.choice((*PERSONS, 'P-0009'))}"
        if who == "ci" and what == "confirms the review":
            what = f"records that {chance.choice((*PERSONS, 'P-0009'))} confirmed the review"
        lines.append(f"2026-01-{day:02} {who} {what}")
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(NUMBER))
def test_a_text_is_approved_or_some_rule_says_why_not(seed: int, tmp_path: Path) -> None:
    text = story(random.Random(seed))
    root, _ = play(text, set(), tmp_path, Unlikely.LEFT_OUT)
    sms = load(root, today=TODAY)
    approvals = approvals_of(sms)
    assert approvals is not None
    judged = approvals.latest("POL-CHG")
    assert judged is not None
    result = lint(sms, checks())
    assert not result.faults, (text, result.faults)
    said = [
        finding
        for finding in result.counted
        if finding.severity != "note" and _of_approval(finding.rule, finding.node)
    ]
    if approvals.chain.current is None:
        said += [finding for finding in result.counted if finding.rule == "settings"]
    passed = judged.text.lifecycle == "draft" or judged.level >= 2
    assert passed or said, f"{text}\n{git(root, 'log', '--oneline')}"
    wrong = [finding.message for finding in said if finding.rule in NOT_APPROVED]
    assert not (passed and wrong), f"{text}\n{wrong}"


def told_around_a_merge(chance: random.Random) -> str:
    """An approved text, some steps on the branch, then a proposal of some more."""
    lines = [
        "2026-01-05 P-0001 writes version 1.0", "2026-01-06 P-0001 signs as author", "2026-01-07 P-0002 approves",
    ]  # fmt: skip
    steps = chance.randint(3, 8)
    proposed_at = chance.randint(0, steps - 1)
    for number in range(steps):
        if number == proposed_at:
            lines.append(PROPOSED)
        every = AROUND if chance.random() < 0.8 else SELDOM
        what = chance.choice(every).format(number=chance.randint(0, 2))
        likely = {"approves": "P-0002", "confirms the review": "P-0001", "signs as author": "P-0001"}
        who = likely.get(what, "P-0004") if chance.random() < 0.5 else chance.choice(PERSONS)
        lines.append(f"2026-02-{number + 1:02} {who} {what}")
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(NUMBER))
def test_no_state_gives_more_than_was_signed(seed: int, tmp_path: Path) -> None:
    """Judged by another measure than the product's: texts without their days, and who signed which bytes."""
    text = told_around_a_merge(random.Random(seed))
    root, _ = play(text, set(), tmp_path, Unlikely.LEFT_OUT)
    sms, merged = as_read(root), load(root, today=TODAY, with_history=True)
    for read in (sms, merged):
        approvals = approvals_of(read)
        assert approvals is not None
        _holds(approvals, approvals_of(merged), text)
    _is_told(sms, merged, text)


def _holds(approvals: Approvals, with_texts: Approvals | None, story: str) -> None:
    assert with_texts is not None
    words = {sha256: _without_days(text) for sha256, text in with_texts.branch.texts.items()}
    signed = [signed.statement for signed in approvals.signed if signed.statement.id == "POL-CHG"]
    agreed = {
        words.get(said.sha256) for said in signed if said.meaning == "approval" and said.person in APPROVERS
    }
    for judged in approvals.texts.get("POL-CHG", ()):
        state = text_state(approvals, judged, TODAY, 2)
        if judged.approved or state in (TextState.APPROVED, TextState.IN_FORCE, TextState.REPLACED):
            assert judged.approved, story
            assert words[judged.text.sha256] in agreed, f"{story}\n{state}"
        if judged.approved_as and judged.confirmed:
            by = [said for said in signed if said.sha256 == judged.text.sha256]
            owners = any(said.meaning == "confirmation" and said.person == "P-0001" for said in by)
            assert owners or any(said.meaning == "approval" for said in by), story
        if state is TextState.AWAITING:
            assert judged.level < 2, story
            assert approvals.branch.proposed_from is not None, story
            assert judged.text.position >= approvals.branch.proposed_from, story


def _is_told(sms: Sms, merged: Sms, story: str) -> None:
    """What a proposal only awaits is an error once it is merged as it is."""
    statuses = {status.document.id: status for status in approval_statuses(sms)}
    status = statuses.get("POL-CHG")
    if status is None:
        return
    found = lint(sms, checks())
    errors = {
        finding.rule for finding in found.counted if finding.severity == "error" and finding.node == "POL-CHG"
    }
    if is_waiting(status) and not status.reported_elsewhere:
        assert "approval-awaited" in {finding.rule for finding in found.counted}, story
        assert not errors & {*NOT_APPROVED, "review-unconfirmed"}, f"{story}\n{errors}"
        after = [finding for finding in lint(merged, checks()).counted if finding.node == "POL-CHG"]
        assert any(
            _of_approval(finding.rule, finding.node) and finding.severity == "error" for finding in after
        ), story
    elif not status.reached:
        assert any(_of_approval(finding.rule, finding.node) for finding in found.counted), story


def _without_days(text: str) -> str:
    return re.sub(r"last: \d{4}-\d\d-\d\d}", "last}", text)


APPROVERS = ("P-0002", "P-0003")
NOT_APPROVED = {"approval-missing", "approval-void", "approval-below-level", "approval-undecided"}


def _of_approval(rule: str, node: str) -> bool:
    return node == "POL-CHG" and rule.startswith(("approv", "contributor", "review-unconfirmed"))
