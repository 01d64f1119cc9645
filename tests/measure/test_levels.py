"""What an agreement promises is measured over its own records, and by nothing but the definition of the KPI."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.load import load
from sms_lint.measure.budget import budget
from sms_lint.measure.level_result import level_results
from sms_lint.measure.levels import Level, LevelFault, levels
from sms_lint.measure.period import Span, spans
from sms_lint.measure.result import Outcome, outcomes
from sms_lint.measure.sentence import sentence
from tests.measure.conftest import definition

SETTINGS = "organization: {name: Ours}\ncatalogues: [iso-iec-20000-1-2018]\nas_of: 2026-04-15\n"
KPI = """\
kind: kpi
id: KPI-INC
name: Incidents in target
question: Are we in time?
process: PRC-INC
owner: incident-manager
type: ratio
source: incident
event: resolved_at
filter: category = 'mail' or category = 'store'
numerator: made_sla = 'yes'
unit: "%"
direction: higher
targets: [{from: 2026-01-01, value: 60}]
frequency: month
"""
SLA = """\
kind: sla
id: SLA-A
service: SVC-MAIL
customer: CUS-A
requirements_ref: PLN-REQ
targets:
  - name: in time
    metric: Share
    value: 95
    unit: "%"
    direction: higher
    measurement: Ticket system
    computed: {kpi: KPI-INC@@}
