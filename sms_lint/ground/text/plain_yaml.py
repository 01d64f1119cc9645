"""Entries of a YAML file by their text alone, where the file is written so plainly that lines cannot mislead.

Most files of a long history need no more: where the text of an entry stayed the same, so did what it says. Every line
must be readable by itself: a text in quotes or a list in brackets ends on its own line. Anything else is left to the
parser.
"""

import re
from functools import lru_cache

_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_END = r"[ ]*(?:[ ]\#[^\n]*)?"
# Inside brackets a quote opens a text only where a value begins; anywhere else the line is left to the parser.
_BEGINS = r"(?:(?<=[,:]\ )|(?<=[\[{]))"
_IN = rf"""(?:[^\[\]{{}}"'\#\n]|{_BEGINS}"[^"\\\n]*+"(?=[ ]*[,\]}}])|{_BEGINS}'[^'\n]*+'(?=[ ]*[,\]}}]))"""
_LINE = rf"""
    [ ]*+ (?:-[ ]++)*+ (?:[A-Za-z_][\w-]*+:(?:[ ]++|(?=\n)))?+
    (?: \#[^\n]*+
      | [|>][+-]?[ ]*+
      | "[^"\\\n]*+" {_END}
      | '[^'\n]*+' {_END}
      | \[(?:{_IN}|\{{{_IN}*+\}})*+\] {_END}
      | \{{(?:{_IN}|\[{_IN}*+\])*+\}} {_END}
      | (?!\.\.\.)(?:[^\s"'\[\]{{}}&*!%@`?,>|\#:-]|-(?=[^\s-]))(?:[^\n:]|:(?=[^\s"'\[{{&*!?]))*+
      | -?
    )?+ \n
"""
_PLAIN = re.compile(f"(?:{_LINE})*+", re.X).fullmatch
# What follows is another key: a text without quotes may go on behind empty lines.
_ENDED = r"[ ]*\n(?=(?:[ ]*\n)*(?:[^ \n]|\Z))"
_KIND = re.compile(rf"^kind:[ ]+([a-z][a-z0-9-]*){_ENDED}", re.M)
_ID = re.compile(rf"^id:[ ]+([\w.-]+){_ENDED}", re.M)
_TOP = re.compile(r"^[^ #\n-][^:\n]*", re.M)
_ENTRIES = re.compile(r"^entries:[ ]*\n(?:[ ]*(?:#[^\n]*)?\n)*(?=( *)- )", re.M)


def is_plain(text: str) -> bool:
    """Whether every line of a YAML text can be read by itself."""
    return text.endswith("\n") and not _ODD.search(text) and _PLAIN(text) is not None


def kind_and_id(text: str) -> tuple[str, str] | None:
    """Kind and id of a plain file that is one record; None where they are not as plain as that."""
    if not is_plain(text):
        return None
    tops = _TOP.findall(text)
    if tops.count("kind") != 1 or tops.count("id") != 1 or "entries" in tops or "data" in tops:
        return None
    kind, id_ = _KIND.search(text), _ID.search(text)
    return (kind[1], id_[1]) if kind and id_ else None


def register_entries(text: str) -> tuple[str, dict[str, str]] | None:
    """The kind of a plain register and the text of each entry by its id; None where it is not as plain as that."""
    began = _ENTRIES.search(text)
    if began is None or not text.endswith("\n"):
        return None
    header, dash = text[: began.end()], began[1]
    kinds, tops = _KIND.findall(header), _TOP.findall(header)
    if len(kinds) != 1 or tops.count("kind") != 1 or tops.count("entries") != 1 or "data" in tops:
        return None
    begins = f"{dash}- "
    parts = text[began.end() - 1 :].split(f"\n{begins}")
    if parts[0] or not is_plain(header):
        return None
    found: dict[str, str] = {}
    for part in parts[1:]:
        raw = begins + part.rstrip("\n")
        id_ = _entry_id(raw, len(dash))
        if id_ is None:
            return None
        found.setdefault(id_, raw)
    return kinds[0], found


@lru_cache(maxsize=100_000)  # most entries stay as they are from one version of a register to the next
def _entry_id(raw: str, dash: int) -> str | None:
    """The id of an entry whose lines can all be read by themselves, none of them outside the entry."""
    shapes = _shapes(dash)
    if shapes.outside.search(raw) or not is_plain(f"{raw}\n"):
        return None
    ids = [match["id"] for match in shapes.id.finditer(raw)]
    return ids[0] if len(ids) == len(shapes.any_id.findall(raw)) == 1 else None


class _Shapes:
    """How lines look where the entries of a register begin at a given column."""

    def __init__(self, dash: int) -> None:
        less = rf"|[ ]{{0,{dash - 1}}}-" if dash else ""
        self.outside = re.compile(
            rf"^(?:[ ]{{0,{dash}}}(?=[^ #\n-]){less}|[ ]{{{dash}}}-(?=[^ ]|[ ]{{2}}))", re.M
        )
        at = rf"^(?:[ ]{{{dash + 2}}}|[ ]{{{dash}}}- (?P<group>\{{)?)id:"
        self.any_id = re.compile(at, re.M)
        ended = rf"(?:\n[ ]*)*(?:\n[ ]{{0,{dash + 2}}}[^ \n]|\Z)"
        self.id = re.compile(rf"{at}[ ]+(?P<id>[\w.-]+)[ ]*(?=(?(group),|{ended}))", re.M)


@lru_cache(maxsize=16)
def _shapes(dash: int) -> _Shapes:
    return _Shapes(dash)


def state(raw: str, field: str) -> str | None:
    """What a field of a plain entry says, where that is one word on one line; None where the parser has to look."""
    begun = len(raw) - len(raw.lstrip(" "))
    column = begun + 2 if raw[begun : begun + 2] == "- " else 0
    any_, word = _field(field, column)
    if len(any_.findall(raw)) != 1:
        return None
    matched = word.search(raw)
    return matched[1] if matched else None


@lru_cache(maxsize=128)
def _field(field: str, column: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = rf"^(?:[ ]{{{column}}}|[ ]{{{max(0, column - 2)}}}- )" if column else "^"
    any_ = re.compile(rf"{before}{re.escape(field)}[ ]*:", re.M)
    follows = rf"(?=\n(?:[ ]*\n)*[ ]{{0,{column}}}[^ \n]|\n*\Z)"
    return any_, re.compile(rf"{before}{re.escape(field)}:[ ]+(\w+)[ ]*{follows}", re.M)
