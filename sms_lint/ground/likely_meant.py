"""What was probably meant by a text of the wrong form; the text itself where that is not known."""

import re

_EVERY = {"yearly": "12 months", "annually": "12 months", "quarterly": "3 months", "monthly": "1 month"}
# The quotes of word processors in several languages, and straight ones that have lost their other half.
_QUOTES = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\"'"
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe63\uff0d"), "-")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")


def as_typed(text: str) -> str:
    """With a keyboard's hyphens and spaces for those of a word processor, and without quotes around it."""
    return text.translate(_DASHES | _SPACES).strip(f"{_QUOTES} ")


def as_id(text: str) -> str:
    """In capitals, with hyphens."""
    return text.replace("_", "-").upper()


def as_role(text: str) -> str:
    """In small letters, with hyphens; the id of a person is no role."""
    return text if re.fullmatch(r"[A-Z]+-[0-9]+", text) else re.sub(r"[ _]+", "-", text.lower())


def as_number(text: str) -> str:
    """With a point for the comma of other languages, and without the unit."""
    return re.sub(r"^([-+]?[0-9]+(?:\.[0-9]+)?)(?:,([0-9]{1,2}))?(?: ?[%A-Za-z£€$]+)?$", _with_point, text)


def _with_point(match: re.Match[str]) -> str:
    return f"{match[1]}.{match[2]}" if match[2] else match[1]


def as_date(text: str) -> str:
    """From day.month.year, and with the zeros of a short month or day. 3/4/2026 is left alone: it may be April."""
    year_last = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text)
    year_first = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", text)
    parts = year_last.groups()[::-1] if year_last else year_first.groups() if year_first else ()
    return "-".join(part.zfill(2) for part in parts) or text


def as_duration(text: str) -> str:
    """A word such as yearly as a length, and a number apart from its unit."""
    return _EVERY.get(text.lower()) or re.sub(r"([0-9])([a-z])", r"\1 \2", text.lower())


def as_version(text: str) -> str:
    """Without a v, and with a second number."""
    return re.sub(r"^[vV] ?|^([0-9]+)$", lambda match: f"{match[1]}.0" if match[1] else "", text)


def as_clause(text: str) -> str:
    """The one standard that a bare number may belong to."""
    return f"20000-1:{text}" if re.fullmatch(r"[0-9]+(?:\.[0-9]+)*(?:-[a-z0-9]+)?", text) else text
