"""What the id of a clause or an obligation is made of: `20000-1:8.6.1-a` is obligation a of clause 8.6.1 of 20000-1."""

from typing import NamedTuple


class ClauseParts(NamedTuple):
    """The parts of an id; each is empty where the id does not have it. An id of a wrong form has parts, too."""

    standard: str
    number: str
    obligation: str

    @property
    def clause(self) -> str:
        """The full id of the clause, without its obligation: `20000-1:8.6.1`."""
        return f"{self.standard}:{self.number}" if self.standard else self.number

    @property
    def short(self) -> str:
        """The id without the standard: `8.6.1-a`."""
        return f"{self.number}-{self.obligation}" if self.obligation else self.number

    @property
    def levels(self) -> tuple[str, ...]:
        """The number, level by level: 8, 6, 1."""
        return tuple(self.number.split("."))

    def is_within(self, other: "ClauseParts") -> bool:
        """Whether it is the other, an obligation of it, or is below it."""
        if other.obligation:
            return self == other
        return self.standard == other.standard and self.levels[: len(other.levels)] == other.levels


def clause_parts(ref: str) -> ClauseParts:
    """The parts of the id of a clause or an obligation."""
    standard, _, rest = ref.rpartition(":")
    number, _, obligation = rest.partition("-")
    return ClauseParts(standard, number, obligation)
