"""What went on of late, as a table: a line for each kind of record, with what is open and how the last months stand."""

from collections.abc import Iterable, Sequence

from sms_lint.model.entry import Entry
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import NOTHING, badge, paragraph, table
from sms_lint.publish.site.kinds import kind_link
from sms_lint.publish.site.state import OPEN
from sms_lint.publish.site.view import PageContext
from sms_lint.system.activity import RECENT, RecentActivity, activity

_MOST = 6


def recent_table(here: PageContext, kinds: Iterable[tuple[str, Sequence[Entry]]], name: str) -> Safe:
    """Some entries of each kind: how many are open now and which, and the states of those of the last months."""
    found = [activity(here.sms, kind, entries) for kind, entries in kinds]
    if not found:
        return Safe("")
    said = f"The last {RECENT} are those from {found[0].since} to {here.sms.today}."
    heads = ("Records", "In all", "Open now", f"In the last {RECENT}", "The newest of them")
    return Safe(
        table(heads, [_row(here, one) for one in found], name, "loose cards") + paragraph(text(said), "count")
    )


def _row(here: PageContext, one: RecentActivity) -> list[Safe]:
    states = ", ".join(f"{count:,} {state.replace('_', ' ')}" for state, count in sorted(one.states.items()))
    number = states if len(one.states) == 1 else f"{len(one.recent):,}{': ' if states else ''}{states}"
    return [
        kind_link(here, one.kind),
        text(f"{one.every:,}"),
        Safe(f"{badge(OPEN)} {len(one.open):,}: {_ids(here, one.open)}") if one.open else NOTHING,
        text(number) if one.recent else NOTHING,
        _ids(here, one.recent) if one.recent else Safe(""),
    ]


def _ids(here: PageContext, entries: Sequence[Entry]) -> Safe:
    more = f" and {len(entries) - _MOST:,} more" if len(entries) > _MOST else ""
    return Safe(
        ", ".join(f'<span class="sms-id">{here.node(one.id, text(one.id))}</span>' for one in entries[:_MOST])
        + more
    )
