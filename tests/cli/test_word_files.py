"""A document goes to Word and comes back: only what was changed there changes."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from sms_lint.cli import main
from sms_lint.load import load
from sms_lint.starter.disk import write_new
from tests.intake.word_files import PICTURE, word_file
from tests.starter.harbour import TODAY, harbour

TEXT = """\
---
kind: policy
id: POL-BCK
title: Backup policy
version: "1.0"
lifecycle: draft
owner: change-manager
approver: incident-manager
review: {every: 12 months}
classification: internal
retention: 7 years # kept
---
# Backup policy

## Purpose {: #why }

Data that a *service* stores can be restored
after any loss; see [the plan](other.md), as **ever**.

- Daily copies
- Monthly   tests

| What | How often |
|------|:---------:|
| mail | `daily`   |

![Plan](plan.png)
"""


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_new(tmp_path, {**harbour(), "policies/backup.md": TEXT})
    (tmp_path / "policies/plan.png").write_bytes(PICTURE)
    monkeypatch.chdir(tmp_path)
    assert main(["export", "POL-BCK", "--to", "docx", "--output", "out.docx"]) == 0
    return tmp_path


def edit(path: Path, change: Callable[[Any], None]) -> None:
    """Change a Word file as Word does."""
    file = docx.Document(str(path))
    change(file)
    file.save(str(path))


def paragraph(file: Any, words: str) -> Any:
    return next(each for each in file.paragraphs if words in each.text)


def track(file: Any, words: str, old: str, new: str) -> None:
    """Replace words of one run, as a tracked change."""
    run = next(run for run in paragraph(file, words).runs if old in run.text)
    before, _, after = run.text.partition(old)
    run.text = before
    place = run._r
    for tag, inner, said in (("w:del", "w:delText", old), ("w:ins", "w:t", new)):
        mark, made, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        text.text = said
        text.set(qn("xml:space"), "preserve")
        made.append(text)
        mark.append(made)
        mark.set(qn("w:id"), "7")
        mark.set(qn("w:author"), "A")
        place.addnext(mark)
        place = mark
    rest = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = after
    text.set(qn("xml:space"), "preserve")
    rest.append(text)
    place.addnext(rest)


def test_the_word_file_shows_control_data_text_and_picture(start: Path) -> None:
    file = docx.Document("out.docx")
    assert file.sections[0].header.paragraphs[0].text == "Backup policy · POL-BCK · version 1.0 · internal"
    assert [cell.text for cell in file.tables[0].columns[1].cells][:4] == [
        "POL-BCK",
        "1.0",
        "draft",
        "change-manager",
    ]
    assert [(each.style.name if each.style else "", each.text) for each in file.paragraphs if each.text][
        :3
    ] == [
        ("Heading 1", "Backup policy"),
        ("Heading 2", "Purpose"),
        ("Normal", "Data that a service stores can be restored after any loss; see the plan, as ever."),
    ]
    assert len(file.inline_shapes) == 1


def test_nothing_changed_changes_nothing(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(start / "out.docx", lambda _: None)
    assert main(["import", "out.docx", "--write"]) == 0
    assert "The Word file changes nothing." in capsys.readouterr().out
    assert (start / "policies/backup.md").read_text("utf-8") == TEXT


def test_a_tracked_change_is_shown_and_then_written(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(start / "out.docx", lambda file: track(file, "Data that", "can be restored", "comes back"))
    assert main(["import", "out.docx"]) == 0
    shown = capsys.readouterr().out
    assert "2 tracked changes, 0 comments" in shown
    assert "without tracking" not in shown
    assert (start / "policies/backup.md").read_text("utf-8") == TEXT
    assert main(["import", "out.docx", "--write"]) == 0
    expected = TEXT.replace("can be restored", "comes back")
    assert (start / "policies/backup.md").read_text("utf-8") == expected


def test_items_cells_and_new_paragraphs_come_back(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(file: Any) -> None:
        paragraph(file, "Monthly").insert_paragraph_before("Weekly copies", style="List Bullet")
        file.tables[1].rows[1].cells[1].paragraphs[0].runs[0].text = "hourly"
        row = file.tables[1].add_row()
        row.cells[0].text, row.cells[1].text = "files", "a | b"
        paragraph(file, "Daily").insert_paragraph_before("A *new* paragraph:", style="Normal")

    edit(start / "out.docx", change)
    assert main(["import", "out.docx", "--write"]) == 0
    assert "Some changes were made without tracking them" in capsys.readouterr().out
    expected = (
        TEXT.replace("- Daily copies\n", "A \\*new\\* paragraph:\n\n- Daily copies\n- Weekly copies\n")
        .replace("`daily`", "`hourly`")
        .replace("`hourly`   |\n", "`hourly`   |\n| files | a \\| b |\n")
    )
    assert (start / "policies/backup.md").read_text("utf-8") == expected


def test_a_comment_is_listed(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        start / "out.docx",
        lambda file: file.add_comment(paragraph(file, "Daily").runs, text="Why not hourly?"),
    )
    assert main(["import", "out.docx"]) == 0
    assert "Comment: Why not hourly?" in capsys.readouterr().out


def test_control_data_are_changed_elsewhere(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(file: Any) -> None:
        file.tables[0].rows[1].cells[1].text = "2.0"

    edit(start / "out.docx", change)
    assert main(["import", "out.docx"]) == 0
    assert "change these in the front matter" in capsys.readouterr().out


def test_a_text_that_has_moved_on_is_not_changed(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer = TEXT.replace("Monthly", "Quarterly")
    (start / "policies/backup.md").write_text(newer, "utf-8")
    edit(start / "out.docx", lambda file: track(file, "Daily", "Daily", "Hourly"))
    assert main(["import", "out.docx", "--write"]) == 2
    assert "POL-BCK has changed since out.docx was exported" in capsys.readouterr().err
    assert (start / "policies/backup.md").read_text("utf-8") == newer


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            word_file(lambda file: file.add_paragraph("x")),
            "was not exported here; bring it in as a new document",
        ),
        (b"PK", "is no Word file, or is broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is in the old form of Word"),
    ],
)
def test_another_file_gets_a_sentence(
    start: Path, raw: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (start / "other.docx").write_bytes(raw)
    assert main(["import", "other.docx", "--write"]) == 2
    assert said in capsys.readouterr().err


def test_an_export_overwrites_nothing(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "POL-BCK", "--to", "docx", "--output", "out.docx"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["export", "POL-BKC", "--to", "docx"]) == 2
    assert re.search(r"there is no document `POL-BKC`.*POL-BCK", capsys.readouterr().err)


def test_the_file_is_the_same_each_time_but_for_its_dates(start: Path) -> None:
    from sms_lint.intake.word.reading import read_returned
    from sms_lint.intake.word.writing import word_file as exported
    from sms_lint.model.node import Document

    document = load(start, today=TODAY).get("POL-BCK")
    assert isinstance(document, Document)
    first, second = (read_returned(exported(document, lambda _: None)) for _ in range(2))
    assert first == second
    assert docx.Document(BytesIO(exported(document, lambda _: None))).core_properties.author == ""
