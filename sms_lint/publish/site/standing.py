"""How the system stands, in sentences: what is open, behind or missed comes first, whatever else is well."""

from collections.abc import Iterator
from datetime import date

from sms_lint.ground.sentences import plural
from sms_lint.measure.recorded import kpi_series
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.evaluation import AuditReport
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.planning import Objective
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import Sign, badge, bullets, heading, link, paragraph
from sms_lint.publish.site.results import latest_period
from sms_lint.publish.site.state import OPEN
from sms_lint.publish.site.view import PageContext
from sms_lint.starter.schedule import plan_of
from sms_lint.system.activity import is_open
from sms_lint.system.agenda import agenda
from sms_lint.system.objectives import is_reached
from sms_lint.system.relations import day_of
from sms_lint.translation import ours

_WELL = Sign("✓", "in order", "good")
_BAD = Sign("✕", "needs attention", "bad")
_UNKNOWN = Sign("–", "cannot tell", "off")


def standing(here: PageContext) -> Safe:
    """A sentence on each thing that can be behind, with its sign; what needs attention stands above."""
    lines = sorted(_lines(here), key=lambda line: (_BAD, OPEN, _UNKNOWN, _WELL).index(line[0]))
    shown = bullets([Safe(f"{badge(sign)} {said}") for sign, said in lines])
    return Safe(heading(2, Safe(ours("How it stands")), "sms-standing") + shown) if lines else Safe("")


def next_step(here: PageContext) -> Safe:
    """What the plan puts first, with its command, while no audit was reported: until then the system is being built."""
    if here.view.edition != "auditor" or any(True for _ in here.sms.records(AuditReport)):
        return Safe("")
    task = next((task for step in plan_of(here.sms, here.view.result).steps for task in step.tasks), None)
    if task is None:
        return Safe("")
    whole = link(here.to(Address("readiness/gaps.html")), Safe(ours("all steps")))
    said = f"<strong>{ours('Next step')}</strong>: {here.message(ours(task.action))}"
    return paragraph(Safe(f"{said} ({whole}: <code>sms-lint plan</code>)"))


# What brings somebody here, and where they begin; the first is for auditors alone.
_DOORS = (
    ("readiness/walkthrough.html", "I audit the system", "what to look at, clause by clause"),
    ("kpis/index.html", "I manage services", "services, targets and figures"),
    ("calendar/index.html", "I own documents or records", "what is due, and for whom"),
)


def doors(here: PageContext) -> Safe:
    """Where to begin."""
    shown = _DOORS if here.view.edition == "auditor" else _DOORS[1:]
    made = (
        link(here.to(Address(page)), Safe(f"<strong>{ours(title)}</strong> <span>{ours(words)}</span>"))
        for page, title, words in shown
        if page != "kpis/index.html" or any(True for _ in here.sms.records(Kpi))
    )
    return Safe(f'<div class="sms-doors">\n{"".join(made)}</div>\n')


def _lines(here: PageContext) -> Iterator[tuple[Sign, Safe]]:
    if here.view.edition == "auditor":
        yield from _obligations(here)
    yield from _objectives(here)
    yield from _kpis(here)
    yield from _targets(here)
    yield from _nonconformities(here)
    yield from _overdue(here)


def _line(here: PageContext, is_well: bool, page: Address, said: str) -> tuple[Sign, Safe]:
    return _WELL if is_well else _BAD, link(here.to(page), text(ours(said)))


def _obligations(here: PageContext) -> Iterator[tuple[Sign, Safe]]:
    for book in here.sms.catalogues:
        every = [here.view.grades[each.id] for clause in book.clauses for each in clause.obligations]
        open_ = sum(obligation.is_open for obligation in every)
        said = f"{open_} of {len(every)} obligations of {book.standard} are open"
        yield _line(here, not open_, Address("readiness/gaps.html"), said)


def _objectives(here: PageContext) -> Iterator[tuple[Sign, Safe]]:
    found = [one for one in here.sms.records(Objective) if is_open(here.sms, Entry(one.id, one))]
    if not found:
        return
    behind = sum(not is_reached(here.sms, objective) for objective in found)
    said = f"{behind} of {plural(len(found), 'open objective')} not reached"
    yield _line(here, not behind, Address("registers/objective.html"), said)


def _kpis(here: PageContext) -> Iterator[tuple[Sign, Safe]]:
    latest = [kpi_series(here.sms, kpi).latest for kpi in here.sms.records(Kpi)]
    judged = [point.status for point in latest if point and point.status in ("met", "missed")]
    unknown = len(latest) - len(judged)
    place = Address("kpis/index.html")
    if judged:
        missed = judged.count("missed")
        said = f"{missed} of {plural(len(judged), 'KPI')} missed the target in the latest period"
        yield _line(here, not missed, place, said)
    if unknown:
        said = f"{plural(unknown, 'KPI')} without a result that can be judged by a target"
        yield _UNKNOWN, link(here.to(place), text(ours(said)))


def _targets(here: PageContext) -> Iterator[tuple[Sign, Safe]]:
    period, results = latest_period(here.sms)
    if results:
        missed = sum(result.text("met") != "yes" for result in results)
        said = f"{missed} of {plural(len(results), 'target')} of agreements missed in {period}"
        yield _line(here, not missed, Address("registers/sla-result.html"), said)


def _nonconformities(here: PageContext) -> Iterator[tuple[Sign, Safe]]:
    found = [entry for entry in here.sms.entries("nonconformity") if is_open(here.sms, entry)]
    days = [day for entry in found if (day := day_of(here.sms, entry))]
    said = plural(len(found), "open nonconformity", "open nonconformities")
    if days:
        age = (here.sms.today - date.fromisoformat(min(days)[:10])).days
        said = f"{said}, the oldest for {plural(age, 'day')}"
    if found:
        place = here.to(Address("registers/nonconformity.html"))
        yield OPEN, link(place, text(ours(said)))


def _overdue(here: PageContext) -> Iterator[tuple[Sign, Safe]]:
    late = sum(due.day < here.sms.today for due in agenda(here.sms))
    said = (
        f"{plural(late, 'review or action', 'reviews and actions')} overdue" if late else "nothing is overdue"
    )
    yield _line(here, not late, Address("calendar/index.html"), said)
