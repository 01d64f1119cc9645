"""The settings that say how often things are done, and how soon. The standard leaves both to the organization.

A promise or cycle of a kind names one of these (`intervals.risk_review`), and so does the clause catalogue.
"""

from typing import Any

from pydantic import Field

from sms_lint.ground.durations import Duration
from sms_lint.ground.fields import Span
from sms_lint.model.settings_group import Settings


def _months(number: int, title: str, description: str) -> Any:
    return Field(Duration(number, "month"), title=title, description=description)


def _days(number: int, title: str, description: str) -> Any:
    return Field(Duration(number, "day"), title=title, description=description)


def _often(number: int, title: str, what: str) -> Any:
    return _months(number, title, f"{what} at least once within this time.")


class IntervalSettings(Settings):
    """How often things are done, at least. The standard leaves the intervals to the organization."""

    # Repeatedly: at the latest this long after the last time.
    management_review: Span = _often(12, "Management review", "Top management reviews the SMS")
    audit_cycle: Span = _often(12, "Audit cycle", "Internal audits cover every clause")
    continuity_test: Span = _often(12, "Continuity test", "Each service continuity plan is tested")
    verification: Span = _often(
        12, "Verification of configuration", "Configuration information is compared with reality"
    )
    item_verification: Span = _often(
        12, "Verification of each item", "Each configuration item is compared with the real one"
    )
    contract_review: Span = _often(12, "Contract review", "Each supplier contract is reviewed")
    performance_review: Span = _often(
        6, "Supplier performance", "The performance of each supplier is reviewed"
    )
    satisfaction: Span = _often(12, "Satisfaction survey", "Satisfaction with the services is measured")
    risk_review: Span = _often(12, "Risk review", "Each open risk is assessed again")
    context_review: Span = _often(
        12, "Context review", "Issues, interested parties and their requirements are reviewed"
    )
    trend_analysis: Span = _often(
        6, "Trend analysis", "Incidents and problems, and changes, are analysed for trends"
    )
    competence: Span = _often(12, "Competence", "The competence of each person is assessed")
    capacity_review: Span = _often(6, "Capacity review", "Each entry of the capacity plan is reviewed")

    # Once: within this long after something happened.
    reporting: Span = _months(
        1,
        "Reporting",
        "The figures of a month, quarter or year are reported within this time after its end.",
    )
    report: Span = _days(30, "Reports", "A report is issued within this time after its period or its audit.")
    effect_check: Span = _months(
        3,
        "Check of effect",
        "The effect of corrective actions and improvements is judged within this time after them.",
    )
    training_check: Span = _months(
        6, "Check of training", "The effect of a training is checked within this time after it."
    )
    change_review: Span = _days(
        60,
        "Review of changes",
        "A change is reviewed within this time after it was carried out.",
    )
    urgent_review: Span = _days(
        30,
        "Review of urgent changes",
        "An emergency change, or one that failed, is reviewed within this time after it.",
    )
    release_analysis: Span = _days(
        60, "Analysis of releases", "A release is analysed within this time after it was deployed."
    )
    change_notice: Span | None = Field(
        None,
        title="Notice of changes",
        description="Customers are told of a normal change this long before it begins; not judged without it.",
    )
    emergency_change: Span = _days(
        5, "Emergency changes", "An emergency change begins within this time after it was requested."
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
        90, "Open problems", "The cause of a problem, or a workaround, is found within this time."
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
    acknowledgement: Span = _days(
        30,
        "Acknowledgement",
        "A version of a policy is acknowledged within this time after it came into force.",
    )
    test_review: Span = _days(
        30, "Review of tests", "A continuity test is reviewed within this time after it."
    )
    retest: Span = _days(
        90, "Retest", "After a failed continuity test, the plan is tested again within this time."
    )

    # Over how long records are compared with each other.
    recurrence: Span = _days(30, "Recurrence of incidents", "Similar incidents are counted over this time.")
    numbering: Span = _days(
        31,
        "Numbering",
        "A record dated further than this from those numbered before and after it counts as a mistake.",
    )
