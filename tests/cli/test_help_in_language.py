"""Help, complaints about arguments, and what commands show of plan, clauses and reference, in German."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sms_lint.cli import COMMANDS, _parser, main
from sms_lint.evidence.coverage import COVERAGE_FORMATS, coverage
from sms_lint.load import load, settings_below
from sms_lint.model.kinds import kinds
from sms_lint.model.translated import translated
from sms_lint.report import Style
from sms_lint.report.clauses import explain, listing
from sms_lint.report.reference import Reference, in_language
from sms_lint.report.reference.blocks import Bullets, Code, Facts, Grid, Heading, Prose, ReferencePage
from sms_lint.report.reminders import Reminder, as_issue, as_letter, reminders
from sms_lint.report.setting_values import setting_values, setting_values_text
from sms_lint.rules import checks, checks_for
from sms_lint.rules.lint import lint
from sms_lint.starter.disk import write_new
from sms_lint.starter.files import Answers, starter_files
from sms_lint.starter.plan_formats import PLAN_FORMATS
from sms_lint.starter.schedule import plan_of
from sms_lint.translation import LANGUAGES, help_texts, helped, reference_texts, spoken, translation_of
from sms_lint.translation.templates import filled_holes, holes
from tests.translation.listening import listening_to

# Texts of the reference that are still shown in English: why a rule is and what its examples say; what a field is for,
# and which values go together.
# The figures may only go down.
ENGLISH_PROSE, ENGLISH_FIELDS = 761, 831
# Titles, what a rule finds and what a setting says: none on the day the figure was set; the room is for what is being written.
ENGLISH_FRAME = 10


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A German system of settings alone, in the folder where the commands run."""
    (tmp_path / "sms.yml").write_text("organization: {name: Musterwerk IT}\nlanguage: de\n", "utf-8")
    monkeypatch.chdir(tmp_path)


def _parser_of(name: str) -> argparse.ArgumentParser:
    commands = next(
        action for action in _parser(name)._actions if isinstance(action, argparse._SubParsersAction)
    )
    parser = commands.choices[name]
    assert isinstance(parser, argparse.ArgumentParser)
    return parser


def test_the_help_of_every_command_is_german() -> None:
    with spoken(translation_of("de")):
        for name in COMMANDS:
            parser = _parser_of(name)
            told = [parser.description, *(action.help for action in parser._actions)]
            assert [text for text in told if text and helped(text) == text] == []
            assert parser.format_help().startswith("Aufruf: ")
            assert "options:" not in parser.format_help()
        said = _parser("").format_help()
        assert "Prüfen und berichten." in said
        assert [run.__doc__ for run, _ in COMMANDS.values() if run.__doc__ and run.__doc__ in said] == []


