"""Who is blamed for a finding: nobody for what was there before, whoever made it worse for the rest."""

import os
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.source import Location, SourceFile
from sms_lint.model.finding import SEVERITIES, Baseline, Finding, Result, Suppression
from sms_lint.rules.blame import blamed
from sms_lint.rules.figures import counted, no_worse
from sms_lint.system.difference import Difference, Item
from tests.rules.proposals import Proposal, brought

REGISTER = SourceFile(
    "records/registers/risk.yml",
    "kind: risk\nid: REG-RISK\nentries:\n  - {id: RSK-1, owner: a, due: b}\n  - {id: RSK-2, owner: a, due: b}\n",
)
NUMBER = 2000 if os.environ.get("SMS_LINT_NIGHTLY") == "1" else 200


def found(
    message: str = "RSK-1 is late", node: str = "RSK-1", word: str = "owner: a", **other: Any
) -> Finding:
    start = REGISTER.text.index(f"id: {node}") if f"id: {node}" in REGISTER.text else 0
    at = REGISTER.text.index(word, start) + word.index(" ") + 1
    values = {"rule": "risk-late", "severity": "error", "at": Location(REGISTER, at, at + 1), **other}
    return Finding(message=message, node=node, **values)


def elsewhere(finding: Finding, path: str) -> Finding:
    return replace(finding, at=replace(finding.at, file=SourceFile(path, "\n" + REGISTER.text)))


def between(**given_values: Any) -> Difference:
    nothing: dict[str, Any] = {
        "before": {},
        "after": {},
        "paths": frozenset(),
        "new_ids": {},
        "new_paths": {},
    }
    return Difference(**{**nothing, **given_values})


def touched(*ids: str, is_file: bool = False) -> Difference:
    item = Item("risk", REGISTER.path, is_file, ())
    return between(
        after=dict.fromkeys(ids, item), before=dict.fromkeys(ids, item._replace(says=(("title", "other"),)))
    )


def compared(
    before: Iterable[Finding], after: Iterable[Finding], difference: Difference | None = None
) -> Result:
    now, base = (Result(tuple(findings), (), "2026-10-31") for findings in (after, before))
    return blamed(now, base, difference or between(), {"closed-record-changed"})


def said(*args: Any) -> list[Baseline]:
    return [finding.baseline for finding in compared(*args).findings]


def test_what_was_there_is_not_new_in_whatever_line_it_stands() -> None:
    text = REGISTER.text.replace("  - {id: RSK-1", "  # More\n  - {id: RSK-0, owner: a}\n  - {id: RSK-1")
    moved = found().at.start + len(text) - len(REGISTER.text)
    at = Location(SourceFile(REGISTER.path, text), moved, moved + 1)
    assert said([found()], [found(at=at)]) == ["unchanged"]
    assert said([], [found(at=at)]) == ["new"]


def test_nothing_is_shown_or_counted_of_what_was_there() -> None:
    result = compared([found()], [found(), found("RSK-2 is late", "RSK-2")])
    assert [finding.node for finding in result.shown] == ["RSK-2"]
    assert result.count("error") == 1
    assert [finding.node for finding in result.unchanged] == ["RSK-1"]
    assert not compared([found()], [found()]).reaches("note")
    assert result.reaches("error")


def test_three_are_worse_than_two_and_one_is_mended_when_there_are_fewer() -> None:
    assert sorted(said([found()] * 2, [found()] * 3)) == ["new", "unchanged", "unchanged"]
    fewer = compared([found()] * 3, [found()])
    assert [finding.baseline for finding in fewer.findings] == ["unchanged"]
    assert len(fewer.mended) == 2


@pytest.mark.parametrize("now", SEVERITIES)
@pytest.mark.parametrize("then", SEVERITIES)
def test_a_severity_that_rose_is_worse(then: Any, now: Any) -> None:
    rose = SEVERITIES.index(now) < SEVERITIES.index(then)
    result = compared([found(severity=then)], [found(severity=now)])
    assert [finding.baseline for finding in result.findings] == ["worse" if rose else "unchanged"]
    assert result.mended == ()


