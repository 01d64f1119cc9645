"""A sample in each format: what was drawn, of how many, and why the others were left out."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.evidence.sample import Asked, Drawn, Lot, Sample
from sms_lint.report.sample import SAMPLE_FORMATS

LINKS = (("service", "SVC-MAIL"), ("caused_by", "INC-1"))
DRAWN = Drawn(
    "CHG-1",
    "change",
    "Straße | *gesperrt*",
    "2026-07-01",
    "records/a.yml",
    7,
    "ab" * 32,
    LINKS,
    (("release", "REL-1"),),
)
ASKED = Asked("8.5.1", 3, "2026", {"category": ("emergency", "normal")}, "2026-Q3")
LOTS: dict[Lot, int] = {"counts": 1, "filter": 2, "period": 1, "no day": 1}
FOUND = Sample(ASKED, {"change": 4, "release": 1}, LOTS, (DRAWN,))
NONE = Sample(ASKED, {"change": 0}, {"counts": 0, "filter": 0, "period": 0, "no day": 0}, ())


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_people_read_the_population_and_what_was_left_out(name: str) -> None:
    shown = SAMPLE_FORMATS[name](FOUND)
    for said in (
        "1 record of 8.5.1 in 2026-Q3, category emergency or normal, drawn with the seed 2026",
        "Records: 4 of kind change and 1 of kind release. The population is 1 of them.",
        "Left out: 2 by the filter, 1 of another time and 1 without a day",
        "3 were asked for. Fewer match, so all that match are shown.",
        "the smallest SHA-256 of the seed, a colon and the id",
    ):
        assert said in shown
    assert "2026-07-01" in shown
    assert "records/a.yml:7" in shown
    assert "service SVC-MAIL, caused by INC-1" in shown
    assert "release REL-1" in shown


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_an_empty_population_is_said(name: str) -> None:
    assert "No record matches, so nothing was drawn" in SAMPLE_FORMATS[name](NONE)


def test_a_spreadsheet_has_all_of_it_in_each_row() -> None:
    (row,) = csv.DictReader(io.StringIO(SAMPLE_FORMATS["csv"](FOUND)))
    assert (row["id"], row["line"], row["population"], row["seed"]) == ("CHG-1", "7", "1", "2026")
    assert row["digest"] == DRAWN.digest
    assert (row["names"], row["named_by"]) == ("service SVC-MAIL, caused by INC-1", "release REL-1")


def test_programs_read_counts_and_records() -> None:
    shown = json.loads(SAMPLE_FORMATS["json"](FOUND))
    assert (shown["population"], shown["left_out"]) == (1, {"filter": 2, "period": 1, "no_day": 1})
    assert shown["kinds"] == {"change": 4, "release": 1}
    (drawn,) = shown["drawn"]
    assert drawn["names"][1] == {"field": "caused_by", "id": "INC-1"}
    assert drawn["named_by"] == [{"kind": "release", "id": "REL-1"}]
    assert (drawn["name"], drawn["path"], drawn["line"]) == ("Straße | *gesperrt*", "records/a.yml", 7)


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_a_format(seed: str, word: str, name: str) -> None:
    asked = Asked("change", 1, seed, {"title": (word,)})
    drawn = Drawn("CHG-1", "change", name, "", "records/a.yml", 1, "ab" * 32, (), ())
    found = Sample(asked, {"change": 1}, {"counts": 1, "filter": 0, "period": 0, "no day": 0}, (drawn,))
    lines = SAMPLE_FORMATS["text"](found).splitlines()
    assert len(lines) == 5
    assert not any(line.startswith("::") for line in lines)
    assert SAMPLE_FORMATS["markdown"](found).count("\n| 1 | CHG-1 |") == 1
    assert json.loads(SAMPLE_FORMATS["json"](found))["of"] == "change"
    assert len(list(csv.reader(io.StringIO(SAMPLE_FORMATS["csv"](found))))) == 2
