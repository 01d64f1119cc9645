"""A text that names a ticket as its tool does links to its row, and the row says who names it."""

import shutil
from datetime import date
from pathlib import Path

from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site import view_for
from sms_lint.publish.site.backlinks import backlinks
from sms_lint.publish.site.view import PageContext

MINIMAL = Path(__file__).parents[2] / "systems" / "minimal"
HEADER = """\
kind: incident
id: TAB-INCIDENT
title: Incidents
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
data: tickets.csv
source: {system: Tool, exported: 2026-10-05}
"""
PROBLEMS = """\
kind: problem
id: REG-PROBLEM
title: Problem register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - {id: PRB-2026-001, title: Mail is slow, opened_at: 2026-09-02, source: incident, related_incidents: [INC0010021], category: mail, priority: P3, status: open, owner: head-of-service-management}
"""


def test_a_text_and_a_row_lead_to_each_other(tmp_path: Path) -> None:
    root = shutil.copytree(MINIMAL, tmp_path / "sms")
    (root / "records/data").mkdir()
    (root / "records/data/tickets.yml").write_text(HEADER, encoding="utf-8")
    text = "id,opened_at,category,priority,status\nINC0010021,2026-09-01T08:10Z,mail,P3,new\n"
    (root / "records/data/tickets.csv").write_text(text, encoding="utf-8")
    (root / "records/registers/problem.yml").write_text(PROBLEMS, encoding="utf-8")
    sms = load(root, today=date(2026, 10, 31))
    view = view_for(sms, Result((), (), "2026-10-31"), {}, "auditor")
    here = PageContext(view, "index.html")
    shown = here.prose("As in INC0010021, unlike INC0010022 and RFC2119.")
    assert 'href="registers/incident.html#INC0010021"' in shown
    assert shown.count("<a ") == 1
    assert "Referred to by 1" in backlinks(here, "INC0010021")
    assert "PRB-2026-001" in backlinks(here, "INC0010021")
