"""How far a run is, and how long the rest may take."""

import time
from collections.abc import Callable

_EVERY = 30.0


class Progress:
    """Counts pieces of work, and shows a line every half minute and at the end."""

    def __init__(
        self, total: int, show: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._total, self._show, self._clock = total, show, clock
        self._done = self._alive = 0
        self._begun = self._shown = clock()

    def ended(self, *, alive: bool = False) -> None:
        """Count one more."""
        self._done += 1
        self._alive += alive
        now = self._clock()
        if now - self._shown < _EVERY and self._done < self._total:
            return
        self._shown = now
        left = (now - self._begun) / self._done * (self._total - self._done)
        living = f", {self._alive} alive" if self._alive else ""
        self._show(f"{self._done} of {self._total}{living}, about {left / 60:.0f} minutes left")
