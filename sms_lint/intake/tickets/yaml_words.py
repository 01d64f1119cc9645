"""Texts of others in a YAML text of ours."""

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]\w*(?: \w+)*")
_OTHER_MEANING = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})


def quoted(text: str) -> str:
    """A text in double quotes, on one line; what cannot be seen is written as its number."""
    return f'"{"".join(map(_mark, text))}"'


def _mark(mark: str) -> str:
    if mark in '"\\':
        return f"\\{mark}"
    return mark if mark.isprintable() else f"\\U{ord(mark):08X}"


def comment(text: str) -> str:
    """A text that may stand in a comment: on one line, without what cannot be seen."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def word(text: str) -> str:
    """A text as it is where every reader of YAML takes it for a text, else in quotes."""
    return text if _PLAIN.fullmatch(text) and text.casefold() not in _OTHER_MEANING else quoted(text)


def words(texts: Iterable[str]) -> str:
    """Texts as a list on one line."""
    return f"[{', '.join(map(word, texts))}]"
