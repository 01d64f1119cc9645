"""CODEOWNERS from roles and persons: whom the forge asks for a review of each document, register and deciding file."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sms_lint.ground.errors import SmsError
from sms_lint.model.controlled_files import FOLDERS
from sms_lint.model.node import Table
from sms_lint.model.trust import Trust
from sms_lint.outside.forge.code_owners import line_for
from sms_lint.system.approval_status.on_disk import trust_on_disk
from sms_lint.system.sms import Sms

MARK = "# Written by `sms-lint forge --write-owners`; changes made here are lost."


def code_owners(sms: Sms, forge: str, deciding: Iterable[str]) -> str:
    """The whole file. Raises SmsError where `trust.yml` names no account of its owners at the forge.

    Documents are for those who may approve them. Registers are for the role that keeps them, or the owners of
    `trust.yml`, since nobody reviews their own change. The `deciding` files are for these owners, as is a document
    that is new, or that nobody with an account may approve.
    """
    found = trust_on_disk(sms)
    owners = _accounts(found.trust, found.trust.owners.people, forge) if found else ()
    if found is None or not owners:
        raise SmsError(
            f"trust.yml has to name its owners, and their accounts on {forge}, before anybody can be asked"
        )
    lines = [*_documents(sms, found.trust, forge, owners), *_registers(sms, found.trust, forge, owners)]
    first = (
        MARK,
        "# The last line that fits counts. Other records need a review, and nobody's in particular.",
    )
    new = (f"/{folder}/ {' '.join(owners)}" for folder in FOLDERS if folder != "records")
    last = (line_for(path, owners) for path in deciding)
    body = (*new, *sorted(lines), "# What decides how all else is judged.", *last)
    return "\n".join((*first, *filter(None, body))) + "\n"


def _documents(sms: Sms, trust: Trust, forge: str, owners: Sequence[str]) -> Iterator[str]:
    for document in sms.documents:
        roles = trust.approving_roles(document.kind, document.approver)
        yield line_for(document.path, _holders(trust, roles, forge, sms.today) or owners)


def _registers(sms: Sms, trust: Trust, forge: str, owners: Sequence[str]) -> Iterator[str]:
    for register in sms.registers:
        asked = dict.fromkeys((*_holders(trust, (register.owner,), forge, sms.today), *owners))
        paths = {register.path, register.data_path} if isinstance(register, Table) else {register.path}
        yield from (line_for(path, asked) for path in paths)


def _holders(trust: Trust, roles: Iterable[str], forge: str, day: date) -> tuple[str, ...]:
    """The accounts of those who hold one of the roles on a day."""
    return tuple(f"@{account}" for account in trust.accounts_of_holders(roles, forge, day))


def _accounts(trust: Trust, people: Iterable[str], forge: str) -> tuple[str, ...]:
    known = (trust.by_person.get(person) for person in people)
    return tuple(f"@{account}" for person in known if person and (account := person.account(forge)))
