"""The list of actions, and how old what is open has become."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sms_lint.ground.sentences import listed, plural
from sms_lint.measure.trends.backlog import FLOWS
from sms_lint.measure.trends.section import Section
from sms_lint.model.entry import Entry
from sms_lint.system.actions import OpenAction, open_actions, unread_days
from sms_lint.system.activity import is_open
from sms_lint.system.sms import Sms

_METHOD = (
    "open actions of registers, management reviews, audits, and tables of reports and minutes with an action, an owner "
    "and a day; a row that names the record of an action is listed by that record"
)
_HEADS = ("Due", "State", "Reminder from", "Owner", "Action", "Agreed in")
OVERDUE, COMING, LATER, NO_DAY = "overdue", "coming due", "later", "no day"
# The upper ends of the groups of ages, in days.
_AGES = (7, 30, 90)
_AGE_HEADS = ("Kind", "Open", *(f"Up to {age} days" for age in _AGES), "Older", "Oldest", "Oldest ones")
_AGE_METHOD = "days from the opening of each open ticket or problem to the day shown"
_MOST_NAMED = 3


def actions_section(sms: Sms, owner: str = "", actions: Iterable[OpenAction] | None = None) -> Section:
    """All open actions, or those of one owner; `actions` are those to show instead of all."""
    every = open_actions(sms) if actions is None else actions
    chosen = [action for action in every if owner in ("", action.owner)]
    rows = tuple(_row(sms, action) for action in chosen)
    late = sum(row[1] == OVERDUE for row in rows)
    untold = [
        f"by when action {action.number} in a table of {action.node.id} is due: its cell says `{action.said}`"
        for action in unread_days(sms)
        if action.node.id in {row.source for row in chosen}
    ]
    sample = f"{plural(len(rows), 'open action')}, {late} of them overdue"
    return Section("actions", "Open actions", _METHOD, sample, _HEADS, rows, (*untold, *hidden_kinds(sms)))


def _row(sms: Sms, action: OpenAction) -> tuple[str, ...]:
    day, days = action.day, sms.config.reminders.days
    told_from = day - timedelta(days) if day else None
    return (
        str(day or ""), state_of_day(sms, day), str(told_from or ""), action.owner or "nobody", action.what,
        action.source,
    )  # fmt: skip


def state_of_day(sms: Sms, day: date | None) -> str:
    """Where a day stands today: overdue, within the days of reminders, or later."""
    if day is None:
        return NO_DAY
    if day < sms.today:
        return OVERDUE
    return COMING if day <= sms.today + timedelta(sms.config.reminders.days) else LATER


def hidden_kinds(sms: Sms, kinds: Iterable[str] | None = None) -> tuple[str, ...]:
    """The kinds of which something could not be read, in a sentence."""
    hidden = sorted(sms.hidden if kinds is None else sms.hidden & frozenset(kinds))
    return (f"all of {listed(hidden, 6)}, because files could not be read",) if hidden else ()


def open_tickets(sms: Sms) -> tuple[Entry, ...]:
    """Every open ticket and problem. Computed once: there may be many closed ones."""
    return sms.once(_open_tickets)


def _open_tickets(sms: Sms) -> tuple[Entry, ...]:
    return tuple(entry for kind in FLOWS for entry in sms.entries(kind) if is_open(sms, entry))


def ageing_section(sms: Sms, chosen: Sequence[Entry] | None = None) -> Section:
    """Open tickets and problems by their age; `chosen` are the open ones to look at instead of all."""
    every = open_tickets(sms) if chosen is None else chosen
    rows, untold = list[tuple[str, ...]](), list(hidden_kinds(sms, FLOWS))
    for kind, (came, _) in FLOWS.items():
        still = [entry for entry in every if entry.kind == kind]
        days = ((entry.day(came), entry.id) for entry in still)
        ages = [((sms.today - day).days, name) for day, name in days if day and day <= sms.today]
        rows.append((kind, str(len(still)), *_by_age(ages)))
        if len(ages) < len(still):
            number = plural(len(still) - len(ages), "open record")
            untold.append(f"how old {number} of {kind} are: no day says so")
    sample = plural(len(every), "open record")
    return Section(
        "ageing", "How old open work is", _AGE_METHOD, sample, _AGE_HEADS, tuple(rows), tuple(untold)
    )


def action_ages_section(sms: Sms) -> Section:
    """How long actions are overdue, by owner."""
    late: dict[str, list[tuple[int, str]]] = defaultdict(list)
    every = open_actions(sms)
    for action in every:
        if action.day and action.day < sms.today:
            late[action.owner or "nobody"].append(((sms.today - action.day).days, action.source))
    rows = tuple((owner, str(len(ages)), *_by_age(ages)) for owner, ages in sorted(late.items()))
    heads = ("Owner", "Overdue", *_AGE_HEADS[2:])
    method = "days from the agreed day of each open action to the day shown"
    sample = plural(len(every), "open action")
    return Section("overdue", "How long actions are overdue", method, sample, heads, rows, hidden_kinds(sms))


def _by_age(ages: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """How many there are in each group, the age of the oldest, and the oldest ones."""
    counts, below = [], -1
    for upper in _AGES:
        counts.append(sum(below < age <= upper for age, _ in ages))
        below = upper
    older = sum(age > _AGES[-1] for age, _ in ages)
    oldest = sorted(ages, key=lambda pair: (-pair[0], pair[1]))[:_MOST_NAMED]
    age = plural(oldest[0][0], "day") if oldest else ""
    return (*map(str, counts), str(older), age, ", ".join(name for _, name in oldest))
