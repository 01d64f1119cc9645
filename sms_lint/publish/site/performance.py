"""How well it goes: a page for each KPI with its course, natural limits and results, and all of them at a glance."""

from collections.abc import Iterator

from sms_lint.measure.recorded import kpi_series, window_of
from sms_lint.measure.series import Point
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.planning import Objective
from sms_lint.publish.site.charts import control, trend
from sms_lint.publish.site.charts.canvas import number
from sms_lint.publish.site.charts.small import bullet, sparkline
from sms_lint.publish.site.charts.strip import service_strip
from sms_lint.publish.site.dossier import Dossier, DossierTable, DossierText, dossier_pages
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import NOTHING, Sign, badge, charts, heading, paragraph, table
from sms_lint.publish.site.kpis import in_words
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.state import MET
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.system.activity import is_open
from sms_lint.system.delivery import live
from sms_lint.system.objectives import is_reached
from sms_lint.translation import ours

_MOST_RESULTS = 24
_STATES = {
    "met": MET[True],
    "missed": MET[False],
    "no target": Sign("○", "no target", "off"),
    "no data": Sign("–", "no data", "off"),
    "sample too small": Sign("○", "sample too small", "half"),
}


def performance_pages(view: SiteData) -> Iterator[Page]:
    """All KPIs at a glance, beside the services and the objectives, then a page for each."""
    yield from dossier_pages(view, _KPIS, listed=_at_a_glance)


def _at_a_glance(here: PageContext) -> Safe:
    strip = service_strip(here, live(here.sms).values())
    bars = objective_bars(here, open_only=True)
    heads = ("KPI", "Name", "Process", "Latest period", "Result", "Target", "Status", "Course")
    lines = [_line(here, kpi) for kpi in here.sms.records(Kpi)]
    return Safe(
        (heading(2, Safe(ours("Services by month")), "sms-services") + strip if strip else "")
        + (heading(2, Safe(ours("Objectives")), "sms-objectives") + bars if bars else "")
        + heading(2, Safe(ours("KPIs")), "sms-kpis")
        + table(heads, lines, "KPIs", "data loose cards")
    )


def _line(here: PageContext, kpi: Kpi) -> list[Safe]:
    series = kpi_series(here.sms, kpi)
    lead = [here.node(kpi.id, text(kpi.id)), text(kpi.name), here.node(kpi.process)]
    latest = series.latest
    if latest is None:
        return [*lead, NOTHING, Safe(""), Safe(""), Safe(""), Safe("")]
    return [
        *lead,
        Safe(f'<span class="sms-id">{text(latest.period)}</span>'),
        text(number(latest.value, kpi.unit)),
        text(aim(latest, kpi.unit)),
        state(latest),
        sparkline(series, f"{kpi.id}-course"),
    ]


def state(point: Point) -> Safe:
    """Whether a result reached its target."""
    return badge(_STATES[point.status])


def aim(point: Point, unit: str) -> str:
    """What was to be reached, in figures."""
    if point.low is not None and point.high is not None:
        return ours(f"{number(point.low)} to {number(point.high, unit)}")
    if point.low is not None:
        return ours(f"at least {number(point.low, unit)}")
    return ours(f"at most {number(point.high, unit)}") if point.high is not None else ""


def objective_bars(here: PageContext, *, open_only: bool = False) -> Safe:
    """How far each objective has come; nothing where none has a value yet."""
    rows = [
        _objective(here, objective)
        for objective in here.sms.records(Objective)
        if objective.actual is not None
        and (not open_only or is_open(here.sms, Entry(objective.id, objective)))
    ]
    heads = ("Objective", "Statement", "From", "Now", "Target", "State", "Way")
    return table(heads, rows, "Objectives", "loose cards") if rows else Safe("")


def _objective(here: PageContext, objective: Objective) -> list[Safe]:
    actual, reached = objective.actual, is_reached(here.sms, objective)
    assert actual is not None
    sign = (
        MET[True]._replace(word="reached")
        if reached
        else MET[False]._replace(word="not reached", symbol="○", tone="open")
    )
    title = ours(f"{objective.id}: the way to the target")
    return [
        here.node(objective.id, text(objective.id)),
        text(objective.statement),
        text(number(objective.baseline, objective.unit)),
        text(number(actual, objective.unit)),
        text(number(objective.target, objective.unit)),
        badge(sign),
        bullet(
            title,
            f"{objective.id}-way",
            objective.unit,
            objective.baseline,
            objective.target,
            actual,
            reached,
        ),
    ]


def _course(here: PageContext, entry: Entry) -> Safe:
    kpi = entry.node
    if not isinstance(kpi, Kpi):
        return Safe("")
    series = kpi_series(here.sms, kpi)
    drawn = (
        trend.trend(series.begun, "sms-trend"),
        control.control(series.begun, "sms-limits", window_of(kpi)),
    )
    return charts([(ours("Results and target"), drawn[0]), (ours("Natural limits"), drawn[1])])


def _results(here: PageContext, entry: Entry) -> Safe:
    kpi = entry.node
    if not isinstance(kpi, Kpi):
        return Safe("")
    series = kpi_series(here.sms, kpi)
    rows = [
        [
            Safe(f'<span class="sms-id">{text(point.period)}</span>'),
            text(number(point.value, kpi.unit)),
            text(point.counted),
            text(aim(point, kpi.unit)),
            state(point),
        ]
        for point in series.points[::-1][:_MOST_RESULTS]
    ]
    return (
        table(("Period", "Result", "Counted", "Target", "Status"), rows, "Results", "loose")
        if rows
        else Safe("")
    )


def _definition(here: PageContext, entry: Entry) -> Safe:
    said = in_words(here, entry.node) if isinstance(entry.node, Kpi) else Safe("")
    return paragraph(said) if said else said


_KPIS = Dossier(
    "kpi",
    "KPIs at a glance",
    ("name", "process", "owner"),
    (
        DossierText("Course", _course),
        DossierText("Results by period", _results),
        DossierText("How it is computed", _definition),
        DossierTable(
            "Objectives measured by it",
            ("objective",),
            ("statement", "baseline", "actual", "target", "due", "status"),
        ),
    ),
)
