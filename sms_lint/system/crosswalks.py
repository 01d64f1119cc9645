"""The crosswalks between the catalogues that a system is judged by, and to others."""

from collections.abc import Mapping

from sms_lint.model.catalogue import Catalogue, Correspondence, Standard, correspondences, standard_called
from sms_lint.system.sms import Sms


class Crosswalks:
    """What clauses correspond to elsewhere, asked for once in a run: `sms.once(Crosswalks)`."""

    def __init__(self, sms: Sms) -> None:
        self._books = sms.catalogues
        self._links: dict[str, Mapping[str, tuple[Correspondence, ...]]] = {}
        self._standards: dict[str, Standard | None] = {}

    def of(self, book: Catalogue) -> Mapping[str, tuple[Correspondence, ...]]:
        """What the clauses of a catalogue correspond to, by their numbers."""
        if book.name not in self._links:
            self._links[book.name] = correspondences(book, self._books)
        return self._links[book.name]

    def standard(self, other: str) -> Standard | None:
        """What stands at the other end of a link; None where nothing is known of it."""
        if other not in self._standards:
            self._standards[other] = standard_called(other, self._books)
        return self._standards[other]
