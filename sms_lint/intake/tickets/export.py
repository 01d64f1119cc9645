"""An export as rows of texts, each with its line, whatever form it was written in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sms_lint.ground.errors import SmsError


class ExportRow(NamedTuple):
    """A row of an export: the line it begins in, from 1, and its cells in the order of the columns."""

    line: int
    cells: tuple[str, ...]


class Rejection(NamedTuple):
    """A row that is not taken: its line, the column at fault (empty for the whole row), the reason, and its id."""

    line: int
    column: str
    reason: str
    id: str = ""


@dataclass(frozen=True)
class Export:
    """The rows of an export under the names of its columns; a name may stand there several times."""

    columns: tuple[str, ...]
    rows: Sequence[ExportRow]
    rejected: tuple[Rejection, ...] = ()
    line_noun: str = "line"


class ExportError(SmsError):
    """An export that cannot be read at all: nothing of it was taken, and nothing was changed."""
