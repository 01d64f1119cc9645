"""Open work by its age, and targets by the chance that they are missed: bounds that hold for any counts."""

from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sms_lint.measure.week.actions import actions_section, ageing_section
from sms_lint.measure.week.at_risk import at_risk_section, share_missed
from tests.weekly import TODAY, entry, system_of


def problem(identity: str, days: int, status: str = "open") -> dict[str, object]:
    opened = (TODAY - timedelta(days)).isoformat()
    gone = dict.fromkeys(("root_cause_date", "resolved_at", "closed_at", "root_cause", "actions", "change"))
    return entry("problem", identity, **{**gone, "opened_at": opened, "status": status})


def test_each_age_has_one_group(tmp_path: Path) -> None:
    ages = {"PRB-1": 0, "PRB-2": 7, "PRB-3": 8, "PRB-4": 30, "PRB-5": 91}
    sms = system_of(tmp_path, *(problem(name, days) for name, days in ages.items()))
    row = next(row for row in ageing_section(sms).rows if row[0] == "problem")
    assert row == ("problem", "5", "2", "2", "0", "1", "91 days", "PRB-5, PRB-4, PRB-3")


def test_an_action_without_a_day_is_no_overdue_one(tmp_path: Path) -> None:
    nonconformity = entry(
        "nonconformity", "NC-1", status="open", due="2026-10-30", owner="service-owner",
        implemented=None, closed=None, effectiveness_check=None, effectiveness_result=None, corrective_action="Sort it",
    )  # fmt: skip
    section = actions_section(system_of(tmp_path, nonconformity))
    assert section.rows == (("2026-10-30", "overdue", "2026-10-16", "service-owner", "Sort it", "NC-1"),)
    assert section.sample == "1 open action, 1 of them overdue"
    assert actions_section(system_of(tmp_path, nonconformity), "somebody-else").rows == ()


def result(number: int, month: int, met: str) -> dict[str, object]:
    cause = "A disk was full" if met == "no" else None
    return entry(
        "sla-result", f"SLR-{number}", sla="SLA-A", target="in time", period=f"2026-{month:02}", met=met, cause=cause,
        no_action=None, nonconformity=None, improvement=None,
    )  # fmt: skip


def agreement() -> dict[str, object]:
    target = {
        "name": "in time", "metric": "Share", "value": 95, "unit": "%", "direction": "higher", "measurement": "Tickets",
    }  # fmt: skip
    return entry("sla", "SLA-A", status="active", targets=[target])


def test_few_results_say_nothing(tmp_path: Path) -> None:
    sms = system_of(tmp_path, agreement(), result(1, 8, "no"), result(2, 9, "no"))
    section = at_risk_section(sms)
    assert section.rows == ()
    assert section.untold == ("SLA-A: in time: 2 results, and 3 are needed",)


def test_a_target_that_is_often_missed_is_at_risk(tmp_path: Path) -> None:
    sms = system_of(tmp_path, agreement(), *(result(n, n, "no" if n > 7 else "yes") for n in range(5, 10)))
    (row,) = at_risk_section(sms).rows
    assert row == (
        "SLA-A: in time",
        "at least 95 %",
        "2026-10",
        "2 of 5",
        "not counted",
        "40%",
        "14% to 73%",
        "at risk",
    )


@given(st.integers(1, 60).flatmap(lambda number: st.tuples(st.integers(0, number), st.just(number))))
def test_a_share_lies_in_its_span(counts: tuple[int, int]) -> None:
    missed, number = counts
    chance = share_missed(missed, number)
    assert 0 <= chance.low <= chance.middle + 1e-9 <= chance.high + 2e-9 <= 1 + 3e-9
    more = share_missed(missed, number + 1)
    assert more.high <= chance.high + 1e-9
