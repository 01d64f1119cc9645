"""Series: which periods are due, which are missing, and which gaps are one."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from sms_lint.ground.periods import CalendarPeriod, read_period
from sms_lint.load import load
from sms_lint.system.series import (
    alike,
    covered,
    expected,
    gaps,
    is_due,
    missing,
    newest,
    period_words,
    twins,
    unexplained,
)
from sms_lint.system.sms import Sms

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
HEAD = "kind: demand\nid: REG-DEMAND\ntitle: Demand\nowner: head-of-service-management\nreview: {every: 12 months, last: 2026-09-15}\nentries:\n"


def periods(*texts: str) -> tuple[CalendarPeriod, ...]:
    found = tuple(map(read_period, texts))
    return tuple(period for period in found if period is not None)


def row(service: str, period: str) -> str:
    return (
        f"  - {{id: DEM-{service}-{period}, service: SVC-{service}, period: {period}, measure: m, unit: u, current: 1,"
        f" forecast: 1, consumption: 1, reported_to: [change-manager], reported_at: 2026-10-07}}\n"
    )


def system(root: Path, *rows: str) -> Sms:
    shutil.copytree(MINIMAL, root, dirs_exist_ok=True)
    (root / "records/registers/demand.yml").write_text(HEAD + "".join(rows), "utf-8")
    return load(root)


@pytest.fixture
def sms(tmp_path: Path) -> Sms:
    return system(tmp_path)


def test_a_period_is_due_once_there_was_time_to_report_it(sms: Sms) -> None:
    assert sms.today == date(2026, 10, 31)
    assert [is_due(sms, period) for period in periods("2026-09", "2026-10", "2026-Q3", "2026")] == [
        True,
        False,
        True,
        False,
    ]


def test_the_series_goes_on_in_the_unit_of_its_latest_period(sms: Sms) -> None:
    assert tuple(expected(sms, periods("2026-07"))) == periods("2026-07", "2026-08", "2026-09")
    assert tuple(expected(sms, periods("2026-Q1"))) == periods("2026-Q1", "2026-Q2", "2026-Q3")
    assert missing(sms, periods("2026-Q1", "2026-04", "2026-06", "2026-07", "2026-08")) == periods(
        "2026-05", "2026-09"
    )
    assert missing(sms, periods("2026-Q1", "2026-Q2", "2026-07", "2026-08", "2026-09")) == ()
    assert missing(sms, periods("2027-01")) == ()


def test_a_longer_period_covers_a_shorter_one() -> None:
    month, quarter, year = periods("2026-05", "2026-Q2", "2026")
    assert covered(month, (quarter,))
    assert covered(year, (month,))
    assert not covered(month, periods("2026-Q1", "2026-06"))


def test_what_lacks_the_same_is_one_gap() -> None:
    may, june = periods("2026-05", "2026-06")
    assert list(alike({"a": (may,), "b": (june,), "c": (may,)})) == [(("a", "c"), (may,)), (("b",), (june,))]
    assert period_words((may,)) == "2026-05"
    assert period_words((may, june)) == "2026-05 and 1 more period"


def test_a_gap_stands_behind_the_entry_before_it(tmp_path: Path) -> None:
    rows = [row(name, month) for name in ("A", "B") for month in ("2026-07", "2026-09")]
    sms = system(tmp_path, *rows, row("C", "2026-09"))
    found = list(gaps(sms, "demand", ["SVC-A", "SVC-B", "SVC-C", "SVC-D"]))
    assert [(gap.services, gap.after.id) for gap in found] == [(("SVC-A", "SVC-B"), "DEM-A-2026-07")]
    assert found[0].words == "SVC-A (and 1 more) have no figures for 2026-08"
    assert list(gaps(sms, "demand", ["SVC-C"])) == []


def test_nothing_is_missed_where_something_could_not_be_read(tmp_path: Path) -> None:
    broken = "  - {id: DEM-A-2026-08, service: SVC-A, period: 2026-08, colour: red}\n"
    sms = system(tmp_path, row("A", "2026-07"), broken, row("A", "2026-09"))
    assert list(gaps(sms, "demand", ["SVC-A"])) == []


def test_the_newest_of_each_kind_of_entry(tmp_path: Path) -> None:
    sms = system(tmp_path, row("A", "2026-09"), row("A", "2026-07"), row("B", "2026-07"))
    found = newest(sms.entries("demand"), "period", "service")
    assert {key: entry.id for key, entry in found.items()} == {
        ("SVC-A",): "DEM-A-2026-09",
        ("SVC-B",): "DEM-B-2026-07",
    }


def test_a_twin_may_be_what_is_missing(tmp_path: Path) -> None:
    copied = row("A", "2026-08").replace("period: 2026-08", "period: 2026-07")
    sms = system(
        tmp_path, row("A", "2026-07"), copied, row("A", "2026-09"), row("B", "2026-07"), row("B", "2026-09")
    )
    assert [(twin.entry.id, twin.first) for twin in twins(sms)["demand"]] == [
        ("DEM-A-2026-08", "DEM-A-2026-07")
    ]
    august, july = periods("2026-08", "2026-07")
    assert unexplained(sms, "demand", "service", "SVC-A", (august,)) == ()
    assert unexplained(sms, "demand", "service", "SVC-B", (august,)) == (august,)
    assert unexplained(sms, "demand", "service", "SVC-B", (july,)) == ()
    assert [gap.services for gap in gaps(sms, "demand", ["SVC-A", "SVC-B"])] == [("SVC-B",)]
