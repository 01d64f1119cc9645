"""Markdown text with its code blanked out.

Only what every reader of Markdown takes for code is blanked: fences at the beginning of a line that are closed,
and code within one line whose backticks pair up. Where readers differ the text stays, so that nothing that a
site builder may bring to life goes unseen.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from sms_lint.ground.text.markdown import body_start

_FENCE = re.compile(r"^(`{3,}|~{3,})[ ]*(?:\{[^\n]*\}|\.?[\w#.+-]*[ ]*)$", re.M)
_CLOSING = re.compile(r"^(`{3,}|~{3,})[ ]*$", re.M)
_TICKED = re.compile(r"^[^`\n]*`[^\n]*$|^[ \t]*$", re.M)
_TICKS = re.compile(r"`+")


def without_code(text: str) -> str:
    """The body of a Markdown text, with spaces for front matter and code: every offset stays what it was."""
    start = body_start(text)
    body = (" " * (start - 1) + "\n" if start else "") + text[start:]
    if "```" in body or "~~~" in body:
        body = _blanked(body, _fenced(body))
    return _blanked(body, _spans(body)) if "`" in body else body


def _blanked(text: str, stretches: Iterator[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in stretches:
        parts += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
        done = end
    return "".join((*parts, text[done:]))


def _fenced(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what is between two fences; a fence that is never closed does not count."""
    closing: dict[str, list[int]] = {}
    for match in _CLOSING.finditer(text):
        closing.setdefault(match[1], []).append(match.start())
    done = 0
    for match in _FENCE.finditer(text):
        ends = closing.get(match[1], [])
        index = bisect_right(ends, match.start())
        if match.start() >= done and index < len(ends):
            done = ends[index] + len(match[1])
            yield match.span(1)
            yield match.end(), done


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the code in each line, up to the first line of a paragraph whose backticks do not pair up."""
    sound = True
    for line in _TICKED.finditer(text):
        if not line.group().strip():
            sound = True
        elif sound:
            runs = [match.span() for match in _TICKS.finditer(text, line.start(), line.end())]
            sound = _are_pairs(runs) and "\\`" not in line.group()
            if sound:
                pairs = zip(runs[::2], runs[1::2], strict=True)
                yield from ((opening[1], closing[0]) for opening, closing in pairs)


def _are_pairs(runs: list[tuple[int, int]]) -> bool:
    lengths = [end - start for start, end in runs]
    return lengths[::2] == lengths[1::2]
