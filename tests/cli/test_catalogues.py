"""Catalogues on the command line: begun, named in the settings, listed, and their statement exported."""

import shutil
from pathlib import Path

import pytest

from sms_lint.cli import main

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
FIRST = "iso-iec-20000-1-2018"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "system")
    monkeypatch.chdir(tmp_path / "system")
    return tmp_path / "system"


def run(*arguments: str) -> None:
    assert main(list(arguments)) == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"catalogues: [{FIRST}, catalogues/acme.yml]\n"),
        (f"catalogues: [{FIRST}]\n", f"catalogues: [{FIRST}, catalogues/acme.yml]\n"),
        (f"catalogues:\n  - {FIRST}\n", f"catalogues:\n  - {FIRST}\n  - catalogues/acme.yml\n"),
        (f'catalogues: ["{FIRST}"] # ours\n', f'catalogues: ["{FIRST}", catalogues/acme.yml] # ours\n'),
    ],
)
def test_a_new_catalogue_is_named_behind_the_others(root: Path, before: str, after: str) -> None:
    head = (MINIMAL / "sms.yml").read_text("utf-8")
    (root / "sms.yml").write_text(head + before, "utf-8")
    run("new", "catalogue", "--id", "acme", "--title", 'What "Acme" asks: a lot')
    assert (root / "sms.yml").read_text("utf-8") == head + after
    run("check", "--select", "clause-catalogue")
    run("clauses", "acme:1")


def test_a_catalogue_that_extends_another_states_what_applies(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("new", "catalogue", "--extends", "iso-iec-27001-2022", "--id", "soa")
    path = root / "catalogues" / "soa.yml"
    written = path.read_text("utf-8")
    run("check", "--select", "clause-catalogue")
    dropped = written.replace("drop: {}", 'drop: {A.8.30: "nothing is developed, by anybody"}')
    path.write_text(dropped, "utf-8")
    run("check", "--select", "clause-catalogue")  # the standard allows a control to be left out
    capsys.readouterr()
    run("coverage", "--statement", "--format", "csv")
    lines = capsys.readouterr().out.splitlines()
    assert '27001:A.8.30,Outsourced development,no,"nothing is developed, by anybody",' in lines
    assert lines.index(next(line for line in lines if ":A.5.9," in line)) < lines.index(
        next(line for line in lines if ":A.5.10," in line)
    )


def test_what_cannot_be_begun_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / "sms.yml").read_bytes()
    assert main(["new", "catalogue", "--id", "Not A Name"]) != 0
    assert main(["new", "catalogue", "--id", "20000-1"]) != 0
    assert main(["new", "catalogue", "--id", "x", "--extends", "iso-iec-27001-2021"]) != 0
    assert "did you mean `iso-iec-27001-2022`" in capsys.readouterr().err
    assert (root / "sms.yml").read_bytes() == before
    assert not (root / "catalogues").exists()
