"""A small system for what is shown by the week: sound examples of kinds with some fields said otherwise."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sms_lint.load import load
from sms_lint.model.example import example_values
from sms_lint.system.sms import Sms

TODAY = date(2026, 10, 31)
REPORT = """\
---
kind: report
id: {id}
title: Minutes
version: "1.0"
lifecycle: {lifecycle}
owner: service-owner
approver: head-of-service-management
effective: 2026-10-01
review: {{every: 12 months, last: 2026-10-01}}
classification: internal
retention: 3 years
---
# Minutes

## Summary

Held.

## Results

Good.

## Actions

{table}
"""


def entry(kind: str, identity: str, **changes: Any) -> dict[str, Any]:
    """A sound example of a kind under another id, with some fields said otherwise; None leaves one out."""
    values = {**example_values(kind), "kind": kind, "id": identity, **changes}
    return {key.rstrip("_"): value for key, value in values.items() if value is not None}


def minutes(identity: str, table: str, lifecycle: str = "active") -> str:
    """A report with a table of actions."""
    return REPORT.format(id=identity, table=table, lifecycle=lifecycle)


def system_of(
    root: Path, *entries: Mapping[str, Any], texts: Mapping[str, str] | None = None, today: date = TODAY
) -> Sms:
    """The system that consists of these entries, each in a file of its own, and these texts by their paths."""
    files = {"sms.yml": "organization: {name: Ours}\n", **(texts or {})}
    for values in entries:
        files[f"records/{values['id']}.yml"] = json.dumps(values, default=_plain)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return load(root, today=today)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
