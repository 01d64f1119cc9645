"""A document claims to meet a clause that has no obligations of its own.

Some clauses are only headings: `20000-1:8.6` has none, they are in 8.6.1 to 8.6.3. Naming the heading says nothing
about any of them, because an id never includes the ids that begin with it.

Bad:

```yaml
policy POL-CHG:
  satisfies: [20000-1:8.5.1]  # <- clause-without-obligations
```

Good:

```yaml
policy POL-CHG:
  satisfies: [20000-1:8.5.1.1]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import alternatives
from sms_lint.model.catalogue import Catalogue, Clause
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.4",),
    help="name the clauses below it that the document really meets",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what documents, their sections and registers claim to meet."""
    headings = {
        clause.id: (book, clause)
        for book in sms.catalogues
        for clause in book.clauses
        if not clause.obligations
    }
    for node in sms.controlled:
        for index, ref in enumerate(node.satisfies):
            if ref in headings:
                yield RULE.about(node, ("satisfies", index), _message(*headings[ref]))
        for section in node.sections:
            for word in section.satisfies:
                if word in headings:
                    yield RULE.finding(node.text_at(section), _message(*headings[word]), node=node.id)


def _message(book: Catalogue, clause: Clause) -> str:
    below = [lower.id for lower in _below(book, clause) if lower.obligations]
    instead = f"; they are in {alternatives(below)}" if below else ""
    return f"`{clause.id}` ({clause.title}) has no obligations of its own{instead}"


def _below(book: Catalogue, clause: Clause) -> Iterator[Clause]:
    for child in book.children(clause):
        yield child
        yield from _below(book, child)
