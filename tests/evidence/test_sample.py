"""A sample is drawn by seed and id alone, out of everything that was asked for and nothing else; else it is refused."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.evidence.sample import Asked, Sample, digest_of, draw, sample
from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.model.entry import Entry
from sms_lint.system.sms import Sms
from tests.reference import reference_system

CHANGES = Asked("change", 5, "2026", {})
TABLE = """\
kind: incident
id: TAB-INC
title: Incidents
owner: incident-manager
review: {every: 3 months, last: 2026-03-01}
data: incidents.csv
source: {system: Desk, exported: 2026-04-01}
"""
ROWS = """\
id,opened_at,category,priority,status
INC-1,2026-01-01T10:00,mail,P2,new
INC-2,2026-01-02T10:00,mail,P2,new
"""
INCIDENTS = Asked("incident", 5, "2026", {})
IDS = st.lists(st.text(min_size=1, max_size=6), unique=True, min_size=1, max_size=20)


def of(asked: Asked) -> Sample:
    return sample(reference_system(), asked)


def entries(ids: list[str]) -> list[Entry]:
    node = reference_system().of_kind("change")[0]
    return [Entry(name, node) for name in ids]


def ids(ids: list[str], seed: str, size: int) -> list[str]:
    return [entry.id for _, entry in draw(entries(ids), seed, size)]


def test_the_order_is_that_of_a_digest_that_anybody_can_compute() -> None:
    # printf '%s' '2026:CHG-2025-0117' | sha256sum
    by_hand = "0041f833b4c89f46a93cd30067f1573fc960d62a4635dd920b9a44c985c02248"
    assert digest_of("2026", "CHG-2025-0117") == by_hand
    first = of(CHANGES).drawn[0]
    assert (first.id, first.digest) == ("CHG-2025-0117", by_hand)


@given(IDS, st.text(max_size=5), st.integers(1, 25), st.randoms())
def test_the_same_seed_draws_the_same_in_whichever_order_they_are_kept(
    names: list[str], seed: str, size: int, chance: Random
) -> None:
    drawn = ids(names, seed, size)
    assert len(drawn) == len(set(drawn)) == min(size, len(names))
    assert set(drawn) <= set(names)
    assert drawn == ids(chance.sample(names, len(names)), seed, size)
    assert ids(names, seed, size + 1)[:size] == drawn


@given(IDS, st.text(max_size=5), st.integers(1, 25))
def test_one_record_more_displaces_one_drawn_at_most(names: list[str], seed: str, size: int) -> None:
    *before, added = names
    old, new = set(ids(before, seed, size)), set(ids(names, seed, size))
    assert new - old <= {added}
    assert len(old - new) <= len(new - old)


DAYS = st.dates(date(2025, 10, 1), date(2026, 12, 31))


@given(DAYS, DAYS, st.sampled_from(["normal", "emergency", "standard"]), st.text(max_size=3))
def test_nothing_is_drawn_outside_what_was_asked(one: date, other: date, word: str, seed: str) -> None:
    first, last = sorted((one, other))
    every = reference_system().by_id("change")
    found = of(Asked("change", 400, seed, {"category": (word,)}, "some time", first, last))
    wanted = {
        entry.id
        for entry in every.values()
        if entry.text("category") == word and (day := entry.day("requested_at")) and first <= day <= last
    }
    assert {drawn.id for drawn in found.drawn} == wanted
    assert found.population == len(wanted)
    assert sum(found.lots.values()) == len(every) == found.kinds["change"]


def test_rows_and_files_are_drawn_alike_each_with_its_place() -> None:
    found = of(replace(CHANGES, size=400)).drawn
    kept = {drawn.path.rpartition(".")[2] for drawn in found}
    assert kept == {"csv", "yml"}
    root = Path(__file__).parents[2]
    lines = {path: (root / path).read_text().splitlines() for path in {drawn.path for drawn in found}}
    assert all(drawn.id in lines[drawn.path][drawn.line - 1] for drawn in found)
    assert all(drawn.name and drawn.day for drawn in found)


def test_a_chain_leads_both_ways_for_rows_and_files() -> None:
    every = of(replace(CHANGES, size=400)).drawn
    incidents = {drawn.id: drawn for drawn in of(Asked("incident", 2_000, "1", {})).drawn}
    pairs = {
        (change.id, incident.id)
        for change in every
        for incident in incidents.values()
        if ("incident", incident.id) in change.named_by or change.id in {name for _, name in incident.names}
    }
    assert pairs
    assert all(
        ("incident", incident) in change.named_by
        for change in every
        for named, incident in pairs
        if named == change.id
    )
    assert all(change in {name for _, name in incidents[incident].names} for change, incident in pairs)


def test_a_field_named_twice_takes_either_value_and_other_fields_both() -> None:
    one = of(replace(CHANGES, where={"category": ("emergency",)})).population
    other = of(replace(CHANGES, where={"category": ("normal",)})).population
    assert (
        of(replace(CHANGES, where={"category": ("emergency", "normal")})).population == one + other > one > 0
    )
    narrowed = of(replace(CHANGES, where={"category": ("normal",), "status": ("closed",)}))
    assert 0 < narrowed.population <= other


def test_a_clause_gives_the_kinds_that_show_its_obligations_and_those_below_it() -> None:
    assert set(of(replace(CHANGES, of="20000-1:9.2")).kinds) == {"audit-report", "audit-programme"}
    assert set(of(replace(CHANGES, of="8.5.1")).kinds) < set(of(replace(CHANGES, of="8.5")).kinds)
    assert set(of(replace(CHANGES, of="8.2.1-s2")).kinds) <= set(of(replace(CHANGES, of="8.2.1")).kinds)


def test_more_than_there_are_gives_all_and_nothing_gives_nothing() -> None:
    every = len(reference_system().entries("change"))
    assert len(of(replace(CHANGES, size=every + 7)).drawn) == every
    nothing = of(replace(CHANGES, period="2020", first=date(2020, 1, 1), last=date(2020, 12, 31)))
    assert (nothing.population, nothing.drawn, nothing.lots["period"]) == (0, (), every)


def test_a_record_without_a_day_is_of_no_period_and_counted_apart() -> None:
    found = of(Asked("audit-programme", 9, "1", {}, "2025", date(2025, 1, 1), date(2025, 12, 31)))
    assert found.lots["no day"]
    assert all(drawn.day.startswith("2025") for drawn in found.drawn)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (replace(CHANGES, of="chnge"), "there is no kind and no clause `chnge`; did you mean `change`?"),
        (replace(CHANGES, of="8.5.9"), "did you mean `20000-1:8.5."),
        (
            replace(CHANGES, where={"categry": ("x",)}),
            "change has no field `categry`; did you mean `category`?",
        ),
        (replace(CHANGES, where={"xyz": ("x",)}), "`sms-lint explain change` lists"),
        (replace(CHANGES, where={"category": ("emergncy",)}), "did you mean `emergency`?"),
        (replace(CHANGES, of="person", period="2026"), "records of person have no day"),
        (replace(CHANGES, of="8"), None),
    ],
)
def test_what_there_is_not_is_refused_with_what_was_probably_meant(asked: Asked, said: str | None) -> None:
    if said is None:
        assert of(asked).population
        return
    with pytest.raises(SmsError) as refused:
        of(asked)
    assert said in str(refused.value)


def written(root: Path, rows: str) -> Sms:
    (root / "records").mkdir()
    (root / "sms.yml").write_text("organization: {name: Ours}\n")
    (root / "records/incidents.yml").write_text(TABLE)
    (root / "records/incidents.csv").write_text(rows)
    return load(root)


def test_a_wrong_word_in_a_row_keeps_nobody_from_drawing_it(tmp_path: Path) -> None:
    found = sample(written(tmp_path, ROWS.replace("P2", "P9")), INCIDENTS)
    assert {(drawn.id, drawn.line) for drawn in found.drawn} == {("INC-1", 2), ("INC-2", 3)}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROWS.replace("INC-2", ""), "incidents.csv has 2 rows, of which 1 can be drawn"),
        (ROWS.replace("INC-2", "INC-2,more"), "not every record of kind incident could be read"),
        ("", "not every record of kind incident could be read"),
    ],
)
def test_a_part_is_no_population(tmp_path: Path, rows: str, said: str) -> None:
    with pytest.raises(SmsError, match=said):
        sample(written(tmp_path, rows), INCIDENTS)


def test_rows_that_are_not_kept_are_no_population(tmp_path: Path) -> None:
    sms = written(tmp_path, ROWS)
    (table,) = sms.tables("incident")
    table.filled(table.cells, 200_001, table.latest)  # as the reader leaves a large file
    with pytest.raises(SmsError, match="has 200,001 rows, of which 2 can be drawn"):
        sample(sms, INCIDENTS)
