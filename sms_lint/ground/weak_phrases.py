"""Phrases that leave open whether, when or how well something is done, where a sentence asks for it.

The phrases of each language are in its file of words. What else such a word may mean is told by the grammar around it,
in English only: other languages have no word that is as ambiguous as `should`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import NamedTuple

from sms_lint.ground.language_words import as_spaced, languages
from sms_lint.ground.text.markdown import blanked

# A sentence, or an item of a list. Its lines go on until an empty one, or one that begins another part.
_SENTENCE = re.compile(
    r"[^.!?;\n]+(?:(?:\n(?![ \t]*(?:[-*+]|\d+[.)])[ \t]|[ \t]*\n|[|#>])|(?<=etc)\.|(?<=e\.g)\.|\.(?=\S))[^.!?;\n]*)*"
)
# A heading, and what a link is called, promise nothing themselves; nor does a word in quotes.
_NOT_SAID = re.compile(
    r"^#[^\n]*|\[[^\[\]\n]*\](?=\()|\]\([^()\s]*|<[^<>\n]*>|[“\"'*_`](?:should|etc\.?)[”\"'*_`]", re.M
)
# `Should it fail, …` is a condition; what `should show` is what a step leads to; `how it should be done` says nothing.
_CONDITION = re.compile(
    r"\bshould\s+(?:the|an?|any|this|that|these|those|it|you|we|there|no|one|they|he|she|your|our|its)\b"
    r"|(?:\b(?:as|than)\s+)(?:\w+\s+)?should\s*(?=[,.;:)]|\Z)",
    re.I,
)
_BEGINS = re.compile(r"[\s\W\d]*Should\b")
_LEADS_TO = (
    "see", "look", "appear", "be able to", "return", "show", "display", "get", "have been", "have access",
    "have received", "have (?:an?|all|enough|the)", "affect", "impact", "cause", "break", "matter", "work",
    "receive", "result", "pass", "fail", "redirect", "become", "land", "prompt", "respond", "take", "find", "start",
    "come", "match", "open", "end in", "end up", "automatically", "now", "disappear", "exist", "be visible",
    "be displayed", "be shown", "be listed", "be returned", "be redirected", "be prompted", "be up", "be fine",
    "be enough", "be empty", "be green", "be available", "be able", "be taken to", "be in the", "be in your",
    "be connected", "be logged", "be running",
)  # fmt: skip
_EXPECTED = re.compile(
    rf"should (?:(?:now|then|also|still|already|just|only|not|\w+ly) ){{0,2}}(?:{'|'.join(_LEADS_TO)})\b",
    re.I,
)
_BY_ITSELF = re.compile(r"\bautomatically\b|\bshould\s+be(?:\s+in)?\W*\Z")
_ASKED = re.compile(
    r"\b(?:how|what|why|whether|which|where"
    r"|(?:check|control|deci|defin|determin|describ|know|say|specif|tell|understand)\w* (?:if|when))\b"
    r"[^,.;:]{0,60}\bshould\Z",
    re.I,
)
# What a thing should do is expected of it; what should be done, or not be, is asked of somebody.
_PASSIVE_OR_NOT = re.compile(
    r"should\s+(?:(?:also|always|only|then|still|first|\w+ly)\s+)*(?:not|never|be(?!\s+[`“\"]))\b", re.I
)
_ADVERB = re.compile(r"\b(?:also|always|only|then|still|therefore|all|both|each|\w+ly)\s*\Z", re.I)
_LAST_WORD = re.compile(r"([^\W\d_]+)\W*\Z")
# The phrase says by whom, or means something else.
_OTHERWISE = re.compile(
    r"(?:required|necessary|needed|appropriate) (?:by|under|in (?:the )?law)\b|regularly[- ]scheduled"
    r"|frequently asked|as often as (?!necessary|possible)|the appropriate|quickly as (?!possible)"
    r"|generally (?:available|accepted|known)|timely warning",
    re.I,
)
_BOUND = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|ten|twelve|an?)[ -](?:\w+ )?"
    r"(?:minute|hour|day|week|month|quarter|year)s?\b"
    r"|\b(?:hourly|daily|weekly|monthly|quarterly|annual(?:ly)?|yearly|twice|once an?|every|each)\b",
    re.I,
)
# What may be, is no duty: `you may need to do so from time to time`, `more regularly than before`.
_MERELY = re.compile(r"\b(?:may|might|can|could|would|if|more|less|that|which)\b[^.;:]*\Z", re.I)
_ONLY_POSSIBLE = re.compile(r"\b(?:may|might|can|could|would)\b[^.;:]*\Z", re.I)
_HEDGES = (
    "normally", "usually", "generally", "typically", "mostly", "ideally", "preferably", "quickly", "shortly",
    "speedily", "occasionally", "frequently",
)  # fmt: skip
_POSSIBLE = ("might", "could")
_TIMES = ("say by when", "say how often")
_EXAMPLES = re.compile(r"\b(?:e\.g\.|such as|like|including|for example|for instance|i\.e\.)", re.I)
_NEAR = 80
_BEFORE_ACTED = 40
_BEHIND = 25
_BESIDE = 24


class WeakPhrase(NamedTuple):
    """A phrase that leaves something open: its place, its words, and what to do instead."""

    start: int
    end: int
    words: str
    better: str


def weak_phrases(text: str) -> Iterator[WeakPhrase]:
    """The phrases of a text that leave open what is done, in the order of the text."""
    said = blanked(_NOT_SAID, text)
    small = said.lower()
    if len(small) != len(said):  # a letter that is two in small
        small = said
    found = list(_pattern().finditer(small))
    sentences = [match.span() for match in _SENTENCE.finditer(said)] if found else []
    for match in found:
        start, end = sentences[bisect_right(sentences, (match.start(), len(said))) - 1]
        sentence, at = said[start:end], (match.start() - start, match.end() - start)
        phrase = " ".join(match.group().lower().split())
        if phrase == "should" and said[end : end + 1] == "?":
            continue
        if _leaves_open(sentence, at, phrase):
            words = " ".join(said[match.start() : match.end()].split())
            yield WeakPhrase(*match.span(), words, _advice()[phrase])


def _leaves_open(sentence: str, at: tuple[int, int], phrase: str) -> bool:
    """Whether a weak phrase, of which `at` is the place, leaves open what its sentence asks for."""
    start, end = at
    better = _advice()[phrase]
    around = sentence[max(0, start - _BEFORE_ACTED) : end + _BEFORE_ACTED]
    if _OTHERWISE.search(around) or (better in _TIMES and _BOUND.search(sentence)):
        return False
    if sentence[:start].rstrip().endswith("|") and sentence[end:].lstrip().startswith("|"):
        return False  # a whole cell of a table answers what its column asks
    if phrase != "should" and _ONLY_POSSIBLE.search(sentence[max(0, start - _BEFORE_ACTED) : start]):
        return False
    if phrase == "should":
        return _is_asked_of_somebody(sentence, start) and not _is_no_demand(sentence, start, end)
    if phrase == "etc." and _EXAMPLES.search(sentence):
        return False
    return phrase not in _only_in_a_duty() or _is_a_duty(sentence, start, phrase)


def _is_asked_of_somebody(sentence: str, start: int) -> bool:
    """Whether `should` is said of people, or of what is done or must not be."""
    if _PASSIVE_OR_NOT.match(sentence, start):
        return True
    before = _ADVERB.sub("", sentence[:start])
    last = _LAST_WORD.search(before)
    return last is None or last[1].casefold() in _actors() or before.rstrip().endswith(("and", "or"))


def _is_no_demand(sentence: str, start: int, end: int) -> bool:
    """Whether `should` is a condition, what a step leads to, or a part of an indirect question."""
    if _BEGINS.match(sentence) or _EXPECTED.match(sentence, start) or _BY_ITSELF.search(sentence, start):
        return True
    before = sentence[max(0, start - _NEAR) : end]
    around = sentence[max(0, start - _BEFORE_ACTED) : end + _BEFORE_ACTED]
    at = start - max(0, start - _BEFORE_ACTED)
    conditions = any(found.start() <= at < found.end() for found in _CONDITION.finditer(around))
    return conditions or before.casefold().endswith("who should") or _ASKED.search(before) is not None


def _is_a_duty(sentence: str, start: int, phrase: str) -> bool:
    """Whether a sentence says what somebody has to do."""
    before = sentence[:start].casefold().split()
    if _MERELY.search(sentence[max(0, start - _BEFORE_ACTED) : start]):
        return False
    acted = not _roles().isdisjoint(before[-2:])
    if phrase in _POSSIBLE:
        return not _roles().isdisjoint(before[-1:])
    if phrase.endswith(" to"):
        return acted or before[-1:] in (["must"], ["shall"])
    if phrase in _HEDGES:
        beside = sentence[max(0, start - _BESIDE) : start + len(phrase) + _BEHIND]
        return acted or _duty().search(beside) is not None
    around = sentence[max(0, start - _BEFORE_ACTED) : start + len(phrase) + _BEHIND]
    future = " will " in around and not _roles().isdisjoint(before)
    return acted or future or _duty().search(around) is not None


@cache
def _roles() -> frozenset[str]:
    return frozenset().union(*(language.roles for language in languages()))


@cache
def _actors() -> frozenset[str]:
    return frozenset().union(*(language.actors for language in languages()))


@cache
def _advice() -> Mapping[str, str]:
    """The phrases of all languages, in small letters, and what to do instead."""
    return {
        phrase: better
        for language in languages()
        for phrases in (language.weak_in_a_duty, language.weak)
        for phrase, better in phrases.items()
    }


@cache
def _only_in_a_duty() -> frozenset[str]:
    always = {phrase for language in languages() for phrase in language.weak}
    return frozenset(_advice().keys() - always)


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(filter(_is_spaced, _advice()), key=lambda phrase: (phrase[0], -len(phrase)))
    # Looking back behind the first letter, not before it, lets the search leap from one such letter to the next.
    forms = []
    for first, group in groupby(phrases, key=lambda phrase: phrase[0]):
        rests = (re.escape(phrase[1:]).replace(r"\ ", r"\s+") for phrase in group)
        forms.append(rf"{first}(?<![\w/]{first})(?:{'|'.join(rests)})")
    unspaced = "|".join(re.escape(phrase) for phrase in _advice() if not _is_spaced(phrase))
    return re.compile(rf"(?:{'|'.join(forms)})(?![\w/])|{unspaced or '(?!)'}")


def _is_spaced(phrase: str) -> bool:
    """Whether its script has spaces: the words of others have no ends."""
    return as_spaced(phrase) == phrase


@cache
def _duty() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for language in languages() for phrase in language.duty)
    deeds = "|".join(deed for language in languages() for deed in language.deeds)
    return re.compile(rf"\b(?:{phrases}|(?:is|are|be) (?:\w+ly )?(?:{deeds}))\b", re.I)
