"""The page of a newer edition: what changed since the edition before, how far each clause is met, and the steps."""

from sms_lint.evidence.towards import Towards, said_of, towards
from sms_lint.model.catalogue import Catalogue
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import heading, paragraph, table
from sms_lint.publish.site.view import PageContext
from sms_lint.translation import ours


def transition(here: PageContext, book: Catalogue) -> Safe:
    """The transition to one newer edition."""
    seen = towards(here.view.sms, here.view.grades, book.name)
    safe = Safe(
        paragraph(text(said_of(seen)))
        + f'<div class="sms-wide">\n{table(_HEADS, _rows(here, seen), "Transition")}</div>\n'
    )
    if not seen.steps:
        return safe
    steps = [[text(step.by.isoformat()), text(step.what), text(step.how_far)] for step in seen.steps]
    return Safe(
        heading(2, Safe(ours("Steps")), "sms-steps")
        + table(("By", "Step", "How far met"), steps, "Steps")
        + safe
    )


_HEADS = ("Clause", "Title", "Against the edition before", "Readiness", "What there is here")


def _rows(here: PageContext, seen: Towards) -> list[list[Safe]]:
    return [
        [
            here.clause(each.clause.id, short=True),
            text(each.clause.title),
            text(ours(each.change)),
            text(ours(each.readiness)),
            text("; ".join(each.here)),
        ]
        for each in seen.clauses
    ]
