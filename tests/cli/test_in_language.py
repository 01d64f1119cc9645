"""What `export`, `import` and `adopt` say in German; what is still English is counted, and may only become less."""

from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.cli.common import speaking
from sms_lint.ground.errors import SmsError
from sms_lint.load import translation
from sms_lint.starter.disk import write_new
from sms_lint.starter.files import Answers, starter_files
from tests.intake.word_files import word_file
from tests.translation.listening import Listening, listening_to

# Sentences that come out as they went in. A new one needs its text in sms_lint/translation/de/interface.yml.
STILL_ENGLISH = 0


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


def test_nobody_speaks_it_afterwards() -> None:
    with pytest.raises(SmsError, match=r"^es gibt x nicht$"), speaking(listening_to("de")):
        raise SmsError("there is no x")
    with pytest.raises(SmsError, match=r"^there is no x$"):
        raise SmsError("there is no x")
