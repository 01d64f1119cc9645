"""The examples in the documentation of a rule, taken apart: prose, and files with the lines that matter."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from sms_lint.model.finding import Rule
from sms_lint.report.reference.blocks import Block, Code, Heading, Prose

_CASE = re.compile(r"^(Bad|Good):[ \t]*", re.M)
_FENCE = re.compile(r"^(`{3,}|~{3,})[ \t]*([^\n]*)\n(.*?)^\1[ \t]*$\n?", re.M | re.S)
_MARK = re.compile(r"(?:#|<!--)[ \t]*<-[ \t]*([a-z][a-z0-9-]*)")
_KIND = re.compile(r"^kind:[ \t]*[\"']?([a-z][a-z0-9-]*)", re.M)
_ENTRIES = re.compile(r"^entries:", re.M)
# The head of an entry in the short form, which shows only what matters: its kind and its id.
_SHOWN = re.compile(r"^([a-z][a-z0-9-]*) (\S+):", re.M)
# Rules in these folders look at files and texts of every kind.
_OF_EVERY_KIND = frozenset({"form", "text", "approvals"})


class Fenced(NamedTuple):
    """A block of code: the word for its language, what follows it, and the text."""

    language: str
    caption: str
    text: str


def example_blocks(rule: Rule) -> Iterator[Block]:
    """Each Bad and Good of a rule: in a Bad the faulty lines matter, in a Good those that were put right."""
    parts = _CASE.split(rule.text)[1:]
    bad: dict[tuple[str, str, int], str] = {}
    for verdict, body in zip(parts[::2], parts[1::2], strict=True):
        yield Heading(verdict)
        like: Counter[tuple[str, str]] = Counter()
        for block in _pieces(body):
            if isinstance(block, Prose):
                yield block
                continue
            like[block[:2]] += 1
            place = *block[:2], like[block[:2]]
            if verdict == "Bad":
                bad[place] = block.text
                yield Code(block.caption, block.text, _faulty(block.text, rule.id))
            else:
                yield Code(block.caption, block.text, _mended(bad.get(place, ""), block.text), True)


def _pieces(body: str) -> Iterator[Prose | Fenced]:
    at = 0
    for match in _FENCE.finditer(body):
        if before := body[at : match.start()].strip():
            yield Prose(before)
        yield _fenced(match)
        at = match.end()
    if after := body[at:].strip():
        yield Prose(after)


def _fenced(match: re.Match[str]) -> Fenced:
    language, _, caption = match[2].strip().partition(" ")
    return Fenced(language, caption.strip(), match[3].rstrip("\n"))


def _faulty(text: str, rule: str) -> tuple[int, ...]:
    return tuple(
        number
        for number, line in enumerate(text.split("\n"))
        if rule in (name for name in _MARK.findall(line))
    )


def _mended(bad: str, good: str) -> tuple[int, ...]:
    """The lines of a text that the faulty one does not have; none where there is nothing to compare with."""
    if not bad:
        return ()
    old = [re.sub(r"[ \t]*(?:#|<!--)[ \t]*<-.*$", "", line) for line in bad.split("\n")]
    compared = SequenceMatcher(None, old, good.split("\n"), autojunk=False)
    changes = (change for change in compared.get_opcodes() if change[0] in ("replace", "insert"))
    return tuple(number for change in changes for number in range(change[3], change[4]))


@lru_cache(maxsize=1024)
def kinds_of(rule: Rule, known: frozenset[str]) -> tuple[str, ...]:
    """The kinds that a rule is about: those that it names, or those of the entries that its examples mark as faulty."""
    if rule.kinds:
        return tuple(kind for kind in rule.kinds if kind in known)
    subject = rule.module.removeprefix("sms_lint.rules.").partition(".")[0]
    if subject in _OF_EVERY_KIND:
        return ()
    found = (_kind_of(_fenced(match), rule.id) for match in _FENCE.finditer(rule.text))
    return tuple(
        kind for kind in dict.fromkeys(found) if kind in known and not _stands_for_all(subject, kind, rule.id)
    )


def _stands_for_all(subject: str, kind: str, rule: str) -> bool:
    """Whether an example shows a policy where any controlled document would do."""
    return subject == "documents" and kind == "policy" and not rule.startswith("policy-")


def _kind_of(block: Fenced, rule: str) -> str:
    """The kind of what a block marks as faulty; nothing where it marks nothing, or the head of a register."""
    mark = next((match for match in _MARK.finditer(block.text) if match[1] == rule), None)
    if mark is None:
        return ""
    named, entries = _KIND.search(block.text), _ENTRIES.search(block.text)
    if entries and mark.start() < entries.start():
        return ""
    if shown := list(_SHOWN.finditer(block.text, 0, mark.start())):
        return "" if shown[-1][2] == "register" else shown[-1][1]
    return named[1] if named else block.caption.partition(" ")[0]
