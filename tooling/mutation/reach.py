"""Which tests reach a line, and how long each takes: which of them a mutant has to survive, in what order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tooling.mutation.mutants import Mutant

# Seconds that any test takes beside what it computes itself.
_EACH = 0.05
_NEARER = 5


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


@dataclass
class Order:
    """The order in which tests are tried: first those that notice many faults for their time, there or near.

    A mutant lies in a function of a file; what is known of the function counts more.
    """

    runs: Counter[tuple[str, str]] = field(default_factory=Counter)
    kills: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, mutant: str, tried: Sequence[str], killer: str) -> None:
        """Note which tests ran against a mutant, and which of them noticed it, empty where none did."""
        for place in _places(mutant):
            self.runs.update((place, test) for test in tried)
            self.kills.update([(place, killer)] if killer else [])

    def sorted(self, mutant: str, tests: Sequence[str], seconds: Mapping[str, float]) -> list[str]:
        """The tests with the least time for each mutant that they are likely to notice; each may notice some."""
        places = _places(mutant)
        return sorted(tests, key=lambda test: (self._price(places, test) * (seconds[test] + _EACH), test))

    def _price(self, places: tuple[str, str], test: str) -> float:
        file, function = places
        runs = self.runs[file, test] + _NEARER * self.runs[function, test]
        kills = self.kills[file, test] + _NEARER * self.kills[function, test]
        return (runs + 10) / (kills + 1)


def _places(mutant: str) -> tuple[str, str]:
    """The file and the function that a mutant lies in, by its id."""
    function = mutant.partition(": ")[0]
    return function.partition(" ")[0], function
