"""`sms-lint import` says what would change, writes all of it or nothing, and what it wrote is checked like everything else."""

import shutil
from pathlib import Path

import pytest

from sms_lint.cli import main

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
MAPPING = """\
based_on: servicenow-incidents
form: {zone: Europe/Berlin}
table: {owner: head-of-service-management}
"""
EXPORT = """\
number,short_description,opened_at,caller_id,category,priority,state,resolved_at,closed_at,close_notes
INC0010021,Mail slow,2026-09-01 08:10:00,Somebody,mail,3 - Moderate,Closed,2026-09-01 10:00:00,2026-09-01 11:00:00,restarted the relay
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a mapping, and an export beside it."""
    folder = tmp_path / "sms"
    shutil.copytree(MINIMAL, folder)
    (folder / "imports").mkdir()
    (folder / "imports" / "tickets.yml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "export.csv").write_text(EXPORT, encoding="utf-8")
    return folder


def run(root: Path, *arguments: str) -> int:
    """The command on the export beside the root."""
    return main(
        [
            "import",
            str(root.parent / "export.csv"),
            "--root",
            str(root),
            "--exported",
            "2026-10-20",
            *arguments,
        ]
    )


def test_it_says_what_would_change_and_writes_when_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "--mapping", "tickets") == 0
    told = capsys.readouterr().out
    assert "1 row would be new, 0 would be changed, 0 the same" in told
    assert "Nothing was written; add --write to write it" in told
    assert not (root / "records" / "data").exists()
    assert run(root, "--mapping", "tickets", "--write") == 0
    assert "records/data/servicenow-incidents-2026-09.csv: written" in capsys.readouterr().out
    text = (root / "records/data/servicenow-incidents-2026-09.csv").read_text(encoding="utf-8")
    assert text.splitlines()[1].startswith(
        "INC0010021,Mail slow,2026-09-01T08:10+02:00,mail,3 - Moderate,closed,"
    )
    assert run(root, "--mapping", "tickets", "--write") == 0
    assert "came in before" in capsys.readouterr().out


def test_what_came_in_is_checked_like_any_table(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--mapping", "tickets", "--write") == 0
    capsys.readouterr()
    main(["check", "--root", str(root), "--today", "2026-10-31", "--format", "concise"])
    out = capsys.readouterr().out
    assert "servicenow-incidents-2026-09.csv" not in out
    assert "schema" not in out
    assert "import-out-of-date" not in out
    main(["check", "--root", str(root), "--today", "2026-12-01", "--format", "concise"])
    assert "import-out-of-date" in capsys.readouterr().out


def test_one_rejected_row_and_nothing_is_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = (
        EXPORT
        + EXPORT.splitlines()[1].replace("0021", "0022").replace("2026-09-01 08", "2026-99-01 08")
        + "\n"
    )
    (root.parent / "export.csv").write_text(broken, encoding="utf-8")
    assert run(root, "--mapping", "tickets", "--write") == 1
    told = capsys.readouterr().out
    assert "rejected: line 3 (INC0010022), column `opened_at`" in told
    assert "the mapping allows 0" in told
    assert not (root / "records" / "data").exists()
    (root / "imports" / "tickets.yml").write_text(MAPPING + "rejects: 1\n", encoding="utf-8")
    assert run(root, "--mapping", "tickets", "--write") == 0
    assert "rejected: 1" in (root / "records/data/servicenow-incidents-2026-09.yml").read_text(
        encoding="utf-8"
    )


def test_a_proposed_mapping_takes_its_own_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Ticketnummer;Titel;Status;Priorität;Eröffnungsdatum;Lösungsdatum;Kategorie;Anforderer\n"
    (root.parent / "export.csv").write_bytes(
        (text + "1023;Drucker;Gelöst;Mittel;03.04.2026 08:10;03.04.2026 09:10;HW;Somebody\n").encode("cp1252")
    )
    assert run(root, "--guess") == 0
    proposal = capsys.readouterr().out
    assert "UNSURE: the zone of the times" in proposal
    (root / "imports" / "guess.yml").write_text(proposal, encoding="utf-8")
    assert run(root, "--mapping", "guess", "--write") == 0
    text = (root / "records/data/guess-2026-04.csv").read_text(encoding="utf-8")
    assert "INC-1023,Drucker,2026-04-03T08:10Z" in text
    assert "Somebody" not in text


PROBLEMS = """\
based_on: servicenow-problems
constants: {source: trend, owner: head-of-service-management}
table: {owner: head-of-service-management}
"""
PROBLEM_EXPORT = """\
Number,Problem statement,State,Priority,Category,Opened,Assigned to,Workaround
PRB0040011,Mail stops at night,Root Cause Analysis,3 - Moderate,Software,2026-10-01 09:15:00,Somebody,Restart the relay
PRB0040012,Slow prints,Resolved,4 - Low,Hardware,2026-10-02 09:15:00,Somebody,
"""


def test_problems_come_in_and_are_checked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "imports" / "problems.yml").write_text(PROBLEMS, encoding="utf-8")
    (root.parent / "export.csv").write_text(PROBLEM_EXPORT, encoding="utf-8")
    assert run(root, "--mapping", "problems", "--write") == 0
    assert "PRB0040012 is taken as it is" in capsys.readouterr().out
    main(["check", "--root", str(root), "--today", "2026-10-20", "--format", "concise"])
    found = [line for line in capsys.readouterr().out.splitlines() if "servicenow-problems-2026-10" in line]
    assert any("PRB0040012" in line or ":3:" in line for line in found)
    assert not [line for line in found if "PRB0040011" in line or ":2:" in line]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("servicenow-problems", "the mapping `servicenow-problems` has no column for `source`, which every problem needs. Write a file imports/NAME.yml"),
        ("itop-problems", "the mapping `itop-problems` has no column for `source`, which every problem needs"),
        ("servicenow-changes", "`feasibility`, `cost`"),
    ],
)  # fmt: skip
def test_what_a_tool_does_not_record_is_said_before_anything_is_read(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    assert run(root, "--mapping", name, "--write") == 2
    told = capsys.readouterr().err
    assert said in told
    assert f"with `based_on: {name}`" in told
    assert not (root / "records" / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--mapping", "ticket"], "there is no mapping `ticket`; did you mean `tickets`?"),
        ([], "say with --mapping which one to use: tickets, glpi-changes, glpi-incidents"),
        (
            ["--mapping", "broken"],
            "imports/broken.yml, line 2: `form`, `zone` must be a time zone such as Europe/Berlin; there is no time zone Mars/Olympus",
        ),
    ],
)
def test_without_a_usable_mapping_it_says_why(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (root / "imports" / "broken.yml").write_text(
        "based_on: servicenow-incidents\nform: {zone: Mars/Olympus}\n", encoding="utf-8"
    )
    assert run(root, *arguments) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", bytes(range(256)), b"number\n"])
def test_a_bad_file_gets_a_sentence_and_changes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (root.parent / "export.csv").write_bytes(content)
    before = sorted(root.rglob("*"))
    assert run(root, "--mapping", "tickets", "--write") == 2
    assert "sms-lint cannot run: " in capsys.readouterr().err
    assert sorted(root.rglob("*")) == before
