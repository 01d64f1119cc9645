"""A Word file becomes Markdown, and every word of it is there or in the report."""

from typing import Any

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.intake.documents.reading import read_document
from sms_lint.intake.documents.source_document import SourceDocument, read_by_people, unplaced, words_of
from tests.intake.word_files import PICTURE, changed, word_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(raw: bytes, name: str = "in/Backup policy.docx") -> SourceDocument:
    return read_document(raw, name, lambda _: None)


def policy(file: Any) -> None:
    file.add_paragraph("Backup policy", style="Title")
    table = file.add_table(rows=3, cols=2)
    for row, (name, value) in zip(
        table.rows,
        [("Version", "v2.1"), ("Owner:", "Backup manager"), ("Last reviewed", "15 March 2026")],
        strict=True,
    ):
        row.cells[0].text, row.cells[1].text = name, value
    file.add_heading("1 Purpose", 1)
    line = file.add_paragraph("Data can be ")
    line.add_run("restored").bold = True
    line.add_run(" after any loss.")
    file.add_heading("Rules", 2)
    file.add_paragraph("Daily copies", style="List Bullet")
    file.add_paragraph("Monthly tests", style="List Bullet")
    file.sections[0].header.paragraphs[0].text = "Internal use only"


def test_headings_lists_tables_and_marks_come_in() -> None:
    found = read(word_file(policy))
    assert found.title == "Backup policy"
    assert found.text == (
        "# Backup policy\n\n| Version | v2.1 |\n| --- | --- |\n| Owner: | Backup manager |\n"
        "| Last reviewed | 15 March 2026 |\n\n## 1 Purpose\n\nData can be **restored** after any loss.\n\n"
        "### Rules\n\n- Daily copies\n- Monthly tests\n"
    )


def test_what_it_says_of_itself_is_read() -> None:
    assert read(word_file(policy)).labelled == {
        "version": "v2.1",
        "owner": "Backup manager",
        "reviewed": "15 March 2026",
    }


def test_the_header_of_its_pages_is_kept_aside() -> None:
    assert [(each.what, each.text) for each in read(word_file(policy)).aside] == [
        ("the header of its pages", "Internal use only")
    ]


def test_a_picture_comes_with_its_words(tmp_path: Any) -> None:
    (tmp_path / "plan.png").write_bytes(PICTURE)
    found = read(word_file(lambda file: file.add_picture(str(tmp_path / "plan.png"))))
    assert found.pictures == {"picture-1.png": PICTURE}
    assert "](picture-1.png)" in found.text


def test_tracked_changes_count_as_made_and_what_they_strike_out_is_kept() -> None:
    def fill(file: Any) -> None:
        paragraph = file.add_paragraph("We keep copies ")
        for tag, text, words in (("w:del", "w:delText", "weekly"), ("w:ins", "w:t", "daily")):
            change, run, said = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text)
            said.text = words
            run.append(said)
            change.append(run)
            change.set(qn("w:id"), "1")
            paragraph._p.append(change)

    found = read(word_file(fill))
    assert "We keep copies daily" in found.text
    assert [(each.what, each.text) for each in found.aside] == [
        ("struck out in Word, as a tracked change", "weekly")
    ]
    assert "tracked changes" in found.remarks[0]


def test_footnotes_are_footnotes() -> None:
    note = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>Except on Sundays.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    ).encode()
    relation = (
        b'<Relationship Id="rIdF" Target="footnotes.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    reference = b'<w:r><w:t>Daily</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    raw = changed(
        word_file(lambda file: file.add_paragraph("HERE")),
        {
            "word/footnotes.xml": lambda _: note,
            "word/_rels/document.xml.rels": lambda part: part.replace(b"</Relationships>", relation),
            "word/document.xml": lambda part: part.replace(b"<w:r><w:t>HERE</w:t></w:r>", reference),
        },
    )
    assert read(raw).text.endswith("Daily[^2]\n\n[^2]: Except on Sundays.\n") or "Daily[^1]" in read(raw).text


@pytest.mark.parametrize("name", ["a.doc", "a.pdf", "a.odt", "a.xlsx", "a.png"])
def test_what_cannot_be_read_gets_a_sentence(name: str) -> None:
    with pytest.raises(SmsError, match=r"save|import|no document"):
        read(b"x", name)


TEXTS = st.lists(
    st.sampled_from(
        ["owner", "Größe", "*", "2 < 3", "_x_", "#", "1.", "| a |", "`b`", "[c](d)", "<b>", "&amp;", "—"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
STYLES = st.sampled_from(
    ["Normal", "Heading 1", "Heading 3", "List Bullet", "List Number", "Quote", "Title", "toc 1"]
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(STYLES, TEXTS, st.booleans()), min_size=1, max_size=6), st.lists(TEXTS, max_size=4))
def test_words_in_are_words_out(lines: list[tuple[str, str, bool]], cells: list[str]) -> None:
    def fill(file: Any) -> None:
        for style, text, bold in lines:
            name = style if style in [known.name for known in file.styles] else "Normal"
            file.add_paragraph(style=name).add_run(text).bold = bold
        if cells:
            table = file.add_table(rows=1, cols=len(cells))
            for cell, text in zip(table.rows[0].cells, cells, strict=True):
                cell.text = text

    found = read(word_file(fill))
    said = read_by_people(found.text)
    left = unplaced(found.passages, said)
    wanted = sorted(word for _, text, _ in lines for word in words_of(text)) + [
        word for text in cells for word in words_of(text)
    ]
    there = words_of(" ".join([said, *left]))
    for word in set(wanted):
        assert there.count(word) >= wanted.count(word)
    assert not left
