"""The forms in which an export writes its dates, as far as they can be told from the dates themselves."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

_DATES = (
    "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d",
    "%d.%m.%y", "%d/%m/%y", "%m/%d/%y", "%d/%b/%y", "%d/%b/%Y", "%d %b %Y", "%d-%b-%Y", "%b %d, %Y",
)  # fmt: skip
_TIMES = (" %H:%M:%S", " %H:%M", " %I:%M %p", " %I:%M:%S %p", ", %H:%M", ", %H:%M:%S", "")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?")
_ZONED = re.compile(r"(?:Z|[+-]\d{2}:?\d{2}| UTC)$")


class TimeForms(NamedTuple):
    """The forms that read every date, what is unsure of them, and whether times state no zone."""

    forms: tuple[str, ...]
    unsure: tuple[str, ...]
    without_zone: bool


def time_forms(texts: Iterable[str]) -> TimeForms:
    """The forms of some dates. Where day and month could be exchanged in all of them, that is said."""
    every = list(dict.fromkeys(texts))
    left = [text for text in every if not _ISO.fullmatch(text)]
    forms: list[str] = []
    unsure: list[str] = []
    while left:
        fitting = [form for form in _all() if _reads(form, left[0])]
        if not fitting:
            unsure.append(f"the form of the date `{left[0][:40]}`")
            left = left[1:]
            continue
        best = max(fitting, key=lambda form: sum(_reads(form, text) for text in left))
        exchanged = best.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m")
        if (
            exchanged != best
            and exchanged in fitting
            and all(_reads(exchanged, text) for text in left if _reads(best, text))
        ):
            unsure.append(f"whether `{left[0]}` is written {best} or {exchanged}: no date tells")
        forms.append(best)
        left = [text for text in left if not _reads(best, text)]
    without = any(":" in text and not _ZONED.search(text) for text in every)
    return TimeForms(tuple(dict.fromkeys(forms)), tuple(dict.fromkeys(unsure)), without)


def _all() -> Sequence[str]:
    return [day + clock for day in _DATES for clock in _TIMES]


def _reads(form: str, text: str) -> bool:
    try:
        datetime.strptime(text, form)  # noqa: DTZ007 - only whether it can be read
    except ValueError:
        return False
    return True
