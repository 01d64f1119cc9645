"""Crosswalks: every end exists, both ends say the same, and a newer edition takes over what stayed the same."""

from typing import ClassVar

import pytest

from sms_lint.model.catalogue import (
    catalogue_names,
    correspondences,
    in_words,
    load_catalogue,
    standard_called,
)
from sms_lint.model.catalogue.crosswalk import (
    Correspondence,
    Crosswalk,
    frameworks,
    shipped_crosswalks,
)
from sms_lint.model.catalogue.own import extended
from sms_lint.model.catalogue.reading import catalogue_from, shipped_tree

FIRST = "iso-iec-20000-1-2018"
BACK = {"equal": "equal", "within": "contains", "contains": "within", "touches": "touches"}


def called(walk: Crosswalk) -> str:
    return f"{walk.start}--{walk.end}"


@pytest.mark.parametrize("walk", shipped_crosswalks(), ids=called)
class TestEveryCrosswalk:
    def test_both_ends_are_known_and_every_link_leads_somewhere(self, walk: Crosswalk) -> None:
        start, end = standard_called(walk.start), standard_called(walk.end)
        assert start is not None
        assert end is not None
        for number, strengths in walk.links:
            assert number in start.titles
            targets = [target for _, numbers in strengths.each() for target in numbers]
            assert targets
            assert [target for target in targets if target not in end.titles] == []

    def test_a_pair_of_clauses_has_one_strength(self, walk: Crosswalk) -> None:
        for number, strengths in walk.links:
            targets = [target for _, numbers in strengths.each() for target in numbers]
            assert len(targets) == len(set(targets)), number
        assert len({number for number, _ in walk.links}) == len(walk.links)

    def test_it_starts_at_a_catalogue_and_is_there_once(self, walk: Crosswalk) -> None:
        assert walk.start in catalogue_names()
        ends = [{each.start, each.end} for each in shipped_crosswalks()]
        assert ends.count({walk.start, walk.end}) == 1

    def test_a_clause_is_the_same_as_one_of_the_same_subject(self, walk: Crosswalk) -> None:
        """No clause is the same as two that do not contain one another."""
        for number, strengths in walk.links:
            numbers = sorted(strengths.equal)
            nested = all(later.startswith(f"{numbers[0]}.") for later in numbers[1:])
            assert len(numbers) < 2 or nested, number


def test_every_framework_without_a_catalogue_is_linked_to_and_every_title_is_used() -> None:
    ends = {walk.end: walk for walk in shipped_crosswalks()}
    assert set(frameworks()) == {end for end in ends if end not in catalogue_names()}


@pytest.mark.parametrize("name", catalogue_names())
def test_every_catalogue_sees_the_links_of_the_others_from_its_own_end(name: str) -> None:
    book = load_catalogue(name)
    for number, links in correspondences(book, ()).items():
        for link in links:
            if link.other in catalogue_names():
                back = correspondences(load_catalogue(link.other), ())[link.number]
                assert Correspondence(name, BACK[link.strength], number) in back  # type: ignore[arg-type]


def test_links_are_told_in_words_the_closest_first() -> None:
    links = correspondences(load_catalogue(FIRST), ())["4.2"]
    end = standard_called("iso-iec-27001-2022")
    assert end is not None
    found = in_words([link for link in links if link.other == "iso-iec-27001-2022"], end.titles)
    assert found.startswith("part of 4.2 ")
    assert "; touches A.5.31 " in found


def test_an_extended_catalogue_keeps_the_links_of_what_it_extends() -> None:
    ours = catalogue_from(extended({"extends": FIRST}, shipped_tree(FIRST), "ours"))
    assert correspondences(ours, ()) == correspondences(load_catalogue(FIRST), ())


def test_own_links_are_seen_from_both_ends() -> None:
    given = {
        "prefix": "acme", "standard": "Acme", "edition": "1", "title": "Acme",
        "clauses": [{"id": "1", "title": "Reports", "summary": "Reports."}],
        "crosswalks": [{"to": FIRST, "links": {"1": {"within": ["9.4"]}}}],
    }  # fmt: skip
    ours, first = catalogue_from(extended(given, None, "acme")), load_catalogue(FIRST)
    assert correspondences(ours, (first,)) == {"1": (Correspondence(FIRST, "within", "9.4"),)}
    assert Correspondence("acme", "contains", "1") in correspondences(first, (ours,))["9.4"]
    assert not any(link.other == "acme" for link in correspondences(first, ())["9.4"])


class TestNewerEdition:
    GIVEN: ClassVar = {
        "extends": "iso-9001-2015", "prefix": "9001-new", "edition": "new",
        "reword": {"5.2.1": "The policy says something of the climate."},
        "clauses": [{"id": "6.4", "title": "Opportunities", "summary": "Something new."}],
        "transition": {"until": "2029-09-30", "unchanged": ["7.2", "7.5.2"]},
    }  # fmt: skip

    def test_each_clause_is_unchanged_changed_new_or_not_compared(self) -> None:
        book = catalogue_from(extended(self.GIVEN, shipped_tree("iso-9001-2015"), "newer"))
        edition = book.succession
        assert edition is not None
        said = {number: edition.change_of(number) for number in ("7.2", "5.2.1", "6.4", "4.1")}
        assert said == {"7.2": "unchanged", "5.2.1": "changed", "6.4": "new", "4.1": "not compared"}
        assert edition.of == "iso-9001-2015"

    def test_only_what_is_said_to_be_unchanged_is_the_same_in_both(self) -> None:
        book, older = (
            catalogue_from(extended(self.GIVEN, shipped_tree("iso-9001-2015"), "newer")),
            load_catalogue("iso-9001-2015"),
        )
        found = correspondences(book, (older,))
        assert Correspondence("iso-9001-2015", "equal", "7.2") in found["7.2"]
        assert Correspondence(FIRST, "equal", "7.2") in found["7.2"]
        assert found["5.2.1"] == (Correspondence("iso-9001-2015", "touches", "5.2.1"),)
        assert "4.1" not in found
        assert "6.4" not in found
        assert Correspondence("newer", "equal", "7.2") in correspondences(older, (book,))["7.2"]
