"""Characters that do not belong in a controlled text, found on the raw text."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import name, normalize

from sms_lint.ground.hidden_characters import HIDDEN, is_spelling, parts_a_word
from sms_lint.ground.text.markdown import without_code


class Repair(NamedTuple):
    """What puts a flaw right: a new text between two offsets, and what that is, as a request.

    It is safe where the text says the same afterwards to whoever reads it; `same_values`, to every program as well.
    """

    title: str
    start: int
    end: int
    text: str
    safe: bool = True
    same_values: bool = False


class Flaw(NamedTuple):
    """Something wrong with the form of a text: the rule it breaks, where (offsets), and what, in a sentence.

    `related` are other places that explain it; `repair` puts it right, where that needs no person.
    """

    rule: str
    start: int
    end: int
    message: str
    related: tuple[tuple[int, int, str], ...] = ()
    repair: Repair | None = None


_HIDDEN = re.compile(f"[{HIDDEN}]+")
DELETE_HIDDEN = "delete the invisible character"
# They turn the direction of writing: without them people see another text than before.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PARTING = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_WORD = re.compile(r"[^\W\d_]+(?:[-\w]*)")
# Greek and Cyrillic letters with a Latin twin (kΩ and Δt are honest), full-width and mathematical letters.
_LOOK_ALIKE = re.compile(
    "[\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03f2"
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430"
    "\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u0501\u04bb\u04cf"
    "\uff01-\uff5e\U0001d400-\U0001d7ff]"
)
_LATIN = re.compile("[A-Za-z]")
_TWINS = str.maketrans(
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03f2"
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430"
    "\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u0501\u04bb\u04cf",
    "ABEZHIKMNOPTYXovcABESIJKMHOPCTYXaesijopcyxdhl",
)
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
        yield _line_ends(text)
    if not text.isascii():
        yield from _some(_look_alikes(text))


def _line_ends(text: str) -> Flaw:
    start, end = text.index("\r"), text.rindex("\r") + 1
    end += text[end : end + 1] == "\n"
    written = text[start:end].replace("\r\n", "\n").replace("\r", "\n")
    repair = Repair("end every line with a line feed alone", start, end, written, same_values=True)
    said = "the file has carriage returns; lines must end only with a line feed"
    return Flaw("line-ends", start, start + 1, said, repair=repair)


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
        signs, (start, end) = match.group(), match.span()
        apart = _ends_line(text, start, end)
        repair = Repair(DELETE_HIDDEN, start, end, apart, safe=_TURNING.search(signs) is None)
        yield hidden_flaw(signs, start, end)._replace(repair=repair)


def _ends_line(text: str, start: int, end: int) -> str:
    """What takes the place of invisible characters: a space where they part two words as a line end does."""
    around = text[start - 1 : start], text[end : end + 1]
    parts = _PARTING.search(text, start, end) and all(sign and not sign.isspace() for sign in around)
    return " " if parts else ""


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
                repair=_latin(code, match.start() + odd),
            )


def _latin(code: str, at: int) -> Repair | None:
    """The Latin letter that a letter looks like, in its place."""
    twin = normalize("NFKC", code).translate(_TWINS)
    return Repair(f"write the Latin letter {twin}", at, at + 1, twin, safe=False) if twin.isascii() else None


def _look_alike(word: str) -> int | None:
    """Where the first letter of a word is that only looks Latin; a part between hyphens may be of another alphabet."""
    for part in re.finditer(r"[^-]+", word):
        odd = _LOOK_ALIKE.search(part.group())
        if odd and (_LATIN.search(part.group()) or not _OTHER.search(_LOOK_ALIKE.sub("", part.group()))):
            return part.start() + odd.start()
    return None
