"""The settings that say how often things are done, and how soon. The standard leaves both to the organization.

A promise or cycle of a kind names one of these (`intervals.risk_review`), and so does the clause catalogue.
"""

from typing import Any

from pydantic import Field

from sms_lint.ground.fields import Duration, Span
from sms_lint.model.settings_group import Settings


def _months(number: int, title: str, description: str) -> Any:
    return Field(Duration(number, "month"), title=title, description=description)


def _days(number: int, title: str, description: str) -> Any:
    return Field(Duration(number, "day"), title=title, description=description)


def _often(number: int, title: str, what: str) -> Any:
    return _months(number, title, f"{what}, at the latest.")


class IntervalSettings(Settings):
    """How often things are done at least. The standard leaves the intervals to the organization."""

    # Again and again: at the latest so long after the last time.
    management_review: Span = _often(12, "Management review", "Top management reviews the SMS so often")
    audit_cycle: Span = _often(12, "Audit cycle", "Internal audits cover every clause within so long")
    continuity_test: Span = _often(12, "Continuity test", "Each service continuity plan is tested so often")
    verification: Span = _often(
        12, "Verification of configuration", "Configuration information is compared with reality so often"
    )
    contract_review: Span = _often(12, "Contract review", "Each supplier contract is reviewed so often")
    performance_review: Span = _often(
        6, "Supplier performance", "The performance of each supplier is reviewed so often"
    )
    satisfaction: Span = _often(
        12, "Satisfaction survey", "Satisfaction with the services is measured so often"
    )
    risk_review: Span = _often(12, "Risk review", "Each open risk is assessed again so often")
    context_review: Span = _often(
        12, "Context review", "Issues, interested parties and their requirements are looked at so often"
    )
    trend_analysis: Span = _often(
        6, "Trend analysis", "Incidents and problems, and changes, are analysed for trends so often"
    )
    competence: Span = _often(12, "Competence", "The competence of each person is assessed so often")
    capacity_review: Span = _often(
        6, "Capacity review", "Each entry of the capacity plan is reviewed so often"
    )

    # Once: within so long after something happened.
    reporting: Span = _months(
        1,
        "Reporting",
        "The figures of a month, quarter or year are reported within this time after its end.",
    )
    report: Span = _days(30, "Reports", "A report is issued within this time after its period or its audit.")
    effect_check: Span = _often(
        3, "Check of effect", "The effect of corrective actions and improvements is judged so soon after them"
    )
    training_check: Span = _often(
        6, "Check of training", "The effect of a training is checked so soon after it"
    )
    change_review: Span = _days(
        60,
        "Review of changes",
        "A change is reviewed, and a release analysed, within this time after it was carried out.",
    )
    urgent_review: Span = _days(
        30,
        "Review of urgent changes",
        "An emergency change, or one that failed, is reviewed within this time after it.",
    )
    emergency_change: Span = _days(
        5, "Emergency changes", "An emergency change begins within this time after it was asked for."
    )
    major_incident_review: Span = _days(
        30,
        "Review of major incidents",
        "A major incident is reported and reviewed within this time after service was restored.",
    )
    security_incident: Span = _days(
        30,
        "Security incident",
        "An information security incident is resolved within this time after it was detected.",
    )
    incident_open: Span = _days(
        30, "Open incidents", "An incident is closed within this time after it was opened or resolved."
    )
    request_open: Span = _days(
        30,
        "Open service requests",
        "A service request is closed within this time after it was opened or fulfilled.",
    )
    problem_open: Span = _days(
        90, "Open problems", "The cause of a problem, or a way to live with it, is found within this time."
    )
    complaint: Span = _days(
        30, "Complaint", "A complaint that is open for longer than this has to be escalated."
    )
    dispute: Span = _days(
        30, "Dispute", "A dispute with a supplier that is open for longer than this has to be escalated."
    )
    correction: Span = _days(
        60,
        "Correction of configuration",
        "Errors found by a verification are corrected within this time after it.",
    )
    retest: Span = _days(
        90, "Retest", "After a failed continuity test, the plan is tested again within this time."
    )

    # Over how long records are compared with each other.
    recurrence: Span = _days(
        30, "Recurrence of incidents", "Incidents that are alike are counted over this time."
    )
    numbering: Span = _days(
        31,
        "Numbering",
        "A record dated further than this from those numbered before and after it is taken for a slip.",
    )
