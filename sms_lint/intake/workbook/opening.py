"""Opening a workbook that somebody sends: what is none, is locked, or would fill the machine is refused unread."""

import re
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from sms_lint.ground.errors import SmsError
from sms_lint.intake.workbook.marks import MARKS_SHEET

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_BYTES = 64 * 1024 * 1024
_MOST_UNPACKED = 768 * 1024 * 1024
_MOST_PARTS = 2_000
_MOST_STYLE_BYTES = 32 * 1024 * 1024
_MOST_FORMATS = 65_500  # what Excel itself allows
_OLD_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_FORMAT = re.compile(rb"<(?:\w+:)?xf[ />]")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0D\0|\0<\0!\0D")
_STRICT = b"http://purl.oclc.org/ooxml/"
_PROLOGUE = 64 * 1024
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
    if len(raw) > MOST_BYTES:
        return "is larger than 64 MiB; export the register again, and keep pictures out of it"
    suffix = PurePath(name).suffix.casefold()
    if suffix in _OTHERS:
        return f"{_OTHERS[suffix]}; {_SAVE_AS}"
    if raw.startswith(_OLD_FILE):
        return f"has a password, or is a workbook of an old form; take the password away, {_SAVE_AS}"
    try:
        with ZipFile(BytesIO(raw)) as archive:
            return _archive_fault(archive)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return f"is no workbook, or is damaged; {_SAVE_AS}"


def _archive_fault(archive: ZipFile) -> str:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "mimetype" in names and "content.xml" in names:
        return f"is an OpenDocument sheet; {_SAVE_AS}"
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        return f"is no workbook; {_SAVE_AS}"
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        return "unpacks to far more than a register can hold; export the register again"
    if any(part.flag_bits & 1 for part in parts):
        return f"has a password; take the password away, {_SAVE_AS}"
    if len(names) < len(parts):
        return "holds the same part twice, which no spreadsheet writes; save it again in your spreadsheet"
    if any("vbaproject" in name.casefold() for name in names) or b"macroEnabled" in _start(
        archive, archive.getinfo("[Content_Types].xml"), 1024 * 1024
    ):
        return f"holds macros; {_SAVE_AS}"
    if _STRICT in _start(archive, archive.getinfo("xl/workbook.xml"), _PROLOGUE):
        return f"is a workbook of the strict form; {_SAVE_AS}"
    return _content_fault(archive, parts)


def _content_fault(archive: ZipFile, parts: list[ZipInfo]) -> str:
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and _DOCTYPE.search(_start(archive, part, _PROLOGUE)):
            return "holds declarations of its own (DOCTYPE), which no spreadsheet writes"
        if part.filename.casefold() == "xl/styles.xml" and (
            part.file_size > _MOST_STYLE_BYTES
            or sum(1 for _ in _FORMAT.finditer(archive.read(part))) > _MOST_FORMATS
        ):
            return "holds more formats of cells than a spreadsheet allows; copy the cells into a fresh export"
    return ""


def _start(archive: ZipFile, part: ZipInfo, most: int) -> bytes:
    with archive.open(part) as stream:
        return stream.read(most)
