"""Published texts as digests of their word groups: whether somebody copied from one, without holding it.

A list of the program holds every run of words of a text that anybody may read (`groups: all`). A list that somebody
makes from a licensed copy holds groups that share no word (`groups: apart`): where they overlap, whoever guesses one
finds the next by trying single words, and in the end the whole text. Ten words at once cannot be tried, and as a digest
is cut to nine digits, many wordings have it. What it does tell is that a wording somebody has already is in the text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sms_lint.ground.language_words import languages, words
from sms_lint.ground.word_groups import digest, grouped_words, without_markers, word_places

GROUP_WORDS = 10
_DIGITS = 9
_LEAST_DIGITS, _MOST_DIGITS = 8, 64
# A sentence says what is required behind its first word of duty; in a copy other words may stand before it.
_SUBJECT_WORDS = 8
_SENTENCE_END = re.compile(r"(?<=[.!?\u3002\uff01\uff1f])\s+|(?<=[\u3002\uff01\uff1f])|\n[ \t\r]*\n")
_HEAD = re.compile(r"(standard|words|groups): *(.*)")
_DIGEST = re.compile(f"[0-9a-f]{{{_LEAST_DIGITS},{_MOST_DIGITS}}}")


@dataclass(frozen=True)
class PublishedText:
    """The digests of a text, all of one length, each of a group of `words` words; `every` run of them, or some."""

    standard: str
    words: int
    every: bool
    digests: frozenset[str]

    @property
    def digits(self) -> int:
        """How many hexadecimal digits each digest has."""
        return len(next(iter(self.digests)))


class Copy(NamedTuple):
    """A stretch of a text that is in a published one: its offsets, how many words it has, and the standard."""

    start: int
    end: int
    words: int
    standard: str


def read_published(text: str) -> PublishedText:
    """The list that a file holds. Raises ValueError with what is wrong, and in which line."""
    head: dict[str, str] = {}
    digests: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        found = _HEAD.fullmatch(said)
        if found:
            head[found[1]] = found[2]
        elif _DIGEST.fullmatch(said):
            digests.add(said)
        elif said and not said.startswith("#"):
            raise ValueError(f"line {number} is no digest")
    missing = [name for name in ("standard", "words", "groups") if not head.get(name)]
    if missing:
        raise ValueError(f"it does not say `{missing[0]}:`")
    if not (head["words"].isascii() and head["words"].isdecimal() and 5 <= int(head["words"][:3]) <= 50):
        raise ValueError("`words` is a number from 5 to 50")
    if head["groups"] not in ("all", "apart"):
        raise ValueError("`groups` is `all` or `apart`")
    if len({len(each) for each in digests}) != 1:
        raise ValueError("it holds no digests" if not digests else "its digests are not all of one length")
    return PublishedText(head["standard"], int(head["words"]), head["groups"] == "all", frozenset(digests))


def written_published(text: PublishedText) -> str:
    """The file of a list: in the order of the digests, which tells nothing of that of the text."""
    head = (
        "# Digests of word groups of a published text, made by `sms-lint digest`; the text itself is not in here.",
        f"standard: {text.standard}",
        f"words: {text.words}",
        f"groups: {'all' if text.every else 'apart'}",
    )
    return "\n".join((*head, *sorted(text.digests), ""))


def published_from(standard: str, text: str) -> PublishedText | None:
    """The list of a text whose groups share no word; None where no sentence of it is long enough."""
    digests = frozenset(digest(group, _DIGITS) for group in _groups_apart(text))
    return PublishedText(standard, GROUP_WORDS, False, digests) if digests else None


def _groups_apart(text: str) -> Iterator[Sequence[str]]:
    """The groups of each sentence one behind the other, from its first word of duty on where it has one."""
    duties = _duties()
    for sentence in _SENTENCE_END.split(without_markers(text)):
        said = grouped_words(sentence)
        duty = next((place for place, word in enumerate(said[:_SUBJECT_WORDS], 1) if word in duties), 0)
        first = duty if len(said) - duty >= GROUP_WORDS else 0
        for start in range(first, len(said) - GROUP_WORDS + 1, GROUP_WORDS):
            yield said[start : start + GROUP_WORDS]


@cache
def _duties() -> frozenset[str]:
    """The words by which a sentence says that something has to be done, in every language."""
    phrases = (words(phrase) for language in languages() for phrase in language.duty)
    return frozenset(phrase[0] for phrase in phrases if len(phrase) == 1)


@cache
def shipped_published() -> Mapping[str, PublishedText]:
    """The lists that come with the program, by the name of the catalogue: of texts that anybody may read."""
    folder = files("sms_lint").joinpath("model", "published")
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    return {
        path.name.removesuffix(".txt"): read_published(path.read_text("utf-8"))
        for path in paths
        if path.name.endswith(".txt")
    }


def copies(text: str, published: Iterable[PublishedText], least: int) -> Iterator[Copy]:
    """The stretches of at least `least` words that are in a published text, each told for the first such text.

    Sentences are not compared: a stretch ends where a word differs.
    """
    plain = without_markers(text)
    said = grouped_words(plain)
    told: list[range] = []
    for each in published:
        for found in _stretches(said, each, least):
            if not any(found.start < other.stop and other.start < found.stop for other in told):
                told.append(found)
                places = word_places(plain)
                yield Copy(places[found.start][0], places[found.stop - 1][1], len(found), each.standard)


def _stretches(said: Sequence[str], published: PublishedText, least: int) -> Iterator[range]:
    """The words, by their places, of each stretch whose groups are in the list."""
    size, digits, digests = published.words, published.digits, published.digests
    # Where every run is listed, a long enough stretch has so many in a row that a look at some finds it.
    step = max(1, least - size + 1) if published.every else 1
    onward = 1 if published.every else size

    def listed(place: int) -> bool:
        return digest(said[place : place + size], digits) in digests

    place = floor = 0
    last = len(said) - size
    while place <= last:
        if not listed(place):
            place += step
            continue
        first = place
        while published.every and first > floor and listed(first - 1):
            first -= 1
        while place + onward <= last and listed(place + onward):
            place += onward
        if place + size - first >= least:
            yield range(first, place + size)
        place = floor = place + size
