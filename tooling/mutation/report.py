"""The score, and what stands against it: in lines for the screen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from tooling.mutation.mutants import Mutant
from tooling.mutation.tried import GIVEN_UP, SURVIVED

# Of values that are spread normally, 95 % lie within so many standard deviations.
_NORMAL = 1.96


@dataclass(frozen=True)
class Judgement:
    """How the mutants ended, by their ids, beside what was known of them.

    `whole` where none was left out, `sampled` where those that were left out were so by chance.
    """

    mutants: Sequence[Mutant]
    outcomes: Mapping[str, int]
    unreached: frozenset[str]
    known: Mapping[str, str]
    floor: float
    whole: bool
    sampled: bool = False

    @property
    def survivors(self) -> list[str]:
        """Those that no test noticed, in the time that the tests were given."""
        return [one.id for one in self.mutants if self.outcomes[one.id] in (SURVIVED, GIVEN_UP)]

    @property
    def score(self) -> float:
        """How many of a hundred mutants were killed."""
        return 100 * (1 - len(self.survivors) / len(self.mutants)) if self.mutants else 100.0

    @property
    def margin(self) -> tuple[float, float]:
        """Between what the score of all mutants lies with 95 % certainty, where these are a sample (Wilson, 1927)."""
        count, share = len(self.mutants), self.score / 100
        spread = _NORMAL * sqrt(share * (1 - share) / count + _NORMAL**2 / (4 * count**2))
        middle = share + _NORMAL**2 / (2 * count)
        scale = 100 / (1 + _NORMAL**2 / count)
        return (middle - spread) * scale, (middle + spread) * scale

    @property
    def unlisted(self) -> list[str]:
        """Survivors without a reason."""
        return [one for one in self.survivors if one not in self.known]

    @property
    def outdated(self) -> list[str]:
        """Mutants with a reason that a test notices, or that are none any more; running on is no notice."""
        there = {one.id for one in self.mutants}
        killed = [
            one
            for one in self.known
            if one in there and self.outcomes[one] > SURVIVED and self.outcomes[one] != GIVEN_UP
        ]
        return killed + [one for one in self.known if self.whole and one not in there]

    @property
    def good(self) -> bool:
        """Whether the score is reached, each survivor has a reason, and no reason is left over."""
        return not self.unlisted and not self.outdated and self.score >= self.floor


def lines(judgement: Judgement) -> Iterator[str]:
    """The table by file, the survivors without a reason, and the score in the last line."""
    survived = set(judgement.survivors)
    width = max((len(one.path) for one in judgement.mutants), default=0)
    for path in sorted({one.path for one in judgement.mutants}):
        own = [one.id for one in judgement.mutants if one.path == path]
        alive = sum(one in survived for one in own)
        yield f"{path:{width}} {len(own):5} mutants {alive:4} alive {100 * (1 - alive / len(own)):6.1f} %"
    for one in judgement.unlisted:
        reached = ", which no test reaches" if one in judgement.unreached else ""
        given_up = ", not tried with all tests" if judgement.outcomes[one] == GIVEN_UP else ""
        yield f"alive without a reason{reached}{given_up}: {one}"
    for one in judgement.outdated:
        yield f"no survivor any more, take it off the list: {one}"
    if judgement.sampled:
        yield "a sample: of all, between {:.1f} and {:.1f} % are killed (95 % certain)".format(
            *judgement.margin
        )
    late = sum(code < 0 for code in judgement.outcomes.values())
    yield (
        f"{len(judgement.mutants)} mutants, {len(survived)} alive ({len(survived) - len(judgement.unlisted)} with a "
        f"reason), {late} stopped because they ran on: {judgement.score:.1f} % killed, "
        f"{judgement.floor:g} % asked for"
    )