def test_what_was_accepted_and_is_no_longer_is_worse() -> None:
    accepted = found(suppressed=Suppression("agreed", "2026-12-31"))
    assert said([accepted], [found()]) == ["worse"]
    assert said([found()], [accepted]) == ["unchanged"]
    renamed = found("RSK-9 is late", "RSK-9")
    assert said([accepted], [renamed], between(new_ids={"RSK-1": "RSK-9"})) == ["unchanged"]


def test_the_same_sentence_about_another_field_is_another_finding() -> None:
    assert said([found("a date is wrong")], [found("a date is wrong", word="due: b")]) == ["new"]


def test_a_new_name_is_no_new_fault() -> None:
    names = between(new_ids={"RSK-1": "RSK-7"}, new_paths={"records/old.yml": REGISTER.path})
    before = elsewhere(found("RSK-1 of records/old.yml names RSK-10"), "records/old.yml")
    assert said([before], [found(f"RSK-7 of {REGISTER.path} names RSK-10", "RSK-7")], names) == ["unchanged"]
    file = Finding("encoding", "error", Location(SourceFile("records/old.yml", ""), 0, 0), "another encoding")
    assert said([file], [replace(file, at=Location(SourceFile(REGISTER.path, ""), 0, 0))], names) == [
        "unchanged"
    ]
    assert said([file], [replace(file, at=Location(SourceFile(REGISTER.path, ""), 0, 0))]) == ["new"]


def test_what_guards_the_history_is_its_own_in_what_the_change_touched() -> None:
    breach = found("RSK-1 was changed after it had been closed", rule="closed-record-changed")
    assert said([breach], [breach]) == ["unchanged"]
    assert said([breach], [breach], touched("RSK-1")) == ["new"]
    assert compared([breach], [breach], touched("RSK-1")).mended == ()
    assert said([breach], [breach], touched("RSK-2")) == ["unchanged"]
    trust = Finding("closed-record-changed", "error", Location(SourceFile("trust.yml", ""), 0, 0), "replaced")
    assert said([trust], [trust], between(paths=frozenset({"trust.yml"}))) == ["new"]
    assert said([found()], [found()], touched("RSK-1")) == ["unchanged"]


def test_days_without_an_anchor_are_the_branchs() -> None:
    late = found("the newest anchor is of May, but the branch has commits up to July", rule="anchor-overdue")
    assert said([], [late]) == ["unchanged"]
    assert compared([late], []).mended == ()


def test_another_sentence_about_the_same_value_is_new_and_mends_nothing() -> None:
    result = compared([found("RSK-1 was due on 2026-09-30")], [found("RSK-1 was due on 2026-09-29")])
    assert [finding.baseline for finding in result.findings] == ["new"]
    assert result.mended == ()


