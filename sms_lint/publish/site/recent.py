"""Recent activity as a table: a line for each kind of record, with what is open and the state of the last months."""

from collections.abc import Iterable, Sequence

from sms_lint.model.entry import Entry
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import NOTHING, badge, paragraph, table
from sms_lint.publish.site.kinds import kind_link
from sms_lint.publish.site.state import OPEN
from sms_lint.publish.site.view import PageContext
from sms_lint.system.activity import RECENT, RecentActivity, activity
from sms_lint.translation import counted, ours

_MOST = 6


def recent_table(here: PageContext, kinds: Iterable[tuple[str, Sequence[Entry]]], name: str) -> Safe:
    """Some entries of each kind: how many are open now and which, and the states of those of the last months."""
    recent_activities = [activity(here.sms, kind, entries) for kind, entries in kinds]
    if not recent_activities:
        return Safe("")
    said = ours(f"The last {RECENT} are those from {recent_activities[0].since} to {here.sms.today}.")
    heads = ("Records", "In all", "Open now", f"In the last {RECENT}", "The newest of them")
    return Safe(
        table(
            heads, [_row(here, recent_activity) for recent_activity in recent_activities], name, "loose cards"
        )
        + paragraph(text(said), "count")
    )


def _row(here: PageContext, recent_activity: RecentActivity) -> list[Safe]:
    states = ", ".join(
        f"{count:,} {state.replace('_', ' ')}" for state, count in sorted(recent_activity.states.items())
    )
    number = (
        states
        if len(recent_activity.states) == 1
        else f"{len(recent_activity.recent):,}{': ' if states else ''}{states}"
    )
    return [
        kind_link(here, recent_activity.kind),
        text(counted(recent_activity.every)),
        Safe(f"{badge(OPEN)} {len(recent_activity.open):,}: {_ids(here, recent_activity.open)}")
        if recent_activity.open
        else NOTHING,
        text(number) if recent_activity.recent else NOTHING,
        _ids(here, recent_activity.recent) if recent_activity.recent else Safe(""),
    ]


def _ids(here: PageContext, entries: Sequence[Entry]) -> Safe:
    more = f" and {len(entries) - _MOST:,} more" if len(entries) > _MOST else ""
    return Safe(
        ", ".join(
            f'<span class="sms-id">{here.node(entry.id, text(entry.id))}</span>' for entry in entries[:_MOST]
        )
        + more
    )
