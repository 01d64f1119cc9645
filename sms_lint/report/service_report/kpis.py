"""KPIs in the period: each result cited, so that it is compared with the records ever after, and which way it went."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sms_lint.ground.output.markdown_page import Cell, MarkdownLink, bullets, paragraph, table
from sms_lint.ground.sentences import joined, listed, plain_number, plural
from sms_lint.measure.cited import figure
from sms_lint.measure.comparison import Word, compared
from sms_lint.measure.period import read_span
from sms_lint.measure.recorded import kpi_series
from sms_lint.measure.result import Outcome
from sms_lint.measure.series import course, ends
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.report.service_report.reported import Figures, Reported

_JUDGED = ("met", "missed")


def figures(about: Reported) -> Sequence[str]:
    """Each KPI that the records give: target, result, the one before, and which way it went."""
    if about.figures is None:
        return paragraph("KPIs are over all services and customers; they are in the report on all of them.")
    rows = [_row(about, found) for found in about.figures.values() if found.now.value is not None]
    lines: list[str] = [*paragraph(summary(about))]
    if rows:
        heads = ("KPI", "Name", "Target", about.span.name, "Status", about.before.name, "Went")
        lines += ["", *table(heads, rows)]
    silent = [name for name, found in about.figures.items() if found.now.value is None]
    if silent:
        lines += [
            "",
            *paragraph(f"No record says anything of {listed(silent, len(silent))} in {about.span.name}."),
        ]
    if about.not_computed:
        names = joined([kpi.id for kpi in about.not_computed])
        lines += [
            "",
            *paragraph(f"Not computed for this period, so to be added by hand where it is known: {names}."),
        ]
    return lines


def summary(about: Reported) -> str:
    """How many KPIs reached their target, and how many went better or worse."""
    if about.figures is None:
        return ""
    judged = [found.now for found in about.figures.values() if found.now.status in _JUDGED]
    missed = [outcome.kpi.id for outcome in judged if outcome.status == "missed"]
    if not judged:
        return f"No KPI can be judged by the records of {about.span.name}."
    reached = len(judged) - len(missed)
    every = plural(len(judged), "KPI")
    said = f"{reached} of the {every} that the records give for {about.span.name} reached their target"
    said += f"; {listed(missed, len(missed))} did not." if missed else "."
    words = [word for found in about.figures.values() if (word := went(found))]
    counts = [f"{words.count(word)} {word}" for word in ("better", "worse", "unchanged") if word in words]
    return f"{said} Against {about.before.name}: {joined(counts)}." if counts else said


def went(found: Figures) -> Word | None:
    """Whether a KPI is better than in the period before; None where one of the two is not known."""
    now, before = found.now.value, found.before.value
    if now is None or before is None:
        return None
    return compared(found.now.kpi.direction, now, before, ends(found.now.kpi, found.now.target))


def _row(about: Reported, found: Figures) -> Sequence[Cell]:
    now, before = found
    return (
        now.kpi.id,
        now.kpi.name,
        _target(now),
        _cited(about, now),
        now.status,
        _cited(about, before) if before.value is not None else before.status,
        went(found) or "",
    )


def _cited(about: Reported, outcome: Outcome) -> Cell:
    """A result as a citation, by which `fill` and `kpi --check` know it; a period that runs has none to cite yet."""
    said = figure(outcome)
    is_over = outcome.span.last < about.sms.today
    return MarkdownLink(said, f"{outcome.kpi.id}@{outcome.span.name}") if is_over else f"{said} so far"


def _target(outcome: Outcome) -> str:
    if outcome.target is None:
        return ""
    low, high = ends(outcome.kpi, outcome.target)
    unit = outcome.kpi.unit
    if low is not None and high is not None:
        return f"{plain_number(low)} to {plain_number(high)} {unit}"
    return f"at least {plain_number(low)} {unit}" if low is not None else f"at most {_plain(high)} {unit}"


def _plain(value: Decimal | None) -> str:
    return "" if value is None else plain_number(value)


def trends(about: Reported) -> Sequence[str]:
    """Which way each KPI goes over several periods, by its frozen results up to the end of the period."""
    if about.figures is None:
        return paragraph("Trends of KPIs are in the report on all services.")
    said = [*_courses(about)]
    if not said:
        return paragraph("No KPI has enough frozen results for a trend; `sms-lint kpi --freeze` keeps them.")
    return [
        *paragraph(
            "The mean of the newest three results against that of the three before; steady is what differs by no more "
            "than one result usually differs from the next."
        ),
        "",
        *bullets(said),
    ]


def _courses(about: Reported) -> Iterator[str]:
    for kpi in about.sms.records(Kpi):
        series = kpi_series(about.sms, kpi)
        past = [
            point
            for point in series.points
            if (span := read_span(point.period)) and span.last <= about.span.last
        ]
        found = course(series._replace(points=tuple(past)))
        if found:
            before, after = (
                plain_number(round(value, kpi.decimals)) for value in (found.before, found.after)
            )
            yield f"{kpi.id} ({kpi.name}): {found.word}, from {before} to {after} {kpi.unit}."
