r"""What a person sees in a line of YAML and a program does not read: the part behind ` #`, escapes, joined lines.

Each is lawful YAML and often meant. It is told only where what is left shows that it was not meant: a mark that is
glued to a word (`ticket #4711`), a bracket that never closes, a path whose `\t` became a tab, a list whose items run on
in one line.
"""

import re
from typing import Any

from sms_lint.ground.hidden_characters import HIDDEN

# Only a text with one of these can hide anything: everything else is passed over at once.
MAY_SWALLOW = re.compile(r"[ \t]#|\\|\n[ \t]*(?:[-*+•|]|\d+[.)])[ \t]").search
_COMMENT = re.compile(r"(?P<gap>[ \t]+)#(?P<said>[^\n]*)")
_NOTE_TO_SELF = re.compile(
    r"(?:todo|fixme|xxx|hack|note|noqa|nosec|type|region|endregion|pragma|yaml)\b", re.I
)
_CONNECTS = re.compile(r"(?:[,&/+(\[–—]|\s-)\Z")
_BRACKETS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
_LAST_WORD = re.compile(r"\s([^\W\d_]+)\.?\Z")
# Words after which another one has to come, in the languages that have a list of words.
_UNFINISHED = """
    a an and as at by for from in into of on or per see than the to via with
    am auf aus bei das dem den der des die durch ein eine für im in mit nach oder siehe und unter von zum zur
    au avec chez dans de des du et la le les ou par pour sur un une al con del el en los las para por una y
"""
_ASKS_FOR_MORE = frozenset(_UNFINISHED.split())
# Words before a number, in the same languages.
_NUMBERED = re.compile(
    r"\b(?:article|bug|case|change|incident|invoice|issue|no\.?|nr\.?|number|order|problem|request|room|ticket|"
    r"auftrag|fall|nummer|raum|rechnung|störung|vorgang|numéro|salle|número|sala)\Z",
    re.I,
)
_ITEM = re.compile(r"^[ \t]*(?:(?:[-*+•]|(?P<number>\d+)[.)])[ \t]+\S|\|[^\n]*\|[ \t]*$)", re.M)
_UNSEEN = re.compile(f"[{HIDDEN}]")
_RUN = re.compile(r"(?:[^\s\\]|\\[^\n])+")
_ESCAPE = re.compile(r"\\(.)")
_MEANT_ESCAPES = frozenset('\\"/')
_NEVER_MEANT = frozenset("0abvfet")
_PATH = re.compile(
    r"(?<![A-Za-z])[A-Za-z]:\\"  # a drive
    r"|\A[\"'(]*(?:\\\\|~?\.{1,2}\\|~\\)\w?"  # a server, or a folder from here
    r"|%\w+%\\|\$env:\w+\\"
    r"|\A[A-Z]{2}[A-Z0-9-]*\\[a-z][\w.-]*\Z"  # an account of a domain
    r"|\\[\w-]+\.[A-Za-z][A-Za-z0-9]{1,3}\W*\Z"  # a file
)


def cut_by_comment(text: str, end: int, value: str | None) -> str:
    """The words behind a scalar without quotes that a comment has taken, with its mark; empty where it is meant."""
    match = _COMMENT.match(text, end)
    if match is None:
        return ""
    said = match["said"]
    glued = said[:1].isalnum() and len(match["gap"]) == 1 and not _NOTE_TO_SELF.match(said)
    return f"#{said.rstrip()}" if glued or (value and _breaks_off(value, said.lstrip())) else ""


def _breaks_off(value: str, said: str) -> bool:
    """Whether a text breaks off: at a bracket that never closes, or at a word that asks for another or for a number."""
    if said[:1].isdigit() and _NUMBERED.search(value):
        return True
    if _CONNECTS.search(value) or any(value.count(a) > value.count(b) for a, b in _BRACKETS):
        return True
    last = _LAST_WORD.search(value)
    return last is not None and last[1].casefold() in _ASKS_FOR_MORE


def turned_by_escape(source: str) -> str:
    r"""The word of a text in double quotes whose backslashes were taken for `\t`, `\n` and the like; else empty.

    `\n` between two sentences is meant: it is told where its word is a path, a file or an account.
    """
    for run in _RUN.finditer(source.strip('"')) if "\\" in source else ():
        escapes = set(_ESCAPE.findall(run[0])) - _MEANT_ESCAPES
        if escapes and (escapes & _NEVER_MEANT or _PATH.search(run[0])):
            return run[0]
    return ""


def unseen_after_reading(source: str, value: str) -> str:
    """The invisible characters that a value has once its escapes are read, and that its text does not hold itself."""
    return "".join(dict.fromkeys(sign for sign in _UNSEEN.findall(value) if sign not in source))


def runs_on(source: str, value: str, style: str | None) -> bool:
    """Whether lines that look like items of a list, or rows of a table, stand in one line once they are read."""
    if "\n" not in source or style == "|":
        return False
    items = list(_ITEM.finditer(source.partition("\n")[2]))
    if len(items) == 1 and items[0]["number"]:  # a number that ends the sentence of the line before
        return False
    first = 0 if style == ">" else bool(_ITEM.match(value))
    return len(items) > sum(1 for _ in _ITEM.finditer(value)) - first


def lost_text(text: str, source: str, event: Any) -> str:
    """What the value of a scalar leaves out or changes, in a sentence that follows its name; empty where nothing."""
    value, style = event.value, event.style
    if not style and (cut := cut_by_comment(text, event.end_mark.index, value)):
        read = f"`{value[-40:]}`" if value else "nothing"
        return f"ends with {read}: what follows, `{cut[:40]}`, is taken for a comment"
    if style == '"' and (word := turned_by_escape(source)):
        return f"does not hold `{word[:60]}`: in double quotes a backslash and a letter are one special character"
    if runs_on(source, value, style):
        return "looks like a list or a table, and is read as one line"
    return ""
