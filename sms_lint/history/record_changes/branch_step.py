"""A step of the branch: what was closed before it stays as it is, and versions of documents go up."""

from sms_lint.history.record_changes.comparing import Touched, touched
from sms_lint.history.record_changes.parent_view import ParentView
from sms_lint.history.record_changes.what_may_change import Verdict, new_text, step_fault
from sms_lint.model.node import Document


def step(here: ParentView) -> None:
    """Judge a step by its base version."""
    if here.found.overridden:
        here.found.taken_in(here.commit.id, here.sides.arrived)
    for entry in touched(here.sides):
        if here.found.restored(here.commit.id, entry.after):
            continue
        said = here.verdict(entry.before, entry.after)
        if not here.note(entry.before, entry.after, said):
            _summary(here, entry)
    _came_back(here)


def _summary(here: ParentView, entry: Touched) -> None:
    """A new text of a document needs a word on what changed."""
    model = here.kinds.get(entry.before.kind)
    if here.commit.subject or entry.after is None or model is None or not issubclass(model, Document):
        return
    if new_text(entry.before.values, entry.after.values):
        verdict = Verdict(
            "no-summary",
            f"{entry.before.id} has a new text, and the commit that brought it does not say what changed; "
            "write a first line for each commit",
        )
        here.note(entry.before, entry.after, verdict)


def _came_back(here: ParentView) -> None:
    """Judge entries that had been removed and are there again: unchanged, or not."""
    for id_, before in here.found.waiting():
        after = here.sides.arrived.get(id_)
        if (
            after is not None
            and id_ not in here.sides.left
            and not here.found.restored(here.commit.id, after)
        ):
            here.note(before, after, step_fault(here.kinds[before.kind], before, after))
