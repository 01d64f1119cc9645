"""How each mutant ended, remembered: a run that was broken off goes on, and only what changed is tried again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tooling.mutation.mutants import Mutant
from tooling.mutation.remembered import Digests

# Codes that a process ends with; pytest itself ends with up to 5 where it was not content.
SURVIVED, KILLED, GIVEN_UP = 0, 1, 9


@dataclass(frozen=True)
class Ending:
    """How a mutant ended: its outcome (below zero the signal that stopped it), and the test that noticed it.

    `digest` is that of the files which it depends on, `patience` how many seconds of tests it was given, 0 for all.
    """

    outcome: int
    killer: str
    patience: float
    digest: str


class Tried:
    """A file with a line for each mutant that was tried; where there are several, the last one counts.

    An ending holds for as long as the file of the mutant is the same, and the file of the test that noticed it, or
    of all tests that reach it where none did. Other files are not looked at: remove the memory to start anew.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._digests = Digests()
        text = file.read_text("utf-8") if file.exists() else ""
        lines = map(json.loads, text.splitlines())
        self._endings: dict[str, Ending] = {line.pop("id"): Ending(**line) for line in lines}

    @property
    def killers(self) -> Mapping[str, str]:
        """The test that noticed each mutant last time, whatever has changed since."""
        return {mutant: ending.killer for mutant, ending in self._endings.items() if ending.killer}

    def outcome(self, mutant: Mutant, tests: Sequence[str], patience: float) -> int | None:
        """How it would end again; None where that is not known. `tests` are those that reach it."""
        ending = self._endings.get(mutant.id)
        if ending is None or not {ending.killer} <= {"", *tests}:
            return None
        if ending.digest != self._digest(mutant, tests, ending.killer):
            return None
        impatient = ending.outcome == GIVEN_UP and (patience or float("inf")) > ending.patience
        return None if impatient else ending.outcome

    def note(
        self, mutant: Mutant, tests: Sequence[str], outcome: int, killer: str = "", patience: float = 0
    ) -> None:
        """Write down how a mutant ended, at once."""
        digest = self._digest(mutant, tests, killer)
        ending = Ending(outcome, killer, patience, digest)
        self._endings[mutant.id] = ending
        self._file.parent.mkdir(exist_ok=True)
        with self._file.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"id": mutant.id, **vars(ending)}) + "\n")

    def _digest(self, mutant: Mutant, tests: Sequence[str], killer: str) -> str:
        deciding = [killer] if killer else tests
        return self._digests.of([mutant.path, *sorted({test.partition("::")[0] for test in deciding})])
