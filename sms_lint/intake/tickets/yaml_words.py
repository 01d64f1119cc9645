"""Texts of others in a YAML text of ours."""

import json
import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]\w*(?: \w+)*")
_OTHER_MEANING = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})


def quoted(text: str) -> str:
    """A text in double quotes: JSON's are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def word(text: str) -> str:
    """A text as it is where every reader of YAML takes it for a text, else in quotes."""
    return text if _PLAIN.fullmatch(text) and text.casefold() not in _OTHER_MEANING else quoted(text)


def words(texts: Iterable[str]) -> str:
    """Texts as a list on one line."""
    return f"[{', '.join(map(word, texts))}]"
