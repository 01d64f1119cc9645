"""The obligations of a clause in one table: what is asked, how far it is met, what shows it; common evidence once."""

from collections.abc import Mapping, Sequence

from sms_lint.evidence import Evidence, JudgedObligation
from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.source import Section
from sms_lint.model.catalogue import Obligation
from sms_lint.model.naming import name_of
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.criteria import stated_ways
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import EMPTY, badge, bullets, link, paragraph, table
from sms_lint.publish.site.state import GRADES, standing_sign
from sms_lint.publish.site.view import PageContext
from sms_lint.publish.site.wording import in_peoples_words
from sms_lint.translation import ours

_MOST = 10
_HEADS = ("Obligation", "What is asked", "How it is to be shown", "What shows it")


def obligation_table(here: PageContext, graded: Sequence[JudgedObligation]) -> Safe:
    """What is common to all obligations of a clause, then a row for each with what is its own."""
    lines = {each.obligation.id: _lines(here, each) for each in graded}
    common = _common(lines)
    shared = paragraph(Safe(ours("Shown for each of them:"))) + bullets(common) if common else EMPTY
    rows = [
        _row(here, each, [line for line in lines[each.obligation.id] if line not in common])
        for each in graded
    ]
    shown = table(_HEADS, rows, "Obligations", "loose cards obligations")
    return Safe(shared + shown)


def _common(lines: Mapping[str, Sequence[Safe]]) -> list[Safe]:
    """What shows every one of several obligations, in the order of the first."""
    first, *others = lines.values()
    return [line for line in first if all(line in other for other in others)] if others else []


def _lines(here: PageContext, graded: JudgedObligation) -> list[Safe]:
    """What bears on an obligation; a record kind and the register's own statement may say the same of one node."""
    return list(dict.fromkeys(evidence_line(here, evidence) for evidence in graded.evidence))


def _row(here: PageContext, graded: JudgedObligation, own: Sequence[Safe]) -> list[Safe]:
    obligation = graded.obligation
    key = clause_parts(obligation.id).obligation
    number = f'<strong id="{text(key)}" class="sms-id">{text(obligation.id)}</strong>'
    signs = f"<div>{badge(GRADES[graded.grade])}</div><div>{badge(standing_sign(graded))}</div>"
    marks = _marks(obligation)
    note = paragraph(text(marks), "marks") if marks else EMPTY
    return [
        Safe(f"{number} {signs}"),
        Safe(text(obligation.text) + note),
        stated_ways(here, graded),
        _shown(own, any_at_all=bool(graded.evidence)),
    ]


def _shown(own: Sequence[Safe], *, any_at_all: bool) -> Safe:
    """What shows one obligation besides what shows all of them."""
    if not own:
        return text(ours("what shows each of them" if any_at_all else "Nothing shows it yet."))
    rest = len(own) - _MOST
    more = [text(ours(f"and {rest} more"))] if rest > 0 else []
    return bullets([*own[:_MOST], *more])


def _marks(obligation: Obligation) -> str:
    marks = [] if obligation.documented == "none" else [f"calls for a {obligation.documented}"]
    marks += [obligation.trigger.replace("_", " ")] if obligation.trigger != "continuous" else []
    marks += [f"added by {obligation.amendment}"] if obligation.amendment else []
    marks += (
        [f"confidence in our wording: {obligation.confidence}"] if obligation.confidence != "high" else []
    )
    return "; ".join(map(ours, marks))


def evidence_line(here: PageContext, evidence: Evidence) -> Safe:
    """What bears on an obligation, and why."""
    node, place = evidence.node, here.view.addresses.get(evidence.node.id)
    shown = here.named(node)
    if isinstance(evidence.part, Section) and place:
        section = Address(place.page, evidence.part.anchor)
        shown = Safe(f"{link(here.to(section), text(name_of(node) or node.id))} {_ref(node.id)}")
    return Safe(
        f"{badge(GRADES[evidence.grade])} {shown}: {text(in_peoples_words(here.sms, ours(evidence.why)))}"
    )


def _ref(identity: str) -> Safe:
    return Safe(f'<span class="sms-ref">{text(identity)}</span>')
