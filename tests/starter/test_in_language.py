"""A starter in German: every text of it, sound as it is, and its examples say what the rules on texts let pass."""

import re
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.load import load
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.starter.data import DocumentForm, document_forms, role_rows
from sms_lint.starter.disk import write_new
from sms_lint.starter.entry import Wanted, addition
from sms_lint.starter.files import Answers, starter_files
from sms_lint.starter.in_language import document_in, role_in
from sms_lint.translation import starter_languages, translation_of

GERMAN = translation_of("de")
ANSWERS = Answers("Musterwerk IT", ("E-Mail", "Arbeitsplätze"), language="de")
# Names that German service management uses as they are.
SAME = {"Services", "Budget", "Change Advisory Board"}
ON_TEXTS = (
    "weak-requirement-words", "filler-text", "empty-section", "missing-section", "retention-form", "title-heading",
    "unknown-id-in-text", "personal-name", "personal-email", "secret-in-text", "repeated-heading", "duplicate-title",
    "objective-without-number", "scope-without-organization", "schema", "syntax",
)  # fmt: skip


def test_the_languages_of_a_starter() -> None:
    assert starter_languages() == ("de", "en")


@pytest.mark.parametrize("form", document_forms(), ids=lambda form: form.id)
def test_every_text_of_a_document_is_translated(form: DocumentForm) -> None:
    said = document_in(form, GERMAN)
    assert said.title != form.title or said.title in SAME
    for before, after in zip(form.sections, said.sections, strict=True):
        assert (before.anchor, before.satisfies) == (after.anchor, after.satisfies)
        assert before.title != after.title or before.title in SAME
        assert before.asks != after.asks
        assert before.example != after.example
    kept = re.compile(r"[a-z]+-[a-z-]+|[A-Z]+-[A-Z]+")
    assert kept.findall(str(form.fields.get("roles"))) == kept.findall(str(said.fields.get("roles")))


def test_every_role_is_translated() -> None:
    for row in role_rows():
        said = role_in(row, GERMAN)
        assert said["id"] == row["id"]
        assert said["responsibilities"] != row["responsibilities"]


def test_a_german_starter_has_notes_only(tmp_path: Path) -> None:
    write_new(tmp_path, starter_files(ANSWERS))
    sms = load(tmp_path)
    result = lint(sms, checks())
    assert [finding for finding in result.findings if finding.severity != "note"] == []
    assert sms.config.language == "de"
    assert sms.ids["SCO-SMS"].field_value("title") == "Anwendungsbereich des Servicemanagementsystems"
    assert "Geschäftsführung" in (tmp_path / "records/registers/role.yml").read_text("utf-8")
    assert "language: de" in (tmp_path / "mkdocs.yml").read_text("utf-8")
    assert "Was als Nächstes zu tun ist" in (tmp_path / "README.md").read_text("utf-8")


def test_the_examples_of_a_german_starter_say_enough_and_leave_nothing_open(tmp_path: Path) -> None:
    files = starter_files(ANSWERS)
    write_new(tmp_path, files)
    asked = re.compile(r"<!--\nZu beantworten.*?Zum Beispiel: (.*?)\nSchreiben Sie.*?-->", re.S)
    for path in filter(re.compile("p(olici|rocess)es/.*md").fullmatch, files):
        text, answered = asked.subn(r"\1", files[path])
        assert answered
        text = text.replace("lifecycle: draft", "lifecycle: active").replace(
            "# effective: ", "effective: 2026-01-15"
        )
        (tmp_path / path).write_text(text.replace("{every: ", "{last: 2026-01-10, every: "), "utf-8")
    found = lint(load(tmp_path), checks(), select=ON_TEXTS).findings
    assert [f"{finding.at.path}:{finding.at.line} {finding.message}" for finding in found] == []


def test_a_new_document_speaks_the_language_of_the_settings(tmp_path: Path) -> None:
    write_new(tmp_path, starter_files(ANSWERS))
    sms = load(tmp_path)
    made = addition(sms, Wanted("policy", title="Datensicherungsrichtlinie für Außenstellen"))
    assert made.id == "POL-DATENSICHERUNGSRICHTLINIE-FUER-AUSSENSTELLEN"
    assert made.path == "policies/datensicherungsrichtlinie-fuer-aussenstellen.md"
    assert re.findall("^## (.*)", made.text, re.M) == ["Zweck", "Geltungsbereich", "Verantwortlichkeiten"]
    assert "retention: 7 Jahre" in made.text


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Política de cambios", "POL-POLITICA-DE-CAMBIOS"),
        ("Œuvre d'été à Łódź", "POL-OEUVRE-DETE"),
        ("Ændringspolitik", "POL-AENDRINGSPOLITIK"),
    ],
)
def test_letters_with_marks_make_plain_ids(tmp_path: Path, title: str, id_: str) -> None:
    write_new(tmp_path, starter_files(ANSWERS))
    assert addition(load(tmp_path), Wanted("policy", title=title)).id == id_


def test_a_title_without_latin_letters_gets_a_number_and_one_without_letters_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_new(tmp_path, starter_files(ANSWERS))
    assert main(["new", "policy", "--title", "変更管理方針", "--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("POL-01: geschrieben in policies/")
    assert main(["new", "policy", "--title", "…", "--root", str(tmp_path)]) == 2
    assert (
        "`…` hat keinen Buchstaben von A bis Z für eine Kennung; nennen Sie die ganze Kennung mit --id"
        in capsys.readouterr().err
    )


def test_findings_speak_german_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "new"), "--organization", "A", "--language", "de"]) == 0
    capsys.readouterr()
    assert main(["check", "--root", str(tmp_path / "new"), "--notes", "--format", "concise"]) == 0
    said = capsys.readouterr().out
    assert "empty-section: der Abschnitt `Anwendungsbereich` ist leer" in said
    assert "the section" not in said
