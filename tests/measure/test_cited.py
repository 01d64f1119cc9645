"""Figures that texts cite: found, and compared with what was computed."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sms_lint.ground.source import Location, Origin, SourceFile
from sms_lint.ground.text import links
from sms_lint.measure.cited import Citation, Cited, citations, differs, figure, filled
from sms_lint.measure.period import Span
from sms_lint.measure.result import Outcome
from sms_lint.model.node import Node
from tests.measure.conftest import kpi

QUARTER = Span("2026-Q3", date(2026, 7, 1), date(2026, 9, 30))


def outcome(
    value: str | None, above: int | None = None, below: int | None = None, sample: int = 183
) -> Outcome:
    numbers = [None if number is None else Decimal(number) for number in (above, below)]
    return Outcome(
        kpi(type="ratio", unit="%", numerator="filled(problem)"),
        QUARTER,
        "",
        numbers[0],
        numbers[1],
        sample,
        Decimal(value) if value else None,
        None,
        "no target",
    )


RATE = outcome("93.4", 171, 183)


def cited(words: str) -> Citation:
    file = SourceFile("report.md", words)
    return Citation(cast(Node, None), Cited("KPI-X", "", "2026-Q3"), words, Location(file, 0, len(words)))


@pytest.mark.parametrize(
    "words", ["93.4", "93.40 %", "93.4 (171 of 183)", "171 of 183", "93.4 % (171 of 183 incidents)", "+93.4"]
)
def test_what_the_records_give_may_be_said_in_several_ways(words: str) -> None:
    assert differs(cited(words), RATE) == ""


@pytest.mark.parametrize(
    "words",
    [
        "97.4",
        "93",
        "93.4 (171 of 138)",
        "93.4 (183 of 171)",
        "171",
        "183 (171 of 183)",
        "-93.4",
        "93.4 or 94",
    ],
)
def test_what_they_do_not_give_is_told(words: str) -> None:
    assert differs(cited(words), RATE) == f"says {words}, and the records give 93.4 (171 of 183)"


def test_a_figure_that_is_not_there() -> None:
    assert "says none; `sms-lint fill` writes it" in differs(cited("see there"), RATE)
    assert differs(cited("0"), outcome(None, sample=0)) == "nothing is known of KPI-X in 2026-Q3"


def test_signs_and_thousands() -> None:
    assert differs(cited("−1,204.5"), outcome("-1204.5")) == ""
    assert differs(cited("1,204.5"), outcome("-1204.5")) != ""


@given(st.integers(0, 9999), st.integers(1, 9999), st.integers(0, 40), st.sampled_from("0123456789"))
def test_no_digit_of_a_figure_can_be_altered(above: int, below: int, place: int, digit: str) -> None:
    right = outcome(str((Decimal(above) / below * 100).quantize(Decimal("0.1"))), above, below, below)
    words = figure(right)
    assert differs(cited(words), right) == ""
    assume(place < len(words) and words[place].isdigit() and words[place] != digit)
    altered = words[:place] + digit + words[place + 1 :]
    assert differs(cited(altered), right)


def test_they_are_found_where_they_stand() -> None:
    text = "---\nid: X\n---\nIn [93.4](KPI-A@2026-Q3) and\n\n| a |\n|---|\n| [*1* of 2](KPI-B-1@2026-09) [](KPI-C@2026) |\n\n`[1](KPI-D@2026)` [x](KPI-E@2026-13) [y](a@b.md)\n"
    node: Any = SimpleNamespace(
        origin=Origin(SourceFile("r.md", text), lambda _file: {}), links=tuple(links(text))
    )
    found = list(citations([node]))
    assert [(citation.of.name, citation.of.period, citation.words) for citation in found] == [
        ("KPI-A", "2026-Q3", "93.4"), ("KPI-B-1", "2026-09", "*1* of 2"), ("KPI-C", "2026", ""),
    ]  # fmt: skip
    assert [citation.at.line for citation in found] == [4, 8, 8]


def test_plain_text_cites_in_brackets() -> None:
    text = (
        "a: Emergencies 5.8 % of the quarter (KPI-A@2026-Q3) against 5 %, 29 of 32 targets (KPI-B@2026-09).\n"
        "b: Rate 93.4 % (171 of 183) (KPI-C?service=SVC-1@2026-01..2026-09); none (incident/opened_at@2026)\n"
        "# 1 (KPI-D@2026)\nc: 5 (KPI-E@2026-13) 6 (see KPI-F@2026)\n"
    )
    node: Any = SimpleNamespace(origin=Origin(SourceFile("r.yml", text), lambda _file: {}), links=())
    found = list(citations([node, node]))
    assert [(str(citation.of), citation.words) for citation in found] == [
        ("KPI-A@2026-Q3", "5.8 %"),
        ("KPI-B@2026-09", "29 of 32"),
        ("KPI-C?service=SVC-1@2026-01..2026-09", "93.4 % (171 of 183)"),
        ("incident/opened_at@2026", ""),
    ]
    assert all(text[citation.at.start : citation.at.end] == citation.words for citation in found)
    assert text[found[3].at.start :].startswith("(incident")


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("", "93.4 (171 of 183)"),
        ("97.4", "93.4"),
        ("+97.4 %", "93.4 %"),
        ("170 of 183", "171 of 183"),
        ("97.4 % (170 of 180 incidents)", "93.4 % (171 of 183 incidents)"),
        ("93.40 (1 of 2)", "93.40 (171 of 183)"),
    ],
)
def test_a_figure_is_filled_in_as_it_is_written(words: str, now: str) -> None:
    file = SourceFile("report.md", f"[{words}](KPI-X@2026-Q3)")
    citation = Citation(
        cast(Node, None), Cited("KPI-X", "", "2026-Q3"), words, Location(file, 1, 1 + len(words))
    )
    assert filled(citation, RATE) == now
    assert differs(cited(filled(citation, RATE)), RATE) == ""
