"""What a Word file changed: each piece of it beside the piece of the text that it was."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from sms_lint.intake.word.pieces import Grid, Part, Piece

# Two of one sort are the same piece sooner than one is removed and another put in: its marks and anchors stay.
_LEAST = 0.01
_MOST_COMPARED = 40_000
_Alike = Callable[[int, int], float]


class Pair(NamedTuple):
    """The place of a piece before, the place of the same one now; None where there is none."""

    before: int | None
    now: int | None


def paired(before: Sequence[Part], now: Sequence[Part]) -> list[Pair]:
    """Every piece of either side once, in an order that keeps that of both."""
    keys = [[part.key for part in parts] for parts in (before, now)]
    return list(_paired(keys[0], keys[1], lambda old, new: _alike(before[old], now[new])))


def paired_rows(before: Sequence[tuple[Piece, ...]], now: Sequence[tuple[Piece, ...]]) -> list[Pair]:
    """The rows of a table, likewise."""
    keys = [[tuple(cell.key for cell in row) for row in rows] for rows in (before, now)]
    said = [["\n".join(cell.words for cell in row) for row in rows] for rows in (before, now)]
    return list(_paired(keys[0], keys[1], lambda old, new: _ratio(said[0][old], said[1][new]) or _LEAST))


def _paired(before: Sequence[Hashable], now: Sequence[Hashable], alike: _Alike) -> Iterator[Pair]:
    for sign, first, end, start, stop in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if sign == "equal":
            yield from (Pair(first + step, start + step) for step in range(end - first))
        else:
            yield from _closest(range(first, end), range(start, stop), alike)


def _closest(before: range, now: range, alike: _Alike) -> Iterator[Pair]:
    """Pieces between two that stayed: those most alike are the same, without crossing each other."""
    if len(before) * len(now) > _MOST_COMPARED:
        yield from (Pair(old, None) for old in before)
        yield from (Pair(None, new) for new in now)
        return
    best = [[0.0] * (len(now) + 1) for _ in range(len(before) + 1)]
    scores = {(old, new): alike(old, new) for old in before for new in now}
    for row in range(len(before) - 1, -1, -1):
        for column in range(len(now) - 1, -1, -1):
            score = scores[before[row], now[column]]
            both = best[row + 1][column + 1] + score if score else 0.0
            best[row][column] = max(both, best[row + 1][column], best[row][column + 1])
    row = column = 0
    while row < len(before) or column < len(now):
        score = (
            scores.get((before[row], now[column]), 0.0) if row < len(before) and column < len(now) else 0.0
        )
        if score and best[row][column] == best[row + 1][column + 1] + score:
            yield Pair(before[row], now[column])
            row, column = row + 1, column + 1
        elif row < len(before) and (column == len(now) or best[row][column] == best[row + 1][column]):
            yield Pair(before[row], None)
            row += 1
        else:
            yield Pair(None, now[column])
            column += 1


def _alike(before: Part, now: Part) -> float:
    """How far two pieces are the same one, from 0 (not at all) to 1; only those of one sort can be."""
    if isinstance(before, Grid) or isinstance(now, Grid):
        return 0.0 if type(before) is not type(now) else max(_ratio(before.words, now.words), _LEAST)
    return max(_ratio(before.words, now.words), _LEAST) if before.shape == now.shape else 0.0


def _ratio(before: str, now: str) -> float:
    matcher = SequenceMatcher(None, before.split(), now.split(), autojunk=False)
    return max(
        matcher.ratio(), SequenceMatcher(None, before[:300], now[:300], autojunk=False).quick_ratio() - 0.3
    )
