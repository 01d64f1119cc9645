"""A clause or obligation as a person names it, out of several catalogues."""

from collections.abc import Sequence

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.errors import SmsError
from sms_lint.model.catalogue.book import Catalogue


def clause_named(books: Sequence[Catalogue], text: str) -> tuple[Catalogue, str]:
    """The catalogue and the full id of the clause or obligation that `text` names.

    A prefix decides. A number without one counts where a single catalogue has it. Raises SmsError otherwise, with the
    full ids or with the nearest one.
    """
    found = [
        (book, ref)
        for book in books
        for ref in dict.fromkeys((text, f"{book.prefix}:{text}"))
        if book.clause(ref) or book.obligation(ref)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        every = " or ".join(ref for _, ref in found)
        raise SmsError(f"{len(found)} catalogues have a clause {text!r}; write {every}")
    for book in books:
        if drop := book.drop_of(text) or book.drop_of(f"{book.prefix}:{text}"):
            raise SmsError(f"{book.name} drops {drop.id}: {drop.reason}")
    prefix = clause_parts(text).standard
    near = [book for book in books if book.prefix == prefix] or [book for book in books if book.suggest(text)]
    (near or list(books))[0].find(text)
    raise AssertionError(text)  # find raises


def nearest_clause(books: Sequence[Catalogue], ref: str) -> str | None:
    """The known full id nearest to `ref`: in the catalogue of its prefix, where there is one, else in any."""
    prefix = clause_parts(ref).standard
    asked = [book for book in books if book.prefix == prefix] or books
    return next((found for book in asked if (found := book.suggest(ref))), None)
