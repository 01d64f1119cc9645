"""Targets of agreements and how they were met: the latest result of each, and its course."""

from collections.abc import Iterable, Iterator, Sequence

from sms_lint.measure.recorded import agreement_series
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.publish.site.charts.strip import StripRow, strip
from sms_lint.publish.site.charts.trend import trend
from sms_lint.publish.site.entries import end_of, newest_first
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import NOTHING, badge, charts, paragraph, table
from sms_lint.publish.site.state import MET
from sms_lint.publish.site.view import PageContext
from sms_lint.system.relations import named_by
from sms_lint.system.sms import Sms
from sms_lint.translation import ours

_DIRECTIONS = {"higher": "at least", "lower": "at most"}


def results(here: PageContext, agreements: Iterable[Entry]) -> Safe:
    """Each target of some agreements: its latest result, its months and its course; nothing without an agreement."""
    found = tuple(agreements)
    rows = [row for entry in found for row in _rows(here, entry)]
    if not rows:
        return Safe("")
    heads = ("Agreement", "Target", "Agreed", "Latest period", "Actual", "Result")
    said = "Agreements in force and draft, and those that ended with results."
    return Safe(
        table(heads, rows, "Targets and results", "loose cards")
        + paragraph(text(ours(said)), "count")
        + strip(here, [row for entry in found for row in _months(here, entry)])
        + charts(
            [
                (f"{series.id}: {series.name}", trend(series, f"{series.id}-course-{place}"))
                for entry in found
                for place, series in enumerate(agreement_series(here.sms, entry))
            ]
        )
    )


def _by_target(here: PageContext, agreement: Entry) -> dict[str, list[Entry]]:
    """The results of each target of an agreement, the newest first."""
    found: dict[str, list[Entry]] = {}
    for entry in newest_first(here.sms, named_by(here.sms, agreement.id, "sla-result"), "period"):
        found.setdefault(entry.text("target"), []).append(entry)
    return found


def _months(here: PageContext, agreement: Entry) -> Iterator[StripRow]:
    for name, found in sorted(_by_target(here, agreement).items()):
        yield StripRow(Safe(f"{here.node(agreement.id, text(agreement.id))} {text(name)}"), found)


def _rows(here: PageContext, agreement: Entry) -> list[list[Safe]]:
    found = _by_target(here, agreement)
    node = agreement.node
    agreed = (
        {target.name: _agreed(target.value, target.unit, target.direction) for target in node.targets}
        if isinstance(node, ServiceLevelAgreement)
        else {}
    )
    if agreement.text("status") == "ended":
        agreed = {name: said for name, said in agreed.items() if name in found}
    names = dict.fromkeys([*agreed, *found])
    return [_row(here, agreement, name, agreed.get(name, ""), found.get(name, [])) for name in names]


def _row(here: PageContext, agreement: Entry, name: str, agreed: str, entries: Sequence[Entry]) -> list[Safe]:
    lead = [here.node(agreement.id, text(agreement.id)), text(name), text(agreed)]
    if not entries:
        return [*lead, NOTHING, Safe(""), Safe("")]
    latest = entries[0]
    actual = text(f"{latest.text('actual')} {latest.text('unit')}".strip())
    return [
        *lead,
        here.node(latest.id, text(latest.text("period"))),
        actual,
        badge(MET[latest.text("met") == "yes"]),
    ]


def _agreed(value: object, unit: str, direction: str) -> str:
    return f"{_DIRECTIONS.get(direction, '')} {value} {unit}".strip()


def latest_results(here: PageContext, service: Entry) -> Safe:
    """How many targets of a service's agreements were met in their latest period."""
    entries = [
        entry
        for agreement in named_by(here.sms, service.id, "sla")
        for entry in named_by(here.sms, agreement.id, "sla-result")
    ]
    latest, now = _latest(entries)
    met = sum(entry.text("met") == "yes" for entry in now)
    sign = MET[met == len(now)]._replace(word=f"{met} of {len(now)} met in {latest}")
    return badge(sign) if now else NOTHING


def latest_period(sms: Sms) -> tuple[str, list[Entry]]:
    """The latest period for which there are results, and these."""
    return _latest(sms.entries("sla-result"))


def _latest(entries: Sequence[Entry]) -> tuple[str, list[Entry]]:
    periods = {entry.text("period") for entry in entries}
    latest = max(periods, key=end_of, default="")
    return latest, [entry for entry in entries if entry.text("period") == latest]


def contract_targets(here: PageContext, contracts: Iterable[Entry]) -> Safe:
    """What suppliers have to meet, contract by contract."""
    rows = [
        (
            here.node(entry.id, text(entry.id)),
            text(target.name),
            text(_agreed(target.value, target.unit, target.direction)),
            here.prose(target.metric),
        )
        for entry in contracts
        if isinstance(entry.node, SupplierContract)
        for target in entry.node.targets
    ]
    return table(("Contract", "Target", "Agreed", "Measured as"), rows, "Targets") if rows else Safe("")
