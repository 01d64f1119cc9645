"""A document as it came: its text as a tree, what is said about it, and whatever has no place in the tree."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from sms_lint.ground.text.prose import Element, parsed

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_INLINE = frozenset({"emphasis", "strong", "strike", "link", "picture"})


@dataclass(frozen=True)
class SourceDocument:
    """What one file says.

    `text` is Markdown, the title as its first heading. `passages` are all texts of the file in order; `aside` are those
    that belong to no text: headers, menus, comments. `labelled` is what it says of itself (`Version: 2.1`). `pictures`
    are the files that the text shows, by the name that it uses for them. `remarks` are sentences for people.
    """

    title: str
    text: str
    passages: Sequence[str] = ()
    aside: Sequence["Aside"] = ()
    labelled: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class Aside:
    """A text that has no place in the document, and what it was in the file."""

    what: str
    text: str


def words_of(text: str) -> list[str]:
    """The words of a text as they are counted: small letters and digits."""
    return [word.casefold() for word in _WORD.findall(normalize("NFKC", text))]


def unplaced(passages: Iterable[str], placed: str) -> list[str]:
    """The passages whose words are not all in the text that was written, each word of that counted once.

    A passage that stands there word by word goes before those whose words are but scattered in it.
    """
    there = words_of(placed)
    joined, left = f" {' '.join(there)} ", Counter(there)
    wanted = [(passage, words_of(passage)) for passage in passages]
    missing = set(range(len(wanted)))
    for whole in (True, False):
        for place in sorted(missing):
            words = wanted[place][1]
            counted = Counter(words)
            if (not whole or f" {' '.join(words)} " in joined) and counted <= left:
                left -= counted
                missing.discard(place)
    return [wanted[place][0] for place in sorted(missing)]


def read_by_people(text: str) -> str:
    """What people read of a Markdown text: its words, a line for each block; no marks, addresses or front matter."""
    return "".join(_said(parsed(text)))


def _said(element: Element) -> Iterator[str]:
    if element.kind in ("text", "code"):
        yield element.text
    elif element.kind in ("html", "html_block") and not element.children:
        yield _TAG.sub(" ", element.text)
    elif element.kind in ("soft_break", "break"):
        yield " "
    else:
        block = element.kind not in _INLINE
        yield "\n" * block
        for child in element.children:
            yield from _said(child)
        yield "\n" * block
