"""The gap analysis: what is not shown yet, in the order of the plan, how far each stage is and by when it is due."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sms_lint.ground.sentences import plural
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.clauses import summary
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import NOTHING, badge, bullets, day, heading, link, paragraph, stacked, table
from sms_lint.publish.site.page import Download
from sms_lint.publish.site.state import DONE, GRADES, OPEN, due_sign
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.starter.data import Stage
from sms_lint.starter.plan_formats import PLAN_FORMATS
from sms_lint.starter.roadmap import RoadmapStep
from sms_lint.starter.schedule import Plan, plan_of
from sms_lint.translation import ours

_TABLE, _CALENDAR = "files/csv/plan.csv", "calendar/plan.ics"


def gaps(here: PageContext) -> Safe:
    """What is not shown yet, in the order of the road map."""
    plan = plan_of(here.sms, here.view.result)
    steps = plan.steps
    if not steps:
        safe = paragraph(
            Safe(
                ours(
                    "Every obligation is shown by everything that the catalogue asks for, and nobody judged it "
                    "otherwise."
                )
            )
        )
        return Safe(safe + summary(here.view.grades.values()))
    count = sum(len(step.open_) for step in steps)
    number = f"{plural(count, 'obligation')} of {plural(len(steps), 'clause')}"
    lead = f"{number} not shown by anything in force, only in part, or not fully met."
    parts = [paragraph(text(ours(lead))), summary(here.view.grades.values()), _schedule(here, plan)]
    for stage, group in groupby(steps, key=lambda step: step.stage):
        parts.append(heading(2, text(ours(stage.title)), _anchor(stage)))
        parts += [paragraph(text(ours(stage.why))), _steps(here, list(group))]
    return Safe("".join(parts))


def _anchor(stage: Stage) -> str:
    return f"sms-stage-{stage.clause.replace('.', '-')}"


def _schedule(here: PageContext, plan: Plan) -> Safe:
    """How far each stage is, and by when it is due."""
    soon = here.sms.config.review.due_soon
    rows = [
        (
            text(ours(each.stage.title))
            if each.is_done
            else link(f"#{_anchor(each.stage)}", text(ours(each.stage.title))),
            text(ours(f"{each.done} of {each.total}")),
            day(each.due) or NOTHING,
            badge(DONE if each.is_done else due_sign(each.due, here.sms.today, soon) if each.due else OPEN),
        )
        for each in plan.progress
    ]
    files = [link(here.to(Address(_TABLE)), Safe(ours("table (.csv)")))]
    if plan.target:
        files.append(link(here.to(Address(_CALENDAR)), Safe(ours("calendar file (.ics)"))))
    target = f" All of it is to be there on {plan.target}." if plan.target else ""
    lead = text(
        ours(f"{plan.per_cent} % done: {plan.done} of {plan.total} obligations.{target} The plan as ")
    )
    return Safe(
        paragraph(Safe(f"{lead}{Safe(', and as ').join(files)}."))
        + table(("Stage", "Done", "By", "State"), rows, "Schedule", "loose cards")
    )


def plan_files(view: SiteData) -> Iterator[Download]:
    """The plan as a table and, where its days are set, as a calendar file; for auditors, as its page is."""
    if not view.sms.catalogues or view.edition == "staff":
        return
    plan = plan_of(view.sms, view.result)
    yield Download(_TABLE, PLAN_FORMATS["csv"](plan))
    if plan.target:
        yield Download(_CALENDAR, PLAN_FORMATS["ics"](plan))


def _steps(here: PageContext, steps: Sequence[RoadmapStep]) -> Safe:
    rows = [
        (
            Safe(f"{here.clause(step.clause.id)} {text(step.clause.title)}"),
            stacked(_open(here, ref, said) for ref, said in step.open_),
            bullets([_task(here, task.action, task.owner) for task in step.tasks]),
        )
        for step in steps
    ]
    return table(
        ("Clause", "Not shown or not fully met", "What to do, and who owns it"), rows, "Gaps", "pairs cards"
    )


def _open(here: PageContext, ref: str, said: str) -> Safe:
    graded = here.view.grades[ref]
    partial = " (judged as not fully met)" if graded.partial is not None else ""
    return Safe(f"{badge(GRADES[graded.grade])} {here.clause(ref, short=True)} {text(said + ours(partial))}")


def _task(here: PageContext, action: str, owner: str) -> Safe:
    whose = f" ({here.node(owner)})" if owner else ""
    return Safe(f"{here.message(ours(action))}{whose}")
