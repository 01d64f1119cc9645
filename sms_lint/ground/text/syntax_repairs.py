"""What makes a YAML text readable again, where one cause is nearly certain: a mark that is missing, odd white space."""

import re

from sms_lint.ground.text.characters import Repair

_TABS = re.compile(r"^[ ]*\t[ \t]*", re.M)
# A key or a dash, and behind it a text on the same line that would be one if it were in quotes.
_BARE = re.compile(r"[ ]*(?:-[ ]+)*(?:[A-Za-z_][\w-]*:[ ]+)?(?P<text>[^\s'\"\[\]{}#][^\n]*?)[ \t]*$", re.M)
_QUOTABLE = (
    "mapping values are not allowed",
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a tag",
    "while scanning a block scalar",
    "found character that cannot start any token",
)


def syntax_repair(text: str, at: int, problem: str) -> Repair | None:
    """What puts an error right that libyaml calls `problem` and has noticed at an offset."""
    if "tab character" in problem or _starts_with_tab(text, at):
        return _without_tabs(text)
    return _quoted(text, at) if any(words in problem for words in _QUOTABLE) else None


def _starts_with_tab(text: str, at: int) -> bool:
    line = text.rfind("\n", 0, at) + 1
    return _TABS.match(text, line) is not None


def _without_tabs(text: str) -> Repair | None:
    """Two spaces for each tab before the first word of a line, in all lines: they only fit together."""
    found = list(_TABS.finditer(text))
    if not found:
        return None
    start, end = found[0].start(), found[-1].end()
    spaces = _TABS.sub(lambda match: match.group().replace("\t", "  "), text[start:end])
    return Repair("indent with spaces", start, end, spaces, safe=False)


def _quoted(text: str, at: int) -> Repair | None:
    """The text of a line in quotes; not where a part of it may be a comment."""
    match = _BARE.match(text, text.rfind("\n", 0, at) + 1)
    if match is None or " #" in match["text"]:
        return None
    written = "'{}'".format(match["text"].replace("'", "''"))
    return Repair("put it in quotes", *match.span("text"), written)


def spaced_dash(at: int) -> Repair:
    """A space behind a dash."""
    return Repair("write a space behind the dash", at, at, " ")


def plain_spaces(text: str, start: int, end: int) -> Repair:
    """As many plain spaces as there are odd ones before the first word of a line."""
    return Repair("indent with spaces", start, end, " " * len(text[start:end]))
