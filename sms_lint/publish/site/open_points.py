"""What is open on a clause, by nonconformities and by checks of this edition, and what was raised and is closed."""

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.model.catalogue import Clause
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.entries import entry_table, newest_first
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import badge, bullets, heading, link, paragraph
from sms_lint.publish.site.state import SEVERITY_SIGNS
from sms_lint.publish.site.view import PageContext
from sms_lint.system.activity import is_open
from sms_lint.system.sms import Sms
from sms_lint.translation import ours

_MOST = 20
_CLOSED_COLUMNS = ("raised", "description", "root_cause", "effectiveness_result", "closed")
_COLUMNS = ("raised", "description", "status", "owner", "due")


def open_points(here: PageContext, clause: Clause) -> Safe:
    """The section on a clause's page: what is open, and what was raised before and is closed."""
    every, findings = _nonconformities(here.sms, clause), here.view.findings_by_clause.get(clause.id, ())
    raised = [entry for entry in every if is_open(here.sms, entry)]
    closed = [entry for entry in every if entry not in raised]
    parts = [heading(2, Safe(ours("Open points")), "sms-open")]
    if not raised and not findings:
        parts.append(paragraph(Safe(ours("No nonconformity is open, and the checks found nothing."))))
    if raised:
        parts.append(entry_table(here, raised, _COLUMNS, "Open nonconformities"))
    if findings:
        shown = [_finding(here, finding) for finding in findings[:_MOST]]
        report = link(here.to(Address("findings.html")), text(ours(f"all {len(findings):,} failed checks")))
        parts.append(bullets([*shown, *([report] if len(findings) > _MOST else [])]))
    if closed:
        parts.append(heading(2, Safe(ours("Nonconformities that are closed")), "sms-closed"))
        parts.append(
            entry_table(here, newest_first(here.sms, closed), _CLOSED_COLUMNS, "Closed nonconformities")
        )
    return Safe("".join(parts))


def _nonconformities(sms: Sms, clause: Clause) -> list[Entry]:
    return [
        entry
        for entry in sms.entries("nonconformity")
        if clause_parts(entry.text("clause")).clause == clause.id
    ]


def _finding(here: PageContext, finding: Finding) -> Safe:
    where = f"{here.node(finding.node)}: " if finding.node else ""
    return Safe(f"{badge(SEVERITY_SIGNS[finding.severity])} {where}{here.message(finding.message)}")