workload_limits: [{name: incidents, value: 400, unit: incidents a month}]
exceptions: []
service_hours: HRS-DESK
approved_by: head-of-service-management
agreed_by_customer: Head, 2025-12-12
valid_from: 2026-02-01
valid_to: 2026-11-15
review_due: 2026-12-01
status: active
"""
HOURS = """\
kind: service-hours
id: {id}
name: {name}
time_zone: Europe/London
weekly: [{{days: [Mon, Tue, Wed, Thu, Fri], from: "{start}", to: "17:00"}}]
valid_from: 2025-01-01
"""
OUTAGES = """\
kind: kpi
id: KPI-INC
name: Availability
question: Was it there?
process: PRC-AVL
owner: availability-manager
type: availability
source: incident
event: opened_at
until: resolved_at
calendar: HRS-OURS
unit: "%"
direction: higher
targets: [{from: 2026-01-01, value: 99}]
frequency: month
"""
MONTHS = tuple(spans("month", date(2026, 1, 1), date(2026, 12, 31)))


def read(tmp_path: Path, more: str = "", kpi: str = KPI) -> list[Level | LevelFault]:
    for name, text in {
        "sms.yml": SETTINGS,
        "records/kpi.yml": kpi,
        "records/sla.yml": SLA.replace("@@", more),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return list(levels(load(tmp_path)))


def level(tmp_path: Path, more: str = "") -> Level:
    found = read(tmp_path, more)[0]
    assert isinstance(found, Level)
    return found


def said(found: Level) -> str:
    assert found.definition is not None
    return sentence(found.definition)


def test_a_target_counts_the_records_of_its_agreement(tmp_path: Path) -> None:
    in_words = said(level(tmp_path))
    assert "(“Category” is “mail” or “Category” is “store”)" in in_words, "what the KPI leaves out stays out"
    assert "“Service level agreement” is “SLA-A”" in in_words


def test_or_those_of_its_service_and_some_of_them(tmp_path: Path) -> None:
    in_words = said(level(tmp_path, ", over: service, filter: priority = 'P1' or priority = 'P2'"))
    assert "“Service” is “SVC-MAIL”" in in_words
    assert "(“Priority” is “P1” or “Priority” is “P2”)" in in_words
    assert "SLA-A" not in in_words


def test_no_filter_reaches_beyond_the_agreement(tmp_path: Path) -> None:
    """Conditions are joined as checked parts: a bracket or comment in a text ends nothing."""
    for text in (
        "priority = 'P1') or (priority = 'P2'",
        "priority = 'P1' -- ",
        "priority = 'P1'; drop table x",
    ):
        found = read(tmp_path, f', filter: "{text}"')[0]
        assert isinstance(found, LevelFault) or "SLA-A" in said(found)


def test_the_value_agreed_is_the_target(tmp_path: Path) -> None:
    found = level(tmp_path)
    assert found.definition is not None
    result = outcomes(found.definition, MONTHS[:1], ())[0]
    assert result.target is None, "nothing was promised before the agreement began"
    assert outcomes(found.definition, MONTHS[1:2], ())[0].target.value == Decimal(95)  # type: ignore[union-attr]


def test_an_agreement_holds_for_whole_periods(tmp_path: Path) -> None:
    found = level(tmp_path)
    held = [span.name for span in MONTHS if found.applies(span)]
    assert held == [f"2026-{month:02}" for month in range(2, 11)]


def test_it_counts_by_the_hours_of_the_agreement(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    for name, start in (("HRS-OURS", "09:00"), ("HRS-DESK", "07:00")):
        text = HOURS.format(id=name, name=name, start=start)
        (tmp_path / f"records/{name}.yml").write_text(text, "utf-8")
    found = read(tmp_path, "", OUTAGES)[0]
    assert isinstance(found, Level)
    assert found.definition is not None
    assert found.definition.hours is not None
    assert found.definition.hours.id == found.definition.kpi.calendar == "HRS-DESK"
    with duckdb.connect(":memory:") as connection:
        connection.execute(
            "CREATE TABLE incident AS SELECT 'INC-1' AS id, 'SLA-A' AS sla, "
            "TIMESTAMP '2026-03-02 06:00' AS opened_at, TIMESTAMP '2026-03-02 08:00' AS resolved_at"
        )
        (march,) = level_results(
            found, MONTHS[2:3], date(2026, 4, 2), lambda text: connection.execute(text).fetchall()
        )
    # 22 days of ten hours in March 2026; an outage from six to eight takes one of them.
    assert march.outcome.denominator == 22 * 10 * 3600
    assert march.outcome.numerator == (22 * 10 - 1) * 3600
    assert march.budget is not None
    assert march.budget.spent == 3600


def test_by_hand_is_said_to_be_by_hand(tmp_path: Path) -> None:
    found = [one for one in read(tmp_path) if isinstance(one, Level)]
    assert [(one.agreed.name, one.definition is None) for one in found] == [
        ("in time", False),
        ("incidents", True),
    ]


def test_what_cannot_be_computed_is_a_fault_with_its_place(tmp_path: Path) -> None:
    found = read(tmp_path, ", over: customer")[0]
    assert isinstance(found, LevelFault)
    assert found.fault.route == ("targets", 0, "computed", "over")
    assert "names no customer" in found.fault.message
    assert not isinstance(read(tmp_path, "", KPI.replace("resolved_at", "resolved"))[0], LevelFault), (
        "the KPI itself is at fault, which is told of the KPI"
    )


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Level, Level]:
    """The target over the records of the agreement, and over those of the service."""
    return level(tmp_path_factory.mktemp("own")), level(tmp_path_factory.mktemp("all"), ", over: service")


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as found:
        found.execute(
            "CREATE TABLE incident (id VARCHAR, sla VARCHAR, service VARCHAR, category VARCHAR, made_sla VARCHAR, "
            "resolved_at TIMESTAMP)"
        )
        yield found


@settings(max_examples=200 if os.environ.get("SMS_LINT_NIGHTLY") else 25)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "sla": st.sampled_from(["SLA-A", "SLA-B", None]),
                "service": st.sampled_from(["SVC-MAIL", "SVC-FAX", None]),
                "category": st.sampled_from(["mail", "store", "print"]),
                "made_sla": st.sampled_from(["yes", "no", None]),
                "month": st.integers(1, 12),
            }
        ),
        max_size=30,
    ),
    st.booleans(),
)
def test_it_is_what_somebody_counts_by_hand(
    connection: duckdb.DuckDBPyConnection,
    both: tuple[Level, Level],
    rows: list[dict[str, Any]],
    by_service: bool,
) -> None:
    connection.execute("DELETE FROM incident")
    names = ("sla", "service", "category", "made_sla")
    values = [
        [f"INC-{number}", *(row[name] for name in names), date(2026, row["month"], 5)]
        for number, row in enumerate(rows)
    ]
    if values:
        connection.executemany("INSERT INTO incident VALUES (?, ?, ?, ?, ?, ?)", values)
    results = level_results(
        both[by_service], MONTHS, date(2027, 1, 1), lambda text: connection.execute(text).fetchall()
    )
    assert [result.outcome.span.name for result in results] == [f"2026-{month:02}" for month in range(2, 11)]
    for result in results:
        own = [row for row in rows if _counts(row, result.outcome.span, by_service)]
        kept = sum(row["made_sla"] == "yes" for row in own)
        assert result.outcome.sample == len(own)
        if own:
            assert result.outcome.numerator == kept
            assert result.outcome.denominator == len(own)
            share = Decimal(100 * kept) / len(own)
            assert result.outcome.status == ("met" if round(share + Decimal("1e-9"), 1) >= 95 else "missed")
            assert result.budget is not None
            assert result.budget.spent == len(own) - kept
        else:
            assert result.outcome.status == "no data"
            assert result.budget is None


def _counts(row: Mapping[str, Any], span: Span, by_service: bool) -> bool:
    ours = row["service"] == "SVC-MAIL" if by_service else row["sla"] == "SLA-A"
    return bool(ours and row["category"] != "print" and row["month"] == span.first.month)


def outcome(numerator: int, denominator: int, target: str, direction: str = "higher") -> Outcome:
    """A result of September 2026."""
    wanted = definition(
        type="ratio", numerator="made_sla = 'yes'", unit="%", direction=direction,
        targets=[{"from": "2026-01-01", "value": target}],
    )  # fmt: skip
    empty = outcomes(wanted, MONTHS[8:9], ())[0]
    return replace(empty, numerator=Decimal(numerator), denominator=Decimal(denominator), sample=denominator)


@pytest.mark.parametrize(
    ("figures", "today", "expected"),
    [
        ((98, 100, "95"), date(2026, 10, 5), ("5", "2", "0.4", "0.4")),
        ((90, 100, "95"), date(2026, 10, 5), ("5", "10", "2", "2")),
        ((90, 100, "95"), date(2026, 9, 15), ("5", "10", "2", "1")),
        ((99, 100, "100"), date(2026, 10, 5), ("0", "1", "None", "None")),
        ((100, 100, "100"), date(2026, 10, 5), ("0", "0", "0", "0")),
        ((3, 100, "5", "lower"), date(2026, 10, 5), ("5", "3", "0.6", "0.6")),
    ],
    ids=["within", "beyond", "half a month", "nothing may go wrong", "and nothing did", "less is better"],
)
def test_an_error_budget(figures: Any, today: date, expected: tuple[str, ...]) -> None:
    found = budget(outcome(*figures), today)
    assert found is not None
    assert (
        tuple(_plain(number) for number in (found.allowed, found.spent, found.burn, found.used)) == expected
    )


def test_no_share_of_a_whole_has_no_budget() -> None:
    hours = outcome(98, 100, "95")
    assert budget(replace(hours, kpi=hours.kpi.model_copy(update={"unit": "h"})), date(2026, 10, 5)) is None
    assert budget(replace(hours, target=None), date(2026, 10, 5)) is None
    assert budget(replace(hours, numerator=None, denominator=None), date(2026, 10, 5)) is None
    assert budget(outcome(101, 100, "95"), date(2026, 10, 5)) is None, "more than the whole is no share"


def _plain(number: Decimal | None) -> str:
    return "None" if number is None else format(number.normalize(), "f")
