"""Files of office programs are opened, or refused with a sentence."""

import zipfile
from io import BytesIO

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.intake.office_file import WORD, opened
from tests.intake.word_files import changed, word_file

SOUND = word_file(lambda file: file.add_paragraph("Words"))
MAIN = "word/document.xml"


def test_a_sound_file_is_opened() -> None:
    assert b"Words" in opened(SOUND, WORD)[MAIN]


def test_a_file_of_word_online_has_another_name_inside() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(SOUND)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("word/document.xml", "word/document2.xml"), old.read(name))
    assert "word/document2.xml" in opened(stream.getvalue(), WORD)


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
STYLES = b'<w:styles xmlns:w="w">' + b'<w:style w:styleId="x"/>' * 6000 + b"</w:styles>"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (OLD + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
        (OLD, "is in the old form of Word"),
        (b"", "is no Word file, or is broken"),
        (b"PK\x03\x04 nothing", "is no Word file, or is broken"),
        (SOUND[:-200], "is no Word file, or is broken"),
        (changed(SOUND, {"word/vbaProject.bin": lambda _: b"x"}), "contains macros"),
        (changed(SOUND, {MAIN: lambda _: b"<w:document>"}), "is broken inside"),
        (changed(SOUND, {MAIN: lambda _: ENTITIES}), "declares entities of its own"),
        (
            changed(SOUND, {MAIN: lambda _: ENTITIES.decode().encode("utf-16")}),
            "declares entities of its own",
        ),
        (changed(SOUND, {"word/styles.xml": lambda _: STYLES}), "has more than 5,000 styles"),
    ],
)
def test_a_bad_file_gets_a_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(SmsError, match=said):
        opened(raw, WORD)


def test_a_file_that_unpacks_to_far_too_much_gets_a_sentence() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(9):
            archive.writestr(f"word/media/{number}.xml", b"\0" * (32 * 1024 * 1024))
    with pytest.raises(SmsError, match="unpacks to far more than such a file holds"):
        opened(stream.getvalue(), WORD)


def test_another_archive_is_no_word_file() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "words")
    with pytest.raises(SmsError, match="whatever its name says"):
        opened(stream.getvalue(), WORD)
