"""Parts of a Markdown text that a program writes, between marks that no reader sees; all else belongs to people.

A mark is a comment in a line of its own: `<!-- sms-lint part: results -->`, and `<!-- sms-lint end -->` behind it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sms_lint.ground.text.edits import Edit, edited
from sms_lint.ground.text.prose import parsed

_MARK = re.compile(r"<!-- sms-lint (?:part: (?P<name>[a-z][a-z-]*)|end) -->[ \t]*(?P<end>\r?\n|\Z)")


class GeneratedPart(NamedTuple):
    """A part: its name, and where what was written lies; `end` is None where it is never closed."""

    name: str
    start: int
    end: int | None
    newline: str = "\n"


# How the line before a part begins.
BEGINNING = "<!-- sms-lint part: "


def begin_mark(name: str) -> str:
    """The line before a part."""
    return f"{BEGINNING}{name} -->"


END_MARK = "<!-- sms-lint end -->"


def generated_parts(text: str) -> Iterator[GeneratedPart]:
    """The parts of a text in their order. A mark in code is none."""
    begun: GeneratedPart | None = None
    for block in parsed(text).children:
        found = _MARK.fullmatch(text[block.start : block.end]) if block.kind == "html_block" else None
        if found and begun and not found["name"]:
            yield begun._replace(end=block.start)
            begun = None
        elif found and found["name"]:
            if begun:
                yield begun
            begun = GeneratedPart(found["name"], block.end, None, found["end"] or "\n")
    if begun:
        yield begun


def with_parts(text: str, written: Mapping[str, str]) -> str:
    """The text with those of its parts written anew that `written` has; every other character stays as it is."""
    return edited(
        text,
        (
            Edit(part.start, part.end, _laid_out(written[part.name], part.newline))
            for part in generated_parts(text)
            if part.end is not None and part.name in written
        ),
    )


def _laid_out(content: str, newline: str) -> str:
    lines = ["", *content.strip("\n").split("\n"), ""] if content.strip("\n") else [""]
    return "".join(f"{line}{newline}" for line in lines)
