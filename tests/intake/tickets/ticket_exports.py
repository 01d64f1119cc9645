"""Exports as the tools write them, made of tickets that nobody had: columns, words, dates and separators of each."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

BERLIN = "Europe/Berlin"


@dataclass(frozen=True)
class Case:
    """A ticket: its number, title, state and times in UTC."""

    number: int
    title: str
    state: str
    opened: datetime
    resolved: datetime | None = None


class Tool(NamedTuple):
    """A tool: its mapping, the id of a ticket in our table, its words for states, and its export."""

    mapping: str
    id: Callable[[int], str]
    export: Callable[[Sequence[Case], ZoneInfo], bytes]
    zoned: bool = False


def _stamp(at: datetime | None, zone: ZoneInfo, form: str) -> str:
    return at.astimezone(zone).strftime(form) if at else ""


def _csv(rows: Sequence[Sequence[str]], delimiter: str = ",", line_end: str = "\n") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return stream.getvalue()


def servicenow(cases: Sequence[Case], zone: ZoneInfo) -> bytes:
    words = {
        "new": "New",
        "in_progress": "Active",
        "pending": "On Hold",
        "resolved": "Resolved",
        "closed": "Closed",
    }
    head = [
        "number",
        "short_description",
        "opened_at",
        "caller_id",
        "category",
        "priority",
        "state",
        "made_sla",
    ]
    rows = [[*head, "resolved_at", "closed_at", "close_notes"]]
    for case in cases:
        done = _stamp(case.resolved, zone, "%d-%m-%Y %H:%M:%S")
        rows.append([
            f"INC{case.number:07}", case.title, _stamp(case.opened, zone, "%d-%m-%Y %H:%M:%S"), "Somebody", "Mail",
            "3 - Moderate", words[case.state], "true", done, done if case.state == "closed" else "", "restarted",
        ])  # fmt: skip
    return _csv(rows, line_end="\r\n").encode("cp1252", "replace")


def jira(cases: Sequence[Case], zone: ZoneInfo) -> bytes:
    words = {
        "new": "Open",
        "in_progress": "In Progress",
        "pending": "Pending",
        "resolved": "Resolved",
        "closed": "Closed",
    }
    head = [
        "Summary",
        "Issue key",
        "Issue id",
        "Issue Type",
        "Status",
        "Priority",
        "Assignee",
        "Created",
        "Resolved",
    ]
    rows = [[*head, "Labels", "Labels", "Comment", "Comment"]]
    for case in cases:
        at = _stamp(case.opened, zone, "%d/%b/%y %I:%M %p")
        done = _stamp(case.resolved, zone, "%d/%b/%y %I:%M %p")
        rows.append([
            case.title, f"ITSM-{case.number}", "10", "Incident", words[case.state], "High", "Somebody", at, done,
            "mail", "", "first", "second",
        ])  # fmt: skip
    return ("\ufeff" + _csv(rows)).encode()


def glpi(cases: Sequence[Case], zone: ZoneInfo) -> bytes:
    words = {
        "new": "Nouveau", "in_progress": "En cours (Attribué)", "pending": "En attente", "resolved": "Résolu",
        "closed": "Clos",
    }  # fmt: skip
    head = [
        "ID",
        "Titre",
        "Statut",
        "Dernière modification",
        "Date d'ouverture",
        "Priorité",
        "Demandeur",
        "Catégorie",
    ]
    rows = [[*head, "Date de résolution", "Date de clôture", "Solution"]]
    for case in cases:
        at, done = (_stamp(when, zone, "%Y-%m-%d %H:%M") for when in (case.opened, case.resolved))
        rows.append([
            f"{case.number:,}".replace(",", " "), case.title, words[case.state], at, at, "Moyenne", "Somebody", "Mail",
            done, done, "<p>Serveur red&eacute;marr&eacute;</p>",
        ])  # fmt: skip
    return ("\ufeff" + _csv(rows, ";", "\r\n")).encode()


def itop(cases: Sequence[Case], zone: ZoneInfo) -> bytes:
    head = ["ref", "title", "start_date", "status", "priority", "servicesubcategory_name", "caller_name"]
    rows = [[*head, "resolution_date", "close_date", "sla_ttr_passed"]]
    words = {
        "new": "new",
        "in_progress": "assigned",
        "pending": "pending",
        "resolved": "resolved",
        "closed": "closed",
    }
    for case in cases:
        at, done = (_stamp(when, zone, "%Y-%m-%d %H:%M:%S") for when in (case.opened, case.resolved))
        rows.append([
            f"I-{case.number:06}", case.title, at, words[case.state], "medium", "Mail", "Somebody", done,
            done if case.state == "closed" else "", "no",
        ])  # fmt: skip
    return _csv(rows).encode()


def zammad(cases: Sequence[Case], zone: ZoneInfo) -> bytes:
    words = {
        "new": "new",
        "in_progress": "open",
        "pending": "pending reminder",
        "resolved": "closed",
        "closed": "closed",
    }
    tickets: list[Mapping[str, Any]] = [
        {
            "id": 7, "number": str(60_000 + case.number), "title": case.title, "state": words[case.state],
            "priority": "2 normal", "group": "Service desk", "customer": "somebody@example.org",
            "created_at": case.opened.strftime("%Y-%m-%dT%H:%M:%S.123Z"),
            "close_at": case.resolved.strftime("%Y-%m-%dT%H:%M:%S.000Z") if case.resolved else None,
        }
        for case in cases
    ]  # fmt: skip
    return json.dumps(tickets).encode()


TOOLS: Mapping[str, Tool] = {
    "servicenow": Tool("servicenow-incidents", lambda number: f"INC{number:07}", servicenow),
    "jira": Tool("jira-incidents", lambda number: f"ITSM-{number}", jira),
    "glpi": Tool("glpi-incidents", lambda number: f"INC-{number}", glpi),
    "itop": Tool("itop-incidents", lambda number: f"I-{number:06}", itop),
    "zammad": Tool("zammad-incidents", lambda number: f"INC-{60_000 + number}", zammad, zoned=True),
}
# What each state of a case becomes where the tool does not know it.
CLOSED_AT_ONCE = frozenset({"jira", "zammad"})


def utc(text: str) -> datetime:
    """A time as a table states it, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)
