"""Tables of entries, wherever they are written: the fields asked for, each entry leading to its own place."""

from collections.abc import Iterable, Sequence

from pydantic import BaseModel

from sms_lint.ground.periods import read_period
from sms_lint.model.entry import SEPARATOR, Entry
from sms_lint.model.naming import entry_name
from sms_lint.model.node import Node, Table
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import day, table
from sms_lint.publish.site.values import Field, part_fields, show
from sms_lint.publish.site.view import PageContext
from sms_lint.system.relations import day_of
from sms_lint.system.sms import Sms

_SHORT, _LONGEST = 30, 160


def entry_table(here: PageContext, entries: Sequence[Entry], columns: Iterable[str], name: str) -> Safe:
    """Entries of one kind as a table; a column that none of them fills is left out."""
    shown = [{key: cell(here, entry, key) for key in columns} for entry in entries]
    keys = [key for key in columns if any(row[key] for row in shown)]
    heads = ["Id", *(title_of(here.sms, entries[0].kind, key) for key in keys)] if entries else []
    rows = [
        [here.node(entry.id, text(entry.id)), *(row[key] for key in keys)]
        for entry, row in zip(entries, shown, strict=True)
    ]
    return table(heads, rows, name, "loose cards")


def title_of(sms: Sms, kind: str, key: str) -> str:
    """What a field is called."""
    model = sms.kinds[kind]
    titles = {info.alias or name: info.title for name, info in model.model_fields.items()}
    return titles.get(key) or key.replace("_", " ").capitalize()


def cell(here: PageContext, entry: Entry, key: str) -> Safe:
    """What one field of an entry says; nothing where it has no such field."""
    if isinstance(entry.node, Table):
        return written(here, entry.text(key))
    found = next((field for field in part_fields(entry.node) if field.key == key), None)
    return shown(here, found) if found else Safe("")


def shown(here: PageContext, field: Field) -> Safe:
    """The value of a field for a table: a long text is cut, the entry has it whole."""
    value = field.value
    if type(value) is not str or len(value) <= _SHORT:
        safe = show(here, value, field.unit)
        return (
            Safe(f'<span class="sms-id">{safe}</span>') if type(value) is str and read_period(value) else safe
        )
    cut = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1].rstrip()}…"
    return Safe(f'<div class="sms-long">{here.prose(cut)}</div>')


def written(here: PageContext, value: str) -> Safe:
    """A cell of a table: references lead somewhere, several are taken apart."""
    parts = value.split(SEPARATOR)
    if all(part in here.view.addresses for part in parts):
        return Safe(", ".join(here.node(part) for part in parts))
    return show(here, value) if value else Safe("")


def named(here: PageContext, entry: Entry) -> Safe:
    """A link to an entry, showing its id and its name."""
    name = entry_name(entry)
    return Safe(f"{here.node(entry.id, text(entry.id))}{' ' + text(name) if name else ''}")


def entry_fields(here: PageContext, entry: Entry) -> Iterable[tuple[str, Safe]]:
    """Every field of an entry that is filled, the id left out."""
    if isinstance(entry.node, Table):
        model = here.sms.kinds[entry.kind]
        keys = [info.alias or name for name, info in model.model_fields.items()]
        yield from (
            (title_of(here.sms, entry.kind, key), written(here, said))
            for key in keys
            if key != "id" and (said := entry.text(key))
        )
    else:
        node: BaseModel = entry.node
        yield from (
            (field.title, show(here, field.value, field.unit))
            for field in part_fields(node)
            if field.key != "id"
        )


def newest_first(sms: Sms, entries: Iterable[Entry], by: str = "") -> list[Entry]:
    """Entries by the day or period in a field, else by the day they were made, the newest first."""
    return sorted(
        entries,
        key=lambda entry: (end_of(entry.text(by)) if by else day_of(sms, entry), entry.id),
        reverse=True,
    )


def end_of(said: str) -> str:
    """A day as it is written; of a period its last day."""
    period = read_period(said)
    return period.last.isoformat() if period else said


def made(here: PageContext, node: Node | Entry) -> Safe:
    """The day an entry was made."""
    return day(day_of(here.sms, node))
