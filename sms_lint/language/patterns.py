"""Patterns for whole texts, which no text and no pattern can make slow."""

import re


class TextPattern:
    """A pattern for a whole text: `*` is any text, `?` any character, `#` any digit, everything else is itself.

    Its pieces between the asterisks are looked for one after the other, each as early as it comes, and the last one at
    the end. That is enough for patterns of this form and never goes back, so that no pattern can take for ever: a text
    is looked at `steps` times at most, once for each piece, and once for each character of a piece with `?` or `#`.
    """

    def __init__(self, pattern: str) -> None:
        """Read a pattern."""
        self.pieces = [re.compile(_piece(part), re.S) for part in pattern.casefold().split("*")]
        self.sizes = [len(part) for part in pattern.casefold().split("*")]
        self.steps = sum(map(_times, pattern.casefold().split("*")))

    def fits(self, text: str) -> bool:
        """Whether a text in small letters is of that form."""
        if len(self.pieces) == 1:
            return self.pieces[0].fullmatch(text) is not None
        first = self.pieces[0].match(text)
        if first is None:
            return False
        at = first.end()
        for piece in self.pieces[1:-1]:
            matched = piece.search(text, at)
            if matched is None:
                return False
            at = matched.end()
        end = len(text) - self.sizes[-1]
        return end >= at and self.pieces[-1].match(text, end) is not None


def _piece(part: str) -> str:
    return "".join({"?": ".", "#": "[0-9]"}.get(character) or re.escape(character) for character in part)


def _times(part: str) -> int:
    """How often a text is looked at to find a piece: letters alone are found in one go."""
    return max(len(part), 1) if "?" in part or "#" in part else 1
