"""What libyaml says of a text that is no YAML, as a plain sentence at the place where it went wrong."""

import re
from typing import Any

from sms_lint.ground.text.characters import Flaw
from sms_lint.ground.text.syntax_repairs import plain_spaces, spaced_dash, syntax_repair

_PLAIN = (
    (r"tab character", "there is a tab here; indent with spaces"),
    (r"mapping values are not allowed", "a colon is not allowed here: put a text that contains a colon in quotes, or indent the line like the lines around it"),  # noqa: E501 - one line for each message
    (r"cannot start any token", "there is a tab here, or another character that cannot begin a value; indent with spaces, and put texts that begin with a special character in quotes"),  # noqa: E501 - one line for each message
    (r"could not find expected ':'", "this line needs a colon and a space after the key (`key: value`), or is too far to the left"),  # noqa: E501 - one line for each message
    (r"did not find expected key", "this line does not fit the indentation of the lines around it, or a quote above it is not closed, or closed too early"),  # noqa: E501 - one line for each message
    (r"did not find expected '-' indicator", "this line does not fit the list it is in; begin each item with `- ` at the same indentation, and indent what belongs to it further"),  # noqa: E501 - one line for each message
    (r"did not find expected ',' or '[\]}]'", "a list or group in brackets is not closed, a comma is missing, or a text that contains a colon is not in quotes"),  # noqa: E501 - one line for each message
    (r"unexpected end of stream", "a text in quotes is never closed"),
    (r"document start|expected <document start>", "there is text here that belongs to no key"),
    (r"block sequence entries are not allowed", "a list item (`- `) is not allowed here; put the list on the lines below its key"),  # noqa: E501 - one line for each message
    (r"undefined alias|undefined tag handle", "an alias or tag is used here; write the value out"),
    (r"unknown escape character", r"a backslash in double quotes begins a special character; use single quotes or write `\\`"),  # noqa: E501 - one line for each message
    (r"while scanning an? (?:alias|anchor|tag)", "a text that begins with `*`, `&` or `!` needs quotes"),
    (r"while scanning a block scalar", "a text that begins with `>` or `|` needs quotes"),
    (r"mapping keys are not allowed", "a text that begins with `? ` needs quotes"),
    (r"control characters are not allowed", "this character is not allowed in YAML"),
)  # fmt: skip


_BEGAN = re.compile(r"could not find expected ':'|found unexpected end of stream").search


def syntax_flaw(text: str, error: Any) -> Flaw:
    """Libyaml's error as a plain sentence at the place where it was noticed."""
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    if context and _BEGAN(str(error.problem)):  # noticed only further down; the fault is where it began
        mark = context
    at = min(mark.index if mark else 0, len(text))
    problem = f"{error.problem or ''} {error.context or ''}"
    plain = next(
        (words for pattern, words in _PLAIN if re.search(pattern, problem)),
        f"this is not YAML: {problem.strip()}",
    )
    if found := _odd_indent(text, at) or _dash_without_space(text, at):
        return found
    end = text.find("\n", at)
    if "\N{NO-BREAK SPACE}" in text[at : end if end != -1 else len(text)]:
        plain = f"{plain}; it contains a no-break space where a plain one is needed"
    related: tuple[tuple[int, int, str], ...] = ()
    if context and mark and context.index < at and context.line != mark.line:
        line_end = text.find("\n", context.index)
        related = (
            (context.index, line_end if line_end != -1 else len(text), "what cannot be read began here"),
        )
    stop = max(at + 1, end if end != -1 else len(text))
    return Flaw("syntax", at, stop, plain, related, syntax_repair(text, at, problem))


_DASH = re.compile(r"^[ ]*(-[A-Za-z_][\w-]*:)[ ].*$", re.M)


def _dash_without_space(text: str, at: int) -> Flaw | None:
    """An entry that begins with a dash and no space behind it, in the line of an error or the one above it."""
    first = text.rfind("\n", 0, max(0, text.rfind("\n", 0, at))) + 1
    last = text.find("\n", at)
    found = _DASH.search(text, first, last if last != -1 else len(text))
    if found is None:
        return None
    said = f"there is no space behind the dash; write `- {found[1][1:]}`"
    return Flaw("syntax", found.start(1), found.end(), said, repair=spaced_dash(found.start(1) + 1))


_ODD_INDENT = re.compile("^ *[\u00a0\u2000-\u200a\u202f\u3000]+", re.M)


def _odd_indent(text: str, at: int) -> Flaw | None:
    """A line indented with another sort of space, at the place of an error or a little above it."""
    first, last = text.rfind("\n", 0, max(0, at - 500)) + 1, text.find("\n", at)
    near = list(_ODD_INDENT.finditer(text, first, last if last != -1 else len(text)))
    if not near:
        return None
    said = "this line is indented with another sort of space, such as web pages and word processors use"
    repair = plain_spaces(text, *near[-1].span())
    return Flaw("syntax", near[-1].start(), near[-1].end(), said, repair=repair)
