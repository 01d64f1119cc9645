"""What files were read to, for the next run to use again: whoever judges often reads only what changed."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")


class ReadFiles:
    """What was made of each file, or of several together, the last time.

    It is handed from one run to the next. What is kept under a name counts as long as all that it was made from,
    its `key`, is the same; only the newest is kept. Nothing is shared between two of these.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[object, object]] = {}

    def once(self, name: Hashable, key: object, make: Callable[[], T]) -> T:
        """What `make` gives; what it gave before, where the key is the same."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != key:
            kept = self._kept[name] = key, make()
        return cast(T, kept[1])
