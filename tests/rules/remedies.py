"""What may be asked for: a remedy never tells anybody to change a record that is closed."""

from sms_lint.model.finding import Finding, Rule
from sms_lint.rules.closed_records import DONE_ELSEWHERE
from sms_lint.system.relations import entry_of
from sms_lint.system.sms import Sms


def is_on_a_closed_record(sms: Sms, finding: Finding) -> bool:
    """Whether a finding is about a record that `closed-record-changed` guards once it is on the branch."""
    entry = entry_of(sms, finding.node) if finding.node else None
    closed = sms.kinds[entry.kind].KIND.closed if entry and entry.kind in sms.kinds else None
    return bool(entry and closed and closed.is_closed(entry.text(closed.by) if closed.by else ""))


def asks_for_what_is_forbidden(sms: Sms, rule: Rule, finding: Finding) -> bool:
    """Whether a closed record would have to be changed to get rid of a finding, which is not one on its history."""
    if rule.module.startswith("sms_lint.rules.approvals.") or rule.id in DONE_ELSEWHERE:
        return False
    if not is_on_a_closed_record(sms, finding):
        return False
    return f"write a new record that names {finding.node} in `supersedes`" not in finding.help
