"""The first trust settings: whose signature counts, beginning with one person, and what to add later as comments."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import listed
from sms_lint.model.kinds.organisation import Holding, Person
from sms_lint.model.trust import TRUST_FILE, Trust, read_trust
from sms_lint.starter.yaml_text import yaml_text
from sms_lint.system.sms import Sms

_HEAD = """\
# yaml-language-server: $schema=schemas/trust.json
# Whose signature counts. This first version counts as it is: let several people read it, and tell your auditor its
# SHA-256 (`sha256sum trust.yml`) in another way than through the repository. Each later one needs a higher `version`
# and the signatures of the owners named here.
"""
_LATER = """\
# Somebody else has to approve what the first person writes. Add each as above, with a key of their own:
#  - person: P-002
#    roles: [{role: managing-director, from: 2026-01-01}]
#    emails: [p-002@example.org]
#    keys: [{key: ssh-ed25519 …, from: 2026-01-01}]
# Where the forge records who approved (level E1), a robot attests it, with a key that only the forge has:
# robots:
#   - name: ci
#     emails: [ci@example.org]
#     keys: [{key: ssh-ed25519 …, from: 2026-01-01}]
"""


class FirstSigner(NamedTuple):
    """Who is trusted first: the id in the person register, the line of the public key, and the address in commits."""

    person: str
    key: str
    email: str


def first_trust(sms: Sms, signer: FirstSigner) -> str:
    """The whole file. Raises SmsError where the person is not known, or where there are settings already."""
    if sms.trust is not None:
        raise SmsError(f"there is a {TRUST_FILE} already; add a person to it, and have its owners sign that")
    person = sms.record(Person, signer.person)
    if person is None:
        known = listed([entry.id for entry in sms.entries("person")]) or "nobody yet"
        raise SmsError(
            f"{signer.person} is not in the person register ({known}); enter the person first: sms-lint new person"
        )
    values: Mapping[str, Any] = {
        "version": "1",
        "repository": sms.config.repository or sms.config.organization.name,
        "branch": sms.config.branch,
        "owners": {"people": [person.id], "signatures": "1"},
        "adopted": sms.today.isoformat(),
        "people": [
            {
                "person": person.id,
                "roles": [_held(role) for role in _roles(person, sms.today)],
                "emails": [signer.email],
                "keys": [{"key": " ".join(signer.key.split()[:2]), "from": sms.today.isoformat()}],
            }
        ],
    }
    text = f"{_HEAD}{yaml_text(values, Trust)}{_LATER}"
    for fault in read_trust(text.encode()).faults:
        raise SmsError(f"the settings would not be sound: {fault.message}")
    return text


def _roles(person: Person, today: date) -> Iterator[Holding]:
    return (held for held in person.roles if held.from_ <= today and (held.to is None or today <= held.to))


def _held(held: Holding) -> Mapping[str, str]:
    until = {"to": held.to.isoformat()} if held.to else {}
    return {"role": str(held.role), "from": held.from_.isoformat(), **until}
