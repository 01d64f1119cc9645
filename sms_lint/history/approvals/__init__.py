"""Who approved what, how well that is proven, and what was in force when."""

from sms_lint.history.approvals.contributors import Contributors
from sms_lint.history.approvals.in_force import InForce, each_in_force, how_known, in_force
from sms_lint.history.approvals.judge import Approvals, judge
from sms_lint.history.approvals.signed import BrokenStatement, SignedStatement
from sms_lint.history.approvals.text_approval import Refusal, TextApproval
from sms_lint.history.approvals.trusted import TrustChain

__all__ = [
    "Approvals",
    "BrokenStatement",
    "Contributors",
    "InForce",
    "Refusal",
    "SignedStatement",
    "TextApproval",
    "TrustChain",
    "each_in_force",
    "how_known",
    "in_force",
    "judge",
]
