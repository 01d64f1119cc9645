"""Who has acknowledged which document: for each version in force, each person who is asked, and what proves it.

Asked are the holders of the roles that a document names in `acknowledged_by`, and everybody for a policy that meets the
obligations on service management or information security policies. An entry of the awareness log proves it, wherever it
comes from: a register, a form, an imported sheet. So does a statement that counts for exactly this text: whoever wrote,
approved or confirmed it, by key or in a review on the forge, has read it. Both are bound to the version.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sms_lint.model.entry import Entry
from sms_lint.model.kinds.documents import Policy
from sms_lint.model.node import Document
from sms_lint.system.approval_status.readers import approval_of, in_force_now
from sms_lint.system.sms import Sms

LOG = "awareness"
# Who is asked where a document concerns everybody.
EVERYBODY = "everybody"
# The obligations on policies that everybody has to know.
_FOR_ALL = ("20000-1:5.2.1", "20000-1:8.7.3.1")


class Acknowledgement(NamedTuple):
    """Somebody who is asked to acknowledge the version in force of a document.

    `document` is the document as its text in force says it, `written` as its file does. `role` is the one for which the
    person is asked. `due` is the last day, None where the document names no day from which it is in force. `by` is the
    id of the entry, or the words for the statement, that proves it; empty where nothing does.
    """

    document: Document
    written: Document
    role: str
    person: str
    due: date | None
    by: str

    def is_late(self, today: date) -> bool:
        """Whether it is missing after its day."""
        return not self.by and (self.due is None or self.due < today)


def acknowledgements(sms: Sms) -> tuple[Acknowledgement, ...]:
    """Everybody who is asked, by document, role and person. Computed once.

    Nobody can tell who is missing where the log or the persons could not be read: then there are none.
    """
    return sms.once(_acknowledgements)


def can_tell(sms: Sms) -> bool:
    """Whether the log and the persons could be read whole."""
    return not {LOG, "person"} & sms.hidden


def _acknowledgements(sms: Sms) -> tuple[Acknowledgement, ...]:
    if not can_tell(sms):
        return ()
    logged = _logged(sms)
    found = []
    for now in in_force_now(sms):
        document = now.document
        due = sms.config.intervals.acknowledgement.after(now.since) if now.since else None
        signed = _signed(sms, document)
        for role, persons in asked(sms, document).items():
            for person in persons:
                entry = logged.get((document.id, document.version, person))
                by = entry.id if entry else signed.get(person, "")
                found.append(Acknowledgement(document, now.written, role, person, due, by))
    return tuple(found)


def asked(sms: Sms, document: Document) -> Mapping[str, tuple[str, ...]]:
    """The persons who are asked to acknowledge a document, by the role for which they are; nobody twice."""
    found: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for role in document.acknowledged_by:
        found[str(role)] = tuple(person for person in sms.holders.get(role, ()) if person not in seen)
        seen.update(found[str(role)])
    if is_for_all(document):
        there = sorted({person for holders in sms.holders.values() for person in holders} - seen)
        found[EVERYBODY] = tuple(there)
    return found


def is_for_all(document: Document) -> bool:
    """Whether everybody has to know a document."""
    return isinstance(document, Policy) and any(map(document.meets, _FOR_ALL))


def _logged(sms: Sms) -> Mapping[tuple[str, str, str], Entry]:
    """The first entry for each document, version and person; those of days to come are none yet."""
    found: dict[tuple[str, str, str], Entry] = {}
    for entry in sms.entries(LOG):
        day = entry.day("acknowledged_at")
        if day is not None and day <= sms.today:
            found.setdefault((entry.text("document"), entry.text("version"), entry.text("person")), entry)
    return found


def _signed(sms: Sms, document: Document) -> Mapping[str, str]:
    """The persons whose statement on this text counts, with the words for it."""
    judged = approval_of(sms, document)
    if judged is None:
        return {}
    every = (*judged.authors, *judged.approvers, *judged.confirmations)
    return {
        by.statement.person: "review on the forge" if by.statement.forge else "signed statement"
        for by in every
    }


class Missing(NamedTuple):
    """The persons of a role who have not acknowledged a document that asks this role, and the last day for it."""

    document: Document
    written: Document
    role: str
    persons: tuple[str, ...]
    due: date


def missing_by_role(sms: Sms) -> Iterator[Missing]:
    """What each role that a document names in `acknowledged_by` still owes; where no day is named, nobody can tell."""
    groups: dict[tuple[str, str], list[Acknowledgement]] = {}
    for each in acknowledgements(sms):
        if each.role != EVERYBODY and not each.by and each.due is not None:
            groups.setdefault((each.document.id, each.role), []).append(each)
    for every in groups.values():
        first = every[0]
        if first.due is not None:
            yield Missing(
                first.document, first.written, first.role, tuple(each.person for each in every), first.due
            )
