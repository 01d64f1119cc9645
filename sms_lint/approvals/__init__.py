"""Who approved what, how well that is proven, and what was in force when."""

from sms_lint.approvals.contributors import Contributors
from sms_lint.approvals.in_force import InForce, in_force
from sms_lint.approvals.judge import Approvals, Judged, Refusal, judge
from sms_lint.approvals.signed import Broken, Signed
from sms_lint.approvals.trusted import TrustChain

__all__ = [
    "Approvals",
    "Broken",
    "Contributors",
    "InForce",
    "Judged",
    "Refusal",
    "Signed",
    "TrustChain",
    "in_force",
    "judge",
]
