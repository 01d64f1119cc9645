"""What was probably meant by a word or sign that means nothing in a condition."""

import re

from sms_lint.ground.faults import closest
from sms_lint.ground.fields import DATE_PATTERN, NUMBER_PATTERN
from sms_lint.ground.likely_meant import as_date, as_duration, as_number
from sms_lint.ground.time_units import DURATION_PATTERN
from sms_lint.language.syntax import UNITS

_SIGNS = {
    "==": "=", "===": "=", "<>": "!=", "≠": "!=", "=<": "<=", "≤": "<=", "=>": ">=", "≥": ">=", "||": "or",
}  # fmt: skip
_VERBS = {
    "equals": "=", "equal": "=", "greater": ">", "more": ">", "over": ">", "above": ">", "exceeds": ">", "less": "<",
    "fewer": "<", "under": "<", "below": "<", "later": "after", "earlier": "before", "until": "before", "on": "=",
    "has": "contains", "have": "contains", "includes": "contains", "like": "matches", "are": "is", "was": "is",
    "were": "is", "be": "is", "isnt": "is not",
}  # fmt: skip
_FORMS = ((as_date, DATE_PATTERN), (as_duration, DURATION_PATTERN), (as_number, NUMBER_PATTERN))
VERBS = ("is", "in", "contains", "matches", "names", "repeats", "before", "after")
EMPTY_WORDS = frozenset(
    {"missing", "blank", "null", "none", "nothing", "nil", "given", "filled", "absent", "unset", "undefined"}
)


def stray(text: str) -> str:
    """Why some characters cannot stand in a condition."""
    if text in _SIGNS:
        return f"write `{_SIGNS[text]}`, not `{text}`"
    if text in "\"'":
        return "a text in quotes begins here and does not end"
    if text in "()[]":
        return "there are no brackets in conditions; write several conditions, all of which have to be met"
    if text == "&&":
        return "there is no `&&`: write another condition in the list, because all of them have to be met"
    if text == "!":
        return "write `not`, not `!`: `status is not open`"
    if text in "{}":
        return "fields are in braces only in `say`; in a condition, write their names as they are"
    return f"`{text}` means nothing in a condition; put a text in quotes"


def sign_meant(word: str) -> str:
    """`; did you mean X?` for a word where a sign should stand, or nothing."""
    meant = _VERBS.get(word.casefold()) or closest(word, VERBS)
    return f"; did you mean `{meant}`?" if meant else ""


def out_of_place(text: str, before: str) -> str:
    """Why a word or sign cannot stand behind a test that is whole, where that is known."""
    if text == ",":
        return "a comma separates the values after `is`, `contains`, `matches` and `names`; a number has a point: 10.5"
    if text == "%":
        return "a share is written `10 % of rating`"
    if text == "*":
        return f'put a pattern in quotes: `"{before}*"`'
    return f"`{before}` is a value here; did you mean `not`?" if before in ("no", "none", "isnt") else ""


def value_meant(word: str) -> str:
    """The day, length or number that a word was probably meant to be; nothing where it may be a name."""
    if not word[:1].isdigit():
        return ""
    return next((meant for slip, form in _FORMS if re.fullmatch(form, meant := slip(word))), "")


def unit_meant(word: str, number: str) -> str:
    """The unit of time that a word behind a number was probably meant to be; nothing where it may be something else."""
    near = closest(word, [*UNITS, *(f"{unit}s" for unit in UNITS)])
    if near is None or word in VERBS:
        return ""
    return near if near.endswith("s") or number == "1" else f"{near}s"
