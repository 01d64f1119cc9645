"""Whose keys sign packs, by trust settings: those of a file from outside, or those in force in a repository."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sms_lint.cli.common import tell
from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import read_given

if TYPE_CHECKING:
    from sms_lint.model.trust import Trust
    from sms_lint.outside.ssh_signature import Key


class PackKeys(NamedTuple):
    """The keys that may sign packs, by whose they are; and those that are known and may not, each with the reason."""

    trusted: "Mapping[str, tuple[Key, ...]]"
    refused: "Mapping[Key, str]"


def keys_of(path: Path, day: date) -> PackKeys:
    """The keys that a file of trust settings names for packs on a day.

    Said where there is none. Raises SmsError where the file cannot be read.
    """
    from sms_lint.model.trust import read_trust

    read = read_trust(read_given(path))
    if read.trust is None:
        what = f": {read.faults[0].message}" if read.faults else ""
        raise SmsError(f"{path} holds no trust settings that can be read{what}")
    trusted: dict[str, tuple[Key, ...]] = {}
    refused: dict[Key, str] = {}
    for owner in read.trust.everybody:
        for own in owner.keys:
            if why := owner.why_not(own.key, day, "pack"):
                refused[own.key] = f"that of {owner.who} {why}"
            else:
                trusted[owner.who] = (*trusted.get(owner.who, ()), own.key)
    if not trusted:
        tell(
            f"{path} names no key that may sign packs on {day}: its owners have to add `pack` to the `purposes` of "
            "one, such as `purposes: [approve, pack]`."
        )
    return PackKeys(trusted, refused)


def trust_of(root: Path) -> "Trust | None":
    """The trust settings in force in a repository; None where there are none."""
    from sms_lint.load import branch
    from sms_lint.outside.git import opened, read_commits

    with opened(root) as repository:
        if repository is None:
            return None
        return branch.trust_of(repository, read_commits(repository, branch.TRUST_PATHS))
