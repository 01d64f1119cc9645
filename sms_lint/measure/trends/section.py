"""What is said of one kind of trend: a table, how it was found, of how much, and what cannot be told."""

from typing import NamedTuple


class Section(NamedTuple):
    """A kind of trend. Each row has a cell for each of `heads`; `untold` are sentences on what nobody can tell."""

    name: str
    title: str
    method: str
    sample: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    untold: tuple[str, ...] = ()
