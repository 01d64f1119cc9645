"""Each slip is told by its rule, with its record named and a remedy that says what to write there."""

import os
import re
from pathlib import Path

import pytest

from tests.faults.advice.__main__ import HELP, groups, said_of, slips, texts_below
from tests.faults.planting import Reference, copy_reference

ROOT = Path(__file__).parents[3]
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))
LEAST = 150
# What is said of anything, and helps with nothing.
GENERAL = re.compile(r"correct the value|put the value right|says of this place")


def test_there_are_enough_slips_and_each_can_be_planted() -> None:
    texts = texts_below(ROOT)
    every = [pair for group in groups(slips(), texts) for pair in group]
    assert len(every) == len({(slip.target, slip.how) for slip, _ in every}) >= LEAST
    for slip, changed in every:
        assert slip.wrong in HELP, slip
        assert changed, slip
        assert all(texts[path] != text for path, text in changed.items()), slip


@pytest.mark.skipif(not NIGHTLY, reason="every group judges the whole system: a minute, for the night")
def test_each_is_told_with_what_to_do(tmp_path: Path) -> None:
    reference = Reference(copy_reference(tmp_path))
    for group in groups(slips(), texts_below(reference.root)):
        for slip, findings in said_of(reference, group):
            told = [each for each in findings if each.rule == slip.wrong]
            assert told, f"{slip.target} {slip.how}: {[each.message for each in findings]}"
            for each in told:
                remedy = each.help or HELP[each.rule]
                assert not GENERAL.search(remedy), (slip, remedy)
                if each.rule == "schema":
                    field = slip.how.partition("=")[0].rpartition(".")[2]
                    assert field in f"{each.message} {remedy}", (slip, remedy)
