"""What reports say: every field that they show is there, and each part is what the records of the period say."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sms_lint.ground.periods import read_period
from sms_lint.load import load
from sms_lint.measure.period import Span
from sms_lint.model.columns import field_forms
from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.management_review import ReviewInputs
from sms_lint.report.service_report.parts import SERVICE_REPORT, Part, written
from sms_lint.report.service_report.records import Counted, Records, Together
from sms_lint.report.service_report.reported import Reported, span_before
from sms_lint.report.service_report.review import REVIEW_INPUTS
from sms_lint.system.sms import Sms

TOP = Path(__file__).parents[3]
BY_NAME = {part.name: part for part in SERVICE_REPORT}


@pytest.fixture(scope="module")
def sms() -> Sms:
    return load(TOP, today=date(2026, 10, 31))


def about(sms: Sms, said: str, service: str = "", customer: str = "") -> Reported:
    period = read_period(said)
    assert period is not None
    span = Span(said, period.first, period.last)
    return Reported(sms, span, span_before(period), "records/reports/x.md", service, customer)


def shown(write: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every kind with the fields that a part shows of it."""
    if isinstance(write, Together):
        for part in write.parts:
            yield from shown(part)
    elif isinstance(write, Records):
        yield from ((one.kind, one.fields) for one in write.shown)
    elif isinstance(write, Counted):
        yield write.kind, (write.field,)


@pytest.mark.parametrize("part", [*SERVICE_REPORT, *REVIEW_INPUTS], ids=lambda part: part.name)
def test_every_field_and_source_is_there(part: Part) -> None:
    for kind, fields in shown(part.write):
        assert {*fields} <= {form.name for form in field_forms(kinds()[kind])}
    assert {*part.sources} <= kinds().keys()


def test_a_review_has_every_input_in_its_order() -> None:
    names = [part.name.replace("-", "_") for part in REVIEW_INPUTS if part.section == "Results"]
    assert names == list(ReviewInputs.model_fields)
    assert [part.title[:2] for part in REVIEW_INPUTS[:12]] == [f"{letter})" for letter in "abcdefghijkl"]


@pytest.mark.parametrize("parts", [SERVICE_REPORT, REVIEW_INPUTS])
def test_every_part_says_something(sms: Sms, parts: tuple[Part, ...]) -> None:
    for part in parts:
        assert written(part, about(sms, "2026-Q3")).strip()


def test_a_period_without_records_says_so(sms: Sms) -> None:
    early = about(sms, "2019-Q1")
    assert "There are no results of agreements in 2019-Q1." in written(BY_NAME["targets"], early)
    assert "0 records of 2019-Q1" in written(BY_NAME["major-incidents"], early)
    assert "| --- |" not in written(BY_NAME["availability"], early)


def test_results_are_those_of_the_period(sms: Sms) -> None:
    text = written(BY_NAME["targets"], about(sms, "2026-08"))
    assert "which is worse than in 2026-07" in text
    assert "2026-08: 76.5 (missed)" in text
    assert "2026-09:" not in text


@pytest.mark.parametrize("customer", ["CUS-ALDER", "CUS-BIRCH", "CUS-CEDAR", "CUS-ELM"])
def test_a_customer_is_told_of_no_record_that_is_another_s(sms: Sms, customer: str) -> None:
    mine = about(sms, "2026-Q3", customer=customer)
    told = "".join(written(part, mine) for part in SERVICE_REPORT)
    agreements = [entry for entry in sms.entries("sla") if entry.text("customer") != customer]
    others = [
        *agreements,
        *(entry for entry in sms.entries("complaint") if entry.text("customer") != customer),
    ]
    assert not [entry.id for entry in others if re.search(rf"^\| {entry.id} \||^- {entry.id} ", told, re.M)]
    own = [entry.id for entry in sms.entries("sla") if entry.text("customer") == customer]
    assert all(f"| {name} |" in told for name in own)


def test_a_service_has_what_names_it(sms: Sms) -> None:
    cloud = about(sms, "2026-Q3", service="SVC-CLOUD")
    assert "MAJ-2026-01" in written(BY_NAME["major-incidents"], cloud)
    text = written(BY_NAME["availability"], cloud)
    assert text.count("| SVC-CLOUD |") == 3
    assert "SVC-NETWORK |" not in text
    backup = about(sms, "2026-Q3", service="SVC-BACKUP")
    assert "MAJ-2026-01" not in written(BY_NAME["major-incidents"], backup)


def test_every_miss_is_asked_about(sms: Sms) -> None:
    text = written(BY_NAME["decisions"], about(sms, "2026-Q3"))
    missed = [
        result.id
        for result in sms.entries("sla-result")
        if result.text("met") == "no" and result.text("period") in ("2026-07", "2026-08", "2026-09")
    ]
    assert missed
    assert all(name in text for name in missed)
    assert "CAP-06" not in text  # action starts below its threshold, and it is above


def test_links_lead_from_the_report_to_its_sources(sms: Sms) -> None:
    text = written(BY_NAME["availability"], about(sms, "2026-Q3"))
    assert text.endswith("(../registers/availability.yml)")
    assert "(../major-incidents/MAJ-2026-01.yml)" in written(
        BY_NAME["major-incidents"], about(sms, "2026-Q3")
    )
