"""How far each obligation of the catalogues is shown to be met, and by what.

Everything specific comes from the catalogue and the kinds; decisions 0005 and 0011 say what each grade means.
"""

from sms_lint.evidence.grade import Evidence, Grade, Graded, Shown, State
from sms_lint.evidence.grading import grade_all
from sms_lint.evidence.holding import Holding, holdings, in_force, is_fresh

__all__ = [
    "Evidence",
    "Grade",
    "Graded",
    "Holding",
    "Shown",
    "State",
    "grade_all",
    "holdings",
    "in_force",
    "is_fresh",
]
