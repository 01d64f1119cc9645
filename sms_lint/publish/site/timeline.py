"""The timeline of a service: outage, incident, problem, change and release of one story in one line."""

from collections.abc import Sequence

from sms_lint.ground.sentences import plural
from sms_lint.model.entry import Entry
from sms_lint.publish.site.entries import named
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import EMPTY, day, folded, paragraph, stacked, table
from sms_lint.publish.site.kinds import has_page
from sms_lint.publish.site.view import PageContext
from sms_lint.system.chains import Chain, chains_of
from sms_lint.system.relations import day_of
from sms_lint.translation import ours

_SHOWN = 8
_HEADS = ("Day", "Outage", "Incident", "Problem", "Changes", "Release")


def timeline(here: PageContext, service: Entry) -> Safe:
    """The newest chains of a service, earlier ones on demand; nothing where nothing of the kind is kept."""
    if not any(has_page(here.sms, kind) for kind in ("outage", "incident", "change")):
        return EMPTY
    chains = chains_of(here.sms, service.id)
    if not chains:
        return EMPTY
    earlier = chains[_SHOWN:]
    said = "What began it is on the left, what followed on the right; a change that caused an incident is its cause."
    more = folded(text(ours(plural(len(earlier), "earlier one"))), _table(here, earlier)) if earlier else ""
    return Safe(_table(here, chains[:_SHOWN]) + paragraph(text(ours(said)), "count") + more)


def _table(here: PageContext, chains: Sequence[Chain]) -> Safe:
    return table(_HEADS, [_row(here, chain) for chain in chains], "From outage to release", "loose cards")


def _row(here: PageContext, chain: Chain) -> list[Safe]:
    outage = [chain.begun] if chain.begun.kind == "outage" else []
    causes = [f"{ours('cause:')} {named(here, entry)}" for entry in chain.causes]
    return [
        day(day_of(here.sms, chain.begun)),
        stacked(_outage(here, entry) for entry in outage),
        stacked(named(here, entry) for entry in chain.incidents),
        stacked(named(here, entry) for entry in chain.problems),
        stacked([*causes, *(named(here, entry) for entry in chain.changes)]),
        stacked(named(here, entry) for entry in chain.releases),
    ]


def _outage(here: PageContext, entry: Entry) -> Safe:
    """An outage by its cause and its length."""
    lasted = _minutes(entry)
    length = f" {text(ours(plural(lasted, 'minute')))}" if lasted is not None else ""
    label = text(entry.text("cause") or entry.id)
    return Safe(f'{here.node(entry.id, label)}{length} <span class="sms-ref">{text(entry.id)}</span>')


def _minutes(entry: Entry) -> int | None:
    """How long an outage lasted; None while it goes on, or where a moment cannot be read."""
    start, end = entry.moment("started_at"), entry.moment("ended_at")
    return int((end - start).total_seconds() // 60) if start and end else None
