"""Directives: signs by which some builders put another text, or what a program says, into their place."""

import re

SIGNS = ("8<", "{%", "{{", "{!", "#include", "::", "!include")
DIRECTIVE = re.compile(
    r"-+8<-+|\{%-?\s*(?:include|extends|import|from|render|snippet)\w*\b|\{!|<!--\s*#include|^[ \t]*!include\b"
    r"|^[ \t]*\.\.[ \t]+(?:include|literalinclude)::|^[ \t]*:::[ \t]+include",
    re.M,
)
# A mark in whose place a program puts something.
MARK = re.compile(r"\{\{[^{}\n]{0,60}(?:\}\})?|\{%[^%\n]{0,60}(?:%\})?")
_EITHER = re.compile(rf"{DIRECTIVE.pattern}|\{{\{{|\{{%", re.M)
# Square and round brackets would make links and definitions of what stands between them.
_ANGLES = str.maketrans("{}", "\u2039\u203a")
_PAIR = re.compile(r"(\{\{|\{%|\{!)([^\n{}]*)(\}\}|%\}|!\})")


def harmless(text: str) -> str:
    """A text whose directives no builder knows any more: every word stays, and people still see what stood there."""
    for opening, inside, closing in _PAIR.findall(text) if "{" in text else ():
        text = text.replace(f"{opening}{inside}{closing}", _angled(opening) + inside + _angled(closing))
    while any(sign in text for sign in SIGNS):
        changed = _EITHER.sub(lambda match: _broken_up(match.group()), text)
        if changed == text:
            break
        text = changed
    return text


def _angled(sign: str) -> str:
    return sign.translate(_ANGLES)


def _broken_up(sign: str) -> str:
    if "8<" in sign:
        return sign.replace("8<", "8 <")
    if sign.startswith("{"):
        return _angled(sign)
    if "#include" in sign:
        return sign.replace("#include", "# include")
    mark = sign.lstrip()
    return f"{sign[: len(sign) - len(mark)]}\\{mark}"
