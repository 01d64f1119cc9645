"""Files that are no workbook, are locked, or would fill the machine: a sentence, and nothing changes."""

import io
import zipfile
from collections.abc import Callable

import pytest

from sms_lint.cli import main
from sms_lint.ground.errors import SmsError
from sms_lint.intake.office_file import EXCEL
from sms_lint.intake.workbook import opening
from sms_lint.intake.workbook.holdings import holding_of
from sms_lint.intake.workbook.marks import MARKS_SHEET
from sms_lint.intake.workbook.opening import is_own_workbook
from sms_lint.intake.workbook.reading import read_workbook
from sms_lint.intake.workbook.writing import workbook_of
from sms_lint.load import load
from tests.intake.workbook.office import RISKS, Office, office, small_system

__all__ = ["office"]  # a fixture


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    sms = load(small_system(tmp_path_factory.mktemp("office")))
    return workbook_of(sms, holding_of(sms, "REG-RISK"))


def rewritten(raw: bytes, change: Callable[[str, bytes], bytes | None], **added: bytes) -> bytes:
    """The workbook with other parts; None leaves one out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in added.items():
            new.writestr(name, content)
    return stream.getvalue()


def put(part: str, content: bytes) -> Callable[[bytes], bytes]:
    """Another content for one part."""
    return lambda raw: rewritten(raw, lambda name, old: content if name == part else old)


def replaced(part: str, before: bytes, after: bytes) -> Callable[[bytes], bytes]:
    return lambda raw: rewritten(
        raw, lambda name, old: old.replace(before, after, 1) if name == part else old
    )


def marked_as_locked(raw: bytes) -> bytes:
    """Every part is said to be encrypted, in its own header and in the list."""
    changed = bytearray(raw)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at != -1:
            changed[at + place] |= 1
            at = raw.find(mark, at + 1)
    return bytes(changed)


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
REFUSED: list[tuple[str, str, Callable[[bytes], bytes], str]] = [
    ("a password", "x.xlsx", lambda raw: bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
    ("an old one by content", "x.xlsx", lambda raw: bytes.fromhex("d0cf11e0a1b11ae1"), "is in the old form of Excel"),
    ("locked parts", "x.xlsx", marked_as_locked, "is protected with a password"),
    ("no archive", "x.xlsx", lambda raw: b"hello", "is no Excel file, or is broken"),
    ("nothing", "x.xlsx", lambda raw: b"", "is no Excel file, or is broken"),
    ("cut off", "x.xlsx", lambda raw: raw[: len(raw) // 2], "is no Excel file, or is broken"),
    ("a document", "x.xlsx", lambda raw: rewritten(raw, lambda name, old: old if name != "xl/workbook.xml" else None), "is no Excel file, whatever its name says"),
    ("macros", "x.xlsm", lambda raw: rewritten(raw, lambda _, old: old, **{"xl/vbaProject.bin": b"x"}), "contains macros"),
    ("macros by name", "x.xlsx", replaced("[Content_Types].xml", b"spreadsheetml.sheet.main", b"macroEnabled.main"), "contains macros"),
    ("the strict form", "x.xlsx", replaced("xl/workbook.xml", b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"), "of the strict form"),
    ("a part twice", "x.xlsx", lambda raw: rewritten(raw, lambda _, old: old, **{SHEET: b"<a/>"}), "holds the same part twice"),
    ("declarations", "x.xlsx", put(SHEET, BOMB), "declares entities of its own"),
    ("formats", "x.xlsx", replaced("xl/styles.xml", b"<cellXfs", b"<xf />" * 70_000 + b"<cellXfs"), "more formats of cells"),
    ("broken XML", "x.xlsx", put(SHEET, b"<worksheet><sheetData><row>"), "is damaged, or not written as a workbook should be"),
    ("other XML", "x.xlsx", put(SHEET, b"<a/>"), "has no column `Id`"),
    ("no numbers", "x.xlsx", replaced(SHEET, b'r="A2"', b'r="A0x"'), "is damaged"),
    ("lost strings", "x.xlsx", replaced(SHEET, b't="inlineStr"', b't="s"'), "has no column `Id`"),
    ("OpenDocument", "x.xlsx", lambda raw: rewritten(raw, lambda _, old: None, mimetype=b"x", **{"content.xml": b"x"}), "save it as .xlsx"),
    ("OpenDocument by name", "x.ods", lambda raw: raw, "save it as an Excel workbook (.xlsx)"),
    ("an old one", "x.xls", lambda raw: raw, "is a workbook of an old form"),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")  # the library says so while the test writes the file
@pytest.mark.parametrize(
    ("name", "change", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_bad_file_gets_a_sentence(
    made: bytes, name: str, change: Callable[[bytes], bytes], reason: str
) -> None:
    with pytest.raises(SmsError) as told:
        read_workbook(change(made), name)
    assert reason in str(told.value)


def test_what_unpacks_to_too_much_is_refused_before_it_is_read(
    made: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = rewritten(made, lambda _, old: old, **{"xl/media/a.xml": b"0" * 20_000_000})
    assert len(bomb) < 100_000
    monkeypatch.setattr(opening, "EXCEL", EXCEL._replace(most_unpacked=10_000_000))
    with pytest.raises(SmsError, match="unpacks to far more than such a file holds"):
        read_workbook(bomb, "x.xlsx")


def test_rows_and_columns_at_the_far_end_cost_nothing(made: bytes) -> None:
    far = b'<row r="900000"><c r="XFD900000" t="n"><v>1</v></c></row></sheetData>'
    read = read_workbook(replaced(SHEET, b"</sheetData>", far)(made), "x.xlsx")
    assert len(read.sheets[0].lines) == 2


@pytest.mark.parametrize("case", REFUSED[::8], ids=lambda case: case[0])
def test_the_command_says_so_and_changes_nothing(
    office: Office, case: tuple[str, str, Callable[[bytes], bytes], str]
) -> None:
    _, name, change, _ = case
    office.export("REG-RISK")
    file = office.file.with_name(name)
    file.write_bytes(change(office.file.read_bytes()))
    assert main(["import", "--root", str(office.root), str(file), "--write"]) == 2
    assert "Traceback" not in office.read()
    assert office.text("risk.yml") == RISKS


def test_only_a_workbook_with_our_hidden_sheet_is_ours(made: bytes) -> None:
    assert is_own_workbook(made)
    assert not is_own_workbook(replaced("xl/workbook.xml", MARKS_SHEET.encode(), b"other")(made))
    assert not is_own_workbook(b"PK")
