"""Self-assessments: the latest of each clause or obligation counts; those before it are history."""

from sms_lint.model.kinds.assessment import SelfAssessment
from sms_lint.system.sms import Sms


def latest_assessments(sms: Sms) -> tuple[SelfAssessment, ...]:
    """The latest self-assessment of each clause or obligation."""
    latest: dict[str, SelfAssessment] = {}
    for assessment in sms.records(SelfAssessment):
        known = latest.get(assessment.clause)
        is_newer = known is None or known.assessed_at <= assessment.assessed_at
        if assessment.assessed_at <= sms.today and is_newer:
            latest[assessment.clause] = assessment
    return tuple(latest.values())
