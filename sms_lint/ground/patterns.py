"""Regular expressions that an organization writes itself: each takes time in step with the length of the text.

They are run by RE2, which has no way back: references to what was found before and looking ahead or behind are not
known. Tables are searched by the same engine, so that a pattern says the same of a row as of a file.
"""

from collections.abc import Callable
from functools import lru_cache

import re2

# Of a pattern; RE2 makes a table of it that grows with the square of its length.
_MOST_CHARACTERS = 1000


class PatternError(Exception):
    """A pattern that is not run; the message says why."""


@lru_cache(maxsize=1024)
def owner_pattern(pattern: str) -> Callable[[str], bool]:
    """Whether a pattern is found somewhere in a text. Raises PatternError where it is not one that is run."""
    if len(pattern) > _MOST_CHARACTERS:
        raise PatternError(f"it is longer than {_MOST_CHARACTERS} characters")
    options = re2.Options()
    options.log_errors = False
    try:
        expression = re2.compile(pattern, options)
    except re2.error as error:
        raise PatternError(_plain(error)) from None
    except UnicodeEncodeError:
        raise PatternError("it holds half a character") from None
    return lambda text: expression.search(text.encode("utf-8", "replace").decode()) is not None


def _plain(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    if "perl operator" in words or "escape sequence" in words:
        return f"it uses something that could take too long, or that is not known here ({words})"
    return words
