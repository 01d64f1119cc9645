"""The road map: everything of an empty starter, less as it is filled, nothing of a complete system."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.evidence import judged_obligations
from sms_lint.load import load
from sms_lint.starter.data import stages
from sms_lint.starter.disk import write_new
from sms_lint.starter.plan_formats import as_json, as_markdown, as_text
from sms_lint.starter.roadmap import RoadmapStep, road_map
from sms_lint.starter.schedule import Plan, plan_of
from tests.evidence.judged import found as found_in
from tests.reference import reference_system
from tests.starter.harbour import TODAY, harbour

ROOT = Path(__file__).parents[2]


@pytest.fixture
def start(tmp_path: Path) -> Path:
    write_new(tmp_path, harbour())
    return tmp_path


def map_of(root: Path, today: date | None = TODAY) -> tuple[RoadmapStep, ...]:
    sms = load(root, today=today)
    return road_map(sms, found_in(sms))


def plan_at(root: Path) -> Plan:
    sms = load(root, today=TODAY)
    return plan_of(sms, found_in(sms))


def steps(root: Path) -> dict[str, RoadmapStep]:
    return {step.clause.number: step for step in map_of(root)}


def actions(step: RoadmapStep) -> list[str]:
    return [task.action for task in step.tasks]


def test_the_reference_system_leaves_open_what_is_not_complete() -> None:
    sms = reference_system()
    result = found_in(sms)
    judged = judged_obligations(sms, result).values()
    open_ = {obligation.obligation.id for obligation in judged if obligation.is_open}
    assert {ref for step in road_map(sms, result) for ref, _ in step.open_} == open_


def test_a_partial_self_assessment_is_an_open_step_with_its_action_and_owner() -> None:
    step = next(step for step in map_of(ROOT, None) if step.clause.number == "8.3.4.1")
    assert [(task.action.partition(": ")[0], task.owner, task.obligations) for task in step.tasks] == [
        (
            "carry out by 2026-11-27 what SA-2026-05 in records/registers/self-assessment.yml says",
            "supplier-manager",
            ("20000-1:8.3.4.1-c",),
        )
    ]


def test_an_empty_starter_goes_through_all_stages_in_order(start: Path) -> None:
    found = map_of(start)
    order = [stage.clause for stage in stages()]
    places = [order.index(step.stage.clause) for step in found]
    assert places == sorted(places)
    assert set(places) == set(range(len(order)))
    assert all(step.tasks for step in found), "no step without something to do"


def test_a_task_names_a_file_that_is_there_or_a_command(start: Path) -> None:
    for step in map_of(start):
        for task in step.tasks:
            words = re.sub("[:,]", "", task.action).split()
            paths = [word for word in words if "/" in word]
            assert all((start / path).is_file() for path in paths), task.action
            assert paths or "sms-lint" in task.action
            assert task.owner or not paths


def test_each_open_obligation_belongs_to_a_task(start: Path) -> None:
    for step in map_of(start):
        assert {ref for ref, _ in step.open_} == {ref for task in step.tasks for ref in task.obligations}


def test_what_is_in_force_is_off_the_list(start: Path) -> None:
    before = steps(start)
    assert "write policies/scope.md and bring it into force" in actions(before["4.3"])
    scope = start / "policies/scope.md"
    scope.write_text(scope.read_text("utf-8").replace("lifecycle: draft", "lifecycle: active"), "utf-8")
    after = actions(steps(start)["4.3"])
    assert "write policies/scope.md and bring it into force" not in after
    assert "have it judged by the internal auditor: sms-lint new self-assessment" in after


def test_a_document_that_is_not_there_is_made_by_a_command(start: Path) -> None:
    (start / "policies/risk-management.md").unlink()
    assert "add Risk and opportunity management plan: sms-lint new plan --id PLN-RISK" in actions(
        steps(start)["6.1.2"]
    )


def test_records_that_are_there_are_off_the_list(start: Path) -> None:
    way = "enter the first in records/registers/interested-party.yml: sms-lint new interested-party"
    assert way in actions(steps(start)["4.2"])
    register = start / "records/registers/interested-party.yml"
    text = register.read_text("utf-8")
    register.write_text(
        text.replace("  # An entry looks like this. Write your own, without the number signs.\n", "").replace(
            "  # ", "  "
        ),
        "utf-8",
    )
    assert way not in actions(steps(start)["4.2"])


def test_a_bare_folder_with_settings_has_a_road_map_too(tmp_path: Path) -> None:
    (tmp_path / "sms.yml").write_text("organization: {name: A}\n", "utf-8")
    found = steps(tmp_path)
    assert "add Scope of the service management system: sms-lint new scope --id SCO-SMS" in actions(
        found["4.3"]
    )
    assert all(step.tasks for step in found.values())


def test_formats(start: Path) -> None:
    plan = plan_at(start)
    found = plan.steps
    text, page = as_text(plan), as_markdown(plan)
    assert text.startswith(f"{sum(len(step.open_) for step in found)} obligations of {len(found)} clauses")
    assert "1. Say who holds which role (0 of 3 done)." in text
    assert page.startswith("# Road map\n")
    assert (
        "- [ ] write policies/scope.md and bring it into force (head-of-service-management): 4.3-s1" in page
    )
    data = json.loads(as_json(plan))
    assert data["version"] == 1
    assert [step["clause"] for step in data["steps"]] == [step.clause.id for step in found]
    assert "Nothing is open" in as_text(Plan((), (), None, TODAY))


def test_the_command(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--root", str(start), "--format", "markdown"]) == 0
    assert capsys.readouterr().out.startswith("# Road map")


def test_every_task_names_the_act(start: Path) -> None:
    said = [action for step in map_of(start) for action in actions(step)]
    acts = (
        "write ",
        "bring ",
        "add ",
        "enter ",
        "begin ",
        "record ",
        "have it judged ",
        "look ",
        "put right ",
        "say ",
    )
    assert [action for action in said if not action.startswith(acts)] == []
    assert any(action.startswith("look records/registers/role.yml through and set `last`") for action in said)
