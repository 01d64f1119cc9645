"""Sentences: names and spans of time in them, and the ids that a text names."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

# Looking back behind the first letter, not before it, lets the search leap from capital to capital.
_ID = re.compile(r"[A-Z](?<![A-Za-z0-9-][A-Z])[A-Z0-9]*(?:-[A-Z0-9]+)+")


def ids_in(text: str) -> frozenset[str]:
    """Everything in a text that has the form of an id."""
    return frozenset(_ID.findall(text))


def without_ids(text: str) -> str:
    """The text without the ids in it, each of which leaves a space."""
    return _ID.sub(" ", text)


def repeated_id(identifier: str, other: str, user: str) -> str:
    """What is wrong with an id that is used again: `other` is how its first user, described by `user`, writes it."""
    if identifier == other:
        return f"the id `{identifier}` is used already, by {user}"
    return f"the id `{identifier}` differs only in capital letters from `{other}`, {user}"


def ago(day: date, today: date) -> str:
    """How long ago a day was: `1 day ago`, `12 days ago`."""
    return f"{days(day, today)} ago"


def days(first: date, last: date) -> str:
    """How far two days are apart: `1 day`, `12 days`."""
    number = (last - first).days
    return "1 day" if number == 1 else f"{number} days"


def plural(number: int, noun: str, many: str = "") -> str:
    """How many there are of something: `1 text`, `2,000 texts`; `many` is its plural where that is no plain `s`."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def plain_number(number: Decimal) -> str:
    """A number without an exponent and without zeros that say nothing: `95`, `0.5`, `0`."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def listed(names: Iterable[str], shown: int = 5) -> str:
    """Names in a sentence, the first few of them: `a, b and c`, or `a, b and 39 more`."""
    every: Sequence[str] = tuple(names)
    if len(every) > shown:
        return f"{', '.join(every[:shown])} and {len(every) - shown} more"
    return joined(every)


def joined(parts: Sequence[str], word: str = "and") -> str:
    """All the parts in a sentence: `a, b and c`."""
    return f" {word} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def alternatives(names: Iterable[str]) -> str:
    """Values of which one will do: `a`, `b` or `c`, each as code."""
    return joined([f"`{name}`" for name in names], "or")
