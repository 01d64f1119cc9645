"""Which kinds a rule is about: those that it names, or those of the entries that its examples mark as faulty."""

import re
from functools import lru_cache
from typing import NamedTuple

from sms_lint.model.finding import Rule

FENCE = re.compile(r"^(`{3,}|~{3,})[ \t]*([^\n]*)\n(.*?)^\1[ \t]*$\n?", re.M | re.S)
MARK = re.compile(r"(?:#|<!--)[ \t]*<-[ \t]*([a-z][a-z0-9-]*)")
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


def fenced(match: re.Match[str]) -> Fenced:
    """The block of code that `FENCE` has found."""
    language, _, caption = match[2].strip().partition(" ")
    return Fenced(language, caption.strip(), match[3].rstrip("\n"))


@lru_cache(maxsize=1024)
def kinds_of(rule: Rule, known: frozenset[str]) -> tuple[str, ...]:
    """The kinds that a rule is about: those that it names, or those of the entries that its examples mark as faulty."""
    if rule.kinds:
        return tuple(kind for kind in rule.kinds if kind in known)
    subject = rule.module.removeprefix("sms_lint.rules.").partition(".")[0]
    if subject in _OF_EVERY_KIND:
        return ()
    found = (_kind_of(fenced(match), rule.id) for match in FENCE.finditer(rule.text))
    return tuple(
        kind for kind in dict.fromkeys(found) if kind in known and not _stands_for_all(subject, kind, rule.id)
    )


def _stands_for_all(subject: str, kind: str, rule: str) -> bool:
    """Whether an example shows a policy where any controlled document would do."""
    return subject == "documents" and kind == "policy" and not rule.startswith("policy-")


def _kind_of(block: Fenced, rule: str) -> str:
    """The kind of what a block marks as faulty; nothing where it marks nothing, or the head of a register."""
    mark = next((match for match in MARK.finditer(block.text) if match[1] == rule), None)
    if mark is None:
        return ""
    named, entries = _KIND.search(block.text), _ENTRIES.search(block.text)
    if entries and mark.start() < entries.start():
        return ""
    if shown := list(_SHOWN.finditer(block.text, 0, mark.start())):
        return "" if shown[-1][2] == "register" else shown[-1][1]
    return named[1] if named else block.caption.partition(" ")[0]