def test_help_is_english_where_nothing_says_otherwise() -> None:
    said = _parser_of("plan").format_help()
    assert said.startswith("usage: ")
    assert "write to a file instead of the screen" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["plan", "--today", "gestern"], "Argument --today: 'gestern' ist kein Datum wie 2026-03-31"),
        (["explain"], "diese Argumente fehlen: NAME"),
        (["plan", "--nie"], "unbekannte Argumente: --nie"),
        (["nichts"], "Argument COMMAND: 'nichts' gibt es nicht; möglich sind: "),
        (["plan", "--format"], "Argument --format: ein Wert wird erwartet"),
        (["check", "--also", "x"], "Argument --also: 'x' ist kein Format mit Datei wie markdown=comment.md"),
    ],
)
@pytest.mark.usefixtures("german")
def test_arguments_are_refused_in_german(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(given)
    error = capsys.readouterr().err
    assert error.startswith("Aufruf: ")
    assert f"Fehler: {said}" in error


@pytest.mark.parametrize(
    "given", [["--root"], ["plan", "--root"], ["plan", "--root", "nowhere", "--nie"], [], ["--", "--root"]]
)
def test_whatever_the_arguments_are_the_language_is_found(
    given: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="2"):
        main(given)
    assert capsys.readouterr().err.startswith("usage: ")


def test_plan_clauses_and_reminders_are_told_in_german(tmp_path: Path) -> None:
    write_new(tmp_path, starter_files(Answers("Musterwerk IT", ("E-Mail",), language="de")))
    sms = load(tmp_path, today=date(2026, 12, 1))
    result = translated(lint(sms, checks_for(sms)), sms.translation)
    plan, book = plan_of(sms, result), sms.catalogues[0]
    heard = listening_to("de")
    with spoken(heard):
        said: list[str] = [write(plan) for name, write in PLAN_FORMATS.items() if name not in ("json", "ics")]
        for seen in (coverage(sms, result), coverage(sms, result, "8.6.1-a")):
            said += [write(seen) for name, write in COVERAGE_FORMATS.items() if name != "json"]
        said += [listing(book), *(explain(book, clause) for clause in book.clauses)]
        told = reminders(sms, result, Style("1", {}))
        told = (replace(told[0] if told else Reminder("x"), overdue=["x"], coming=["x"], wrong=["x"] * 70),)
        said += [text for each in told for text in (as_letter(each), as_issue(each), each.subject)]
        said.append(setting_values_text(setting_values(sms.config, settings_below(tmp_path).origin)))
    assert "1. Sagen, wer welche Rolle" in said[0]
    # What a rule says is German before it is told here.
    assert [text for text in heard.missed if not text.startswith("keine Person ist eingetragen")] == []


@pytest.mark.usefixtures("german")
def test_rules_kinds_and_settings_are_explained_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "overdue-review"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("overdue-review: Die Überprüfung eines Dokuments oder Registers ist überfällig.\n")
    assert "\nWas zu tun ist\n" in said
    assert "Schweregrad: Fehler" in said
    assert main(["explain", "risk"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("Risiko (risk): ")
    assert "eine Id in Großbuchstaben wie CHG-2026-0014 · nötig" in said
    assert "Bis dahin geht `status` nur vorwärts, in der Reihenfolge `open`, `treated`, `closed`" in said
    assert main(["explain", "intervals.risk_review"]) == 0
    assert "Jedes offene Risiko wird mindestens einmal" in capsys.readouterr().out
    assert main(["config", "branch"]) == 0
    assert capsys.readouterr().out.endswith("  Vorgabe\n")


def _texts(page: ReferencePage) -> Iterator[tuple[str, str]]:
    """The texts of a page, and what sort each is."""
    yield "frame", page.summary
    for part in page.blocks:
        match part:
            case Heading(title):
                yield "frame", title
            case Prose(markdown):
                yield "prose", markdown
            case Bullets(items):
                yield from (("field", item) for item in items if isinstance(item, str))
            case Facts(pairs):
                yield from (("frame", name) for name, _ in pairs)
            case Grid(_, heads, rows):
                yield from (("frame", head) for head in heads)
                yield from (("field", cell) for row in rows for cell in row if isinstance(cell, str))
            case Code():
                pass


def test_what_the_reference_still_says_in_english_is_counted() -> None:
    reference = Reference(tuple(check.rule for check in checks()), kinds())
    english: dict[str, set[str]] = {"frame": set(), "prose": set(), "field": set()}
    for name in sorted(reference.names - (reference.by_name.keys() - reference.rule_ids)):
        page = reference.page(name)
        with spoken(translation_of("de")):
            told = in_language(page)
        for (sort, text), (_, said) in zip(_texts(page), _texts(told), strict=True):
            if said == text and " " in text.replace("`, `", "") and not text.startswith("`"):
                english[sort].add(text)
    assert len(english["frame"]) <= ENGLISH_FRAME, english["frame"]
    assert len(english["prose"]) <= ENGLISH_PROSE
    assert len(english["field"]) <= ENGLISH_FIELDS


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_has_the_holes_of_its_sentence(code: str) -> None:
    for texts in (help_texts(code), reference_texts(code)):
        assert not [
            english for english, said in texts.sentences.items() if not filled_holes(said) <= holes(english)
        ]
