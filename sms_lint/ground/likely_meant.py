"""What was probably meant by a text of the wrong form; the text itself where that is not known."""

import re

_EVERY = {"yearly": "12 months", "annually": "12 months", "quarterly": "3 months", "monthly": "1 month"}
_CURLY = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
_CURLY_SINGLE = "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"


def unquoted(text: str) -> str:
    """Without the curly quotes of a word processor, which are part of a text in YAML."""
    return text.strip(f"{_CURLY}{_CURLY_SINGLE} ")


def as_id(text: str) -> str:
    """In capitals, with hyphens."""
    return text.replace("_", "-").upper()


def as_role(text: str) -> str:
    """In small letters, with hyphens."""
    return re.sub(r"[ _]+", "-", text.lower())


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
