"""Figures in the sentences of findings: what is the same but for a count, and whether that became worse.

A rule may gather many faults in one sentence (`CHG-1 (and 3 more) was carried out without a test`), or state how many
there are. Whoever adds one makes that worse; whoever mends one does not, although the sentence is another.
"""

import re
from typing import NamedTuple

_MORE = re.compile(r"(?:,? and|\()[a-z ]*? (?:(?P<count>\d+)(?: times)?|once) more\b[^,.;:()]*\)?")
# A whole number or a decimal that is no part of a day, a time, an id or a version.
_FIGURE = re.compile(r"(?<![\w.:-])(?P<of>of (?:the )?)?(?P<figure>\d+(?:\.\d+)?)(?![\w:-]|\.\d)")
_LESS_IS_WORSE = re.compile(r"\b(?:fewer|less|below|least|too small|too few|only|short of|under)\b")


class Counted(NamedTuple):
    """A sentence without its figures, how many faults it stands for, and the figures in it."""

    shape: str
    weight: int
    gathers: bool
    figures: tuple[float, ...]
    less_is_worse: bool


def counted(message: str) -> Counted:
    """What a sentence says, and in which figures. Of `3 of 10`, the whole of ten is no figure of the fault."""
    gathered = _MORE.search(message)
    weight = 1 + int(gathered["count"] or 1) if gathered else 1
    rest = _MORE.sub("", message)
    figures = tuple(float(found["figure"]) for found in _FIGURE.finditer(rest) if not found["of"])
    shape = _FIGURE.sub(lambda found: f"{found['of'] or ''}#", rest)
    return Counted(shape, weight, gathered is not None, figures, bool(_LESS_IS_WORSE.search(rest)))


def no_worse(after: Counted, before: Counted) -> bool:
    """Whether a sentence of the same shape states nothing worse than it did before."""
    if after.shape != before.shape or after.weight > before.weight:
        return False
    pairs = zip(after.figures, before.figures, strict=True)
    return all(now >= then if after.less_is_worse else now <= then for now, then in pairs)