GATHERED = "RSK-1 (and 3 more) has no owner"


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (GATHERED, "RSK-1 (and 2 more) has no owner", "unchanged"),
        (GATHERED, "RSK-1 has no owner", "unchanged"),
        (GATHERED, "RSK-1 (and 4 more) has no owner", "worse"),
        ("RSK-1 has no owner", "RSK-1 (and 1 more) has no owner", "worse"),
        ("the text holds `<b>`, and once more below", "the text holds `<b>`, and 2 times more below", "worse"),
        ("the text holds `<b>`, and 2 times more below", "the text holds `<b>`", "unchanged"),
        ("3 of 10 incidents name no service", "3 of 12 incidents name no service", "unchanged"),
        ("3 of 10 incidents name no service", "4 of 11 incidents name no service", "worse"),
        ("3 of 10 incidents name no service", "2 of 10 incidents name no service", "unchanged"),
        ("RSK-1 names CI-1, CI-2 and CI-3", "RSK-1 names CI-2 and CI-3", "unchanged"),
        ("RSK-1 names CI-1 and CI-2", "RSK-1 names CI-1 and CI-3", "worse"),
        ("RSK-1 names CI-1", "RSK-1 names CI-1 and CI-2", "worse"),
        ("RSK-1 names CI-1, CI-2 and 4 more", "RSK-1 names CI-2, CI-3 and 3 more", "unchanged"),
        ("RSK-1 has 2600 words; 2000 is the limit", "RSK-1 has 2500 words; 2000 is the limit", "unchanged"),
        ("RSK-1 has 2600 words; 2000 is the limit", "RSK-1 has 2601 words; 2000 is the limit", "worse"),
        ("20 of 100 people answered, fewer than 30 %", "25 of 100 people answered, fewer than 30 %", "unchanged"),
        ("20 of 100 people answered, fewer than 30 %", "15 of 100 people answered, fewer than 30 %", "worse"),
    ],
)  # fmt: skip
def test_figures_and_lists_that_shrink_are_no_new_finding(before: str, after: str, outcome: str) -> None:
    assert said([found(before)], [found(after)]) == [outcome]


def test_another_may_stand_for_the_rest_of_a_group_unless_the_change_touched_it() -> None:
    rest = found("RSK-2 (and 2 more) has no owner", "RSK-2")
    assert said([found(GATHERED)], [rest]) == ["unchanged"]
    assert compared([found(GATHERED)], [rest]).mended == ()
    assert said([found(GATHERED)], [rest], touched("RSK-2")) == ["new"]
    assert said([found(GATHERED)], [found("RSK-2 (and 4 more) has no owner", "RSK-2")]) == ["worse"]
    assert said([found("RSK-1 and RSK-2 are late")], [found("RSK-2 are late", "RSK-2")]) == ["unchanged"]
    assert said([found("RSK-1 and RSK-3 are late")], [found("RSK-2 are late", "RSK-2")]) == ["new"]


@given(st.text())
def test_a_sentence_is_no_worse_than_itself(message: str) -> None:
    assert no_worse(counted(message), counted(message))


MESSAGES = st.sampled_from(["a", "RSK-1 (and 1 more) b", "RSK-1 (and 2 more) b", "3 of 5 c", "4 of 5 c", "@"])
FINDINGS = st.lists(
    st.builds(
        found,
        MESSAGES,
        st.sampled_from(["RSK-1", "RSK-2"]),
        st.sampled_from(["owner: a", "due: b"]),
        severity=st.sampled_from(SEVERITIES),
    ),
    max_size=8,
)


@given(FINDINGS, FINDINGS)
def test_whoever_adds_is_blamed_and_whoever_changes_nothing_is_not(
    before: list[Finding], more: list[Finding]
) -> None:
    same = compared(before, random.Random(0).sample(before, len(before)))
    assert {finding.baseline for finding in same.findings} <= {"unchanged"}
    assert same.mended == ()
    grown = compared(before, [*before, *more])
    assert sum(finding.baseline != "unchanged" for finding in grown.findings) >= len(more)
    shrunk = compared([*before, *more], before)
    assert {finding.baseline for finding in shrunk.findings} <= {"unchanged"}
    assert len(shrunk.mended) == len(more)


def test_generated_proposals_are_blamed_for_what_they_worsened_and_for_nothing_else(tmp_path: Path) -> None:
    """Each is random edits of a system that is full of faults; a model that knows no findings says what they made."""
    (tmp_path / "sms.yml").write_text("organization: {name: Example}\n", "utf-8")
    tally = [0, 0]
    for number in range(NUMBER):
        proposal = Proposal(random.Random(f"proposal {number}"), tmp_path)
        assert brought(proposal) == proposal.worsened(), proposal.told
        tally[bool(proposal.worsened())] += 1
    assert min(tally) > NUMBER / 5, tally
