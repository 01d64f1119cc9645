"""The coverage of clauses: what is selected, what is said of it, and in which form."""

import csv
import io
import json
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.coverage import COVERAGE_FORMATS, coverage, missing, standing
from sms_lint.errors import SmsError
from sms_lint.load import load
from sms_lint.sms import Sms

ROOT = Path(__file__).parents[1]
MINIMAL = Path(__file__).parent / "systems" / "minimal"


@pytest.fixture(scope="module")
def sms() -> Sms:
    return load(ROOT)


def test_every_obligation_of_the_reference_system_is_complete_or_honestly_partial(sms: Sms) -> None:
    seen = coverage(sms)
    assert len(seen.found) == 404
    assert {standing(one) for one in seen.found} == {"complete", "partial"}
    for one in seen.found:
        assert bool(missing(one)) == (one.partial is not None), one.obligation.id


def test_a_clause_includes_those_below_it(sms: Sms) -> None:
    clauses = [clause.number for clause, _ in coverage(sms, "8.6").clauses()]
    assert clauses == ["8.6.1", "8.6.2", "8.6.3"]
    assert coverage(sms, "20000-1:8.6") == coverage(sms, "8.6")


def test_an_obligation_stands_for_itself(sms: Sms) -> None:
    assert [one.obligation.id for one in coverage(sms, "8.6.1-c").found] == ["20000-1:8.6.1-c"]


def test_a_clause_that_does_not_exist_is_said_with_the_nearest(sms: Sms) -> None:
    with pytest.raises(SmsError, match=r"has no clause '8\.61'"):
        coverage(sms, "8.61")


def test_the_text_says_grade_standing_why_and_what_is_missing(sms: Sms) -> None:
    text = COVERAGE_FORMATS["text"](coverage(sms, "8.3.4.1-c"))
    assert "documented, partial: SA-2026-05 judges it as met in part" in text
    assert "missing: SA-2026-05: Supplement to CON-CARRIER" in text
    assert "1 obligation as of 2026-10-31: 0 complete, 1 partial, 0 incomplete" in text


def test_nothing_shows_nothing() -> None:
    seen = coverage(load(MINIMAL), "4.3")
    assert {standing(one) for one in seen.found} == {"incomplete"}
    assert missing(seen.found[0]) == ["no document in force that can be `sms-scope` has a section on it"]


def test_json_and_csv_say_the_same(sms: Sms) -> None:
    seen = coverage(sms, "8.6")
    data = json.loads(COVERAGE_FORMATS["json"](seen))
    rows = list(csv.DictReader(io.StringIO(COVERAGE_FORMATS["csv"](seen))))
    ids = [(one["id"], one["grade"], one["standing"]) for c in data["clauses"] for one in c["obligations"]]
    assert ids == [(row["Obligation"], row["Grade"], row["Standing"]) for row in rows]
    assert data["summary"]["obligations"] == len(rows)


def test_markdown_has_a_row_for_each_obligation(sms: Sms) -> None:
    seen = coverage(sms, "8.6")
    lines = COVERAGE_FORMATS["markdown"](seen).splitlines()
    assert sum(line.startswith("| 20000-1:") for line in lines) == len(seen.found)
    assert {line.count(" | ") for line in lines if line.startswith("|") and "---" not in line} == {5}


@pytest.mark.parametrize("form", sorted(COVERAGE_FORMATS))
def test_the_command_prints_every_form(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--root", str(ROOT), "--clause", "10.2", "--format", form]) == 0
    assert "20000-1:10.2-s1" in capsys.readouterr().out
