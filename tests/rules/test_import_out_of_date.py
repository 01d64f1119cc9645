"""An import counts as up to date for as long as its mapping says."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.rules.measurement.import_out_of_date import check

HEADER = """\
kind: incident
id: TAB-{month}
title: Tickets
owner: service-manager
review: {{every: 12 months, last: 2026-09-15}}
data: {month}.csv
source: {{system: Tool, exported: {exported}{mapping}}}
"""


def place(root: Path, path: str, text: str) -> None:
    """Write a file below the root."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def said(
    root: Path,
    *exports: tuple[str, str],
    mapping: str = ", mapping: tickets",
    fresh: str = "1 month",
    today: str,
) -> list[str]:
    """What the rule says of some exports, each a month and its day."""
    place(root, "sms.yml", "organization: {name: Example}\n")
    place(root, "imports/tickets.yml", f"based_on: servicenow-incidents\nfresh_for: {fresh}\n")
    for month, exported in exports:
        place(
            root, f"records/data/{month}.yml", HEADER.format(month=month, exported=exported, mapping=mapping)
        )
        place(
            root,
            f"records/data/{month}.csv",
            f"id,opened_at,category,priority,status\nINC-{month},{month}-01,Mail,P3,new\n",
        )
    return [finding.message for finding in check(load(root, today=date.fromisoformat(today)))]


def test_it_is_silent_on_the_last_day_and_speaks_on_the_next(tmp_path: Path) -> None:
    assert said(tmp_path, ("2026-09", "2026-09-10"), today="2026-10-10") == []
    assert len(said(tmp_path, ("2026-09", "2026-09-10"), today="2026-10-11")) == 1


def test_the_newest_export_of_a_mapping_counts(tmp_path: Path) -> None:
    assert said(tmp_path, ("2026-08", "2026-09-10"), ("2026-09", "2026-10-01"), today="2026-10-20") == []


@pytest.mark.parametrize("mapping", ["", ", mapping: nobody-knows"])
def test_a_table_of_no_known_mapping_is_not_judged(tmp_path: Path, mapping: str) -> None:
    assert said(tmp_path, ("2026-09", "2020-09-10"), mapping=mapping, today="2026-10-20") == []


def test_a_mapping_of_the_program_says_how_long(tmp_path: Path) -> None:
    mapping = ", mapping: zammad-incidents"
    assert said(tmp_path, ("2026-09", "2026-09-10"), mapping=mapping, today="2026-10-10") == []
    (told,) = said(tmp_path, ("2026-09", "2026-09-10"), mapping=mapping, today="2026-10-11")
    assert "`zammad-incidents` brought in is of 2026-09-10, 31 days ago" in told


def test_it_is_shown_at_the_day_of_the_export(tmp_path: Path) -> None:
    said(tmp_path, ("2026-09", "2026-09-10"), today="2026-10-11")
    (finding,) = check(load(tmp_path, today=date(2026, 9, 10) + timedelta(days=60)))
    assert finding.at.file.text[finding.at.start : finding.at.end] == "2026-09-10"
    assert finding.node == "TAB-2026-09"
