"""The characters that nobody sees: but for the spelling of some languages, a controlled text has no use for them."""

import re

# Controls (but for tabs and ends of lines), soft hyphen, zero-width and bidirectional characters, line separators,
# byte-order mark, controls of shorthand and music, tags, what is no character at all: ranges for a regular expression.
HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
# Scripts whose letters join, where a joiner or its opposite is a part of spelling; those that are written from right to
# left; those without spaces, where an invisible one says that a line may end; and what is put together to one picture.
_JOINING = re.compile(
    "[\u0600-\u07ff\u0860-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
)
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
_PICTURE = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_BETWEEN = {"\u200c": (_JOINING,), "\u200d": (_JOINING, _PICTURE), "\u200b": (_UNSPACED,)}
_NEAR = {"\u200e": _FROM_RIGHT, "\u200f": _FROM_RIGHT, "\u061c": _FROM_RIGHT}
_HOW_NEAR = 12


def is_spelling(text: str, start: int, end: int) -> bool:
    """Whether an invisible character is a part of how a language, or a picture of several signs, is written."""
    if end > start + 1:
        return False
    if scripts := _BETWEEN.get(text[start]):
        return any(
            script.match(text[start - 1 : start]) and script.match(text[end : end + 1]) for script in scripts
        )
    script = _NEAR.get(text[start])
    before = text[max(0, start - _HOW_NEAR) : start].rpartition("\n")[2]
    after = text[end : end + _HOW_NEAR].partition("\n")[0]
    return script is not None and script.search(before + after) is not None


def parts_a_word(text: str, at: int) -> bool:
    """Whether there is a soft hyphen between two letters, which says where a long word may be parted."""
    return text[at] == "\u00ad" and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
