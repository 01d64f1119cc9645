"""What the owners of the trust settings let pass for a time: findings of these rules are shown, and do not count."""

from collections.abc import Iterable, Iterator, Mapping

from sms_lint.approvals import approvals_of
from sms_lint.finding import Finding, Suppression
from sms_lint.sms import Sms
from sms_lint.trust import Exemption


def exempted(sms: Sms) -> Mapping[tuple[str, str], Exemption]:
    """The exemptions that hold today, by the rule that they allow to be broken, and by whom.

    Only those in trust settings that their owners have signed.
    """
    return sms.once(_exempted)


def _exempted(sms: Sms) -> Mapping[tuple[str, str], Exemption]:
    approvals = approvals_of(sms)
    trust = approvals.chain.current if approvals else None
    every = trust.exemptions if trust else ()
    return {(one.allows, one.of): one for one in every if sms.today <= one.until}


def unless_exempt(sms: Sms, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; those that are let pass carry the reason, and do not count."""
    for finding in findings:
        one = exempted(sms).get((finding.rule, finding.node))
        yield finding.suppress(Suppression(one.reason, one.until.isoformat())) if one else finding
