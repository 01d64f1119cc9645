"""Service time: what is counted day by day is what somebody counts who looks at the clock each quarter of an hour."""

import os
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sms_lint.measure.hours import service_time, stretches
from sms_lint.model.kinds.service_hours import DAYS, ServiceHours
from tests.measure.by_hand import in_maintenance, in_service, quarters
from tests.measure.conftest import service_hours

NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))
ALWAYS = [{"days": DAYS, "from": "00:00", "to": "24:00"}]
CLOCK = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
WEEKLY = st.fixed_dictionaries({
    "days": st.sets(st.sampled_from(DAYS), min_size=1).map(sorted),
    "from": CLOCK,
    "to": CLOCK | st.just("24:00"),
})  # fmt: skip
# Around the days on which the clocks of Europe and America change.
DAY = st.integers(0, 40).map(lambda number: date(2026, 3, 1) + timedelta(number)) | st.integers(0, 20).map(
    lambda number: date(2026, 10, 20) + timedelta(number)
)
MAINTENANCE = st.tuples(DAY, CLOCK, st.integers(1, 300)).map(
    lambda parts: {
        "from": f"{parts[0]}T{parts[1]}",
        "to": (
            datetime.fromisoformat(f"{parts[0]}T{parts[1]}") + timedelta(minutes=15 * parts[2])
        ).isoformat(),
        "reason": "Agreed",
    }
)
# Where the clocks change at a quarter of an hour; in Apia once a day was left out, in Lord Howe they change by half an hour.
ZONES = ["Europe/London", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]
HOURS = st.fixed_dictionaries({
    "time_zone": st.sampled_from(ZONES),
    "weekly": st.lists(WEEKLY, min_size=1, max_size=3),
    "holidays": st.lists(st.builds(lambda day: {"on": day.isoformat(), "name": "A day off"}, DAY), max_size=3),
    "maintenance": st.lists(MAINTENANCE, max_size=3),
}).map(lambda fields: service_hours(**fields))  # fmt: skip


def seconds(first: str, last: str, **fields: Any) -> int:
    return service_time(service_hours(**fields), date.fromisoformat(first), date.fromisoformat(last)).whole


@pytest.mark.parametrize(
    ("first", "last", "fields", "expected"),
    [
        ("2026-03-02", "2026-03-06", {}, 60 * 3600),
        ("2026-03-07", "2026-03-08", {}, 0),
        ("2026-03-29", "2026-03-29", {"weekly": ALWAYS}, 24 * 3600 - 0),
        ("2026-03-28", "2026-03-30", {"weekly": ALWAYS, "valid_from": "2026-03-29", "valid_to": "2026-03-29"}, 23 * 3600),
        ("2026-10-24", "2026-10-26", {"weekly": ALWAYS, "valid_from": "2026-10-25", "valid_to": "2026-10-25"}, 25 * 3600),
        ("2026-03-02", "2026-03-06", {"holidays": [{"on": "2026-03-04", "name": "A day off"}]}, 48 * 3600),
        ("2026-03-02", "2026-03-03", {"weekly": [{"days": ["Mon"], "from": "22:00", "to": "06:00"}]}, 8 * 3600),
        ("2026-03-02", "2026-03-06", {"maintenance": [{"from": "2026-03-02T10:00", "to": "2026-03-02T12:00", "reason": "Disks"}]}, 60 * 3600),
    ],
)  # fmt: skip
def test_hours_of_some_days(first: str, last: str, fields: dict[str, Any], expected: int) -> None:
    assert seconds(first, last, **fields) == expected


def test_in_a_maintenance_window_no_outage_counts() -> None:
    hours = service_hours(
        maintenance=[{"from": "2026-03-02T10:00", "to": "2026-03-02T12:00", "reason": "Disks"}]
    )
    day = date(2026, 3, 2)
    assert service_time(hours, day, day, maintenance=False).whole == 10 * 3600


@settings(max_examples=1000 if NIGHTLY else 25)
@given(HOURS, DAY, st.integers(0, 2), st.booleans())
@example(
    service_hours(time_zone="America/New_York", weekly=[{"days": ["Fri"], "from": "19:15", "to": "19:15"}]),
    date(2026, 3, 1),
    0,
    True,
)
def test_the_rows_and_the_clock_agree(hours: ServiceHours, first: date, more: int, maintenance: bool) -> None:
    last = first + timedelta(more)
    found = service_time(hours, first, last, maintenance=maintenance)
    assert [row.day for row in found.days] == [first + timedelta(number) for number in range(more + 1)]
    total = 0
    for row in found.days:
        assert row.before == total == found.before(row.day)
        midnight = datetime.combine(row.day, datetime.min.time())
        open_at = {
            quarter
            for quarter in quarters(midnight, midnight + timedelta(1))
            if in_service(hours, quarter) and (maintenance or not in_maintenance(hours, quarter))
        }
        said = {
            quarter
            for start, end in row.stretches
            for quarter in quarters(midnight + timedelta(seconds=start), midnight + timedelta(seconds=end))
        }
        assert said == open_at
        total += 900 * len(open_at)
    assert found.whole == total == found.before(last + timedelta(1))


def test_hours_that_end_in_the_time_left_out_end_when_the_clock_is_put_forward() -> None:
    night = service_hours(
        time_zone="Europe/Berlin", weekly=[{"days": ["Sun"], "from": "00:00", "to": "02:15"}], holidays=[]
    )
    (forward,) = stretches(night, date(2026, 3, 29), date(2026, 3, 29))
    assert forward == (datetime.fromisoformat("2026-03-28T23:00"), datetime.fromisoformat("2026-03-29T01:00"))
    (ordinary,) = stretches(night, date(2026, 3, 22), date(2026, 3, 22))
    assert ordinary.end - ordinary.start == timedelta(hours=2, minutes=15)
