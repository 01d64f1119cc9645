"""Plain letters out of any script, for ids and names of files: readable, and the same each time.

Umlauts are spelled out as their readers do (`für` is `fuer`); other letters are written in Latin ones by `anyascii`.
Chinese characters have no one reading (the same sign is read otherwise in Japan), so nothing is made of them.
"""

import re
from collections.abc import Iterable
from unicodedata import normalize

_UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "ß": "ss",
        "ẞ": "SS",
        "ø": "oe",
        "Ø": "Oe",
    }
)
_IDEOGRAPH = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_WORD = re.compile(r"[A-Za-z0-9]+")
_MOST_WORDS = 3
_LONGEST_ID = 60
# Words that join others: an id does not end with one.
_JOINING = frozenset({
    "a", "and", "as", "at", "by", "da", "das", "de", "del", "dem", "den", "der", "des", "di", "die", "do", "du", "e",
    "ein", "eine", "el", "en", "et", "for", "from", "fuer", "im", "in", "into", "la", "le", "les", "mit", "of", "on",
    "or", "os", "ou", "para", "per", "por", "pour", "sur", "the", "to", "u", "ueber", "und", "von", "with", "y", "zum",
})  # fmt: skip


def plain_words(text: str) -> list[str]:
    """The words of a text in plain letters and digits; none for those that are written in Chinese characters."""
    composed = _APOSTROPHE.sub("", normalize("NFKC", text)).translate(_UMLAUTS)
    return _WORD.findall(composed if composed.isascii() else _in_latin_letters(composed))


def _in_latin_letters(text: str) -> str:
    from anyascii import anyascii

    return anyascii(_IDEOGRAPH.sub(" ", text))


def named_id(prefix: str, title: str, taken: Iterable[str]) -> str:
    """An id of a prefix and the first words of a title that nothing else has; empty where the title has none."""
    found = [word.upper() for word in plain_words(title)][:_MOST_WORDS]
    while len(found) > 1 and found[-1].lower() in _JOINING:
        found.pop()
    if not found:
        return ""
    known = frozenset(taken)
    wanted = "-".join([prefix, *found])[:_LONGEST_ID].rstrip("-")
    return wanted if wanted not in known else numbered_id(wanted, known)


def numbered_id(stem: str, taken: Iterable[str]) -> str:
    """The stem with the first number from 2 on that nothing has."""
    known = frozenset(taken)
    return next(
        numbered for number in range(2, len(known) + 3) if (numbered := f"{stem}-{number}") not in known
    )


def file_name(title: str) -> str:
    """A title in small plain letters with dashes; empty where it has none."""
    return "-".join(word.lower() for word in plain_words(title))[:60].strip("-")
