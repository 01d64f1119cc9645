"""The approval status of a system: what its history proves, compared with what its settings ask for."""

from collections.abc import Mapping

from sms_lint.history.approvals import Approvals, judge
from sms_lint.model.settings import OTHER_KINDS
from sms_lint.system.sms import Sms


def approvals_of(sms: Sms) -> Approvals | None:
    """The judged approvals of a system; None where its history was not read."""
    return sms.once(_judged)


def _judged(sms: Sms) -> Approvals | None:
    return judge(sms.branch) if sms.branch else None


def needed_level(sms: Sms, kind: str) -> int:
    """How well the approval of documents of a kind has to be proven: 0 to 4."""
    return level_in(sms.config.approval, kind)


def level_in(asked: Mapping[str, str], kind: str) -> int:
    """The same by the levels that some settings ask for."""
    return int((asked.get(kind) or asked.get(OTHER_KINDS, "E0")).removeprefix("E"))
