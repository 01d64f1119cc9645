"""What a proposed change brought, compared with what it started from."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sms_lint.load.proposed_change import Proposal
    from sms_lint.model.finding import Result


def compared(
    proposal: "Proposal",
    result: "Result",
    judge: "Callable[..., Result]",
    formats: Collection[str],
    paths: Collection[str],
) -> "Result":
    """The result of a change, with what it says of each finding, narrowed to some files and folders.

    All is compared first, since what was found may have stood elsewhere before.
    """
    from sms_lint.rules.lint import within

    whole = _compared(proposal, result, judge, formats, of_all=not paths)
    return replace(
        whole,
        findings=tuple(finding for finding in whole.findings if within(finding, paths)),
        mended=tuple(finding for finding in whole.mended if within(finding, paths)),
    )


def _compared(
    proposal: "Proposal",
    result: "Result",
    judge: "Callable[..., Result]",
    formats: Collection[str],
    *,
    of_all: bool,
) -> "Result":
    """The result of a change, with what it says of each finding, and for some of the formats what else the change does.

    `judge` runs rules over a system; only those that found something need to see the base as well, unless what was
    mended is asked for. Where nothing differs that is judged, the base is not even read: all was there before.
    """
    from sms_lint.evidence.change_summary import change_summary
    from sms_lint.report import WITH_CHANGE, WITH_MENDED
    from sms_lint.rules import checks
    from sms_lint.rules.blame import all_alike, blamed
    from sms_lint.system.difference import difference

    spoke = {finding.rule for finding in result.findings}
    whole = not WITH_MENDED.isdisjoint(formats)
    if not proposal.changed or not (spoke or whole):
        return all_alike(result, "unchanged")
    base = proposal.base()
    if base is None:
        return all_alike(result, "new")
    between = difference(base, proposal.sms, proposal.changed)
    guards = {check.rule.id for check in checks() if check.rule.exemptible}
    asked = not WITH_CHANGE.isdisjoint(formats)
    before = judge(base) if whole or asked else judge(base, select=spoke)
    found = blamed(result, before, between, guards)
    if not asked:
        return replace(found, mended=found.mended if whole else ())
    # How far obligations are met is a matter of all, and `result` may be about some paths only.
    change = change_summary(base, proposal.sms, between, (before, result if of_all else judge(proposal.sms)))
    return replace(found, mended=found.mended if whole else (), change=change)
