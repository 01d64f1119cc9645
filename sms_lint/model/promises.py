"""The promises of a kind: what is to be done by which day, and what is repeated in a cycle.

The kind states it once. The calendar and the rules about what is overdue work it out from here, so they cannot
disagree about a day.
"""

from dataclasses import dataclass

SETTING = "intervals."


@dataclass(frozen=True)
class Says:
    """A condition: a field says one of these words; with `but_not`, it says something else."""

    field: str
    words: tuple[str, ...]
    but_not: bool = False


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
    is every entry. `in_calendar` is False for what comes by the hundred.
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
    in_calendar: bool = True

    @property
    def setting(self) -> str:
        """The name of the setting among `intervals` that says how long; empty where a field says so, or nothing."""
        return self.within.removeprefix(SETTING) if self.within.startswith(SETTING) else ""


@dataclass(frozen=True)
class Cycle(Promise):
    """Something that is repeated: due a set time after the last time, whose day `field` holds.

    `planned` is a field with the day that was set for the next time; the earlier of the two days counts.
    """

    planned: str = ""
