"""What changed since the last audit, and what is still open: what a surveillance audit begins with."""

from collections.abc import Iterator, Mapping, Sequence

from sms_lint.evidence.readiness import last_audit, records_since
from sms_lint.ground.sentences import plural
from sms_lint.model.entry import Entry
from sms_lint.model.finding import SEVERITIES
from sms_lint.model.kinds.evaluation import AuditFinding, AuditReport
from sms_lint.outside.git import Revision
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.documents import distinct
from sms_lint.publish.site.entries import cell, entry_table, named
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import badge, day, facts, heading, link, paragraph, stacked, table
from sms_lint.publish.site.kinds import kind_link
from sms_lint.publish.site.state import LIFECYCLES, SEVERITY_SIGNS
from sms_lint.publish.site.view import PageContext
from sms_lint.publish.site.worklist import due_table
from sms_lint.system.activity import is_open
from sms_lint.system.agenda import agenda
from sms_lint.system.relations import day_of
from sms_lint.translation import counted, ours

_NEWEST = 3


def surveillance(here: PageContext) -> Safe:
    """All of the page."""
    audit = last_audit(here.sms)
    since = day_of(here.sms, audit) if audit else ""
    title = heading(2, Safe(ours("The last audit")), "sms-audit")
    parts = [
        title,
        _audit(here, audit) if audit else paragraph(Safe(ours("No report of an audit is recorded yet."))),
    ]
    if audit:
        parts += [_documents(here, since), _files(here, since), _records(here, since)]
    return Safe("".join([*parts, _open(here), _actions(here), _found(here)]))


def _audit(here: PageContext, audit: Entry) -> Safe:
    """The last audit, and what became of what it raised."""
    pairs = [
        ("Last audit", Safe(f"{named(here, audit)}, {day(day_of(here.sms, audit))}")),
        *((name, cell(here, audit, key)) for name, key in (("Audit", "audit"), ("Conclusion", "conclusion"))),
    ]
    node = audit.node
    rows = (
        [_raised(here, audit_finding) for audit_finding in node.findings]
        if isinstance(node, AuditReport)
        else []
    )
    block = f'<div class="sms-control">\n{facts(pairs, "facts sms-one")}</div>\n\n'
    heads = ("Finding", "Grade", "Clause", "Statement", "Nonconformity", "State")
    return Safe(
        block
        + heading(2, Safe(ours("What it raised")), "sms-raised")
        + table(heads, rows, "Findings of the audit", "loose cards")
    )


def _raised(here: PageContext, audit_finding: AuditFinding) -> list[Safe]:
    answer = here.sms.by_id("nonconformity").get(audit_finding.nonconformity or "")
    return [
        text(audit_finding.finding_id),
        text(audit_finding.grade),
        here.clause(audit_finding.clause),
        here.prose(audit_finding.statement),
        here.node(audit_finding.nonconformity) if audit_finding.nonconformity else Safe(""),
        text(answer.text("status").replace("_", " ")) if answer else Safe(""),
    ]


def _documents(here: PageContext, since: str) -> Safe:
    """Documents that came into force after a day, by their own dates."""
    documents = [
        document
        for document in distinct(here.view, here.sms.documents)
        if document.effective and document.effective.isoformat() > since
    ]
    rows = [
        (
            here.node(document.id, text(document.id)),
            text(document.title),
            text(document.version),
            badge(LIFECYCLES[document.lifecycle]),
            day(document.effective),
            here.node(document.owner),
        )
        for document in sorted(
            documents, key=lambda document: (str(document.effective), document.id), reverse=True
        )
    ]
    heads = ("Id", "Title", "Version", "State", "In force from", "Owner")
    return Safe(
        heading(2, Safe(ours("Documents in force since then")), "sms-documents")
        + table(heads, rows, "Documents", "loose cards")
    )


def _files(here: PageContext, since: str) -> Safe:
    """Documents whose files were changed after a day, by the history."""
    history = here.sms.file_changes
    title = heading(2, Safe(ours("Documents whose text changed since then")), "sms-changed")
    if history is None:
        return Safe(
            title + paragraph(Safe(ours("There is no change history: this is not a git repository.")))
        )
    rows = list(_changed(here, history.revisions, since))
    return Safe(
        title
        + table(("Document", "Changes", "The newest", "What was said"), rows, "Changed files", "loose cards")
    )


def _changed(
    here: PageContext, revisions: Mapping[str, Sequence[Revision]], since: str
) -> Iterator[list[Safe]]:
    for document in distinct(here.view, here.sms.documents):
        later = [each for each in revisions.get(document.path, ()) if each.when[:10] > since]
        if later:
            place = here.view.addresses[document.id]
            number = link(
                here.to(Address(place.page, "sms-changes")), text(ours(plural(len(later), "change")))
            )
            yield [here.named(document), number, day(later[0].when[:10]), text(later[0].subject)]


def _records(here: PageContext, since: str) -> Safe:
    rows = [
        (
            kind_link(here, kind),
            text(counted(len(entries))),
            stacked(f"{day(day_of(here.sms, entry))} {named(here, entry)}" for entry in entries[:_NEWEST]),
        )
        for kind, entries in records_since(here.sms, since).items()
    ]
    return Safe(
        heading(2, Safe(ours("Records made since then")), "sms-records")
        + table(("Records", "Number", "The newest"), rows, "Records", "loose cards")
    )


def _open(here: PageContext) -> Safe:
    entries = [entry for entry in here.sms.entries("nonconformity") if is_open(here.sms, entry)]
    columns = ("clause", "raised", "description", "status", "owner", "due")
    return Safe(
        heading(2, Safe(ours("Open nonconformities")), "sms-open")
        + entry_table(here, entries, columns, "Open nonconformities")
    )


def _actions(here: PageContext) -> Safe:
    kinds = ("management-review", "self-assessment")
    dues = [due for due in agenda(here.sms) if due.kind in kinds and due.what.startswith("action")]
    return Safe(
        heading(2, Safe(ours("Open actions of reviews and self-assessments")), "sms-actions")
        + due_table(here, dues, "Open actions", owners=True)
    )


def _found(here: PageContext) -> Safe:
    """What the checks of today say."""
    result = here.view.result
    signs = [
        SEVERITY_SIGNS[severity]._replace(word=plural(result.count(severity), severity))
        for severity in SEVERITIES
        if result.count(severity)
    ]
    report = link(here.to(Address("findings.html")), Safe(ours("all failed checks")))
    return Safe(
        heading(2, Safe(ours("Failed checks of this edition")), "sms-checked")
        + paragraph(Safe(ours(f"{' '.join(map(badge, signs)) or 'None'}; see {report}.")))
    )
