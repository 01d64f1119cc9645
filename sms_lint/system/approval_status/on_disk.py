"""The trust settings on disk, with the places of their values, for what is judged without a history."""

from collections.abc import Iterator
from dataclasses import dataclass

from sms_lint.ground.source import Origin
from sms_lint.ground.text import places
from sms_lint.model.trust import Exemption, Trust, read_trust
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.sms import Sms


@dataclass(frozen=True)
class TrustOnDisk:
    """The settings in the file, and their places. `counts` is False where the owners have not signed it."""

    trust: Trust
    origin: Origin
    counts: bool


def exemptions_on_disk(sms: Sms) -> Iterator[tuple[Exemption, Origin]]:
    """Each exemption in the trust settings on the disk, with the places of its values."""
    found = trust_on_disk(sms)
    for index, exemption in enumerate(found.trust.exemptions if found else ()):
        if found:
            yield exemption, found.origin.under("exemptions", index)


def trust_on_disk(sms: Sms) -> TrustOnDisk | None:
    """The trust settings on the disk; None where there are none, or something is wrong with them."""
    return sms.once(_trust_on_disk)


def _trust_on_disk(sms: Sms) -> TrustOnDisk | None:
    read = read_trust(sms.trust.text.encode()) if sms.trust else None
    if sms.trust is None or read is None or read.trust is None:
        return None
    approvals = approvals_of(sms)
    adopted = approvals.chain.adopted if approvals else ()
    counts = not adopted or adopted[-1].digest == read.digest
    return TrustOnDisk(read.trust, Origin(sms.trust, places), counts)
