"""What was worked out last for a few keys: a merge asks for the files of its parents and of their base in turns."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_KEPT = 8
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Values by their keys; of more than a few, those asked for least recently are let go."""

    def __init__(self) -> None:
        self._values: dict[Key, Value] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self._values

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of a key, made where it is not here."""
        value = self._values.pop(key) if key in self._values else make()
        self._values[key] = value  # the one asked for last stands last
        while len(self._values) > _KEPT:
            del self._values[next(iter(self._values))]
        return value
