"""What is wrong with the block of keys at the top of a document, in a sentence and with its remedy."""

import re

from sms_lint.ground.source import Location, SourceFile, whole
from sms_lint.ground.text import body_start, front_matter
from sms_lint.model.finding import ReadingFault
from sms_lint.model.fix import Fix, TextEdit

_LATE = re.compile(r"\s+---[ \t]*\r?\n")
_KIND = re.compile(r"^kind[ \t]*:", re.M)
_SECOND = re.compile(r"\s*(---)\r?\n")


def no_front_matter(file: SourceFile) -> ReadingFault | None:
    """Why a document has no front matter; None where another rule says so, of a hidden mark before the first line."""
    text = file.text
    if text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}---"):
        return None
    fix = None
    if not text.strip():
        said, remedy = "the file is empty", "write the document, or delete the file"
    elif text.startswith(("---\n", "---\r\n")):
        said = "the block of keys that begins here has no end"
        remedy = "put a line `---` below its last key"
    elif _LATE.match(text):
        said = "the `---` of the block of keys is not in the first line"
        remedy = "delete what is before it, including empty lines"
        above = Location(file, 0, text.index("---"))
        fix = Fix("delete the empty lines above the keys", (TextEdit(above, ""),), safe=True)
    elif _KIND.match(text):
        said = "the line `---` before the block of keys is missing"
        remedy = "put a line `---` at the very top"
        fix = Fix("put a line `---` at the very top", (TextEdit(Location(file, 0, 0), "---\n"),), safe=True)
    else:
        said = "the document has no front matter: a block of keys between two lines of `---` at the very top"
        remedy = "begin the document as the page of its kind shows it"
    return ReadingFault("syntax", whole(file), said, help=remedy, fix=fix)


def second_front_matter(file: SourceFile) -> ReadingFault | None:
    """A second block of keys below the first, as pasting a document over another leaves it."""
    begin = _SECOND.match(file.text, body_start(file.text))
    rest = file.text[begin.start(1) :] if begin else ""
    if begin is None or not _KIND.search(rest, *front_matter(rest)):
        return None
    said = "a second block of keys begins here; only the first is read"
    remedy = "keep the right block, and delete the other"
    return ReadingFault("syntax", Location(file, *begin.span(1)), said, help=remedy)
