"""How an obligation is to be shown: each way stated for it, its state, and why."""

from collections.abc import Mapping
from urllib.parse import urlencode

from sms_lint.evidence import CriterionState, JudgedObligation
from sms_lint.model.catalogue import Criterion, CriterionForm
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import badge, bullets, link, paragraph
from sms_lint.publish.site.kinds import has_page
from sms_lint.publish.site.register_list import narrowing_fields
from sms_lint.publish.site.state import WAYS
from sms_lint.publish.site.view import PageContext
from sms_lint.publish.site.wording import in_peoples_words
from sms_lint.translation import ours


def stated_ways(here: PageContext, graded: JudgedObligation) -> Safe:
    """How it has to be shown, the state of each way and why; and what a self-assessment says against it."""
    if not graded.criteria:
        return Safe("")
    done = "all of it is met" if graded.complete else "not all of it is met"
    fields = ", as filled-in fields or a marked section state it" if graded.is_stated else ""
    lead = paragraph(text(ours(f"To be shown by the following; {done}{fields}:")))
    judged = Safe("")
    if graded.partial is not None:
        said = f": judged as {graded.partial.conformity}. {graded.partial.justification}"
        action = (
            f" Action: {graded.partial.action}, by {graded.partial.due}." if graded.partial.action else ""
        )
        judged = paragraph(Safe(here.named(graded.partial) + text(ours(said + action))))
    return Safe(lead + bullets([_way(here, shown) for shown in graded.criteria]) + judged)


def _way(here: PageContext, shown: CriterionState) -> Safe:
    criterion = shown.criterion
    asked = f"{_FORMS[criterion.form].format(criterion.target)}{criterion.terms}{criterion.term}"
    said, why = (in_peoples_words(here.sms, ours(each), criterion.kind or "") for each in (asked, shown.why))
    return Safe(f"{badge(WAYS[shown.state])} {text(said)} ({here.message(why)}{_listed(here, criterion)})")


def _listed(here: PageContext, criterion: Criterion) -> Safe:
    """A link that opens exactly the records that count in the list of their kind; nothing where it cannot tell them."""
    kind = criterion.kind or ""
    by_more = criterion.filled or criterion.day
    if criterion.form != "records" or by_more or not has_page(here.sms, kind):
        return Safe("")
    if not {name for name, _ in criterion.where} <= narrowing_fields(here.sms, kind):
        return Safe("")
    asked = urlencode([("where", f"{name}={word}") for name, words in criterion.where for word in words])
    target = here.to(Address(f"registers/{kind}.html")) + (f"?{asked}" if asked else "")
    return Safe(f"; {link(target, text(ours('open these records')))}")


_FORMS: Mapping[CriterionForm, str] = {
    "document": "document or records: {}",
    "section": "section in: {}",
    "records": "recent records: {}",
    "register": "register: {}",
    "rule": "rule: {}",
    "judged_by": "judged by the {}",
}
