"""Text that came from files, made harmless for a page: nothing in it is a tag, a link or a mark of Markdown.

`Safe` is text that may be in a page as it is. Only this module turns other text into it; the pieces that
pages are made of ask for it, so that the type checker finds a value that was put in raw.
"""

from functools import lru_cache
from html import escape as escape_html
from typing import NewType

from sms_lint.ground.output.characters import readable, visible

Safe = NewType("Safe", str)

_MARKS = "<>&\"'`*_{}[]|~\\"
_ESCAPED = str.maketrans({**{mark: f"&#{ord(mark)};" for mark in _MARKS}, "\n": " ", "\t": " ", "\r": " "})
_KEPT_LINES = {**_ESCAPED, ord("\n"): "<br>"}
_CODE = {**_ESCAPED, ord("\n"): "&#10;", ord("\t"): "    "}


def text(value: object) -> Safe:
    """A value as one line of harmless text, for HTML and Markdown alike."""
    said = str(value)
    return _short_text(said) if len(said) <= _SHORT else _text(said)


def _text(said: str) -> Safe:
    return Safe(readable(said).translate(_ESCAPED))


# Most of what pages say, they say again and again: ids, titles, days and choices.
_SHORT = 120  # characters
_short_text = lru_cache(maxsize=65_536)(_text)


def lines(value: object) -> Safe:
    """The same, line breaks kept."""
    return Safe(readable(str(value).strip()).translate(_KEPT_LINES))


def code(value: str) -> Safe:
    """Text that keeps its spaces and lines inside `<pre>` or `<code>`, written on one line."""
    return Safe(visible(value).translate(_CODE))


def address(value: str) -> Safe:
    """The target of a link, for an attribute in double quotes."""
    return Safe(escape_html(visible(value)).replace("\n", "").translate(_ESCAPED_ADDRESS))


_ESCAPED_ADDRESS = str.maketrans({mark: f"&#{ord(mark)};" for mark in "`*_{}[]|~\\"})


def joined(parts: "list[Safe] | tuple[Safe, ...]", separator: str = "") -> Safe:
    """Safe pieces one after the other; `separator` is our own text."""
    return Safe(separator.join(parts))
