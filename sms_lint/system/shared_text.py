"""Passages that stand in several documents on purpose, each with a mark that says where its text is kept.

An include would show readers what the approver never saw. Here the words themselves stand in each document, between
`<!-- text of POL-TERMS#confidentiality -->` and `<!-- end of text -->`, and are compared with the section named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sms_lint.ground.source import Section
from sms_lint.ground.text import without_code
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms

_BEGINS = re.compile(r"<!--\s*text of\s+(?P<id>[^\s#>]+)(?:#(?P<anchor>[^\s>]+))?\s*-->")
_ENDS = re.compile(r"<!--\s*end of text\s*-->")
_COMMENT = re.compile(r"<!--.*?-->", re.S)


@dataclass(frozen=True)
class SharedPassage:
    """A passage of a document, by its offsets, and the id and section that its text is kept in.

    `start` and `end` are those of the passage itself; `mark` is where its mark begins. `closed` is False where the mark
    at its end is missing.
    """

    id: str
    anchor: str
    mark: int
    start: int
    end: int
    closed: bool


def shared_passages(text: str) -> Iterator[SharedPassage]:
    """The marked passages of a document, in order; marks in code are none."""
    if "text of" not in text:
        return
    said = without_code(text)
    at = 0
    while begin := _BEGINS.search(said, at):
        following = _BEGINS.search(said, begin.end())
        limit = following.start() if following else len(said)
        end = _ENDS.search(said, begin.end(), limit)
        stop = end.start() if end else limit
        yield SharedPassage(
            begin["id"], begin["anchor"] or "", begin.start(), begin.end(), stop, end is not None
        )
        at = end.end() if end else limit


def fault_of(sms: Sms, document: Document, passage: SharedPassage) -> str:
    """What is wrong with a marked passage, in a sentence; empty where it says what the section says."""
    kept = f"{passage.id}#{passage.anchor}"
    if not passage.closed:
        return f"the text of {kept} begins here, and no `<!-- end of text -->` follows"
    home = sms.ids.get(passage.id)
    if not isinstance(home, Document) or home.id == document.id:
        return f"the text is said to be that of `{passage.id}`, which is no other document"
    if home.lifecycle == "retired":
        return f"the text is kept in {home.id}, which is retired"
    section = next((section for section in home.sections if section.anchor == passage.anchor), None)
    if section is None:
        return f"{home.id} has no section `#{passage.anchor}`, whose text this is said to be"
    here = _words(document.origin.file.text[passage.start : passage.end])
    return "" if here == _words(_text(home, section)) else f"the text differs from that of {kept}"


def kept_text(sms: Sms, document: Document, passage: SharedPassage) -> str | None:
    """The text of the section that a passage names; None where there is no such section in force."""
    home = sms.ids.get(passage.id)
    if not isinstance(home, Document) or home.id == document.id or home.lifecycle == "retired":
        return None
    section = next((section for section in home.sections if section.anchor == passage.anchor), None)
    return _text(home, section) if section else None


def _text(home: Document, section: Section) -> str:
    return home.origin.file.text[section.body_start : section.body_end]


def _words(text: str) -> str:
    """What a reader reads, whatever its lines: comments and white space do not count."""
    return " ".join(_COMMENT.sub(" ", text).split())
