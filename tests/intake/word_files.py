"""Word files for tests, made with the library that people make them with."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import docx


def _chunk(name: bytes, said: bytes) -> bytes:
    return struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))


PICTURE = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0" * 14))
    + _chunk(b"IEND", b"")
)


def word_file(fill: Callable[[Any], None]) -> bytes:
    """The bytes of a Word file that a function fills."""
    file = docx.Document()
    fill(file)
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def changed(raw: bytes, parts: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A Word file with some of its parts changed, or new ones."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for name in names:
            new.writestr(name, parts[name](old.read(name)) if name in parts else old.read(name))
        for name in parts.keys() - set(names):
            new.writestr(name, parts[name](b""))
    return stream.getvalue()
