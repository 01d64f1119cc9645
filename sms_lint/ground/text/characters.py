"""Characters that do not belong in a controlled text, found on the raw text."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import name

from sms_lint.ground.hidden_characters import HIDDEN, is_spelling, parts_a_word
from sms_lint.ground.text.markdown import without_code


class Flaw(NamedTuple):
    """Something wrong with the form of a text: the rule it breaks, where (offsets), and what, in a sentence."""

    rule: str
    start: int
    end: int
    message: str
    related: tuple[tuple[int, int, str], ...] = ()


_HIDDEN = re.compile(f"[{HIDDEN}]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\w]*)")
# Greek and Cyrillic letters with a Latin twin (kΩ and Δt are honest), full-width and mathematical letters.
_LOOK_ALIKE = re.compile(
    "[\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03f2"
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430"
    "\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u0501\u04bb\u04cf"
    "\uff01-\uff5e\U0001d400-\U0001d7ff]"
)
_LATIN = re.compile("[A-Za-z]")
# A letter that no Latin one looks like: with it, a word is one of its own alphabet.
_OTHER = re.compile(r"[^\W\d_A-Za-z]")
_MOST = 50


def character_flaws(text: str, prose_from: int | None = None) -> Iterator[Flaw]:
    """Hidden and look-alike characters, and carriage returns; at most 50 of each, for the sake of binary files.

    Where the text ends in prose, `prose_from` says from where on: long words may be parted there by soft hyphens.
    """
    if not _plain(text):
        prose = text if prose_from is None or "\u00ad" not in text else without_code(text)
        begins = len(text) if prose_from is None else prose_from
        yield from _some(
            flaw for flaw in hidden_flaws(text) if flaw.start < begins or not parts_a_word(prose, flaw.start)
        )
    if "\r" in text:
        at = text.index("\r")
        yield Flaw(
            "line-ends", at, at + 1, "the file has carriage returns; lines must end only with a line feed"
        )
    if not text.isascii():
        yield from _some(_look_alikes(text))


def _plain(text: str) -> bool:
    """Whether a text has nothing but printable ASCII and ends of lines: true of most, and ten times faster to see."""
    return text.isascii() and text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()


def _some(flaws: Iterator[Flaw]) -> Iterator[Flaw]:
    for _, flaw in zip(range(_MOST), flaws, strict=False):
        yield flaw


def hidden_flaws(text: str) -> Iterator[Flaw]:
    """Characters that nobody sees, those that stand together as one."""
    for match in _HIDDEN.finditer(text):
        if is_spelling(text, *match.span()):
            continue
        yield hidden_flaw(match.group(), *match.span())


def hidden_flaw(signs: str, start: int, end: int, said: str = "there is an invisible character here") -> Flaw:
    """The flaw that there are invisible characters, which are named."""
    named = ", ".join(
        f"U+{ord(code):04X} {name(code, 'control character').lower()}"
        for code in list(dict.fromkeys(signs))[:3]
    )
    return Flaw("hidden-character", start, end, f"{said}: {named}")


def _look_alikes(text: str) -> Iterator[Flaw]:
    for match in _WORD.finditer(text):
        word = match.group()
        odd = None if word.isascii() or not _LATIN.search(word) else _look_alike(word)
        if odd is not None:
            code = word[odd]
            yield Flaw(
                "look-alike-character",
                match.start() + odd,
                match.start() + odd + 1,
                f"`{word}` mixes alphabets: {code} is U+{ord(code):04X} {name(code, 'unnamed').lower()}, "
                "which only looks like a Latin letter",
            )


def _look_alike(word: str) -> int | None:
    """Where the first letter of a word is that only looks Latin; a part between hyphens may be of another alphabet."""
    for part in re.finditer(r"[^-]+", word):
        odd = _LOOK_ALIKE.search(part.group())
        if odd and (_LATIN.search(part.group()) or not _OTHER.search(_LOOK_ALIKE.sub("", part.group()))):
            return part.start() + odd.start()
    return None
