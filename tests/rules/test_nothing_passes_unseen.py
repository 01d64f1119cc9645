"""Random stories about one document: whatever people did, it is approved as it has to be, or some rule says why not."""

import os
import random
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.system.approval_status import approvals_of
from tests.history.approvals.company import git
from tests.rules.history import TODAY, Unlikely, play

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
    "signs what nobody will commit as author",
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


NOT_APPROVED = {"approval-missing", "approval-void", "approval-below-level", "approval-undecided"}


def _of_approval(rule: str, node: str) -> bool:
    return node == "POL-CHG" and rule.startswith(("approv", "contributor"))
