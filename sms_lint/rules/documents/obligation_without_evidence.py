"""Nothing in force shows that an obligation is met.

Every obligation of every clause applies; none may be left out. A document or section in force that names the clause, or
records of a kind that shows it, raise the grade of an obligation to *documented* or higher. Below that it is *none*, or
only *referenced*: by a draft, by a heading above, by an indicator. The finding is an error where an obligation calls
for a document or record and does not depend on an event. Where a document names the clause and is not in force, the
finding stands at its state.

Bad:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
catalogues: [iso-iec-20000-1-2018]  # <- obligation-without-evidence
```

Good:

```yaml
policy POL-CHG:
  lifecycle: active
  satisfies: [20000-1:8.5.1.1]
```
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sms_lint.evidence import Graded, grade_all, is_active
from sms_lint.ground.clause_ids import clause_parts
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:4.4",),
    help="name the clause in `satisfies` of the document that meets it; `sms-lint clauses` shows the obligations",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report each clause once; whatever an unread file may show is left alone."""
    lost = sms.hidden
    if any(issubclass(model, Document) and kind in lost for kind, model in sms.kinds.items()):
        return  # a document whose text is lost may have named any clause
    unread = sms.unread | lost
    for _, group in groupby(grade_all(sms).values(), key=lambda graded: graded.clause.id):
        graded = list(group)
        clause = graded[0].clause
        lacking = [
            assessment
            for assessment in graded
            if not assessment.is_shown and not _may_show(unread, assessment)
        ]
        if lacking:
            demanded = any(
                assessment.obligation.documented != "none" and assessment.obligation.trigger != "conditional"
                for assessment in lacking
            )
            waiting = _waiting(lacking)
            yield RULE.finding(
                waiting.at("lifecycle") if waiting else sms.settings.at("catalogues"),
                f"{clause.id} {clause.title}: {_what(lacking, len(graded))}",
                node=clause.id,
                help=f"have {waiting.id} approved and set it in force, or name the clause in another one's `satisfies`"
                if waiting
                else "",
                clauses=(clause.id,),
                severity="error" if demanded else "warning",
            )


def _waiting(lacking: Iterable[Graded]) -> Document | None:
    """The first document that names one of the obligations, and would show it if it were in force."""
    nodes = (evidence.node for graded in lacking for evidence in graded.evidence)
    return next((node for node in nodes if isinstance(node, Document) and not is_active(node)), None)


def _may_show(unread: frozenset[str], graded: Graded) -> bool:
    obligation = graded.obligation
    # Without the standard's name before it, a clause is a fault that leaves nothing but its number.
    numbers = (clause_parts(name).short for name in (obligation.id, graded.clause.id))
    return not unread.isdisjoint((obligation.id, graded.clause.id, *numbers, *obligation.shown_kinds))


def _what(lacking: Sequence[Graded], total: int) -> str:
    """The obligations that nothing in force shows.

    In the same words for all of them and for some, so that a proposal is not blamed for showing the first.
    """
    names = [clause_parts(graded.obligation.id).short for graded in lacking]
    if total == 1:
        return f"nothing in force shows its obligation {names[0]}"
    return f"nothing in force shows {len(names)} of its {total} obligations: {', '.join(names)}"
