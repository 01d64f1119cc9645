"""What is open on a clause: nonconformities that are not closed, and findings of this edition's checks."""

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.model.catalogue import Clause
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.entries import entry_table
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import badge, bullets, heading, link, paragraph
from sms_lint.publish.site.state import SEVERITY_SIGNS
from sms_lint.publish.site.view import PageContext
from sms_lint.system.activity import is_open
from sms_lint.system.sms import Sms
from sms_lint.translation import ours

_MOST = 20
_COLUMNS = ("raised", "description", "status", "owner", "due")


def open_points(here: PageContext, clause: Clause) -> Safe:
    """The section on a clause's page."""
    raised, findings = _nonconformities(here.sms, clause), here.view.findings_by_clause.get(clause.id, ())
    parts = [heading(2, Safe(ours("Open points")), "sms-open")]
    if not raised and not findings:
        return Safe(
            "".join(
                [*parts, paragraph(Safe(ours("No nonconformity is open, and the checks found nothing.")))]
            )
        )
    if raised:
        parts.append(entry_table(here, raised, _COLUMNS, "Open nonconformities"))
    if findings:
        shown = [_finding(here, finding) for finding in findings[:_MOST]]
        report = link(here.to(Address("findings.html")), text(ours(f"all {len(findings):,} failed checks")))
        parts.append(bullets([*shown, *([report] if len(findings) > _MOST else [])]))
    return Safe("".join(parts))


def _nonconformities(sms: Sms, clause: Clause) -> list[Entry]:
    return [
        entry
        for entry in sms.entries("nonconformity")
        if is_open(sms, entry) and clause_parts(entry.text("clause")).clause == clause.id
    ]


def _finding(here: PageContext, finding: Finding) -> Safe:
    where = f"{here.node(finding.node)}: " if finding.node else ""
    return Safe(f"{badge(SEVERITY_SIGNS[finding.severity])} {where}{here.message(finding.message)}")
