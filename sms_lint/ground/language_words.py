"""The words of a text, and the lists of words of each language: one file of data for each, in `words/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from unicodedata import normalize

from sms_lint.ground.text import read_yaml

_WORD = re.compile(r"[^\W_]+")

WordSequence = tuple[str, ...]


def words(text: str) -> WordSequence:
    """The words of a text, in small letters; letters of full width count as the common ones."""
    if text.isascii():  # the same, without a look at each word
        return tuple(_WORD.findall(text.lower()))
    return tuple(word.casefold() for word in _WORD.findall(normalize("NFKC", text)))


def first_word(text: str) -> str:
    """The first word of a text of plain letters, in small letters; empty where it has none."""
    found = _WORD.search(text)
    return found[0].lower() if found else ""


# Scripts that are written without spaces: Chinese and Japanese, Thai, Lao, Burmese, Khmer.
UNSPACED = (
    r"[\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    r"\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff\U00020000-\U0003ffff]"
)
_UNSPACED = re.compile(f"({UNSPACED}{{2}})")


def as_spaced(text: str) -> str:
    """The text with a space behind every second letter of scripts without spaces, to count its words.

    About two letters of them say what an English word does.
    """
    return text if text.isascii() else _UNSPACED.sub(r"\1 ", text)


@dataclass(frozen=True)
class LanguageWords:
    """The words of one language: whole texts that say nothing, and the words of a text that denies a deviation.

    `none` are the texts that say that there is none, `unsaid` those that leave it open or say no more than a nod.
    A text denies a deviation where its first word that is not `leading` is `negating`, one of its words is among
    `went_wrong`, and all of the others are in these lists or in `around`. `denials` are whole texts that do.

    `weak` are phrases that leave open whether, when or how well something is done, with what to do instead;
    `weak_in_a_duty` are those that do so only where a sentence says what somebody has to do: it holds one of the
    phrases of `duty`, or one of the `deeds`, or one of the `roles` stands right before the phrase. `actors` are all the
    words for people.

    `nods` are whole texts that say that something is over or in order and not what it was. A text only blames somebody
    where all of its words are among `blaming`, and only reminds somebody where all are among `reminding`; `to_come` are
    phrases near whose beginning a text tells what is still to come.

    `rhythms` are words for how often something is done, each with the length of time that they stand for.

    `to_be` are phrases that stand for something still to be written; `lasting` words that say how long without a length
    of time, such as `until`; `numbers` the words for numbers before a unit of time.

    `action_heads`, `owner_heads`, `due_heads` and `state_heads` are headings of a table of actions, and `done` are the
    words that say in one of its cells that an action needs nothing more.
    """

    name: str
    none: frozenset[WordSequence]
    unsaid: frozenset[WordSequence]
    leading: frozenset[str] = frozenset()
    negating: frozenset[str] = frozenset()
    went_wrong: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    denials: frozenset[WordSequence] = frozenset()
    weak: Mapping[str, str] = field(default_factory=dict)
    weak_in_a_duty: Mapping[str, str] = field(default_factory=dict)
    duty: tuple[str, ...] = ()
    deeds: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    rhythms: Mapping[str, str] = field(default_factory=dict)
    to_be: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    nods: frozenset[WordSequence] = frozenset()
    blaming: frozenset[str] = frozenset()
    reminding: frozenset[str] = frozenset()
    to_come: frozenset[WordSequence] = frozenset()
    action_heads: frozenset[WordSequence] = frozenset()
    owner_heads: frozenset[WordSequence] = frozenset()
    due_heads: frozenset[WordSequence] = frozenset()
    state_heads: frozenset[WordSequence] = frozenset()
    done: frozenset[WordSequence] = frozenset()

    def denies(self, said: WordSequence) -> bool:
        """Whether words say in this language that nothing went wrong, and nothing else."""
        if said in self.denials:
            return True
        first = next((word for word in said if word not in self.leading), "")
        if first not in self.negating or self.went_wrong.isdisjoint(said):
            return False
        return (self.leading | self.negating | self.went_wrong | self.around).issuperset(said)


@cache
def languages() -> tuple[LanguageWords, ...]:
    """Every language of which there is a file of words, by the name of the file."""
    folder = files("sms_lint").joinpath("ground", "words")
    paths = sorted(
        (path for path in folder.iterdir() if path.name.endswith(".yml")), key=lambda path: path.name
    )
    return tuple(_language(read_yaml(path.read_text("utf-8")).values) for path in paths)


_TEXTS = (
    "none", "unsaid", "denials", "nods", "to_come", "action_heads", "owner_heads", "due_heads", "state_heads", "done",
)  # fmt: skip
_WORDS = ("leading", "negating", "went_wrong", "around", "deeds", "actors", "roles", "blaming", "reminding")
_ADVICE = ("weak", "weak_in_a_duty", "rhythms")
_PHRASES = ("to_be", "lasting", "numbers", "duty")
_KEYS = {"language", *_TEXTS, *_WORDS, *_ADVICE, *_PHRASES}


def _language(values: Any) -> LanguageWords:
    if not isinstance(values, Mapping) or (unknown := values.keys() - _KEYS):
        raise ValueError(f"a file of words holds lists of words, not {values if values is None else unknown}")
    whole: dict[str, Any] = {name: frozenset(map(words, values.get(name, ()))) for name in _TEXTS}
    single: dict[str, Any] = {name: frozenset(words(" ".join(values.get(name, ())))) for name in _WORDS}
    weak, in_a_duty, rhythms = (
        {str(phrase).casefold(): str(better) for phrase, better in values.get(name, {}).items()}
        for name in _ADVICE
    )
    phrases: dict[str, Any] = {name: tuple(map(str, values.get(name, ()))) for name in _PHRASES}
    return LanguageWords(
        str(values["language"]),
        **whole,
        weak=weak,
        weak_in_a_duty=in_a_duty,
        rhythms=rhythms,
        **phrases,
        **single,
    )
