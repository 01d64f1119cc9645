"""What Word makes of a document when people edit it, read as pieces again."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from sms_lint.intake.word.pieces import Grid, Part, Shape, parts_of
from sms_lint.intake.word.reading import Returned, read_returned
from sms_lint.intake.word.writing import word_file
from sms_lint.load import load
from sms_lint.model.node import Document
from sms_lint.starter.disk import write_new
from tests.starter.harbour import TODAY, harbour

BODY = "# Backup policy\n\n## Purpose\n\nOne.\n\nTwo.\n\n- a\n- b\n\n1. c\n   1. d\n\n> e\n\n| f | g |\n|---|---|\n| h | i |\n"
FRONT = """---
kind: policy
id: POL-BCK
title: Backup policy
version: "1.0"
lifecycle: draft
owner: change-manager
approver: incident-manager
review: {every: 12 months}
classification: internal
retention: 7 years
---
"""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("word")
    write_new(folder, {**harbour(), "policies/backup.md": FRONT + BODY})
    document = load(folder, today=TODAY).get("POL-BCK")
    assert isinstance(document, Document)
    return word_file(document, lambda _: None)


def returned(exported: bytes, change: Callable[[Any], None]) -> Returned:
    file = docx.Document(BytesIO(exported))
    change(file)
    stream = BytesIO()
    file.save(stream)
    found = read_returned(stream.getvalue())
    assert found is not None
    return found


def words(parts: Any) -> list[str]:
    return [part.words for part in parts if not isinstance(part, Grid)]


def paragraph(file: Any, said: str) -> Any:
    return next(each for each in file.paragraphs if each.text == said)


def mark_of(paragraph: Any, tag: str) -> None:
    """Mark the end of a paragraph as put in or struck out."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f"<w:rPr {nsdecls('w')}><{tag} w:id='1' w:author='A'/></w:rPr>"))


def wrap(paragraph: Any, tag: str) -> None:
    """Mark all words of a paragraph as put in or struck out."""
    for run in paragraph.runs:
        change = OxmlElement(tag)
        change.set(qn("w:id"), "2")
        run._r.addprevious(change)
        change.append(run._r)
        if tag == "w:del":
            for text in change.iter(qn("w:t")):
                text.tag = qn("w:delText")


def test_an_untouched_file_says_what_was_exported(exported: bytes) -> None:
    found = returned(exported, lambda _: None)
    base: list[Part] = parts_of(FRONT + BODY)
    assert [part.key for part in found.parts] == [part.key for part in base]
    assert [part.key for part in found.rejected] == [part.key for part in base]
    assert (found.id, found.version, found.tracked, found.comments) == ("POL-BCK", "1.0", 0, [])


def test_a_paragraph_that_was_struck_out_is_gone_and_was_there(exported: bytes) -> None:
    def change(file: Any) -> None:
        wrap(paragraph(file, "One."), "w:del")
        mark_of(next(each for each in file.paragraphs if "w:delText" in each._p.xml), "w:del")

    found = returned(exported, change)
    assert "One." not in words(found.parts)
    assert "One." in words(found.rejected)


def test_a_paragraph_that_was_put_in_is_there_and_was_not(exported: bytes) -> None:
    def change(file: Any) -> None:
        fresh = paragraph(file, "Two.").insert_paragraph_before("New.")
        wrap(fresh, "w:ins")
        mark_of(fresh, "w:ins")

    found = returned(exported, change)
    assert words(found.parts)[2:5] == ["One.", "New.", "Two."]
    assert words(found.rejected)[2:4] == ["One.", "Two."]


def test_two_paragraphs_that_were_joined_are_one(exported: bytes) -> None:
    found = returned(exported, lambda file: mark_of(paragraph(file, "One."), "w:del"))
    assert words(found.parts)[2] == "One.Two."


def test_a_row_that_was_struck_out_is_gone(exported: bytes) -> None:
    def change(file: Any) -> None:
        row = file.tables[1].rows[1]._tr
        row.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')} w:id='3' w:author='A'/>"))

    (grid,) = (part for part in returned(exported, change).parts if isinstance(part, Grid))
    assert grid.words == "f | g"


@pytest.mark.parametrize(
    ("style", "shape"),
    [
        ("Heading 3", Shape("heading", 3)),
        ("List Bullet 2", Shape("paragraph")._replace(kind="item", depth=1)),
        ("Quote", Shape("paragraph", quoted=1)),
        ("Body Text", Shape("paragraph")),
    ],
)
def test_another_style_makes_it_another_piece(exported: bytes, style: str, shape: Shape) -> None:
    def change(file: Any) -> None:
        paragraph(file, "Two.").style = style

    part = next(part for part in returned(exported, change).parts if part.words == "Two.")
    assert not isinstance(part, Grid)
    assert part.shape == shape


def test_what_word_puts_between_is_passed_over(exported: bytes) -> None:
    def change(file: Any) -> None:
        run = paragraph(file, "One.").runs[0]._r
        for xml in (
            "<w:proofErr {} w:type='spellStart'/>",
            "<w:bookmarkStart {} w:id='9' w:name='_GoBack'/>",
        ):
            run.addprevious(parse_xml(xml.format(nsdecls("w"))))
        paragraph(file, "Two.").insert_paragraph_before("")

    assert words(returned(exported, change).parts) == words(parts_of(FRONT + BODY))
