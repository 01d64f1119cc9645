"""What somebody already does something about: the records that a nonconformity or an improvement names."""

from sms_lint.ground.sentences import ids_in
from sms_lint.system.sms import Sms

ACTIONS = ("nonconformity", "improvement")


def acted_on(sms: Sms) -> frozenset[str]:
    """The ids that nonconformities and improvements name, in whichever of their fields. Computed once.

    A closed record is never changed: what was done too late stays so, and this is what can be done about it.
    """
    return sms.once(_acted_on)


def _acted_on(sms: Sms) -> frozenset[str]:
    return frozenset(
        name
        for kind in ACTIONS
        for entry in sms.entries(kind)
        for field in sms.kinds[kind].model_fields
        for name in ids_in(entry.text(field)) - {entry.id}
    )
