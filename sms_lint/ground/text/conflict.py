"""Lines that git writes into a file where two people changed the same place."""

import re

from sms_lint.ground.text.characters import Flaw

_MARKER = re.compile(r"^(<{7}|>{7})(?: [^\r\n]*)?(?=\r?$)", re.M)
CONFLICT = (
    "two people changed the lines from here on, and git could not join them: keep the lines that are right, and "
    "delete the others and the lines of `<<<<<<<`, `=======` and `>>>>>>>`"
)


def conflict_flaws(text: str) -> list[Flaw]:
    """One flaw for each place with two versions one below the other, or with a remainder of that."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    flaws: list[Flaw] = []
    is_open = False
    for match in _MARKER.finditer(text):
        begins = match[1].startswith("<")
        if is_open and not begins:
            ends = ((*match.span(), "the second version ends here"),)
            flaws[-1] = flaws[-1]._replace(related=ends)
        else:
            flaws.append(Flaw("syntax", *match.span(), CONFLICT))
        is_open = begins
    return flaws
