"""How wide a text is in a sans-serif font, so that boxes are drawn large enough before any browser sees them.

The widths are those of Helvetica and the fonts made to its measure (Arial, Liberation Sans), in thousandths of
the font size. Fonts outside that family are a little wider at most, which `SPARE` allows for.
"""

SPARE = 1.06
_WIDTHS = {
    222: "ijl'",
    278: " !,./:;[\\]fItI|",
    333: '()-`r"',
    500: "ckJsvxyz",
    556: "0123456789abdeghnopqu#$?L_",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    944: "W",
    1015: "@%",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_UNKNOWN = 1000


def width(text: str, size: float) -> float:
    """The width of a text in the unit of `size`, the font's size."""
    return (
        sum(_WIDTH.get(letter, 560 if ord(letter) < 0x250 else _UNKNOWN) for letter in text)
        / 1000
        * size
        * SPARE
    )


def wrap(text: str, most: float, size: float) -> tuple[str, ...]:
    """A text in lines no wider than `most`; a word that is wider alone is cut."""
    lines = [""]
    for word in text.split():
        while width(word, size) > most:
            fitting = next(
                count for count in range(len(word), 0, -1) if width(word[:count], size) <= most or count == 1
            )
            lines, word = [*lines, word[:fitting]], word[fitting:]  # noqa: PLW2901 - the rest of the same word
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(line for line in lines if line) or ("",)
