"""Figures and lists in the sentences of findings: what is the same but for them, and whether it became worse.

A rule may gather many faults in one sentence (`CHG-1 (and 3 more) was carried out without a test`), list what is
concerned, or state how many there are. Whoever adds one makes that worse; whoever mends one does not, although the
sentence is another.
"""

import re
from typing import NamedTuple

_MORE = re.compile(r"(?:,? and|\()[a-z ]*? (?:(?P<count>\d+)(?: times)?|once) more\b[^,.;:()]*\)?")
_ID = r"`?[A-Za-z0-9][\w.]*(?:-[\w.:]+)+`?"
_LIST = re.compile(rf"(?<![\w-]){_ID}(?:, {_ID})*(?: and {_ID})?(?![\w-])")
# A whole number or a decimal that is no part of a day, a time, an id or a version.
_FIGURE = re.compile(r"(?<![\w.:-])(?P<of>of (?:the )?)?(?P<figure>\d+(?:\.\d+)?)(?![\w:-]|\.\d)")
_LESS_IS_WORSE = re.compile(r"\b(?:fewer|less|below|least|too small|too few|only|short of|under)\b")
_DAY = re.compile(r"\d{4}-\d\d-\d\d.*")


class Counted(NamedTuple):
    """A sentence without its figures and lists.

    `weight` is how many faults it stands for, and `gathers` that it names only some of them; `named` are the ids in
    its lists.
    """

    shape: str
    weight: int
    gathers: bool
    named: frozenset[str]
    figures: tuple[float, ...]
    less_is_worse: bool


def counted(message: str) -> Counted:
    """What a sentence says, and in which figures. Of `3 of 10`, the ten is no figure of the fault."""
    gathered = _MORE.search(message)
    more = int(gathered["count"] or 1) if gathered else 0
    rest = _MORE.sub("", message)
    lists = [re.split(", | and ", found.group()) for found in _LIST.finditer(rest)]
    figures = tuple(float(found["figure"]) for found in _FIGURE.finditer(rest) if not found["of"])
    shape = _FIGURE.sub(lambda found: f"{found['of'] or ''}#", _LIST.sub(_listed, rest))
    return Counted(
        shape,
        max(map(len, lists), default=1) + more,
        gathered is not None,
        frozenset(name for names in lists for name in names),
        figures,
        bool(_LESS_IS_WORSE.search(rest)),
    )


def _listed(found: re.Match[str]) -> str:
    """A list without its names; a day is none."""
    return found.group() if _DAY.fullmatch(found.group()) else "@"


def no_worse(after: Counted, before: Counted) -> bool:
    """Whether a sentence of the same shape states nothing worse than it did before."""
    if after.shape != before.shape or after.weight > before.weight:
        return False
    if not before.gathers and not after.named <= before.named:
        return False
    pairs = zip(after.figures, before.figures, strict=True)
    return all(now >= then if after.less_is_worse else now <= then for now, then in pairs)
