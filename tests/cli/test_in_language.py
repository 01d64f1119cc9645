"""What commands say in German: every sentence that is given to the screen has its text, and a run shows it."""

import re
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.cli.common import tell
from sms_lint.ground.output.printable import block
from sms_lint.load import translation
from sms_lint.starter.disk import write_new
from sms_lint.starter.files import Answers, starter_files
from sms_lint.translation import spoken, translation_of
from tests.intake.word_files import word_file
from tests.translation.listening import Listening, listening_to
from tests.translation.said_by_commands import said_by_commands

# Sentences that come out as they went in. A new one needs its text in sms_lint/translation/de/commands.yml.
STILL_ENGLISH = 0


_MAPPING = """\
kind: incident
system: Kurz
form: {dates: ["%Y-%m-%d"]}
columns:
  id: {from: [Nummer]}
  title: {from: [Titel]}
  opened_at: {from: [Von]}
constants: {category: Druck, impact: low, urgency: low, priority: P4, status: new, service: SVC-EMAIL}
rejects: 0
table: {id: TAB-KURZ, title: Kurz, owner: incident-manager, review: {every: 3 months}, name: kurz}
"""


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Listening:
    """A German system in the folder where the commands run, and what could not be said."""
    write_new(tmp_path, starter_files(Answers("Musterwerk IT", ("E-Mail",), language="de")))
    monkeypatch.chdir(tmp_path)
    listening = listening_to("de")
    monkeypatch.setattr(translation, "translation_of", lambda _: listening)
    return listening


def test_documents_go_out_and_come_back_in_german(
    heard: Listening, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "POL-SMS", "--to", "docx", "--output", "out.docx"]) == 0
    assert "Wenn sie zurückkommt: sms-lint import out.docx" in capsys.readouterr().out
    assert main(["export", "POL-SMS", "--to", "docx", "--output", "out.docx"]) == 2
    assert "out.docx gibt es schon" in capsys.readouterr().err
    assert main(["export", "POL-SMX", "--to", "docx"]) == 2
    assert "es gibt kein Dokument `POL-SMX`" in capsys.readouterr().err
    assert main(["import", "out.docx"]) == 0
    assert capsys.readouterr().out.endswith("0 Kommentare\nDie Word-Datei ändert nichts.\n")
    assert len(heard.missed) <= STILL_ENGLISH, sorted(heard.missed)


def test_registers_go_out_and_come_back_in_german(
    heard: Listening, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "role", "--to", "xlsx", "--output", "out.xlsx"]) == 0
    shown = capsys.readouterr().out
    assert " Einträge aus " in shown
    assert "Bearbeiten Sie sie als Tabelle, dann: sms-lint import out.xlsx" in shown
    assert main(["import", "out.xlsx"]) == 0
    assert capsys.readouterr().out == "Die Arbeitsmappe ändert nichts.\n"
    assert len(heard.missed) <= STILL_ENGLISH, sorted(heard.missed)


def test_documents_are_adopted_in_german(heard: Listening, capsys: pytest.CaptureFixture[str]) -> None:
    old = Path("Altes")
    old.mkdir()
    (old / "Sicherung.docx").write_bytes(word_file(lambda file: file.add_heading("Sicherung", 1)))
    (old / "kaputt.docx").write_bytes(b"PK")
    (old / "Folien.pdf").write_bytes(b"%PDF")
    assert main(["adopt", str(old)]) == 1
    shown = capsys.readouterr().out
    assert "ausgelassen: Altes/kaputt.docx ist keine Word-Datei oder ist beschädigt" in shown
    assert "ausgelassen: Altes/Folien.pdf ist PDF, ohne lesbare Überschriften" in shown
    assert "1 Dokument hereingeholt. Als Nächstes: adoption/" in shown
    assert main(["adopt", str(old)]) == 1
    shown = capsys.readouterr().out
    assert "Altes/Sicherung.docx ist schon da, als " in shown
    assert "Nichts Neues ist hereingekommen" in shown
    assert main(["adopt", str(old), "--owner", "niemand"]) == 2
    assert "es gibt keine Rolle `niemand`" in capsys.readouterr().err
    assert len(heard.missed) <= STILL_ENGLISH, sorted(heard.missed)


def test_every_sentence_that_a_command_says_has_a_german_text() -> None:
    """Also why a command cannot run, from wherever that is said."""
    german = translation_of("de")
    said = said_by_commands()
    assert len(said) > 400
    english = [
        place
        for place, forms in said.items()
        if all(german.on_screen(form) == form and form not in german.commands for form in forms)
    ]
    assert not english


