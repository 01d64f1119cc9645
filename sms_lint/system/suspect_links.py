"""What is to be re-confirmed: a clause or document that a document rests on changed in meaning after its review.

A new version of a policy changes in meaning for the process that follows it, and an amendment of a standard for the
documents that say they meet the clause. Nobody knows whether they still fit until their owner has looked: a review, or
a text of its own since then, confirms that.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.periods import read_period
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms

if TYPE_CHECKING:
    from sms_lint.model.catalogue import Clause

# What a document gives to another, takes from it, or replaced, it does not rest on.
_BESIDE = frozenset({"supersedes", "inputs", "outputs"})


class Changed(NamedTuple):
    """A document or clause that changed in meaning: its id, its new version or the amendment, and since when."""

    id: str
    version: str
    since: date


class Suspect(NamedTuple):
    """An active document, the day on which it was last looked at, and what it rests on that changed since then."""

    document: Document
    seen: date
    changed: tuple[Changed, ...]


def rests_on(sms: Sms, document: Document) -> Iterator[Document]:
    """The documents that one names in its front matter and that stand above it, each once."""
    found: dict[str, Document] = {}
    for route, ref in document.refs():
        target = sms.ids.get(ref)
        if isinstance(target, Document) and route[0] not in _BESIDE and _stands_above(target, document):
            found[target.id] = target
    yield from found.values()


def _stands_above(target: Document, document: Document) -> bool:
    if target is document or target.RANK is None or document.RANK is None:
        return False
    return target.RANK < document.RANK or target.RANK == document.RANK == 0


def suspects(sms: Sms) -> tuple[Suspect, ...]:
    """Every document that is to be re-confirmed today. Computed once."""
    return sms.once(_suspects)


def _suspects(sms: Sms) -> tuple[Suspect, ...]:
    amended = amended_clauses(sms)
    found = []
    for document in sms.documents:
        seen = max(filter(None, (document.review.last, document.effective)), default=None)
        if document.lifecycle != "active" or document.RANK is None or seen is None:
            continue
        changed = [
            Changed(target.id, target.version, target.effective)
            for target in rests_on(sms, document)
            if target.lifecycle == "active" and target.effective and seen < target.effective <= sms.today
        ]
        clauses = (amended[clause] for clause in met_clauses(document) if clause in amended)
        changed += [clause for clause in clauses if seen < clause.since <= sms.today]
        if changed:
            found.append(Suspect(document, seen, tuple(changed)))
    return tuple(found)


def met_clauses(document: Document) -> list[str]:
    """The clauses that a document, or a section of it, says it meets, each once."""
    refs = (*document.satisfies, *(ref for section in document.sections for ref in section.satisfies))
    return list(dict.fromkeys(clause_parts(ref).clause for ref in refs))


def amended_clauses(sms: Sms) -> Mapping[str, Changed]:
    """The clauses that amendments of the catalogues changed, each by the newest; the last day of its month counts."""
    found: dict[str, Changed] = {}
    for book in sms.catalogues:
        for amendment in book.amendments:
            period = read_period(amendment.published)
            for clause in amendment.affects:
                known = found.get(clause)
                if period and (known is None or known.since < period.last):
                    found[clause] = Changed(clause, amendment.id, period.last)
    return found


def reworded_clauses(base: Sms, sms: Sms) -> Iterator[str]:
    """The clauses whose obligations say something else than in the base, in catalogues that both have."""
    earlier = {book.prefix: book for book in base.catalogues}
    for book in sms.catalogues:
        before = earlier.get(book.prefix)
        for clause in book.clauses if before is not None and before != book else ():
            then = before.clause(clause.id) if before else None
            if then is not None and _says(then) != _says(clause):
                yield clause.id


def _says(clause: "Clause") -> list[tuple[str, str]]:
    return [(obligation.id, obligation.text) for obligation in clause.obligations]
