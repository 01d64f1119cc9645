"""Exemptions that the owners of the trust settings grant for a time: such findings are shown, and do not count."""

from collections.abc import Mapping

from sms_lint.model.finding import Finding, Suppression
from sms_lint.model.trust import TRUST_FILE, Exemption
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.sms import Sms


def exempted(sms: Sms) -> Mapping[tuple[str, str], Exemption]:
    """The exemptions that hold today, by the rule that they allow to be broken, and by what.

    Only those in trust settings that their owners have signed, and that are on the branch: no change can exempt itself.
    """
    return sms.once(_exempted)


def _exempted(sms: Sms) -> Mapping[tuple[str, str], Exemption]:
    approvals = approvals_of(sms)
    trust = approvals.chain.before(len(approvals.branch.line)) if approvals else None
    every = trust.exemptions if trust else ()
    return {
        (exemption.allows, exemption.of): exemption for exemption in every if sms.today <= exemption.until
    }


def exempt(sms: Sms, finding: Finding) -> Finding:
    """The finding; where it is exempted, it carries the reason and does not count."""
    every = exempted(sms)
    exemption = next(
        (every[name, finding.node] for name in finding.names if (name, finding.node) in every), None
    )
    return (
        finding.suppress(Suppression(exemption.reason, exemption.until.isoformat(), TRUST_FILE))
        if exemption
        else finding
    )


def has_subject(sms: Sms, exemption: Exemption) -> bool:
    """Whether the subject of an exemption exists: a document, a record, or a commit."""
    commits = sms.branch.commits.by_id if sms.branch else {}
    return sms.get(exemption.of) is not None or exemption.of in commits
