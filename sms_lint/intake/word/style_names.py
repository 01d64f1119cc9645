"""The styles of Word by which pieces are known again: Word's own names where it has one, for people know those."""

import re

from sms_lint.intake.word.pieces import Shape

CODE_MARK, RAISED_MARK, LINK_MARK = "SMS code in a line", "SMS note", "SMS link"
CONTROL = "sms-control"
# Where a picture cannot be shown, a link that leads to this stands in its place; and its word where it has none.
PICTURE, NO_WORDS = "sms-picture:", "picture"
_OWN = re.compile(r"sms (\w+) (\d)(\d)(\d)(\d)")
_HEADING = re.compile(r"heading (\d)")
_LIST = re.compile(r"list (bullet|number|continue)(?: (\d))?")
_LISTS = {"bullet": ("item", False), "number": ("item", True), "continue": ("continuation", False)}


def style_of(shape: Shape) -> str:
    """The name of the style of a piece."""
    match shape:
        case Shape("heading", level, 0, _, 0):
            return f"Heading {level}"
        case Shape("paragraph" | "cell", 0, 0, _, 0):
            return "Normal"
        case Shape("paragraph", 0, 0, _, 1):
            return "Quote"
        case Shape("item" | "continuation", 0, depth, ordered, 0) if 1 <= depth <= 3:
            name = "Continue" if shape.kind == "continuation" else "Number" if ordered else "Bullet"
            return f"List {name}" + (f" {depth}" if depth > 1 else "")
        case _:
            return f"SMS {shape.kind} {shape.level}{min(shape.depth, 9)}{int(shape.ordered)}{min(shape.quoted, 9)}"


def shape_of(style: str) -> Shape:
    """The piece that a style says; a paragraph where it is none of ours."""
    name = style.casefold()
    if match := _OWN.fullmatch(name):
        return Shape(match[1], int(match[2]), int(match[3]), match[4] == "1", int(match[5]))
    if match := _HEADING.fullmatch(name):
        return Shape("heading", min(int(match[1]), 6))
    if name == "title":
        return Shape("heading", 1)
    if match := _LIST.fullmatch(name):
        kind, ordered = _LISTS[match[1]]
        return Shape(kind, 0, int(match[2] or 1), ordered)
    return Shape("paragraph", 0, 0, False, int(name in ("quote", "intense quote")))
