"""Registers, records and tables as they were on a day: what their own days say was not there yet is left out."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import yaml

from sms_lint.ground.durations import read_duration
from tooling.example_history.days import BEGIN, TODAY, before, end_of_month
from tooling.example_history.entries import Field, Written, as_day, read_register
from tooling.example_history.located import DATA, Group, read

_REVIEW = re.compile(r"^(review: \{every: )([^,]+)(, last: )(\d{4}-\d\d-\d\d)(\})", re.M)
_EXPORTED = re.compile(r"(exported: )(\d{4}-\d\d-\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KEYS = ("appears", "otherwise", "days", "stages", "looked_at", "looked_every", "spans", "rhythm", "kept_by")


@dataclass(frozen=True)
class RecordFile:
    """A file of records and how it grows: `days` are those on which it changes, `at` gives its text on a day."""

    path: str
    kind: str
    owner: str
    title: str
    days: tuple[date, ...]
    at: Callable[[date], str]
    ids: Callable[[date], Mapping[str, str]]


def record_files(root: Path) -> list[RecordFile]:
    """Every file below `records` that is no document and no evidence of approvals."""
    told: Mapping[str, Group] = read(DATA / "records.yml")
    found = []
    for path in sorted((root / "records").rglob("*.yml")):
        text = path.read_text("utf-8")
        name = path.relative_to(root).as_posix()
        data = re.search(r"^data: (\S+)$", text, re.M)
        if data:
            found += _table(name, text, path.with_name(data[1]))
        else:
            found.append(_register(name, text, told))
    return found


def _register(path: str, text: str, told: Mapping[str, Group]) -> RecordFile:
    register = read_register(text)
    rule = told.get(register.kind, Group())
    rule.only(*_KEYS)
    cycle = _REVIEW.search(register.head)

    def at(day: date) -> str:
        entries = [said for entry in register.entries if (said := _entry_at(entry, rule, day))]
        return _head_at(register.head, day) + "".join(entries) if entries else ""

    def ids(day: date) -> Mapping[str, str]:
        return {entry.id: said for entry in register.entries if (said := _entry_at(entry, rule, day))}

    days = {day for entry in register.entries for day in _days_of(entry, rule)}
    if rule.get("rhythm") == "month":
        days = {end_of_month(day) for day in days}
    if cycle:
        days |= set(_cycle(cycle[2], date.fromisoformat(cycle[4])))
    kept = sorted(min(day, TODAY) for day in days if day > BEGIN)
    return RecordFile(
        path, register.kind, register.owner, register.title, tuple(dict.fromkeys(kept)), at, ids
    )


def _head_at(head: str, day: date) -> str:
    """The head with the review that was the last one then."""
    return _REVIEW.sub(
        lambda match: match[1] + match[2] + match[3] + _last_review(match[2], match[4], day) + match[5], head
    )


def _last_review(every: str, last: str, day: date) -> str:
    span, found = read_duration(every), date.fromisoformat(last)
    while found > day:
        found = before(found, span)
    return found.isoformat()


def _cycle(every: str, last: date) -> Iterator[date]:
    while last > BEGIN:
        yield last
        last = before(last, read_duration(every))


def _days_of(entry: Written, rule: Group) -> Iterator[date]:
    """The days on which an entry changes, beside those of a whole register."""
    names = [stage.need("comes") for stage in rule.get("stages", ())]
    born = _born(entry, rule)
    if born:
        yield born
    yield from (day for name in names if (day := entry.day(name)) is not None)
    for name in rule.get("looked_at", ()):
        if (last := entry.day(name)) is not None:
            yield from _cycle(rule.get("looked_every", "12 months"), last)
    for field in entry.fields:
        if field.name == rule.get("spans"):
            for start, end in _spans(field):
                yield from (start, *((end + timedelta(days=1),) if end else ()))


def _born(entry: Written, rule: Group) -> date | None:
    """The day on which an entry appears; None where it was always there."""
    if told := rule.get("days", {}).get(entry.id, ""):
        return as_day(told)
    appears = rule.get("appears", "newest")
    if appears == "always":
        return None
    named = [field.value for field in entry.fields if appears in ("newest", field.name)]
    days = [day for value in named if (day := as_day(value)) is not None and day <= TODAY]
    return max(days, default=as_day(rule.get("otherwise", "")))


def _entry_at(entry: Written, rule: Group, day: date) -> str:
    """An entry as it was written on a day; empty where it was not there yet."""
    born = _born(entry, rule)
    if born is not None and born > day:
        return ""
    missing: set[str] = set()
    state: dict[str, str] = {}
    for stage in rule.get("stages", ()):
        comes = entry.day(stage.need("comes"))
        if comes is not None and comes > day and entry.id in stage.get("only", (entry.id,)):
            missing.update(stage.get("with", ()))
            state = {key: value for key, value in stage.items() if key not in ("comes", "with", "only")}
    since = born or date.min
    parts = [_field_at(field, rule, state, day, since) for field in entry.fields if field.name not in missing]
    if any(
        field.name == rule.get("spans") and not part for field, part in zip(entry.fields, parts, strict=False)
    ):
        return ""
    return "".join(parts) + entry.end


def _field_at(field: Field, rule: Group, state: Mapping[str, str], day: date, since: date) -> str:
    if field.name in state:
        return field.text.replace(f": {field.value}", f": {state[field.name]}", 1)
    own = as_day(field.value)
    if field.name in rule.get("looked_at", ()) and own is not None and own > day:
        while own > day:
            own = before(own, read_duration(rule.get("looked_every", "12 months")))
        return field.text.replace(field.value[:10], max(own, since).isoformat(), 1)
    if field.name == rule.get("spans"):
        return _spans_at(field, day)
    return field.text


def _spans(field: Field) -> list[tuple[date, date | None]]:
    """From when to when each line of a field holds."""
    if not isinstance(field.node, yaml.SequenceNode):
        return []
    found = []
    for item in field.node.value:
        said = {
            key.value: as_day(value.value) for key, value in item.value if isinstance(value, yaml.ScalarNode)
        }
        found.append((said.get("from") or BEGIN, said.get("to")))
    return found


def _spans_at(field: Field, day: date) -> str:
    """The lines of a field that held on a day, or had ended by then; nothing where there is none."""
    first, *lines = field.text.splitlines(keepends=True)
    kept = []
    for line, (start, end) in zip(lines, _spans(field), strict=True):
        if start <= day:
            kept.append(line.replace(f", to: {end}", "") if end and end >= day else line)
    return first + "".join(kept) if kept else ""


def _table(path: str, head: str, data: Path) -> list[RecordFile]:
    """A table of another tool: its rows, and the header beside it with the day of the export."""
    register = read_register(head)
    columns, rows = _rows(data.read_bytes().decode("utf-8"))
    days = tuple(sorted({min(end_of_month(day), TODAY) for day, _ in rows}))

    def rows_at(day: date) -> str:
        kept = [row for newest, row in rows if newest <= day]
        return columns + "".join(kept) if kept else ""

    def head_at(day: date) -> str:
        said = _EXPORTED.sub(lambda match: match[1] + min(match[2], day.isoformat()), head)
        return _head_at(said, day) if rows_at(day) else ""

    def ids(day: date) -> Mapping[str, str]:
        return {str(number): row for number, (newest, row) in enumerate(rows) if newest <= day}

    beside = (Path(path).parent / data.name).as_posix()
    common = (register.kind, register.owner, register.title)
    looked = [
        day for match in _REVIEW.finditer(head) for day in _cycle(match[2], date.fromisoformat(match[4]))
    ]
    reviews = tuple(sorted({*days, *(day for day in looked if day >= min(days)), TODAY}))
    return [
        RecordFile(beside, *common, days, rows_at, ids),
        RecordFile(path, *common, reviews, head_at, lambda _day: {}),
    ]


def _rows(text: str) -> tuple[str, list[tuple[date, str]]]:
    """The line with the names of the columns, and each row with the newest day in it."""
    first, *lines = text.splitlines(keepends=True)
    names = next(csv.reader(StringIO(first)))
    rows = []
    for line in lines:
        cells = zip(names, next(csv.reader(StringIO(line))), strict=True)
        days = [day for _, cell in cells if (day := as_day(cell)) is not None and day <= TODAY]
        rows.append((max(days, default=BEGIN), line))
    return first, rows
