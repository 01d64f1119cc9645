"""How far each obligation of the catalogues is shown to be met, and by what.

Catalogue and kinds state all that is specific to a standard. Decisions 0005 and 0011 say what each grade means, 0046
how each way stands.
"""

from sms_lint.evidence.fulfilment import JudgedObligation, judged_obligations
from sms_lint.evidence.grade import CriterionOutcome, CriterionState, Evidence, Grade, Graded
from sms_lint.evidence.grading import grade_all
from sms_lint.evidence.holding import HeldInformation, holdings, is_active, is_fresh, state_field

__all__ = [
    "CriterionOutcome",
    "CriterionState",
    "Evidence",
    "Grade",
    "Graded",
    "HeldInformation",
    "JudgedObligation",
    "grade_all",
    "holdings",
    "is_active",
    "is_fresh",
    "judged_obligations",
    "state_field",
]
