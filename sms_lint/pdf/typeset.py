"""The typesetter: Typst, through its Python package. It is optional; without it nothing else is missing."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from sms_lint.errors import SmsError
from sms_lint.git import History
from sms_lint.pdf.content import Printed

# Written as both; Typst refuses what it cannot write so. Its makers check its files with veraPDF and PAC.
STANDARDS = ("a-3a", "ua-1")
_FONTS = ("Libertinus Serif", "DejaVu Sans Mono")


class Typesetter(NamedTuple):
    """Where pictures lie, and the moment that the files are dated by."""

    root: Path
    moment: datetime


class Pdf(NamedTuple):
    """A finished file, and what had to be given up for it, in words."""

    content: bytes
    given_up: str = ""


def as_pdf(setter: Typesetter, printed: Printed) -> Pdf:
    """Set it. Raises SmsError where Typst is not installed, or cannot set it at all."""
    try:
        import typst
    except ImportError:
        raise SmsError(
            "PDFs need the package typst, which is not installed; install it with `pip install sms-lint[pdf]`"
        ) from None
    template = files("sms_lint").joinpath("pdf", "assets", "document.typ").read_bytes()
    data = json.dumps(_data(printed), ensure_ascii=False)
    refused = ""
    for system_fonts, standards, given_up in _ways():
        try:
            content = typst.compile(
                template,
                root=str(setter.root),
                ignore_system_fonts=not system_fonts,
                pdf_standards=list(standards),
                timestamp=setter.moment,
                sys_inputs={"data": data},
            )
        except Exception as error:  # noqa: BLE001 - the package raises its own kinds, not all of them public
            refused = refused or str(error)
        else:
            return Pdf(content, f"{given_up} ({refused.splitlines()[0]})" if given_up else "")
    raise SmsError(f"the PDF of {printed.title} cannot be set: {refused}")


def _ways() -> Iterator[tuple[bool, tuple[str, ...], str]]:
    """With Typst's own fonts, so that every machine writes the same bytes; else with less."""
    yield False, STANDARDS, ""
    yield True, STANDARDS, "set with fonts of this machine, since Typst's own lack some letters"
    yield True, (), "not written as PDF/A and PDF/UA"


def moment_of(history: History | None, day: date) -> datetime:
    """The moment of the newest change, or a day outside git: what is printed is dated by what is in it, not by the clock."""
    changes = (one.when for every in history.revisions.values() for one in every) if history else ()
    newest = max((datetime.fromisoformat(when).astimezone(UTC) for when in changes), default=None)
    return newest or datetime(day.year, day.month, day.day, tzinfo=UTC)


def _data(printed: Printed) -> dict[str, Any]:
    return {
        "title": printed.title,
        "organization": printed.organization,
        "description": printed.footer,
        "footer": printed.footer,
        "fonts": list(_FONTS),
        "cover": printed.cover,
        "documents": printed.documents,
    }
