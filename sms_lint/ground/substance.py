"""What a text amounts to: nothing, that nothing went wrong, how much, or only what another text says already.

The one place where texts are judged by their words. It knows nothing of kinds and fields. Case, white space and
punctuation never matter. Words are looked up in closed lists, never by how a sentence begins: "No DNS server answered"
begins like "No outage", and says something. The lists of each language are a file in `words/`; what says nothing in
one of the languages says nothing. Numbers in words are known in English only.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from unicodedata import category

from sms_lint.ground.language_words import WordSequence, as_spaced, first_word, languages, words
from sms_lint.ground.sentences import without_ids
from sms_lint.ground.time_units import UNIT_WORDS

# Words that stand for something still to be written. The rule on filler text looks for them within texts, too.
PLACEHOLDERS = ("TBD", "TBC", "TODO", "FIXME")
TO_BE = ("defined", "determined", "confirmed", "decided", "completed", "written", "added", "filled in")

_FIGURE = re.compile(r"(?:(?<![\w.)\]-])[-−])?(?<![\w.])\d[\d,]*(?:\.\d+)?")
_TELLING = 4
_FEWEST = 3
_SHARE = 0.8
_UNITS = "%‰°"

_STILL_TO_COME: frozenset[WordSequence] = frozenset(
    map(words, ("", *PLACEHOLDERS, *(f"to be {done}" for done in TO_BE), *(f"not {done}" for done in TO_BE)))
)


def says_nothing(text: str) -> bool:
    """Whether a whole text says nothing: empty, a dash, `n/a`, `none`, `ok`, `unknown`, `as above`, `to be confirmed`.

    A sign that is a unit, such as %, says something.
    """
    if text.isascii() and (first := first_word(text)) and first not in _first_words() and set(first) != {"x"}:
        return False  # most texts end here: there may be a hundred thousand of them
    return _says_nothing(text)


@cache
def _first_words() -> frozenset[str]:
    """The words with which a text can begin that says nothing."""
    lists = (phrases for language in languages() for phrases in (language.none, language.unsaid))
    return frozenset(phrase[0] for phrases in (_STILL_TO_COME, *lists) for phrase in phrases if phrase)


@lru_cache(maxsize=8192)
def _says_nothing(text: str) -> bool:
    said = words(text)
    if not said:
        return not any(sign in _UNITS or category(sign) == "Sc" for sign in text)
    if said in _STILL_TO_COME or all(set(word) == {"x"} for word in said):
        return True
    return any(said in language.none or said in language.unsaid for language in languages())


def says_none(text: str) -> bool:
    """Whether a whole text says that there is none, which is an answer where a field asks for what there may not be."""
    said = words(text)
    return any(said in language.none for language in languages())


def denies_deviation(text: str) -> bool:
    """Whether a text says that nothing went wrong, and nothing else: `No unplanned outage in this quarter`."""
    said = tuple(word for word in words(text) if not word.isdigit())
    return not says_nothing(text) and any(language.denies(said) for language in languages())


def refuses(text: str) -> bool:
    """Whether a text that tells how something came out says that it did not: `no`, `not met`, `no, two failed`."""
    return words(text)[:1] in (("no",), ("not",)) and not denies_deviation(text)


NUMBER_WORDS: Mapping[str, int] = {
    "no": 0, "none": 0, "nobody": 0, "nil": 0, "zero": 0, "one": 1, "once": 1, "single": 1, "two": 2, "twice": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
# Shares in words. A quarter or a third alone may be a time of the year or a party.
_SHARE_WORDS = re.compile(
    r"(?<!first )(?<!second )(?<!other )\bhalf (?:of|the|as|an?)\b"
    r"|\b(?:a|one|two|three) (?:third|quarter)s? (?:of|fewer|less|more|as)\b"
    r"|\bby (?:half|a third|a quarter)\b(?! part)|\b(?:halved?|doubled?|tripled?)\b"
)
# Words for numbers that count nothing here: "no longer", "one of the best", "once the desk has moved".
_COUNTS_NOTHING = re.compile(
    r"\bno (?:longer|later|sooner|earlier|more|less|fewer|better|worse|doubt|matter|one)\b"
    r"|\bone (?:of|another|by one)\b|\b(?:no|in|as|at|for|each|this|that|every|the) one\b"
    r"|\bsingle (?:sign|point|source)\b|\bonce (?!an?\b|per\b|every\b|each\b|in\b)"
)
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?:may|mar(?:ch)?)(?= \d{4}))"  # verbs, unless a year follows
)
# Days, months, quarters and years say when, not how much.
_WHEN = re.compile(
    rf"\b\d{{4}}-(?:\d{{2}}(?:-\d{{2}})?|q[1-4])\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\bq[1-4]\b"
    rf"|\b(?:\d{{1,2}}\.? )?{_MONTH}(?: \d{{1,2}},?)?(?: \d{{4}})?\b"
    r"|\b(?:in|by|of|since|until|till|from|before|after|during|end|and|for) (?:the year )?(?:19|20)\d{2}\b(?!-| ?%)"
)


def figures_in(text: str) -> tuple[Decimal, ...]:
    """The figures in a text, with commas between thousands: 99.5, 2,473,550, -3. Ids hold none."""
    found = _FIGURE.findall(without_ids(text))
    return tuple(Decimal(figure.replace(",", "").replace("−", "-")) for figure in found)


def numbers_in(text: str) -> frozenset[Decimal]:
    """The numbers that a text names, as figures or in words: `two in three` names 2 and 3."""
    return frozenset(
        (*figures_in(text), *(Decimal(NUMBER_WORDS[word]) for word in words(text) if word in NUMBER_WORDS))
    )


def is_measurable(text: str) -> bool:
    """Whether a text says how much: a number that is no date, or a share in words.

    That it is about all or every one of something does not say how much: `all` is in most promises that nobody can
    measure, and where a whole is meant, 100 % says so.
    """
    plain = _WHEN.sub(" ", " ".join(without_ids(text).casefold().split()))
    said = " ".join(words(plain))
    return bool(numbers_in(_COUNTS_NOTHING.sub(" ", said)) or figures_in(plain) or _SHARE_WORDS.search(said))


@cache
def _length() -> re.Pattern[str]:
    """A length of time in any language: a number and a unit, or a word such as `until`."""
    known = languages()
    numbers = "|".join((*NUMBER_WORDS, *(re.escape(word) for language in known for word in language.numbers)))
    lasting = [phrase for language in known for phrase in language.lasting]
    spaced = "|".join(re.escape(phrase.casefold()) for phrase in lasting if as_spaced(phrase) == phrase)
    unspaced = "|".join(re.escape(phrase) for phrase in lasting if as_spaced(phrase) != phrase)
    return re.compile(
        rf"\b(?:\d+|an?|{numbers})[ -]?{UNIT_WORDS.casefold()}"
        rf"|\b(?:until|permanent|permanently|indefinitely|for ever|{spaced})\b|{unspaced}"
    )


def says_how_long(text: str) -> bool:
    """Whether a text names a length of time, or what it lasts until."""
    return _length().search(" ".join(text.casefold().split())) is not None


def says_the_same(text: str, earlier: str) -> bool:
    """Whether two texts consist of the same words."""
    return words(text) == words(earlier)


def telling_words(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning: the longer ones."""
    return frozenset(word for word in words(text) if len(word) >= _TELLING)


def only_repeats(text: str, earlier: str) -> bool:
    """Whether a text says little more than an earlier one: four in five of its significant words are there."""
    said, known = telling_words(text), telling_words(earlier)
    if len(said) < _FEWEST:
        return bool(said) and said <= known
    return len(said & known) >= _SHARE * len(said)
