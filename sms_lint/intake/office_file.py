"""Files of office programs: opened without trust, or refused with a sentence that says what to do.

Such a file is an archive of XML. It comes from outside, so sizes are counted before anything is read, and no entity,
macro or link in it is ever followed.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from sms_lint.ground.errors import SmsError

_OLD_FORM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Of the file itself, and of all that is in it.
MOST_BYTES = 64 * 1024 * 1024
_MOST_PARTS = 10_000
_MOST_OF_A_TEXT = 64 * 1024 * 1024
_MOST_STYLES = 5_000
_MOST_ELEMENTS = 2_000_000
_PROLOGUE = 64 * 1024
_CONTENT_TYPES = "[Content_Types].xml"
# In UTF-8, and in both orders of UTF-16.
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0[DE]\0|\0<\0!\0[DE]")


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class Program(NamedTuple):
    """A program whose files are read.

    Its name, their ending, a pattern for the name of their main part, and the bytes that all parts may hold.
    """

    name: str
    ending: str
    main: str
    most_unpacked: int


WORD = Program("Word", ".docx", r"word/document\d*\.xml", 256 * 1024 * 1024)
EXCEL = Program("Excel", ".xlsx", r"xl/workbook\.xml", 768 * 1024 * 1024)


def refusal(raw: bytes, program: Program) -> str:
    """Why a file is not opened, as the rest of a sentence that begins with its name; empty where it can be."""
    if len(raw) > MOST_BYTES:
        return "is larger than 64 MiB; take pictures and attachments out of it, or split it"
    if raw.startswith(_OLD_FORM):
        if _ENCRYPTED in raw:
            return "is protected with a password; save it without one"
        return f"is in the old form of {program.name}; open it there and save it as {program.ending}"
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return _refused_archive(archive, program) or _refused_text(archive)
    except _BROKEN:
        return _broken(program)


def opened(raw: bytes, program: Program) -> Mapping[str, bytes]:
    """The parts of an office file by their names. Raises SmsError for what is broken, protected or too large."""
    if reason := refusal(raw, program):
        raise SmsError(reason)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts = {part.filename: archive.read(part) for part in archive.infolist() if not part.is_dir()}
    except _BROKEN:
        raise SmsError(_broken(program)) from None
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            _refuse_endless_text(name, part)
    return parts


def _broken(program: Program) -> str:
    return f"is no {program.name} file, or is broken; open it in {program.name} and save it again"


def xml_of(part: bytes) -> etree._Element:
    """The tree of a part. Raises SmsError where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise SmsError(
            "is broken inside (its XML cannot be read); open it in its program and save it again"
        ) from None


def start_of(archive: zipfile.ZipFile, part: str | zipfile.ZipInfo) -> bytes:
    """The first 64 KiB of a part: its declarations and its outermost element, without unpacking the rest."""
    with archive.open(part) as stream:
        return stream.read(_PROLOGUE)


def _refused_archive(archive: zipfile.ZipFile, program: Program) -> str:
    listed = archive.infolist()
    names = archive.namelist()
    if len(listed) > _MOST_PARTS or sum(part.file_size for part in listed) > program.most_unpacked:
        return "unpacks to far more than such a file holds, so it was not opened; save it again, or split it"
    if any(part.flag_bits & 1 for part in listed):
        return "is protected with a password; save it without one"
    if not any(re.fullmatch(program.main, name) for name in names):
        return f"is no {program.name} file, whatever its name says; save it as {program.ending}"
    if len(set(names)) < len(names):
        return f"holds the same part twice, which no office program writes; save it again in {program.name}"
    types = start_of(archive, _CONTENT_TYPES) if _CONTENT_TYPES in names else b""
    if b"macroEnabled" in types or any(name.casefold().endswith("vbaproject.bin") for name in names):
        return f"contains macros; save it as {program.ending}, which has none"
    return ""


def _refused_text(archive: zipfile.ZipFile) -> str:
    for part in archive.infolist():
        name = part.filename
        if name.endswith((".xml", ".rels")) and _DECLARATION.search(start_of(archive, part)):
            return f"declares entities of its own ({name}), which no office program does; save it again"
    return ""


def _refuse_endless_text(name: str, part: bytes) -> None:
    if len(part) > _MOST_OF_A_TEXT or part.count(b"<") > 2 * _MOST_ELEMENTS:
        raise SmsError(f"holds more text than can be read at once ({name}); split the document")
    if name.endswith("styles.xml") and part.count(b":style ") > _MOST_STYLES:
        raise SmsError(
            f"has more than {_MOST_STYLES:,} styles; copy its text into a new document, and save that"
        )
    xml_of(part)
