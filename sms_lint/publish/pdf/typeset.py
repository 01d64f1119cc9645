"""The typesetter: Typst, through its Python package. It is optional; without it nothing else is missing."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.outside.git import FileChanges
from sms_lint.publish.pdf.content import Printed

Standard = Literal["a-3a", "ua-1"]
# Written as both; Typst refuses what it cannot write so. Its makers check its files with veraPDF and PAC.
STANDARDS: tuple[Standard, ...] = ("a-3a", "ua-1")
_FONTS = ("Libertinus Serif", "DejaVu Sans Mono")
# Fonts that are looked for besides, by the language: each has the letters in the form of that language.
_FONTS_OF = {
    "ja": ("Noto Serif CJK JP", "Noto Sans CJK JP"),
    "ko": ("Noto Serif CJK KR", "Noto Sans CJK KR"),
    "zh": ("Noto Serif CJK SC", "Noto Sans CJK SC"),
}
# What the typesetter says where no font has a letter. Without a standard it would print boxes.
_NO_LETTER = re.compile(r"the text `\"(?P<text>[^`]*)\"` could not be displayed")


class Typesetter(NamedTuple):
    """Where pictures are, and the date of the files."""

    root: Path
    moment: datetime


class Pdf(NamedTuple):
    """A finished file, and what had to be given up for it, in words."""

    content: bytes
    given_up: str = ""


class _Way(NamedTuple):
    """How it is tried: with Typst's own fonts, so that every machine writes the same bytes; as which standards."""

    system_fonts: bool
    standards: tuple[Standard, ...]
    given_up: str


_WAYS = (
    _Way(False, STANDARDS, ""),
    _Way(True, STANDARDS, "set with fonts of this machine, because Typst's own fonts lack some letters"),
    _Way(True, (), "not written as PDF/A and PDF/UA"),
)


def as_pdf(setter: Typesetter, printed: Printed) -> Pdf:
    """Set it. Raises SmsError where Typst is not installed, or cannot set it at all."""
    refused, why, given_up = "", "", []
    data = _data(printed)
    for way in _WAYS:
        if not way.standards:
            _refuse_boxes(printed, why)
        content, why = _tried(setter, data, way)
        if content is None and "image" in why and "img" in json.dumps(data):
            data = _without_pictures(data)
            given_up.append(f"a picture is left out ({_first_line(why)})")
            content, why = _tried(setter, data, way)
        if content is not None:
            given_up += [f"{way.given_up} ({_first_line(refused)})"] if way.given_up else []
            return Pdf(content, "; ".join(given_up))
        refused = refused or why
    raise SmsError(f"the PDF of {printed.title} cannot be set: {_first_line(refused)}")


def _tried(setter: Typesetter, data: Mapping[str, Any], way: _Way) -> tuple[bytes | None, str]:
    """The file, or why there is none."""
    try:
        import typst
    except ImportError:
        raise SmsError(
            "PDFs need the package typst, which is not installed; install it with `pip install sms-lint[pdf]`"
        ) from None
    try:
        content = typst.compile(  # type: ignore[type-var]  # the stub wants root and input of one type
            files("sms_lint").joinpath("publish", "pdf", "assets", "document.typ").read_bytes(),
            root=str(setter.root),
            ignore_system_fonts=not way.system_fonts,
            pdf_standards=list(way.standards),
            timestamp=setter.moment,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    except Exception as error:  # noqa: BLE001 - the package raises its own kinds, not all of them public
        return None, str(error)
    return content, ""


def _refuse_boxes(printed: Printed, why: str) -> None:
    """Raise SmsError where even the fonts of this machine lack a letter: a paper with boxes tells nobody anything."""
    match = _NO_LETTER.search(why)
    if match:
        raise SmsError(
            f"the PDF of {printed.title} cannot be set: no font on this machine has the letters of `{match['text']}`; "
            "install one that has, such as Noto Sans CJK (package fonts-noto-cjk)"
        )


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


def _without_pictures(value: Any) -> Any:
    """The same data with words in the place of each picture."""
    if isinstance(value, dict):
        if value.get("k") == "img":
            return {"k": "p", "c": [["t", f"[{value['alt']}]"]]}
        return {key: _without_pictures(item) for key, item in value.items()}
    return [_without_pictures(item) for item in value] if isinstance(value, list) else value


def moment_of(history: FileChanges | None, day: date) -> datetime:
    """The moment of the newest change, or a day outside git: a file is dated by what is in it, not by the clock."""
    changes = (revision.when for every in history.revisions.values() for revision in every) if history else ()
    newest = max((datetime.fromisoformat(when).astimezone(UTC) for when in changes), default=None)
    return newest or datetime(day.year, day.month, day.day, tzinfo=UTC)


def _data(printed: Printed) -> dict[str, Any]:
    return {
        "title": printed.title,
        "organization": printed.organization,
        "description": printed.footer,
        "footer": printed.footer,
        "fonts": [_FONTS[0], *_FONTS_OF.get(printed.language["lang"], ()), *_FONTS[1:]],
        "language": printed.language,
        "words": printed.words,
        "cover": printed.cover,
        "cover-facts": printed.cover_facts,
        "contents": printed.contents,
        "documents": printed.documents,
    }
