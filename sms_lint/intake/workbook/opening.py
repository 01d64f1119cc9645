"""Opening a workbook that somebody sends: what is none, is locked, or would fill the machine is refused unread."""

import re
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from sms_lint.ground.errors import SmsError
from sms_lint.intake.office_file import EXCEL, refusal, start_of
from sms_lint.intake.workbook.marks import MARKS_SHEET

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_MOST_STYLE_BYTES = 32 * 1024 * 1024
_MOST_FORMATS = 65_500  # what Excel itself allows
_FORMAT = re.compile(rb"<(?:\w+:)?xf[ />]")
_STRICT = b"http://purl.oclc.org/ooxml/"
_OTHERS = {
    ".ods": "is an OpenDocument sheet",
    ".xls": "is a workbook of an old form",
    ".xlsb": "is a binary workbook",
    ".csv": "holds cells without a workbook around them",
    ".numbers": "is a sheet of Numbers",
}
_SAVE_AS = "save it as an Excel workbook (.xlsx), and import that"


def is_own_workbook(raw: bytes) -> bool:
    """Whether a file is a workbook that was exported by this program: it has our hidden sheet."""
    try:
        with ZipFile(BytesIO(raw)) as archive:
            info = archive.getinfo("xl/workbook.xml")
            if info.file_size > _MOST_STYLE_BYTES:
                return False
            return f'name="{MARKS_SHEET}"'.encode() in archive.read(info)
    except (BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def not_ours(raw: bytes, name: str) -> str:
    """Why a file is not taken for a workbook of ours, and what to do, in a sentence."""
    fault = _fault(raw, name)
    said = (
        fault
        or "was not made by `sms-lint export`; export the register, and enter the changes in that workbook"
    )
    return f"{name} {said}; nothing was changed"


@contextmanager
def opened_workbook(raw: bytes, name: str) -> "Iterator[Workbook]":
    """A workbook whose cells are read one after the other, closed in the end.

    Raises SmsError where it cannot or should not be read, also where it breaks while it is read.
    """
    if fault := _fault(raw, name):
        raise SmsError(f"{name} {fault}; nothing was changed")
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what we do not read, such as pictures
            book = load_workbook(BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        with closing(book):
            yield book
    except SmsError:
        raise
    except Exception as error:  # noqa: BLE001 - the library raises whatever a broken file leads it to
        raise _unreadable(name, error) from None


def _unreadable(name: str, error: Exception) -> SmsError:
    why = f" ({type(error).__name__})"
    return SmsError(
        f"{name} is damaged, or not written as a workbook should be{why}; save it again in your spreadsheet"
    )


def _fault(raw: bytes, name: str) -> str:
    """Why a file is not opened, as the rest of a sentence; empty where it is."""
    suffix = PurePath(name).suffix.casefold()
    if suffix in _OTHERS:
        return f"{_OTHERS[suffix]}; {_SAVE_AS}"
    if reason := refusal(raw, EXCEL):
        return reason
    with ZipFile(BytesIO(raw)) as archive:
        if _STRICT in start_of(archive, "xl/workbook.xml"):
            return f"is a workbook of the strict form; {_SAVE_AS}"
        if _has_endless_formats(archive):
            return "holds more formats of cells than a spreadsheet allows; copy the cells into a fresh export"
    return ""


def _has_endless_formats(archive: ZipFile) -> bool:
    styles = [part for part in archive.infolist() if part.filename.casefold() == "xl/styles.xml"]
    return any(
        part.file_size > _MOST_STYLE_BYTES
        or sum(1 for _ in _FORMAT.finditer(archive.read(part))) > _MOST_FORMATS
        for part in styles
    )
