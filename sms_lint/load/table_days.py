"""Days as the file of a table writes them, where its header says how: turned into the form that all else has."""

import re

from sms_lint.ground.sentences import joined
from sms_lint.ground.sql import literal

# The places of year, month and day among the three numbers of a day.
_ORDERS = {"DD.MM.YYYY": (3, 2, 1), "DD/MM/YYYY": (3, 2, 1), "MM/DD/YYYY": (3, 1, 2)}
_TIME = r"(?:[T ]\s*(\d{1,2}:\d{2}(?::\d{2})?))?"


def day_text(text: str, order: str) -> str:
    """A text in SQL as a day of ISO 8601, with its time; what has another form stays as it is, to be judged."""
    sign = r"\." if "." in order else "/"
    form = literal(rf"^\s*(\d{{1,2}}){sign}(\d{{1,2}}){sign}(\d{{4}}){_TIME}\s*$")
    year, month, day = (f"regexp_extract({text}, {form}, {place})" for place in _ORDERS[order])
    time = f"regexp_extract({text}, {form}, 4)"
    clock = f"CASE WHEN {time} = '' THEN '' WHEN length({time}) IN (4, 7) THEN 'T0' || {time} ELSE 'T' || {time} END"
    said = f"{year} || '-' || lpad({month}, 2, '0') || '-' || lpad({day}, 2, '0') || {clock}"
    return f"CASE WHEN regexp_matches({text}, {form}) THEN {said} ELSE {text} END"


def orders_of(text: str) -> tuple[str, ...]:
    """The ways of writing days in which a text may be one: two where nobody can tell the day from the month."""
    found = re.match(r"\s*(\d{1,2})([./])(\d{1,2})\2\d{4}\b", text, re.ASCII)
    if found is None:
        return ()
    first, sign, second = int(found[1]), found[2], int(found[3])
    orders = [order for order in _ORDERS if sign in order]
    return tuple(order for order in orders if (first if order.startswith("D") else second) in range(1, 32)
                 and (second if order.startswith("D") else first) in range(1, 13))  # fmt: skip


def hint(text: str) -> str:
    """What a header may say of a file that writes days in another way; empty where a text is no such day."""
    orders = [f"`dates: {order}`" for order in orders_of(text)]
    return f"; where the whole file writes days so, its header says {joined(orders, 'or')}" if orders else ""
