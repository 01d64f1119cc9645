"""Remedies for closed records: these may not be changed, so the remedy is a record that corrects them.

Rules know nothing of each other, and most remedies ask to put a value right. What was closed on the branch is never
changed, which `closed-record-changed` watches. So each finding on a closed record says how it can be corrected without
changing it. There is no finding on a record that another one has replaced.
"""

from dataclasses import replace

from sms_lint.model.closing import Closed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.relations import entry_of
from sms_lint.system.sms import Sms

# These are about the history of a record, or its place among others, not about its content.
_OF_HISTORY = "sms_lint.rules.approvals."
_OF_PLACE = frozenset({"duplicate-id", "misplaced-file", "supersedes-loop"})
# What is to be done about these is a deed or another record; the closed one at which they are shown stays as it is.
DONE_ELSEWHERE = frozenset(
    {
        "audit-cycle-incomplete",
        "audit-without-report",
        "copied-judgement",
        "demand-beyond-capacity",
        "demand-beyond-workload-limit",
        "duplicate-id",
        "failed-continuity-test-without-retest",
        "judgement-missing",
        "major-incident-without-problem",
        "major-incident-without-report",
        "management-review-overdue",
        "misplaced-file",
        "period-missing",
        "policy-acknowledgement-outdated",
        "self-assessment-outdated",
        "service-report-missing",
        "service-report-overdue",
        "stale-evidence",
        "survey-overdue",
        "verification-overdue",
    }
)


def with_a_way_out(sms: Sms, rule: Rule, finding: Finding) -> Finding | None:
    """The finding with a remedy that is allowed; None where its record has been corrected by another one."""
    entry = entry_of(sms, finding.node) if finding.node else None
    closed = closing(sms, entry) if entry else None
    if entry is None or closed is None or rule.module.startswith(_OF_HISTORY):
        return finding
    if rule.id not in _OF_PLACE and (entry.kind, entry.id) in sms.once(_corrected):
        return None
    if rule.id in DONE_ELSEWHERE:
        return finding
    return replace(finding, help="; ".join(filter(None, (finding.help, way_out(entry, closed)))))


def closing(sms: Sms, entry: Entry) -> Closed | None:
    """How records of this kind are closed, where this one is; None where it may be changed."""
    model = sms.kinds.get(entry.kind)
    closed = model.KIND.closed if model else None
    if closed is None or not closed.is_closed(entry.text(closed.by) if closed.by else ""):
        return None
    return closed


def way_out(entry: Entry, closed: Closed) -> str:
    """How a closed record is corrected: by what may still be filled in, otherwise by a new record."""
    later = f"only {closed.later_words} may still be filled in; for the rest " if closed.later else ""
    new = f"write a new record that names {entry.id} in `supersedes`"
    return f"if {entry.id} was merged as it is, {later}{new}"


def _corrected(sms: Sms) -> frozenset[tuple[str, str]]:
    """The kind and id of each record that another one of its kind names as corrected."""
    kinds = (kind for kind, model in sms.kinds.items() if model.KIND.closed)
    entries = (entry for kind in kinds for entry in sms.entries(kind))
    return frozenset(
        (entry.kind, name) for entry in entries if (name := entry.text("supersedes")) not in ("", entry.id)
    )
