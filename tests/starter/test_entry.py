"""One more of a kind: the next id, in the right place, and nothing else changed."""

import os
import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from sms_lint.cli import main
from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.kinds import kinds
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.starter.disk import write_new
from sms_lint.starter.entry import Addition, Wanted, addition
from sms_lint.system.sms import Sms
from tests.reference import reference_system
from tests.starter.harbour import TODAY, harbour

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests/systems/minimal"


class Begun(NamedTuple):
    """A starter that nobody changes, what was read of its files, and what it is."""

    root: Path
    read: ReadFiles
    sms: Sms


@pytest.fixture
def start(tmp_path: Path) -> Path:
    write_new(tmp_path, harbour())
    return tmp_path


def added(root: Path, kind: str, title: str = "", name: str = "", register: str = "") -> Addition:
    return addition(load(root, today=TODAY), Wanted(kind, title, name, register))


@pytest.mark.parametrize(
    ("kind", "title", "expected"),
    [
        ("service", "Remote work for all", "SVC-REMOTE-WORK"),
        ("role", "Night watch", "night-watch"),
        ("policy", "Backup", "POL-BACKUP"),
        ("policy", "Política de cambios", "POL-POLITICA-DE-CAMBIOS"),
        ("policy", "変更管理方針", "POL-01"),
        ("service", "电话", "SVC-01"),
    ],
)
def test_the_reference_system_goes_on_counting(kind: str, title: str, expected: str) -> None:
    assert addition(reference_system(), Wanted(kind, title)).id == expected


def test_numbers_go_on_after_the_highest() -> None:
    sms = reference_system()
    highest = max(entry.id for entry in sms.entries("change") if entry.id.startswith("CHG-2026-"))
    assert addition(sms, Wanted("change")).id == f"CHG-2026-{int(highest[-4:]) + 1:04}"
    people = max(int(entry.id[2:]) for entry in sms.entries("person"))
    assert addition(sms, Wanted("person")).id == f"P-{people + 1:03}"


def test_a_new_year_begins_with_the_first_number(start: Path) -> None:
    first = addition(load(start, today=date(2027, 1, 4)), Wanted("change"))
    assert (first.id, first.path) == ("CHG-2027-0001", "records/changes/CHG-2027-0001.yml")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    root = tmp_path_factory.mktemp("begun")
    write_new(root, harbour())
    read = ReadFiles()
    return Begun(root, read, load(root, today=TODAY, read=read))


# To judge a starter takes a third of a second; at night each kind has its own.
SHARES = len(kinds()) if os.environ.get("SMS_LINT_NIGHTLY") else 6


@pytest.mark.parametrize("share", range(SHARES))
def test_every_kind_can_be_added_and_lacks_what_is_announced(begun: Begun, share: int) -> None:
    added = {kind: one_more(begun.sms, kind) for kind in sorted(kinds())[share::SHARES]}
    overlay = {entry.path: entry.text for entry in added.values()}
    assert len(overlay) == len(added), "each is in a file of its own"
    sms = load(begun.root, today=TODAY, overlay=overlay, read=begun.read)
    loud = [finding for finding in lint(sms, checks()).findings if finding.severity != "note"]
    assert {finding.rule for finding in loud} <= {"schema"}, [finding.message for finding in loud]
    for kind, entry in added.items():
        if entry.before is not None:
            assert_only_grown(entry.before.text, entry.text)
        said = " ".join(finding.message for finding in loud if finding.at.path == entry.path)
        for field in entry.open_fields:
            assert f"`{field}`" in said, kind
        assert bool(said) == bool(entry.open_fields), kind
        if not entry.open_fields:
            assert sms.get(entry.id) is not None, kind
    assert {finding.at.path for finding in loud} <= overlay.keys()


def one_more(sms: Sms, kind: str) -> Addition:
    """One more of a kind, with a title where the kind has one."""
    try:
        return addition(sms, Wanted(kind, f"Night watch at sea, {kind}", "", ""))
    except SmsError as error:
        assert "has no title" in str(error)  # noqa: PT017 - both ways are right for some kind
        return addition(sms, Wanted(kind, "", "", ""))


def assert_only_grown(before: str, after: str) -> None:
    """Every byte of `before` is there still, in one piece on each side of what came in."""
    same = 0
    while same < len(before) and before[same] == after[same]:
        same += 1
    assert before[same:] == after[len(after) - len(before) + same :]


REGISTER = """\
kind: role
id: REG-ROLE
title: Roles   # ours
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
"""
ROW = "  - id: night-watch\n    title: Night watch\n"


