"""What an import would do to the tables that are there: rows new, changed, the same, and those it does not mention."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from sms_lint.ground.sentences import plural
from sms_lint.intake.tickets.export import ExportError
from sms_lint.intake.tickets.rows import MadeRows, Row
from sms_lint.intake.tickets.stored import StoredTable
from sms_lint.model.mapping import ImportMapping
from sms_lint.model.node import Node


class ChangedRow(NamedTuple):
    """A row that says something else than before, and the fields that do."""

    id: str
    fields: tuple[str, ...]


class Changes(NamedTuple):
    """The rows after an import by period, and what became of them. `touched` are the periods that differ.

    `gone` are rows of tickets that the tool does not have any more, where all its tickets came in.
    """

    fields: tuple[str, ...]
    periods: Mapping[str, Mapping[str, Row]]
    new: tuple[str, ...]
    changed: tuple[ChangedRow, ...]
    same: int
    unmentioned: int
    touched: frozenset[str]
    gone: tuple[str, ...] = ()


def changes(
    mapping: ImportMapping,
    model: type[Node],
    made: MadeRows,
    stored: Mapping[str, StoredTable],
    *,
    whole: bool = False,
) -> Changes:
    """Lay the rows of an export over those that are there. Raises ExportError where a column is gone."""
    _refuse_lost_columns(mapping, made, stored)
    fields = _fields(mapping, model, made, stored)
    before, where = _before(fields, stored)
    rows, new, changed = dict(before), [], []
    for identifier, row in _projected(made.rows, made.fields, fields, before).items():
        old = before.get(identifier)
        if old is None:
            new.append(identifier)
        elif old != row:
            differing = (name for name, one, other in zip(fields, old, row, strict=True) if one != other)
            changed.append(ChangedRow(identifier, tuple(differing)))
        rows[identifier] = row
    gone = _gone(before, made) if whole else ()
    if mapping.gone == "remove":
        rows = {identifier: row for identifier, row in rows.items() if identifier not in {*gone}}
    by_period = _by_period(mapping, model, fields, rows)
    touched = _touched(fields, by_period, before, where, stored)
    mentioned = sum(identifier in made.rows for identifier in before)
    return Changes(
        fields,
        by_period,
        tuple(new),
        tuple(changed),
        mentioned - len(changed),
        len(before) - mentioned,
        touched,
        gone,
    )


def _gone(before: Mapping[str, Row], made: MadeRows) -> tuple[str, ...]:
    """The rows whose tickets are not among those of the tool; what was rejected is there, and only not readable."""
    if before and not made.rows:
        raise ExportError("there is no ticket at all any more; nothing was changed")
    there = {*made.rows, *(each.id for each in made.rejected)}
    return tuple(identifier for identifier in before if identifier not in there)


def _refuse_lost_columns(mapping: ImportMapping, made: MadeRows, stored: Mapping[str, StoredTable]) -> None:
    """A column that is gone would empty a field that earlier imports filled: nobody wants that by mistake."""
    for name in made.absent:
        nothing = ("", mapping.columns[name].default)
        filled = sum(
            row[table.fields.index(name)] not in nothing
            for table in stored.values()
            if name in table.fields
            for row in table.rows.values()
        )
        if filled:
            column = mapping.columns[name].columns[0]
            said = f"the export has no column `{column}` any more, of which `{name}` was made"
            raise ExportError(
                f"{said} in {plural(filled, 'row')}; export it with that column, or name the new one in the mapping"
            )


def _fields(
    mapping: ImportMapping, model: type[Node], made: MadeRows, stored: Mapping[str, StoredTable]
) -> tuple[str, ...]:
    """The fields of the tables from now on, in the order of the kind: those of the mapping that are or were there."""
    there = {*made.fields, *(name for table in stored.values() for name in table.fields)}
    wanted = there & {*mapping.columns, *mapping.constants}
    names = [*model.model_fields, *sorted(wanted - model.model_fields.keys())]
    return tuple(name for name in names if name in wanted)


def _before(
    fields: tuple[str, ...], stored: Mapping[str, StoredTable]
) -> tuple[dict[str, Row], dict[str, str]]:
    """The rows that are there under the fields from now on, and the period in which each is."""
    rows: dict[str, Row] = {}
    where: dict[str, str] = {}
    for period, table in stored.items():
        places = [table.fields.index(name) if name in table.fields else -1 for name in fields]
        for identifier, row in table.rows.items():
            rows[identifier] = tuple(row[place] if place >= 0 else "" for place in places)
            where[identifier] = period
    return rows, where


def _projected(
    rows: Mapping[str, Row], given: tuple[str, ...], fields: tuple[str, ...], before: Mapping[str, Row]
) -> dict[str, Row]:
    """The rows of the export under the fields from now on; what it has no column for stays as it was."""
    if given == fields:
        return dict(rows)
    places = [given.index(name) if name in given else -1 for name in fields]
    nothing = ("",) * len(fields)
    return {
        identifier: tuple(
            row[place] if place >= 0 else before.get(identifier, nothing)[number]
            for number, place in enumerate(places)
        )
        for identifier, row in rows.items()
    }


def _by_period(
    mapping: ImportMapping, model: type[Node], fields: tuple[str, ...], rows: Mapping[str, Row]
) -> dict[str, dict[str, Row]]:
    """The rows by month, by year or all together, each lot in the order in which its records came to be."""
    by = mapping.table.by if mapping.table else "all"
    moment = model.KIND.moment
    place = fields.index(moment) if moment in fields else -1
    length = {"month": 7, "year": 4, "all": 0}[by] if place >= 0 else 0
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    ordered = sorted(rows.items(), key=lambda item: (item[1][place] if place >= 0 else "", item[0]))
    for identifier, row in ordered:
        found[row[place][:length]][identifier] = row
    return dict(found)


def _touched(
    fields: tuple[str, ...],
    by_period: Mapping[str, Mapping[str, Row]],
    before: Mapping[str, Row],
    where: Mapping[str, str],
    stored: Mapping[str, StoredTable],
) -> frozenset[str]:
    """The periods whose table gets other rows, other fields, or none any more."""
    touched = {period for period in stored if period not in by_period}
    for period, rows in by_period.items():
        table = stored.get(period)
        same = table is not None and table.fields == fields and len(table.rows) == len(rows)
        if not same or any(before.get(key) != row or where[key] != period for key, row in rows.items()):
            touched.add(period)
    return frozenset(touched)
