"""What leads to a record from elsewhere, rows of tables and texts alike, by what it is to it."""

import re

import pytest

from sms_lint.publish.site.backlinks import backlinks, referred_by, relations
from sms_lint.publish.site.view import PageContext
from tests.publish.site.conftest import reference_view


@pytest.fixture(scope="module")
def here() -> PageContext:
    return PageContext(reference_view(), "index.html")


def ids(here: PageContext, identity: str, words: str) -> list[str]:
    return [entry.id for entry in relations(here, identity).get(words, ())]


def test_a_row_is_led_to_by_rows_and_records_by_what_they_are_to_it(here: PageContext) -> None:
    assert ids(here, "INC-2026-0412", "Change that it led to") == ["CHG-2026-0123"]
    assert ids(here, "INC-2026-0412", "Outage that it reports") == ["OUT-2026-027", "OUT-2026-026"]
    assert ids(here, "INC-2026-0412", "Major incident report") == ["MAJ-2026-01"]
    assert "PRB-2026-07" in ids(here, "INC-2026-0412", "Problem behind it")
    assert ids(here, "INC-2026-0450", "Change that caused it") == ["CHG-2026-0131"]


def test_texts_that_mention_it_come_last_and_nothing_twice(here: PageContext) -> None:
    found = relations(here, "INC-2026-0412")
    assert list(found)[-1] == "Mentioned in"
    named = {entry.id for words, entries in found.items() if words != "Mentioned in" for entry in entries}
    assert named.isdisjoint(entry.id for entry in found["Mentioned in"])
    assert "INC-2026-0412" not in named


def test_what_nothing_names_says_so_or_nothing(here: PageContext) -> None:
    assert backlinks(here, "CHG-0000-0000") == ""
    assert "Nothing refers to it." in referred_by(here, "CHG-0000-0000")


def test_links_say_names_and_very_many_are_left_to_the_register(here: PageContext) -> None:
    shown = referred_by(here, "PRB-2026-05")
    assert re.search(r">Telephone shows no extension</a> <span class=\"sms-ref\">INC-2026-0\d{3}", shown)
    many = referred_by(here, "P-023")
    assert re.search(r"and \d+ others? in", many)
    assert many.count("<li>") < 300
