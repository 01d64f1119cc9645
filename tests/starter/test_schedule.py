"""The plan with its days: spread from the first day to the target, by how much there is to do."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.starter.disk import write_new
from sms_lint.starter.files import Answers, starter_files
from sms_lint.starter.plan_formats import as_calendar, as_csv, as_json, as_text
from sms_lint.starter.schedule import Plan, plan_of
from tests.evidence.judged import found
from tests.ground.output.test_calendar_lines import content_lines
from tests.starter.harbour import TODAY, harbour

BEGUN, TARGET = date(2026, 11, 26), date(2027, 11, 26)


def plan_on(root: Path, day: date) -> Plan:
    sms = load(root, today=day)
    return plan_of(sms, found(sms))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("dated")
    write_new(root, starter_files(Answers("Harbour IT", ("Mail",), begun=BEGUN, target=TARGET)))
    return root


@pytest.fixture(scope="module")
def plan(folder: Path) -> Plan:
    return plan_on(folder, TODAY)


def test_without_days_nothing_is_due_and_the_plan_says_how_to_set_them(tmp_path: Path) -> None:
    write_new(tmp_path, harbour())
    plan = plan_on(tmp_path, TODAY)
    assert {stage.due for stage in plan.progress} == {None}
    assert "No day is set: say in sms.yml" in as_text(plan)
    with pytest.raises(SmsError, match="No day is set"):
        as_calendar(plan)


def test_the_last_stage_is_due_on_the_target_and_none_before_the_one_before_it(plan: Plan) -> None:
    days = [stage.due for stage in plan.progress]
    assert None not in days
    assert days == sorted(day for day in days if day)
    assert days[-1] == TARGET
    assert all(day and BEGUN <= day <= TARGET for day in days)


def test_half_of_the_time_is_shared_equally_and_half_by_obligations(plan: Plan) -> None:
    passed = 0
    for place, stage in enumerate(plan.progress, start=1):
        passed += stage.total
        share = (place / len(plan.progress) + passed / plan.total) / 2
        assert stage.due is not None
        assert 0 <= share * (TARGET - BEGUN).days - (stage.due - BEGUN).days < 3


def test_the_first_stage_gets_a_week_and_no_day_but_the_target_is_at_a_weekend(plan: Plan) -> None:
    days = [stage.due for stage in plan.progress if stage.due]
    assert (days[0] - BEGUN).days >= 7
    assert all(day.weekday() < 5 for day in days[:-1])


def test_a_stage_that_is_open_after_its_day_is_late(folder: Path) -> None:
    said = as_text(plan_on(folder, date(2027, 1, 15)))
    assert " Late: Say who holds which role; Know where you stand" in said
    assert "1. Say who holds which role (by 2026-12-04, late, 0 of 3 done)." in said


def test_per_cent_are_those_of_the_obligations_and_hundred_only_of_all(plan: Plan) -> None:
    assert (plan.done, plan.per_cent) == (0, 0)
    assert f"0 % done: 0 of {plan.total} obligations. All of it is to be there on 2027-11-26." in as_text(
        plan
    )
    assert (
        plan.total
        == sum(stage.total for stage in plan.progress)
        == len({ref for step in plan.steps for ref, _ in step.open_})
    )


def test_a_table_has_a_row_for_each_task_with_its_day(plan: Plan) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(plan))))
    assert len(rows) == sum(len(step.tasks) for step in plan.steps)
    assert {row["Due"] for row in rows} == {str(stage.due) for stage in plan.progress}
    scope = next(row for row in rows if "policies/scope.md" in row["Task"])
    assert (scope["Clause"], scope["Owner"]) == ("20000-1:4.3", "head-of-service-management")


def test_a_calendar_has_the_day_of_each_open_stage(plan: Plan) -> None:
    lines = content_lines(as_calendar(plan))
    days = [value for name, value in lines if name.startswith("DTSTART")]
    assert days == [f"{stage.due:%Y%m%d}" for stage in plan.progress]
    names = [value for name, value in lines if name == "UID"]
    assert len(set(names)) == len(names)


def test_another_program_gets_days_and_progress(plan: Plan) -> None:
    assert '"target": "2027-11-26"' in as_json(plan)
    assert '"due": "2026-12-04"' in as_json(plan)


def test_whoever_starts_may_say_by_when(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--organization", "A", "--today", "2026-11-26", "--target", "2027-11-26"]
    assert main(["init", str(tmp_path / "new"), *words]) == 0
    settings = load(tmp_path / "new").config.schedule
    assert (settings.begun, settings.target) == (BEGUN, TARGET)
    assert main(["plan", "--root", str(tmp_path / "new"), "--format", "ics"]) == 0
    assert "BEGIN:VEVENT" in capsys.readouterr().out
