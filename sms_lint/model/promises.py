"""The promises of a kind: what is to be done by which day, and what is repeated in a cycle.

The kind states it once. The calendar and the rules about what is overdue work it out from here, so they cannot
disagree about a day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sms_lint.ground.periods import CalendarPeriod, PeriodUnit, period_of, read_period

SETTING = "intervals."


@dataclass(frozen=True)
class Says:
    """A condition: a field, or one of its values, says one of these words; with `but_not`, it says something else."""

    field: str
    words: tuple[str, ...]
    but_not: bool = False


@dataclass(frozen=True)
class Rhythm:
    """How often something comes, counted in whole periods of the calendar: what the words of a field stand for.

    A word that is not among `words`, such as the name of an occasion, is no rhythm. A period is one: the next is as
    long.
    """

    field: str
    words: Mapping[str, tuple[PeriodUnit, int]]

    def last_day(self, word: str, since: date) -> date | None:
        """The last day of the next whole periods that begin after a day; None where the word is no rhythm."""
        period = read_period(word)
        if period is not None:
            unit, count = period.unit, 1
        else:
            unit, count = self.words.get(word.strip().casefold(), ("year", 0))
        return CalendarPeriod(unit, period_of(since, unit).number + count).last if count else None


@dataclass(frozen=True)
class Promise:
    """Something that is to be done by a day: the day in a field, or so long after it.

    `name` is what rules call it by, `what` names it in the calendar. `field` holds the day, or a period whose last
    day counts; where it is empty, the day in `begin` counts. `within` says how long after that day: a field of the
    entry, or a setting such as `intervals.effect_check`; without it, the day itself is the last one.

    It holds while the state of the entry is one of `states` (of any state where none is named), while all of `when`
    is so, and as long as the fields `unless` are empty. `since` names a day of the same entry that cannot come after
    the one promised: then one of the two is a slip, which the value rules report. `until` names the day after which
    nothing is owed any more. `answered_by` is a kind and field, such as `audit-report.audit`: it is done once such
    a record names the entry. `service` names the field of the service, where only a live one counts.

    `latest_of` are fields: of the entries that say the same in all of them only the newest counts, by the day in
    `newest_by` (by `field` where that is not stated). No fields at all, `()`, is the newest of the whole kind; None
    is every entry. `among` says which entries are looked at for the newest one. `in_calendar` is False for what comes
    by the hundred. `action` is, for an action that somebody has to carry out, the field with the words for it:
    the list of actions shows it.
    """

    name: str
    what: str
    field: str
    within: str = ""
    states: tuple[str, ...] = ()
    when: tuple[Says, ...] = ()
    unless: tuple[str, ...] = ()
    begin: str = ""
    since: str = ""
    until: str = ""
    answered_by: str = ""
    service: str = ""
    latest_of: tuple[str, ...] | None = None
    newest_by: str = ""
    among: tuple[Says, ...] = ()
    in_calendar: bool = True
    action: str = ""

    @property
    def setting(self) -> str:
        """The name of the setting among `intervals` that says how long; empty where a field says so, or nothing."""
        return self.within.removeprefix(SETTING) if self.within.startswith(SETTING) else ""


@dataclass(frozen=True)
class Cycle(Promise):
    """Something that is repeated: due a set time after the last time, whose day `field` holds.

    `planned` is a field with the day that was set for the next time; the earlier of the two days counts. Where there is
    a `rhythm`, the next time is a matter of whole periods, and `within` counts from the end of the next one.
    """

    planned: str = ""
    rhythm: Rhythm | None = None
