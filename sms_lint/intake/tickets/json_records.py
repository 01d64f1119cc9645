"""Tickets in JSON: the answer of a tool's interface, or one ticket on each line."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sms_lint.intake.tickets.export import Export, ExportError, ExportRow

# Under one of these names the tools' interfaces answer with a list of tickets.
_LISTS = ("result", "issues", "tickets", "objects", "data", "records", "values", "items")
LIST = "\n"  # between the items of a list, which no text in one line holds


def read_records(name: str, text: str, path: str | None) -> Export:
    """The tickets of a JSON text, groups inside them under joined names: fields.status.name.

    A line is the number of the ticket in the list. Raises ExportError where there is no list of tickets.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        found = _lines(name, text, error)
    return export_of([flat(ticket) for ticket in tickets_in(name, found, path)])


def export_of(tickets: Sequence[Mapping[str, str]]) -> Export:
    """Tickets, each by the names of its columns, as rows under all these names."""
    columns = tuple(dict.fromkeys(column for ticket in tickets for column in ticket))
    rows = [
        ExportRow(number, tuple(ticket.get(column, "") for column in columns))
        for number, ticket in enumerate(tickets, 1)
    ]
    return Export(columns, rows, line_noun="ticket")


def _lines(name: str, text: str, error: Exception) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        at = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise ExportError(
            f"{name} begins like JSON and cannot be read as such{at}; export it again"
        ) from None


def tickets_in(name: str, found: Any, path: str | None) -> list[Mapping[str, Any]]:
    """The list of tickets in what a tool answered. Raises ExportError where there is none."""
    for key in path.split(".") if path and isinstance(found, dict) else ():
        found = found.get(key) if isinstance(found, dict) else None
    if isinstance(found, dict):
        lists = [found[key] for key in _LISTS if isinstance(found.get(key), list | dict)]
        found = lists[0] if lists else found if _by_key(found) else [found]
    if isinstance(found, dict):  # tickets by their key
        found = list(found.values())
    if not isinstance(found, list) or not all(isinstance(ticket, dict) for ticket in found):
        where = f" at `{path}`" if path else ""
        raise ExportError(f"{name} holds no list of tickets{where}; state `records` in the mapping")
    return found


def _by_key(found: Mapping[str, Any]) -> bool:
    """Whether a group holds tickets by their keys, as iTop answers; each of them has groups of its own."""
    groups = [
        isinstance(each, dict) and any(isinstance(one, dict) for one in each.values())
        for each in found.values()
    ]
    return bool(groups) and all(groups)


def flat(ticket: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """The values of a ticket as texts, groups inside it under joined names."""
    found: dict[str, str] = {}
    for key, value in ticket.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = _text(value)
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return LIST.join(_text(item) if not isinstance(item, dict) else _named(item) for item in value)
    return str(value)


def _named(item: Mapping[str, Any]) -> str:
    return str(next((item[key] for key in ("key", "name", "value", "id") if item.get(key)), ""))
