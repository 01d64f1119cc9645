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
_MOST_UNPACKED = 256 * 1024 * 1024
_MOST_OF_A_TEXT = 64 * 1024 * 1024
_MOST_STYLES = 5_000
_MOST_ELEMENTS = 2_000_000
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class Program(NamedTuple):
    """A program whose files are read: its name, their ending, and a pattern for the name of their main part."""

    name: str
    ending: str
    main: str


WORD = Program("Word", ".docx", r"word/document\d*\.xml")


def opened(raw: bytes, program: Program) -> Mapping[str, bytes]:
    """The parts of an office file by their names. Raises SmsError for what is broken, protected or too large."""
    if len(raw) > MOST_BYTES:
        raise SmsError("is larger than 64 MiB; take pictures and attachments out of it, or split it")
    if raw.startswith(_OLD_FORM):
        reason = (
            "is protected with a password; save it without one"
            if _ENCRYPTED in raw
            else f"is in the old form of {program.name}; open it there and save it as {program.ending}"
        )
        raise SmsError(reason)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts = _parts(archive, program)
    except _BROKEN:
        raise SmsError(
            f"is no {program.name} file, or is broken; open it in {program.name} and save it again"
        ) from None
    _refuse_macros(parts, program)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            _refuse_hostile_text(name, part)
    return parts


def xml_of(part: bytes) -> etree._Element:
    """The tree of a part. Raises SmsError where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise SmsError(
            "is broken inside (its XML cannot be read); open it in its program and save it again"
        ) from None


def _parts(archive: zipfile.ZipFile, program: Program) -> dict[str, bytes]:
    listed = archive.infolist()
    if len(listed) > _MOST_PARTS or sum(part.file_size for part in listed) > _MOST_UNPACKED:
        raise SmsError(
            "unpacks to far more than a document holds, so it was not opened; save it again, or split it"
        )
    if any(part.flag_bits & 1 for part in listed):
        raise SmsError("is protected with a password; save it without one")
    if not any(re.fullmatch(program.main, name) for name in archive.namelist()):
        raise SmsError(f"is no {program.name} file, whatever its name says; save it as {program.ending}")
    return {part.filename: archive.read(part) for part in listed if not part.is_dir()}


def _refuse_macros(parts: Mapping[str, bytes], program: Program) -> None:
    if any(name.casefold().endswith("vbaproject.bin") for name in parts):
        raise SmsError(f"contains macros; save it as {program.ending}, which has none")


def _refuse_hostile_text(name: str, part: bytes) -> None:
    if len(part) > _MOST_OF_A_TEXT or part.count(b"<") > 2 * _MOST_ELEMENTS:
        raise SmsError(f"holds more text than can be read at once ({name}); split the document")
    if name.endswith("styles.xml") and part.count(b":style ") > _MOST_STYLES:
        raise SmsError(
            f"has more than {_MOST_STYLES:,} styles; copy its text into a new document, and save that"
        )
    if _DECLARATION.search(part[:4096]):
        raise SmsError(f"declares entities of its own ({name}), which no office program does; save it again")
    xml_of(part)
