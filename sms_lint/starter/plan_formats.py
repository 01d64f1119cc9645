"""The plan as text, Markdown, JSON, CSV and calendar file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Literal

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.calendar_days import CalendarDay, calendar_file
from sms_lint.ground.output.csv_rows import csv_text
from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.markdown_page import bullets, heading, markdown_page, paragraph
from sms_lint.ground.output.printable import Printable, block
from sms_lint.starter.roadmap import RoadmapStep
from sms_lint.starter.schedule import Plan, StageProgress
from sms_lint.translation import on_screen, ours

Level = Literal["said", "stage", "clause", "task"]
_NO_DAYS = (
    "No day is set: say in sms.yml when the work began and by when all is to be there, "
    "as in `schedule: {begun: 2026-01-15, target: 2026-12-15}`."
)

_NOBODY = (
    "There is no trust.yml yet, so no approval can be proven, and nothing guards versions and closed records: "
    "sms-lint new trust --person P-001 --email ADDRESS"
)


def as_text(plan: Plan) -> Printable:
    """The plan for a screen."""
    margins: Mapping[Level, str] = {"said": "", "stage": "", "clause": "  ", "task": "    - "}
    return block(f"{margins[level]}{text}" for level, text in _lines(plan))


def as_markdown(plan: Plan) -> Printable:
    """The plan as a page or an issue."""
    parts = []
    for level, group in groupby(_lines(plan), key=lambda line: line[0]):
        texts = [text for _, text in group]
        if level == "task":
            parts.append(bullets(texts, to_do=True))
        elif level == "said":
            parts += map(paragraph, texts)
        else:
            parts += [heading(text, 2 if level == "stage" else 3) for text in texts]
    return markdown_page(ours("Road map"), *parts)


def _lines(plan: Plan) -> Iterator[tuple[Level, str]]:
    """The lines of the plan, with what each of them is."""
    if not plan.steps:
        yield (
            "said",
            on_screen(
                "Every obligation is shown by everything that the catalogue asks for. Nothing is open."
            ),
        )
        return
    open_ = sum(len(step.open_) for step in plan.steps)
    open_ones = f"{open_} obligations of {len(plan.steps)} clauses"
    wanting = (
        f"{open_ones} are not shown by anything in force, only in part, or are judged or found to be not "
    )
    wanting += "fully met."
    done = on_screen(f"{plan.per_cent} % done: {plan.done} of {plan.total} obligations.")
    yield "said", on_screen(wanting)
    yield "said", f"{done} {_target(plan)}"
    if not plan.trusts_somebody:
        yield "said", on_screen(_NOBODY)
    progress = {each.stage: each for each in plan.progress}
    for number, (stage, group) in enumerate(groupby(plan.steps, key=lambda step: step.stage), start=1):
        yield "stage", f"{number}. {ours(stage.title)}{_when(progress[stage], plan.today)}. {ours(stage.why)}"
        for step in group:
            share = on_screen(f"{len(step.open_)} of {step.total} open")
            yield "clause", f"{step.clause.id} {step.clause.title} ({share})"
            for task in step.tasks:
                owner = f" ({task.owner})" if task.owner else ""
                keys = ", ".join(clause_parts(ref).short for ref in task.obligations)
                yield "task", f"{ours(task.action)}{owner}: {keys}"


def _target(plan: Plan) -> str:
    if plan.target is None:
        return on_screen(_NO_DAYS)
    late = [each for each in plan.progress if each.is_late(plan.today)]
    behind = f" {on_screen('Late')}: {'; '.join(ours(each.stage.title) for each in late)}." if late else ""
    return on_screen(f"All of it is to be there on {plan.target}.") + behind


def _when(progress: StageProgress, today: date) -> str:
    """How far a stage is and by when it is due, behind its title."""
    due = [on_screen(f"by {progress.due}")] if progress.due else []
    late = [on_screen("late")] if progress.is_late(today) else []
    return f" ({', '.join((*due, *late, on_screen(f'{progress.done} of {progress.total} done')))})"


def as_json(plan: Plan) -> Printable:
    """The plan for another program: version 1."""
    return json_text(
        {
            "version": 1,
            "as_of": plan.today.isoformat(),
            "target": _day(plan.target) or None,
            "done": plan.done,
            "total": plan.total,
            "stages": [
                {
                    "stage": each.stage.title,
                    "due": _day(each.due) or None,
                    "done": each.done,
                    "total": each.total,
                }
                for each in plan.progress
            ],
            "steps": [_as_data(step, plan.due(step.stage)) for step in plan.steps],
        }
    )


def _as_data(step: RoadmapStep, due: date | None) -> Mapping[str, object]:
    return {
        "stage": step.stage.title,
        "clause": step.clause.id,
        "title": step.clause.title,
        "due": _day(due) or None,
        "total": step.total,
        "open": [{"id": ref, "text": text} for ref, text in step.open_],
        "tasks": [
            {"action": task.action, "owner": task.owner or None, "obligations": task.obligations}
            for task in step.tasks
        ],
    }


def as_csv(plan: Plan) -> Printable:
    """A row for each task, for a spreadsheet or a tool for projects."""
    heads = ("Stage", "Due", "Clause", "Title", "Open", "Of", "Task", "Owner", "Obligations")
    return csv_text(
        [ours(head) for head in heads],
        (row for step in plan.steps for row in _rows(step, plan.due(step.stage))),
    )


def _rows(step: RoadmapStep, due: date | None) -> Iterator[Sequence[str]]:
    for task in step.tasks:
        yield (
            ours(step.stage.title), _day(due), step.clause.id, step.clause.title, str(len(step.open_)), str(step.total),
            ours(task.action), task.owner, " ".join(task.obligations),
        )  # fmt: skip


def as_calendar(plan: Plan) -> Printable:
    """A day for each stage that is not complete. Raises SmsError where no day is set."""
    if plan.target is None:
        raise SmsError(_NO_DAYS)
    days = (
        CalendarDay(
            f"plan-{each.stage.clause}",
            each.due,
            f"{ours(each.stage.title)}: {on_screen(f'{each.done} of {each.total} done')}",
            description=ours(each.stage.why),
        )
        for each in plan.progress
        if each.due and not each.is_done
    )
    return calendar_file(ours("Plan"), ours("Plan of the service management system"), plan.today, days)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


# To add a format, write its function above and its line here.
PLAN_FORMATS: Mapping[str, Callable[[Plan], Printable]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "csv": as_csv,
    "ics": as_calendar,
}
