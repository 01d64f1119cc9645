"""The documents that are to be re-confirmed, because what they rest on changed in meaning since."""

from sms_lint.ground.sentences import plural
from sms_lint.measure.trends.section import Section
from sms_lint.system.sms import Sms
from sms_lint.system.suspect_links import suspects

_HEADS = ("Document", "Owner", "Last looked at", "Rests on", "Changed to", "Since")
_METHOD = (
    "documents in force that name a policy, process or other document above them, or say that they meet a clause, of "
    "which a newer version or an amendment came after their last review"
)


def reconfirm_section(sms: Sms, owner: str = "") -> Section:
    """A row for each change that nobody has looked at since, by document."""
    rows = tuple(
        (document.id, str(document.owner), str(seen), changed.id, changed.version, str(changed.since))
        for document, seen, changes in suspects(sms)
        if owner in ("", document.owner)
        for changed in changes
    )
    sample = plural(len(sms.documents), "document")
    return Section("reconfirm", "Documents to re-confirm", _METHOD, sample, _HEADS, rows)
