"""Lengths of time as sentences state them: "within five working days", "yearly", "binnen 30 Tagen"."""

import re
from functools import cache

from sms_lint.ground.durations import Duration, read_duration
from sms_lint.ground.language_words import languages
from sms_lint.ground.substance import NUMBER_WORDS
from sms_lint.ground.time_units import UNIT_WORDS


def stated_length(text: str) -> Duration | None:
    """The first length of time that a text states; None where it states none.

    Numbers in words are known in English only, words such as "yearly" in each language that has them.
    """
    plain = " ".join(text.casefold().split())
    found = _length().search(plain)
    rhythm = _rhythm().search(plain)
    if rhythm and (found is None or rhythm.start() < found.start()):
        return read_duration(_rhythms()[rhythm[0]])
    if found is None:
        return None
    number = NUMBER_WORDS.get(found["number"]) if found["number"].isalpha() else int(found["number"])
    return read_duration(f"{number} {_written(found['unit'])}") if number else None


@cache
def _length() -> re.Pattern[str]:
    numbers = "|".join(sorted(NUMBER_WORDS, key=lambda word: -len(word)))
    return re.compile(rf"(?<![\w.,])(?P<number>\d{{1,4}}|{numbers})[ -](?P<unit>{UNIT_WORDS.casefold()})")


@cache
def _rhythms() -> dict[str, str]:
    return {word: length for language in languages() for word, length in language.rhythms.items()}


@cache
def _rhythm() -> re.Pattern[str]:
    words = sorted(_rhythms(), key=lambda word: -len(word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def _written(unit: str) -> str:
    """A unit as its list has it: German ones begin with a capital letter."""
    return next((name for name in (unit, unit.title(), unit.capitalize()) if _is_known(name)), unit)


def _is_known(unit: str) -> bool:
    try:
        read_duration(f"1 {unit}")
    except (ValueError, KeyError):
        return False
    return True
