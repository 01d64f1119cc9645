"""Characters that steer whatever shows them, written out so that everybody sees them."""

import re

from sms_lint.ground.hidden_characters import HIDDEN, is_spelling, parts_a_word

# Half of a pair stands for a byte of a file name that is no letter; it can be neither printed nor kept in a file.
_STEERING = re.compile(f"[{HIDDEN}\r\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with control and invisible characters written out; ends of lines and tabs are kept."""
    return _STEERING.sub(_code, text)


def readable(text: str) -> str:
    """The same for a page: what belongs to spelling stays, and where a long word may be parted."""
    return _STEERING.sub(_code_unless_spelling, text)


def one_line(text: str) -> str:
    """The same with the ends of lines written out too: whatever it holds, it is one line."""
    return visible(text).replace("\n", "<U+000A>")


def words_of(text: str) -> str:
    """The same as one line of words with a space between them: for where people read and no name is at stake."""
    return visible(" ".join(text.split()))


def _code(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"


def _code_unless_spelling(match: re.Match[str]) -> str:
    if parts_a_word(match.string, match.start()) or is_spelling(match.string, *match.span()):
        return match.group()
    return _code(match)