@pytest.mark.parametrize(
    ("entries", "before_row"),
    [
        ("entries:\n  - {id: a-b, title: A, responsibilities: [x]}\n", 7),
        ("entries:\n  - id: a-b\n    title: A\n    responsibilities:\n      - x   # last\n\n# after\n", 10),
        (
            "entries:\n  - id: a-b\n    title: A\n    responsibilities: [x,\n      y]\nclassification: public\n",
            10,
        ),
        ("entries: # none yet\n  # - id: like-this\n", 6),
        ("entries:\nclassification: public\n", 6),
        ("entries:", 6),
        ("entries:\n- {id: a-b, title: A, responsibilities: [x]}", 7),
    ],
    ids=range(7),
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_row_goes_after_the_last_one_and_nothing_else_moves(
    tmp_path: Path, entries: str, before_row: int, ending: str
) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    text = (REGISTER + entries).replace("\n", ending)
    path = tmp_path / "records/registers/role.yml"
    path.write_text(text, "utf-8", newline="")
    entry = added(tmp_path, "role", "Night watch")
    assert_only_grown(text, entry.text)
    row = entry.text.split(ending)[before_row]
    assert row.strip() == "- id: night-watch"
    path.write_text(entry.text, "utf-8", newline="")
    sms = load(tmp_path, today=TODAY)
    assert "night-watch" in sms.unread, "it lacks its responsibilities, so it is read in part"
    assert not [problem for problem in sms.reading_faults if problem.rule == "syntax"]


def test_empty_brackets_give_way(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    (tmp_path / "records/registers/role.yml").write_text(REGISTER + "entries: [] # none\n", "utf-8")
    assert f"entries: # none\n{ROW}" in added(tmp_path, "role", "Night watch").text


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted("rsik"), "there is no kind `rsik`; did you mean `risk`?"),
        (
            Wanted("risk", register="REG-NOTHING"),
            "REG-NOTHING is not a register of kind risk; there are: REG-RISK",
        ),
        (
            Wanted("risk", id="risk-1"),
            "'risk-1' cannot be the id; write it in capitals such as CHG-2026-0014",
        ),
        (Wanted("risk", id="RSK-2026-01"), "the id RSK-2026-01 is taken in records/registers/risk.yml"),
        (Wanted("policy"), "a policy needs a title; give it with --title"),
        (
            Wanted("service", "…"),
            "`…` has no letter from A to Z to make an id of; give the whole id with --id",
        ),
        (Wanted("incident"), "is an export of Ticket system; add the row there"),
        (Wanted("role"), "the id of a role is made from its title"),
        (Wanted("role", "Change manager"), "there is a role change-manager already"),
        (Wanted("satisfaction", "A title"), "a satisfaction survey has no title; leave --title out"),
    ],
)
def test_what_cannot_be_added_is_said_plainly(wanted: Wanted, said: str) -> None:
    with pytest.raises(SmsError) as error:
        addition(reference_system(), wanted)
    assert said in str(error.value)


def test_brackets_are_left_to_people(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    row = "entries: [{id: a-b, title: A, responsibilities: [x]}]\n"
    (tmp_path / "records/registers/role.yml").write_text(REGISTER + row, "utf-8")
    with pytest.raises(SmsError, match="lists its entries in brackets"):
        added(tmp_path, "role", "Night watch")


def test_a_document_of_the_starter_comes_with_its_own_questions(start: Path) -> None:
    (start / "policies/continuity-plan.md").unlink()
    entry = added(start, "plan", name="PLN-CONT")
    assert entry.path == "policies/continuity-plan.md"
    assert "By which criteria, and by whom, is the plan invoked?" in entry.text
    assert entry.open_fields == ()


def test_an_id_of_a_broken_entry_is_not_given_twice(start: Path) -> None:
    path = start / "records/registers/risk.yml"
    for expected in ("RSK-2026-01", "RSK-2026-02"):
        entry = added(start, "risk", "Something")
        assert entry.id == expected
        path.write_text(entry.text, "utf-8")


def test_the_command_writes_and_says_what_to_do(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "risk", "--title", "Both: away", "--root", str(start), "--today", "2026-11-26"]) == 0
    shown = capsys.readouterr().out
    assert "RSK-2026-01: written to records/registers/risk.yml" in shown
    assert "Fill in: category, customer_impact, likelihood" in shown
    assert "Then run: sms-lint check records/registers/risk.yml" in shown
    text = (start / "records/registers/risk.yml").read_text("utf-8")
    assert yaml.safe_load(text)["entries"][0]["title"] == "Both: away"
    assert "    # category:  # " in text
    assert not list(start.rglob(".*.new"))


def test_a_file_is_never_written_over(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = start / "policies/backup.md"
    policy.write_text("mine", "utf-8")
    assert main(["new", "policy", "--title", "Backup", "--root", str(start)]) == 2
    assert "there is a file policies/backup.md already" in capsys.readouterr().err
    assert policy.read_text("utf-8") == "mine"


def test_a_second_entry_goes_behind_what_is_still_to_be_filled_in_of_the_first(start: Path) -> None:
    path = start / "records/registers/person.yml"
    for _ in range(2):
        more = added(start, "person")
        path.write_text(more.text, "utf-8")
    first, second = path.read_text("utf-8").split("  - id: P-002\n")
    assert "# roles:" in first.split("  - id: P-001\n")[1]
    assert "# roles:" in second.split("  # An entry looks like this")[0]
