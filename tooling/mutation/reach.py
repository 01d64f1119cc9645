"""Which tests reach a line, and how long each takes: what decides which of them a mutant has to survive."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tooling.mutation.mutants import Mutant


@dataclass
class Reach:
    """What each test reaches without any fault: its seconds, and the tests of each line and of each file."""

    seconds: dict[str, float] = field(default_factory=dict)
    of_line: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    of_file: dict[str, set[str]] = field(default_factory=dict)

    def add(self, test: str, seconds: float, lines: Mapping[str, Iterable[int]]) -> None:
        """Note one test."""
        self.seconds[test] = seconds
        for path, every in lines.items():
            for line in every:
                self.of_line.setdefault((path, line), set()).add(test)
                self.of_file.setdefault(path, set()).add(test)

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that reach a mutant, the quickest first: all of its file where it runs on import."""
        if mutant.function:
            found = {test for line in mutant.lines for test in self.of_line.get((mutant.path, line), ())}
        else:
            found = self.of_file.get(mutant.path, set())
        return sorted(found, key=lambda test: (self.seconds[test], test))