def test_no_sentence_of_a_command_is_taken_for_one_of_a_page() -> None:
    german = translation_of("de")
    filled = {re.sub(r"\{[#@]?\d\}", "7", english) for english in german.interface} - german.commands.keys()
    assert [sentence for sentence in filled if german.on_screen(sentence) != german.say(sentence)] == []


def test_figures_and_trends_are_told_in_german(heard: Listening, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kpi"]) == 0
    assert "Es gibt noch keine Kennzahl: " in capsys.readouterr().out
    assert main(["kpi", "KPI-X"]) == 2
    assert capsys.readouterr().err == "sms-lint kann nicht laufen: es gibt keine Kennzahl KPI-X\n"
    assert main(["kpi", "--check"]) == 0
    assert capsys.readouterr().out == "0 zitierte Zahlen mit den Aufzeichnungen verglichen\n"
    assert main(["levels"]) == 0
    assert "Es gibt noch keine geltende Vereinbarung" in capsys.readouterr().out
    assert main(["trends"]) == 0
    shown = capsys.readouterr().out
    assert "Was offen bleibt\n  Methode: Tickets, die vor Ende des Monats kamen" in shown
    assert "    nichts zu zeigen\n" in shown
    assert shown.endswith("Menschen beurteilen sie und sagen, warum.\n")
    assert main(["report", "2026-03"]) == 0
    assert "geschrieben in records/reports/" in capsys.readouterr().out
    assert main(["fill"]) == 0
    assert main(["new", "risk", "--title", "Feuer"]) == 0
    assert "Auszufüllen: " in capsys.readouterr().out
    assert len(heard.missed) <= STILL_ENGLISH, sorted(heard.missed)


def test_tickets_come_in_in_german(heard: Listening, capsys: pytest.CaptureFixture[str]) -> None:
    Path("imports").mkdir()
    Path("imports/kurz.yml").write_text(_MAPPING, "utf-8")
    Path("export.csv").write_text("Nummer,Titel,Von,Neu\nINC-1,Drucker,2026-03-01,x\nINC-2,,x,\n", "utf-8")
    assert main(["import", "export.csv", "--mapping", "keine"]) == 2
    assert "es gibt keine Zuordnung `keine`; es gibt: " in capsys.readouterr().err
    assert main(["import", "export.csv", "--mapping", "kurz"]) == 1
    shown = capsys.readouterr().out
    assert "2 Zeilen gelesen: 1 Ticket, 1 abgelehnt\n" in shown
    assert "1 Zeile wären neu, 0 geändert, 0 gleich\n" in shown
    assert "nicht übernommen, weil die Zuordnung es nicht kennt: `Neu`" in shown
    assert (
        "Nichts wurde geschrieben: 1 Zeile kann nicht übernommen werden, und die Zuordnung erlaubt 0.\n"
        in shown
    )
    assert len(heard.missed) <= STILL_ENGLISH, sorted(heard.missed)


def test_what_people_wrote_stays_as_it_is(heard: Listening) -> None:
    """Words of ours that stand in a title of theirs are theirs."""
    assert heard.on_screen("KPI-INC: met in target: written to records") == (
        "KPI-INC: met in target: geschrieben in records"
    )


def test_nobody_speaks_it_afterwards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("de", "en"):
        write_new(tmp_path / language, starter_files(Answers("Acme", ("E-mail",), language=language)))
    assert main(["levels", "SLA-X", "--root", str(tmp_path / "de")]) == 2
    assert capsys.readouterr().err == "sms-lint kann nicht laufen: es gibt keine Vereinbarung SLA-X\n"
    assert main(["levels", "SLA-X", "--root", str(tmp_path / "en")]) == 2
    assert capsys.readouterr().err == "sms-lint cannot run: there is no agreement SLA-X\n"


def test_a_long_listing_is_shown_in_its_lines_and_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """A check of a large system before a site is built: no template fits it, which has to be found out quickly."""
    lines = [
        f"policies/a.md:{number}:1: note: der Abschnitt `Zweck`, der da war: leer" for number in range(900)
    ]
    with spoken(translation_of("de")):
        tell(block(lines))
        tell(", ".join(lines))
    shown = capsys.readouterr().out.splitlines()
    assert shown[:900] == lines
    assert shown[-1] == ", ".join(lines)
