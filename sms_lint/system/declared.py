"""What a declared rule finds in a system: the places it speaks of, and what it says there."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sms_lint.ground.durations import Duration
from sms_lint.ground.sentences import listed
from sms_lint.ground.source import Location
from sms_lint.language.case import Case, NameMeaning
from sms_lint.language.declared import DeclaredRule
from sms_lint.language.field_types import FieldType, value_of
from sms_lint.model.entry import Entry
from sms_lint.model.node import Table
from sms_lint.model.row_rules import moment
from sms_lint.system.deadlines import interval, overdue
from sms_lint.system.sms import Sms


class Spoken(NamedTuple):
    """What a rule says, where, and of which entry."""

    at: Location
    message: str
    node: str


def spoken(rule: DeclaredRule, sms: Sms, most_steps: int) -> Iterator[Spoken]:
    """Everything that a declared rule finds. Raises TooSlowError where that takes more steps than it may."""
    case = Case(sms, most_steps)
    if rule.asks is not None:
        yield from _not_answered(rule, sms, case)
    elif rule.shape.more_than is not None or rule.shape.fewer_than is not None:
        yield from _counted(rule, sms, case)
    elif rule.promise:
        yield from _broken_promises(rule, sms, case)
    else:
        for entry in _candidates(rule, sms, case):
            case.entry = entry
            yield from _of_entry(rule, sms, case)


def _broken_promises(rule: DeclaredRule, sms: Sms, case: Case) -> Iterator[Spoken]:
    """What the rule says of each entry of which a promise, or a cycle, of its kind is overdue."""
    for kind in rule.shape.about:
        case.spend(len(sms.entries(kind)))
        for late in overdue(sms, kind, rule.promise):
            case.entry, case.late_at = late.entry, late.at
            limit = interval(sms, late.promise, late.entry) if late.promise.within else None
            case.given = _times(late.since, late.day, limit)
            if _holds(rule, sms, case):
                yield _say(rule, case)


def _times(since: date, deadline: date, limit: Duration | None) -> Mapping[str, str]:
    return {"since": since.isoformat(), "deadline": deadline.isoformat(), "limit": str(limit or "")}


def unmet(rule: DeclaredRule, sms: Sms, most_steps: int) -> str:
    """Why a rule is silent, in a sentence: what no entry meets that it looks at."""
    case = Case(sms, most_steps)
    met = [False] * len(rule.when)
    in_time, seen = False, False
    for entry in _candidates(rule, sms, case):
        case.entry = entry
        for _ in _looked_at(rule, sms, case):
            seen = True
            in_time = in_time or _is_in_time(rule, sms, case)
            met = [before or holds(case) for before, holds in zip(met, rule.when, strict=True)]
    if not seen:
        return "it finds no entry to look at"
    if not in_time:
        return "none of its days has come"
    failed = [f"`{text}`" for text, one in zip(rule.shape.when, met, strict=True) if not one]
    return f"nothing meets {listed(failed)}" if failed else "nothing meets all its conditions at once"


def _candidates(rule: DeclaredRule, sms: Sms, case: Case) -> Iterable[Entry]:
    entries = [entry for kind in rule.shape.about for entry in sms.entries(kind)]
    if rule.latest is None:
        return entries
    if any(kind in sms.hidden or kind in sms.unread for kind in rule.shape.about):
        return ()  # a later one may be among what could not be read
    newest: dict[tuple[str, ...], tuple[str, Entry]] = {}
    for entry in entries:
        case.entry = entry
        case.spend(1)
        day = _first(rule.latest, case)
        group = _group(rule, case)
        if day and (group not in newest or day > newest[group][0]):
            newest[group] = day, entry
    return [entry for _, entry in newest.values()]


def _first(meaning: NameMeaning, case: Case) -> str:
    found = meaning.read(case)
    return found[0] if found else ""


def _group(rule: DeclaredRule, case: Case) -> tuple[str, ...]:
    return tuple(";".join(meaning.read(case) or ()) for meaning in rule.per)


def _of_entry(rule: DeclaredRule, sms: Sms, case: Case) -> Iterator[Spoken]:
    """What the rule says of one entry: once, or of each item, or of each entry that it names."""
    for _ in _looked_at(rule, sms, case):
        if _meets(rule, sms, case):
            yield _say(rule, case)


def _looked_at(rule: DeclaredRule, sms: Sms, case: Case) -> Iterator[None]:
    """Set the case to each thing that is judged of an entry, one after the other."""
    case.spend(1)
    case.item, case.index, case.other = None, -1, None
    if rule.each is not None:
        for index, item in enumerate(_items(rule.each, case.entry)):
            case.index, case.item = index, item
            yield
    elif rule.names is not None:
        for name in rule.names.read(case) or ():
            case.spend(1)
            case.other = _entry_of(sms, rule.named_kinds, name)
            if case.other is not None:
                yield
    else:
        yield


def _items(each: FieldType, entry: Entry) -> Iterable[object]:
    found = None if isinstance(entry.node, Table) else value_of(entry.node, each)
    return found if isinstance(found, tuple | list) else ()


def _entry_of(sms: Sms, kinds: Iterable[str], name: str) -> Entry | None:
    return next((entry for kind in kinds if (entry := sms.by_id(kind).get(name)) is not None), None)


def _meets(rule: DeclaredRule, sms: Sms, case: Case) -> bool:
    """Whether the rule speaks of what is being judged."""
    return _is_in_time(rule, sms, case) and _holds(rule, sms, case)


def _holds(rule: DeclaredRule, sms: Sms, case: Case) -> bool:
    """Whether all conditions hold, and nothing names the entry where something should."""
    if not all(holds(case) for holds in rule.when):
        return False
    return rule.named_by is None or _is_unnamed(rule, sms, case)


def _is_in_time(rule: DeclaredRule, sms: Sms, case: Case) -> bool:
    """Whether the day of the rule has passed, or it has none."""
    if rule.day is None:
        return True
    read = moment(_first(rule.day, case))
    if read is None:
        return False
    since = read.date()
    if rule.older_than is None:
        return since < sms.today
    limit = rule.older_than(case)
    if limit is None:
        return False
    deadline = limit.after(since)
    case.given = _times(since, deadline, limit)
    return deadline < sms.today


def _is_unnamed(rule: DeclaredRule, sms: Sms, case: Case) -> bool:
    """Whether nothing names the entry; silent where what could not be read may do so."""
    kind = rule.named_by[0] if rule.named_by else ""
    if kind in sms.hidden or case.entry.id in sms.unread:
        return False
    return case.entry.id not in _named(rule, sms, case)


def _named(rule: DeclaredRule, sms: Sms, case: Case) -> frozenset[str]:
    """Every id that is named as the rule asks, gathered once for each rule."""
    if case.gathered is None:
        case.gathered = frozenset(_gather(rule, sms, case))
    return case.gathered


def _gather(rule: DeclaredRule, sms: Sms, case: Case) -> Iterator[str]:
    if rule.named_by is None:
        return
    kind, field = rule.named_by
    own = case.entry
    for naming in sms.entries(kind):
        case.entry = case.other = naming
        case.spend(1)
        if all(holds(case) for holds in rule.where):
            yield from field.read(case) or ()
    case.entry, case.other = own, None


def _say(rule: DeclaredRule, case: Case) -> Spoken:
    entry, at = _place(rule, case)
    return Spoken(at, rule.say(case), entry.id)


def _place(rule: DeclaredRule, case: Case) -> tuple[Entry, Location]:
    shown = rule.at or rule.day or rule.names
    if shown is not None and shown.place is not None:
        return shown.place(case)
    if case.late_at is not None:
        return case.entry, case.late_at
    if rule.each is not None:
        return case.entry, case.entry.node.at(rule.each.name, case.index)
    return case.entry, case.entry.place()


def _not_answered(rule: DeclaredRule, sms: Sms, case: Case) -> Iterator[Spoken]:
    """Words of which no entry is; silent while there is no entry, or one may be out of view."""
    entries = [entry for kind in rule.shape.about for entry in sms.entries(kind)]
    if not entries or rule.asks is None or any(kind in sms.hidden for kind in rule.shape.about):
        return
    there: set[str] = set()
    first: Entry | None = None
    for case.entry in entries:
        case.spend(1)
        if all(holds(case) for holds in rule.when):
            first = first or case.entry
            there.update(rule.asks.read(case) or ())
    missing = [word for word in rule.shape.of if word not in there]
    if missing and first is not None:
        case.entry = first
        entry, at = rule.at.place(case) if rule.at and rule.at.place else (first, first.place())
        case.given = {"missing": listed(f"`{word}`" for word in missing)}
        yield Spoken(at, rule.say(case), entry.id)


def _counted(rule: DeclaredRule, sms: Sms, case: Case) -> Iterator[Spoken]:
    """Groups of entries that are more, or fewer, than they may be."""
    shape = rule.shape
    groups: dict[tuple[str, ...], list[Entry]] = {}
    everyone: dict[tuple[str, ...], Entry] = {}
    for entry in _candidates(rule, sms, case):
        case.entry = entry
        case.spend(1)
        group = _group(rule, case)
        everyone.setdefault(group, entry)
        if _meets(rule, sms, case):
            groups.setdefault(group, []).append(entry)
    if shape.fewer_than is not None and any(kind in sms.hidden for kind in shape.about):
        return
    for group, first in everyone.items():
        entries = groups.get(group, [])
        too_many = shape.more_than is not None and len(entries) > shape.more_than
        too_few = shape.fewer_than is not None and len(entries) < shape.fewer_than
        if too_many or too_few:
            case.entry = entries[0] if entries else first
            case.given = {"number": str(len(entries)), "entries": listed(entry.id for entry in entries)}
            yield _say(rule, case)
