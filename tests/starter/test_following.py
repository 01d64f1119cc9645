"""Whoever does what the plan says, in its order, is never told that something is wrong."""

import os
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from sms_lint.model.kinds import kinds
from sms_lint.model.node import Record
from sms_lint.starter.data import document_forms, precedence, profiles, record_forms
from sms_lint.starter.disk import write_new
from sms_lint.starter.files import Answers, starter_files
from sms_lint.starter.ordering import Task, in_order, rests_on
from sms_lint.starter.roadmap import RoadmapStep, road_map
from tests.evidence.judged import found
from tests.starter.following import Follower
from tests.starter.harbour import harbour

DAY = date(2026, 12, 31)  # the end of a month and a quarter, so that figures of these can be entered
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))


def _map(follower: Follower) -> tuple[RoadmapStep, ...]:
    sms = follower.sms()
    return road_map(sms, found(sms))


def test_the_plan_carried_out_literally_never_gives_more_than_notes(tmp_path: Path) -> None:
    write_new(tmp_path, harbour())
    follower = Follower(tmp_path, DAY)
    assert follower.more_than_notes() == []
    waiting: set[str] = set()
    for _, steps in groupby(_map(follower), key=lambda step: step.stage):
        for task in (task for step in steps for task in step.tasks):
            if not follower.carry_out(task):
                waiting.add(task.action)
            if NIGHTLY:
                assert follower.more_than_notes() == [], task.action
        assert follower.more_than_notes() == []
    left = {task.action for step in _map(follower) for task in step.tasks}
    assert not [action for action in left if action.startswith(("write ", "enter ", "add "))]
    assert left, "what needs a case, or somebody's judgement, is still to be done"


@pytest.mark.skipif(not NIGHTLY, reason="the same by day with the whole starter, which has everything")
def test_a_small_starter_grows_to_the_whole_without_more_than_notes(tmp_path: Path) -> None:
    write_new(tmp_path, starter_files(Answers("Harbour IT", ("Mail", "Patient record"), profile="small")))
    follower = Follower(tmp_path, DAY)
    for step in _map(follower):
        for task in step.tasks:
            follower.carry_out(task)
            assert follower.more_than_notes() == [], task.action
    assert {form.id for form in document_forms()} - follower.sms().ids.keys() == {"AGR-SLA-TERMS"}


def test_a_small_starter_is_small_and_the_plan_offers_the_rest(tmp_path: Path) -> None:
    files = starter_files(Answers("Harbour IT", ("Mail",), profile="small"))
    assert sum(path.startswith(("policies/", "processes/")) for path in files) == 16
    assert sum(path.startswith("records/registers/") for path in files) == 20
    write_new(tmp_path, files)
    follower = Follower(tmp_path, DAY)
    assert follower.more_than_notes() == []
    offered = {task.about for step in _map(follower) for task in step.tasks}
    names = {form.id for form in document_forms()}  # terms may as well stand in each agreement
    assert names - profiles()["small"].documents - offered == {"AGR-SLA-TERMS"}
    registers = {name for name, form in record_forms().items() if form.register_}
    # What is entered when there is a case, and what a command writes.
    later = {"document", "kpi-result", "outage", "pause", "self-assessment"}
    assert registers - profiles()["small"].registers - offered == later


def _task(about: str, *refs: str) -> Task:
    return Task(f"do {about}", "somebody", refs, about)


def test_what_something_rests_on_comes_before_it() -> None:
    first, last = in_order([(_task("SCO-SMS", "a"),), (_task("PLN-REQ", "b"), _task("customer", "c"))])
    assert [task.about for task in first] == ["PLN-REQ", "customer", "SCO-SMS"]
    assert {task.obligations for task in first} == {("a",)}, "each is needed for what the step is about"
    assert [task.about for task in last] == ["PLN-REQ", "customer"], "and keeps its place as well"


def test_what_is_there_is_not_brought_forward() -> None:
    ((only,),) = in_order([(_task("SCO-SMS"),)])
    assert only.about == "SCO-SMS"


def test_what_names_each_other_waits_for_neither() -> None:
    (tasks,) = in_order([(_task("other-party"), _task("supplier-contract"))])
    assert [task.about for task in tasks] == ["other-party", "supplier-contract"]


def test_one_task_for_two_obligations_stays_one() -> None:
    (tasks,) = in_order([(_task("kpi", "a"), _task("objective", "b"), _task("kpi", "c"))])
    assert [(task.about, task.obligations) for task in tasks] == [("kpi", ("a", "c")), ("objective", ("b",))]


def test_what_comes_first_exists() -> None:
    known = {*kinds(), *(form.id for form in document_forms())}
    for name, stated in precedence().items():
        assert {name, *stated.first, *stated.together} <= known


def test_nothing_waits_for_itself() -> None:
    """The kinds of record and the documents, with what they rest on, can be put into one order."""
    names = [name for name, model in kinds().items() if issubclass(model, Record)]
    names += [form.id for form in document_forms()]
    (tasks,) = in_order([tuple(map(_task, names))])
    place = {task.about: index for index, task in enumerate(tasks)}
    assert len(place) == len(names)
    wrong = {
        (name, needed) for name in names for needed in rests_on(name) if place.get(needed, -1) > place[name]
    }
    assert wrong == set()
