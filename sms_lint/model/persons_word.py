"""Which fields say that a person approved, accepted, reviewed or checked something: no machine fills them in."""

from collections.abc import Mapping

# Fields whose value is the word of a person, in whichever kind they are.
PERSONS_WORD = frozenset({
    "accepted_at", "acceptance_reason", "acknowledged_at", "agreed_by_customer", "alignment_checked_at", "approved_at",
    "approved_by", "approvers", "checked_at", "communicated_at", "deviation_decision", "last_contract_review",
    "last_done", "last_performance_review", "last_review", "lifecycle", "review", "review_at", "review_date",
    "review_record", "review_result", "reviewed_at", "verified", "verified_at",
})  # fmt: skip
# Fields with a choice, and the choices that say that somebody agreed.
AGREEMENT: Mapping[str, frozenset[str]] = {
    "acceptance": frozenset({"accept"}),
    "acceptance_result": frozenset({"accepted", "accepted_with_deviations"}),
    "approval": frozenset({"approved", "not_needed"}),
    "control_decision": frozenset({"accept"}),
    "decision": frozenset({"approved"}),
    "lifecycle": frozenset({"active"}),
    "status": frozenset({"approved", "active", "accepted", "reviewed"}),
}
# Kinds of which each record is the word of a person as a whole.
WHOLE = frozenset({"acknowledgement"})
# Fields with such a name that say something else, and why.
OTHERWISE: Mapping[str, str] = {
    "acknowledged_by": "who is asked to acknowledge, and no acknowledgement",
    "acceptance_criteria": "what is asked for, before anybody accepts",
    "agreed_in": "where a target comes from",
    "agreed_service_time": "a length of time",
    "approver": "who is to approve; whoever approved last decides on a change of it",
    "approves_changes": "what a role may do",
    "decisions": "the minutes of a meeting, which its approver reads",
    "decisions_improvement": "the minutes of a meeting, which its approver reads",
    "decisions_sms_change": "the minutes of a meeting, which its approver reads",
    "communicated_to": "to whom something is said",
    "last_change": "where the latest change of an item is recorded",
    "review_due": "a day to come",
    "contract_review_due": "a day to come",
    "review_frequency": "an interval",
}
