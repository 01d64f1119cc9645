"""What a kind promises, in sentences: nothing that decides about a day is left out."""

from sms_lint.model.kind import Kind
from sms_lint.model.promises import Cycle, Promise, Says
from sms_lint.report.reference import Reference
from sms_lint.report.reference.blocks import Inline, PageLinks
from sms_lint.report.reference.days import days_grid


def rows(*promises: Promise) -> list[tuple[Inline, ...]]:
    cycles = tuple(promise for promise in promises if isinstance(promise, Cycle))
    others = tuple(promise for promise in promises if not isinstance(promise, Cycle))
    grid = days_grid(Kind("task", "Task", "Tasks", "records", state="status", promises=others, cycles=cycles))
    return list(grid.rows) if grid else []


def test_a_kind_without_days_has_no_table() -> None:
    assert rows() == []


def test_a_day_that_a_field_holds() -> None:
    promise = Promise("end", "end of the task", "due", states=("open", "begun"), unless=("done",))
    assert rows(promise) == [
        (
            "end of the task",
            "by the day in `due`, while `status` is `open` or `begun`, unless `done` is filled in",
            PageLinks("setting", ()),
        )
    ]


def test_a_time_after_a_day_with_its_setting() -> None:
    promise = Promise(
        "check", "check", "done", "intervals.effect_check", when=(Says("sort", ("small",), but_not=True),)
    )
    assert rows(promise) == [
        (
            "check",
            "within the time of the setting after `done`, where `sort` is not `small`",
            PageLinks("setting", ("intervals.effect_check",)),
        )
    ]


def test_what_comes_again_by_a_field_of_the_entry() -> None:
    cycle = Cycle(
        "look",
        "look",
        "seen",
        "every",
        begin="opened",
        planned="next",
        answered_by="visit.task",
        latest_of=("of",),
    )
    assert rows(cycle) == [
        (
            "look",
            (
                "again within `every` after `seen` (`opened` where that is empty), or on the day in `next`, "
                "until an entry of `visit` names it, for the newest one of each `of`"
            ),
            PageLinks("setting", ()),
        )
    ]


def test_every_setting_that_a_kind_names_is_there(reference: Reference) -> None:
    known = {setting.name for setting in reference.settings}
    named = [
        name
        for model in reference.kinds.values()
        if (grid := days_grid(model.KIND))
        for row in grid.rows
        if isinstance(row[2], PageLinks)
        for name in row[2].names
    ]
    assert len(named) > 15
    assert set(named) <= known
