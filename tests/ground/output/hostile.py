"""Texts that try to steer what shows them: pieces that attacks are made of, joined at random."""

import re
from unicodedata import bidirectional, category

from hypothesis import strategies as st

PIECES = (
    "\n", "\r", "\r\n", "\t", " ", "::error::x", "\n::error::x", "::add-mask::x", "::set-output name=a::b", "##[error]x", "##vso[task.x]",
    "##teamcity[x]", "section_start:1:a\r\x1b[0K", "\x1b[2J", "\x1b]8;;http://x.invalid\x07x\x1b]8;;\x07", "\x9b31m", "\x85",
    "\x00", "\x07", "\x08", "\x7f", "\u2028", "\u2029", "\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\U000e0041",
    "\udc80", "\ud800", "=1+1", "+1", "-1", "@SUM(A1)", ";=cmd", "\t=1", '"', "'", ",", ";", "|", "\uff1d1", "\ufe66x",
    "\\", "\\n", "\nEND:VEVENT", "\nATTACH:x", "%0A", "%", ":", "`", "``", "*b*", "_i_", "# h", "- x", "1. x", "> q", "---", "===",
    "<script>", "<!--", "&lt;", "&", "[a](http://x.invalid)", "![a](x)", "](1)", "{0}", "{: onclick=x }", "~~a~~", "http://x.invalid",
    "www.x.invalid", "[^1]", "a", "word", "0", "ä", "😀",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=8).map("".join)
ALL_AT_ONCE = "".join(PIECES)
"""Every piece, one after the other."""
_COMMAND = re.compile(r"^\s*::|##\w*\[", re.M)


def is_steered(output: str) -> bool:
    """Whether anything in an output would be obeyed instead of shown: by a terminal, a reader or a build service."""
    return has_hidden(output) or bool(_COMMAND.search(output))


def has_hidden(output: str) -> bool:
    """Whether an output holds what nobody sees, but for tabs and ends of lines."""
    marks = set(output.replace("\r\n", "")) - {"\n", "\t"}
    return any(category(mark) in _UNSEEN or bidirectional(mark) in _DIRECTIONS for mark in marks)


_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
_DIRECTIONS = {
    "LRE",
    "RLE",
    "LRO",
    "RLO",
    "PDF",
    "LRI",
    "RLI",
    "FSI",
    "PDI",
    "BN",
}  # BN: takes no room at all
