"""How services met their targets, month by month: a row for each service, a column for each month."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sms_lint.ground.periods import CalendarPeriod, period_of, read_period
from sms_lint.model.entry import Entry
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import link, paragraph
from sms_lint.publish.site.state import MET
from sms_lint.publish.site.view import PageContext
from sms_lint.system.relations import reached
from sms_lint.translation import ours

MONTHS = 12


class StripRow(NamedTuple):
    """A row: what it is about, and the results that count for it."""

    label: Safe
    results: Sequence[Entry]


def strip(here: PageContext, rows: Iterable[StripRow]) -> Safe:
    """The months up to the newest that has a result; nothing where there is none."""
    found = [row for row in rows if row.results]
    newest = max(
        (month for row in found for result in row.results if (month := _month(result))), default=None
    )
    if newest is None:
        return Safe("")
    months = [CalendarPeriod("month", newest.number - back) for back in range(MONTHS - 1, -1, -1)]
    heads = "".join(
        f'<th scope="col"><time datetime="{month}">{str(month)[:4]}<br>{str(month)[5:]}</time></th>'
        for month in months
    )
    body = "\n".join(_row(here, row, months) for row in found)
    corner = f'<th scope="col"><span class="sms-mark"><span class="sms-unseen">{ours("Service")}</span></span></th>'
    said = (
        "✓ every target met · ✕ and how many were missed · – no result. Each sign leads to a result of that month. "
        "A narrow screen shows six months."
    )
    return Safe(
        f'<div class="sms-table sms-strip">\n<table aria-label="{text(ours("Targets by month"))}">\n'
        f"<thead><tr>{corner}{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>\n"
        + paragraph(text(ours(said)), "count")
    )


def service_strip(here: PageContext, services: Iterable[Entry]) -> Safe:
    """The strip of some services, by the results of their agreements."""
    return strip(
        here,
        [
            StripRow(here.node(service.id), reached(here.sms, service.id, ("sla", "sla-result")))
            for service in services
        ],
    )


def _month(result: Entry) -> CalendarPeriod | None:
    """The month of a result, or that of the last day of a longer period."""
    period = read_period(result.text("period"))
    return period_of(period.last, "month") if period else None


def _row(here: PageContext, row: StripRow, months: Sequence[CalendarPeriod]) -> str:
    by_month: dict[CalendarPeriod, list[Entry]] = {}
    for result in row.results:
        if month := _month(result):
            by_month.setdefault(month, []).append(result)
    cells = "".join(f"<td>{_sign(here, month, by_month.get(month, []))}</td>" for month in months)
    return f'<tr><th scope="row">{row.label}</th>{cells}</tr>'


def _sign(here: PageContext, month: CalendarPeriod, results: Sequence[Entry]) -> Safe:
    if not results:
        return Safe(
            f'<span class="sms-mark"><span aria-hidden="true">–</span>'
            f'<span class="sms-unseen">{ours("no result")}</span></span>'
        )
    missed = [result for result in results if result.text("met") != "yes"]
    sign = MET[not missed]
    said = ours(
        f"{month}: {len(missed)} of {len(results)} missed" if missed else f"{month}: {len(results)} met"
    )
    count = str(len(missed)) if missed and len(results) > 1 else ""
    label = Safe(
        f'<span class="sms-mark sms-{sign.tone}"><span aria-hidden="true">{sign.symbol}{count}</span>'
        f'<span class="sms-unseen">{text(said)}</span></span>'
    )
    place = here.view.addresses.get((missed or results)[0].id)
    return link(here.to(place), label, said) if place else label
