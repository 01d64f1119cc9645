"""Texts that are filled in and still leave open what was asked: a nod, a blame, a reminder, a promise.

They are known by closed lists of words of each language, like what says nothing (`substance.py`), and never by their
length alone: "Disk replaced" says something.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

from sms_lint.ground.language_words import WordSequence, languages, words
from sms_lint.ground.sentences import ids_in
from sms_lint.ground.substance import says_none, says_nothing

Role = Literal["what", "result", "cause", "remedy"]
Hollow = Literal["", "nothing", "nod", "blame", "reminder", "promise"]
# A text of more letters says more than a nod: most texts end here.
_LONGEST = 90
# A text tells what is to come where it says so this near to its beginning.
_BEGINNING = 5


def hollow(text: str, role: Role, none_is_right: bool = False) -> Hollow:
    """In which way a text leaves open what was asked; empty where it says something.

    `role` is what was asked for: what something is, what came of it, why it happened, what was done so that it does not
    happen again. With `none_is_right`, that there is none is an answer.
    """
    if len(text) > _LONGEST or (none_is_right and says_none(text)):
        return ""
    return "nothing" if says_nothing(text) else _hollow(text, role)


@lru_cache(maxsize=8192)
def _hollow(text: str, role: Role) -> Hollow:
    said = words(text)
    if any(said in language.nods for language in languages()):
        return "nod"
    if role == "cause" and any(language.blaming.issuperset(said) for language in languages()):
        return "blame"
    if role == "remedy" and any(language.reminding.issuperset(said) for language in languages()):
        return "reminder"
    # One that names a record, such as the change that follows, says what came of it.
    return "promise" if role == "result" and _tells_what_is_to_come(said) and not ids_in(text) else ""


def _tells_what_is_to_come(said: WordSequence) -> bool:
    """Whether one of the phrases stands near the beginning."""
    by_first = _to_come()
    return any(
        said[start : start + len(phrase)] == phrase
        for start, word in enumerate(said[:_BEGINNING])
        for phrase in by_first.get(word, ())
    )


@cache
def _to_come() -> Mapping[str, Sequence[WordSequence]]:
    """The phrases of all languages that tell what is to come, by their first words."""
    found: dict[str, list[WordSequence]] = {}
    for phrase in sorted({phrase for language in languages() for phrase in language.to_come}):
        found.setdefault(phrase[0], []).append(phrase)
    return found
