"""Slips of every kind at random places of the reference system: one slip is one finding, and the remedy alone mends it.

SMS_LINT_NIGHTLY=1 makes each by itself at several places; by day some kinds, several at once in files of their own.
"""

import os
import re
from collections.abc import Iterator, Mapping
from random import Random

import pytest

from sms_lint.model.finding import Finding
from sms_lint.report.together import together
from tests.faults.planting import Reference
from tests.faults.slips import SLIPS

NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))
# Places for each kind, and how many slips are made at once.
PLACES, AT_ONCE = (4, 1) if NIGHTLY else (1, 12)
KINDS = list(SLIPS) if NIGHTLY else list(SLIPS)[::4]
SHARES = 24 if NIGHTLY else 1
_MEANT = re.compile(r"did you mean `([^`]+)`")


def paths(reference: Reference) -> list[str]:
    """The documents, registers, records and headers of tables of the reference system."""
    files = (
        path
        for folder in ("policies", "processes", "records")
        for path in (reference.root / folder).rglob("*")
    )
    return sorted(
        path.relative_to(reference.root).as_posix() for path in files if path.suffix in {".yml", ".md"}
    )


def groups(reference: Reference, kinds: list[str]) -> Iterator[Mapping[str, tuple[str, str]]]:
    """Slips by the path of their file, each its kind and the text after it; `AT_ONCE` of them at a time."""
    group: dict[str, tuple[str, str]] = {}
    for kind in kinds:
        chance = Random(kind)
        order = paths(reference)
        chance.shuffle(order)
        made = 0
        for path in order:
            after = SLIPS[kind](reference.text(path) or "", chance) if path not in group else None
            if after is None:
                continue
            group[path] = kind, after
            made += 1
            if len(group) == AT_ONCE:
                yield group
                group = {}
            if made == PLACES:
                break
        assert made, f"there is no place for {kind}"
    if group:
        yield group


def wrong(reference: Reference, group: Mapping[str, tuple[str, str]]) -> list[str]:
    """What is not as it should be: a slip with no finding or with more than one, or a remedy that does not mend it."""
    found = together(reference.judged({path: after for path, (_, after) in group.items()}).findings)
    loud = [finding for finding in found if finding.severity != "note"]
    of_each: dict[str, list[Finding]] = {path: [] for path in group}
    for finding in loud:
        of_each.setdefault(finding.at.path, []).append(finding)
    told = [
        f"{group[path][0] if path in group else 'elsewhere'} in {path}: {[(each.rule, each.message) for each in of_it]}"
        for path, of_it in of_each.items()
        if len(of_it) != 1
    ]
    return told + [
        f"{finding.rule} at {finding.at.path}: {finding.message} is not what was there"
        for finding in loud
        if (meant := _MEANT.search(finding.message))
        and meant[1][:-1]
        not in (reference.text(finding.at.path) or "")  # who cuts an id short may mean its neighbour
    ]


@pytest.mark.parametrize("share", range(SHARES))
def test_one_slip_is_one_finding_and_what_is_meant_is_what_was_there(
    share: int, reference: Reference
) -> None:
    told = [fault for group in groups(reference, KINDS[share::SHARES]) for fault in wrong(reference, group)]
    assert told == []


def test_what_follows_from_an_id_is_said_where_the_id_itself_is_not(reference: Reference) -> None:
    path = "records/registers/known-error.yml"
    slip = (reference.text(path) or "").replace("problem: PRB-2026-08", "problem: PRB-2026-0", 1)
    told = reference.judged({path: slip}).findings
    assert [finding.rule for finding in told] == ["dangling-reference"]
    settings = (reference.text("sms.yml") or "") + "\nrules: {dangling-reference: off}\n"
    said = {finding.rule for finding in reference.judged({path: slip, "sms.yml": settings}).findings}
    assert {"known-error-missing", "known-error-of-another-problem"} <= said
