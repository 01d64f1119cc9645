"""Words of a text, and digests of groups of them: whether two texts say the same without holding one of them."""

import re
from collections.abc import Sequence
from hashlib import sha256
from unicodedata import normalize

from sms_lint.ground.language_words import UNSPACED

_WORD = re.compile(r"[^\W_]+")
_PAIR = re.compile(f"{UNSPACED}{{1,2}}|(?:(?!{UNSPACED})[^\\W_])+")
# What stands before an item of a list is no word of its sentence, and each writer sets another one.
_MARKER = re.compile(
    r"^[ \t]*(?:[-*+•–—]|\(?(?:\d+(?:\.\d+)+[.)]?|(?:\d{1,3}|[A-Za-z]|[ivx]{2,4})[.)]))(?=[ \t])", re.M
)


def without_markers(text: str) -> str:
    """The text with spaces for the marks of its lists, such as `a)`: every place stays what it was."""
    return _MARKER.sub(lambda found: " " * len(found.group()), text)


def grouped_words(text: str) -> list[str]:
    """The words of a text in small letters; of scripts without spaces every two letters are a word."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return list(map(_folded, _PAIR.findall(text)))


def word_places(text: str) -> list[tuple[int, int]]:
    """Where each of these words begins and ends."""
    return [found.span() for found in (_WORD if text.isascii() else _PAIR).finditer(text)]


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else normalize("NFKC", word).casefold()


def digest(words: Sequence[str], digits: int) -> str:
    """The first hexadecimal digits of the SHA-256 of words with a space between them."""
    return sha256(" ".join(words).encode()).hexdigest()[:digits]
