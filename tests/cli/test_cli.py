"""The command line: exit codes, paths, and messages when it cannot run."""

import json
import shutil
from pathlib import Path

import pytest

from sms_lint import rules
from sms_lint.cli import main
from sms_lint.model.finding import Rule
from sms_lint.rules import Check

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
ONE = ("--select", "overdue-review", "--select", "schema", "--select", "duplicate-key")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "system")
    monkeypatch.chdir(tmp_path / "system")
    return tmp_path / "system"


def spoil(root: Path) -> None:
    path = root / "records/registers/role.yml"
    path.write_text(path.read_text("utf-8").replace("last: 2026-09-15", "last: 2024-09-15"), "utf-8")


def test_clean(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *ONE]) == 0
    assert capsys.readouterr().out == "no findings (as of 2026-10-31)\n"


def test_findings(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(root)
    assert main(["check", *ONE, "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith(
        "records/registers/role.yml:5:9: error: overdue-review: REG-ROLE was due"
    )


def test_fail_on_and_today(root: Path) -> None:
    assert main(["check", *ONE, "--today", "2030-01-01"]) == 1
    (root / "sms.yml").write_text(
        "organization: {name: X}\nas_of: 2030-01-01\nrules: {overdue-review: warning}\n", "utf-8"
    )
    assert main(["check", *ONE]) == 0
    assert main(["check", *ONE, "--fail-on", "warning"]) == 1


def test_paths_are_taken_from_where_one_stands(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(root)
    assert main(["check", *ONE, "policies"]) == 0
    monkeypatch.chdir(root / "records")
    assert main(["check", *ONE, "registers"]) == 1
    assert main(["check", *ONE, "registers/person.yml"]) == 0


def test_output_to_a_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *ONE, "--format", "json", "--output", "report.json"]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads((root / "report.json").read_text("utf-8"))["summary"]["error"] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["check", "--select", "overdue-reviw"],
            "there is no rule `overdue-reviw`; did you mean `overdue-review`?",
        ),
        (["check", "nowhere"], "there is no nowhere"),
        (["check", ".."], "is not below"),
        (["check", "--root", "records"], "there is no sms.yml in"),
        (["check", "--output", "no/such/folder"], "cannot be written"),
        (["explain", "overdue"], "there is no rule, kind or setting `overdue`"),
        (["clauses", "8.60.1"], "Did you mean 20000-1:8.6.1?"),
    ],
)
def test_cannot_run(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.err.startswith("sms-lint cannot run: ")
    assert "Traceback" not in captured.err


def test_outside_a_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "there is no sms.yml in" in capsys.readouterr().err


def test_a_fault_of_ours(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(sms: object) -> list[object]:
        raise RuntimeError("oh")

    spoil(root)
    broken = Check(Rule("x.broken", "Fails.", severity="error"), fails)  # type: ignore[arg-type]  # fails all the same
    both = (*(check for check in rules.checks() if check.rule.id == "overdue-review"), broken)
    monkeypatch.setattr(rules, "checks", lambda: both)
    assert main(["check"]) == 3
    captured = capsys.readouterr()
    assert "overdue-review" in captured.out, "the other findings are still there"
    assert "the rule broken failed with RuntimeError: oh" in captured.err


def test_explain_rules_and_clauses(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "overdue-review"]) == 0
    assert "is past its review date" in capsys.readouterr().out
    assert main(["rules"]) == 0
    assert "overdue-review" in capsys.readouterr().out
    assert main(["clauses"]) == 0
    assert "Incident management" in capsys.readouterr().out
    assert main(["clauses", "8.6.1-a"]) == 0
    assert "20000-1:8.6.1" in capsys.readouterr().out


def test_the_old_id_of_a_rule_works_and_is_told_of(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "draft-reference"]) == 0
    assert capsys.readouterr().out.startswith(
        "`draft-reference` is now part of the rule `reference-not-in-force`.\n\nreference-not-in-force: "
    )
    assert main(["check", "--select", "draft-reference"]) == 0
    assert (
        capsys.readouterr().err
        == "note: `draft-reference` is now part of the rule `reference-not-in-force`\n"
    )


def test_owners(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["owners"]) == 0
    assert "POL-SMS\thead-of-service-management" in capsys.readouterr().out.split("\n")


def test_generated_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--root", str(tmp_path)]
    assert main(["reference", "--check", *place]) == 1
    assert main(["reference", *place]) == 0
    assert main(["reference", "--check", *place]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["schemas"]
    (tmp_path / "schemas" / "risk.json").write_text("{}", "utf-8")
    (tmp_path / "schemas" / "gone.json").write_text("{}", "utf-8")
    capsys.readouterr()
    assert main(["reference", "--check", *place]) == 1
    told = capsys.readouterr().out
    assert "schemas/risk.json is not what the code generates" in told
    assert "schemas/gone.json" in told
    assert main(["reference", *place]) == 0
    assert not (tmp_path / "schemas" / "gone.json").exists()


def test_pages_are_written_to_the_folder_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, pages = tmp_path / "root", tmp_path / "pages"
    assert main(["reference", "--root", str(root), "--pages", str(pages)]) == 0
    assert "To put it right" in (pages / "rules" / "overdue-review.md").read_text("utf-8")
    assert (pages / "kinds" / "risk.md").is_file()
    (tmp_path / "file").write_text("", "utf-8")
    assert main(["reference", "--root", str(root), "--pages", str(tmp_path / "file")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_kinds_and_settings_are_explained_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, said in (
        ("risk", "Ids begin with"),
        ("intervals.risk_review", "12 months"),
        ("table", "Head of"),
    ):
        assert main(["explain", name]) == 0
        assert said in capsys.readouterr().out


def test_a_kind_of_the_organisation_is_explained(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "own.json").write_text(
        '{"type": "object", "properties": {"plate": {"type": "string", "title": "Plate"}}}', "utf-8"
    )
    with (root / "sms.yml").open("a", encoding="utf-8") as settings:
        settings.write("kinds: [{kind: vehicle, title: Vehicle, schema: own.json}]\n")
    assert main(["explain", "vehicle"]) == 0
    assert "plate (Plate)" in capsys.readouterr().out


def test_explaining_needs_no_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "risk"]) == 0
    assert main(["explain", "rsik"]) == 2
    assert "did you mean `risk`?" in capsys.readouterr().err
