"""What a proposed change brought, compared with what it started from."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sms_lint.load.proposed_change import Proposal
    from sms_lint.model.finding import Result


def compared(
    proposal: "Proposal", result: "Result", judge: "Callable[..., Result]", *, with_mended: bool
) -> "Result":
    """The result of a change, with what it says of each finding, and `with_mended` with what it put right.

    `judge` runs rules over a system; only those that found something need to see the base as well, unless what was
    mended is asked for. Where nothing differs that is judged, the base is not even read: all was there before.
    """
    from sms_lint.rules import checks
    from sms_lint.rules.blame import all_alike, blamed
    from sms_lint.system.difference import difference

    spoke = {finding.rule for finding in result.findings}
    if not proposal.changed or not (spoke or with_mended):
        return all_alike(result, "unchanged")
    base = proposal.base()
    if base is None:
        return all_alike(result, "new")
    before = judge(base) if with_mended else judge(base, select=spoke)
    guards = {check.rule.id for check in checks() if check.rule.exemptible}
    found = blamed(result, before, difference(base, proposal.sms, proposal.changed), guards)
    return found if with_mended else replace(found, mended=())
