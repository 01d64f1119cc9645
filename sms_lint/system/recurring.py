"""Tasks that documents repeat: when each was last done, by the record that it leaves, and when it is due next."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sms_lint.ground.sentences import ids_in
from sms_lint.model.columns import field_forms
from sms_lint.model.entry import SEPARATOR, Entry
from sms_lint.model.kinds.documents import Instruction, Procedure, Process
from sms_lint.model.node import Document
from sms_lint.model.part import RecurringTask
from sms_lint.system.relations import day_of
from sms_lint.system.sms import Sms


class Recurrence(NamedTuple):
    """A task of a document, with its number there from 0.

    `last` is its newest record, None where there is none. `due` is the last day for the next one; None where nobody can
    tell, because records of the kind could not be read, say no day, or the kind is not known.
    """

    document: Document
    number: int
    task: RecurringTask
    owner: str
    last: Entry | None
    done: date | None
    due: date | None

    @property
    def key(self) -> str:
        """What tells it apart from the other tasks of its document."""
        return f"task-{self.number + 1}"


def recurrences(sms: Sms) -> tuple[Recurrence, ...]:
    """Every recurring task of the documents in force. Computed once."""
    return sms.once(_recurrences)


def _recurrences(sms: Sms) -> tuple[Recurrence, ...]:
    return tuple(
        _recurrence(sms, document, number, task)
        for document in sms.documents
        if isinstance(document, Procedure | Instruction | Process) and document.lifecycle == "active"
        for number, task in enumerate(document.tasks)
    )


def _recurrence(sms: Sms, document: Document, number: int, task: RecurringTask) -> Recurrence:
    owner = str(task.owner or document.owner)
    if not can_tell(sms, task):
        return Recurrence(document, number, task, owner, None, None, None)
    done, last = max(_records(sms, task), key=lambda pair: (pair[0], pair[1].id), default=(None, None))
    since = done if done is not None else task.begun
    return Recurrence(document, number, task, owner, last, done, task.every.after(since))


def can_tell(sms: Sms, task: RecurringTask) -> bool:
    """Whether the records of a task can be told: its kind is known, dates its records, and could be read whole."""
    model = sms.kinds.get(task.record)
    return bool(model and model.KIND.moment) and not sms.has_unread(task.record)


def _records(sms: Sms, task: RecurringTask) -> Iterator[tuple[date, Entry]]:
    """The records of a task with their days; those of days to come are plans."""
    for entry in sms.entries(task.record):
        day = entry.day(sms.kinds[task.record].KIND.moment) if day_of(sms, entry) else None
        if day is not None and task.begun <= day <= sms.today and _is_of(sms, entry, task.of):
            yield day, entry


def _is_of(sms: Sms, entry: Entry, of: str | None) -> bool:
    """Whether a record names an id, or says a word in one of its fields."""
    if of is None:
        return True
    said = (entry.text(form.name) for form in field_forms(sms.kinds[entry.kind]) if not form.nested)
    return any(of == text or of in ids_in(text) or of in text.split(SEPARATOR) for text in said)
