"""What a certification body asks for first: who, where, with how many people, what others do, what was audited.

What nobody has stated is said to be so; a figure is never made up from other records.
"""

from collections.abc import Sequence

from sms_lint.evidence.readiness import last_audit
from sms_lint.model.kinds.documents import Scope
from sms_lint.model.kinds.evaluation import AuditProgramme
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import NOTHING, day, heading, paragraph, table
from sms_lint.publish.site.view import PageContext
from sms_lint.translation import ours


def certification(here: PageContext) -> Safe:
    """All of the page."""
    said = "What a certification body asks for before it makes an offer. What is not stated here, nobody has stated."
    return Safe(
        paragraph(text(ours(said))) + _organisation(here) + _sites(here) + _others(here) + _audits(here)
    )


def _scopes(here: PageContext) -> Sequence[Scope]:
    return [scope for scope in here.sms.all(Scope) if scope.lifecycle == "active"]


def _stated(value: object) -> Safe:
    return text(str(value)) if value is not None and value != "" else text(ours("not stated"))


def _organisation(here: PageContext) -> Safe:
    rows = [
        [
            here.named(scope),
            _stated(scope.legal_entity),
            _stated(sum(site.head_count for site in scope.sites) if scope.sites else None),
            _stated(scope.remote_workers),
        ]
        for scope in _scopes(here)
    ]
    heads = ("Scope statement", "Legal entity", "People at the sites", "Remote workers")
    return _part("Organization", "sms-organization", heads, rows)


def _sites(here: PageContext) -> Safe:
    rows = [
        [
            text(site.name),
            _stated(site.address),
            text(site.activities),
            text(str(site.head_count)),
            _stated(site.shifts),
        ]
        for scope in _scopes(here)
        for site in scope.sites
    ]
    return _part("Sites", "sms-sites", ("Site", "Address", "Activities", "Head-count", "Shifts"), rows)


def _others(here: PageContext) -> Safe:
    """What other parties do, process by process as the register has it."""
    fields = ("services_provided", "components_provided", "processes_operated")
    rows = [
        [here.node(entry.id), *(text(", ".join(entry.texts(field)) or ours("none")) for field in fields)]
        for entry in here.sms.entries("other-party")
    ]
    heads = ("Party", "Services provided", "Components provided", "Processes operated")
    return _part("What other parties do", "sms-parties", heads, rows)


def _audits(here: PageContext) -> Safe:
    """The audits of the programme, the newest first, with the days they took."""
    audits = sorted(
        here.sms.records(AuditProgramme), key=lambda audit: audit.held or audit.planned, reverse=True
    )
    rows = [
        [
            here.node(audit.id),
            day(audit.planned),
            day(audit.held) if audit.held else text(ours("not held yet")),
            _stated(audit.audit_days),
        ]
        for audit in audits
    ]
    latest = last_audit(here.sms)
    said = ours("The latest report of an internal audit:")
    told = paragraph(Safe(f"{text(said)} {here.node(latest.id)}")) if latest else Safe("")
    return Safe(
        _part("Internal audits", "sms-audits", ("Audit", "Planned", "Held", "Audit days"), rows) + told
    )


def _part(title: str, anchor: str, heads: tuple[str, ...], rows: Sequence[Sequence[Safe]]) -> Safe:
    body = table(heads, rows, title, "loose cards") if rows else NOTHING
    return Safe(heading(2, text(ours(title)), anchor) + body)
