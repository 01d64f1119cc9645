"""Who approved what, how well that is proven, and what was in force when."""

from sms_lint.approvals.contributors import Contributors
from sms_lint.approvals.in_force import InForce, each_in_force, how_known, in_force
from sms_lint.approvals.judge import Approvals, Judged, Refusal, judge
from sms_lint.approvals.signed import Broken, Signed
from sms_lint.approvals.trusted import TrustChain
from sms_lint.config import OTHER_KINDS
from sms_lint.sms import Sms

__all__ = [
    "Approvals",
    "Broken",
    "Contributors",
    "InForce",
    "Judged",
    "Refusal",
    "Signed",
    "TrustChain",
    "approvals_of",
    "each_in_force",
    "how_known",
    "in_force",
    "judge",
    "needed_level",
]


def approvals_of(sms: Sms) -> Approvals | None:
    """The judgement of all that is kept in a system; None where its history was not read."""
    return sms.once(_judged)


def _judged(sms: Sms) -> Approvals | None:
    return judge(sms.trail) if sms.trail else None


def needed_level(sms: Sms, kind: str) -> int:
    """How well the approval of documents of a kind has to be proven: 0 to 4."""
    asked = sms.config.approval.get(kind) or sms.config.approval.get(OTHER_KINDS, "E0")
    return int(asked.removeprefix("E"))
