"""Another id in every place that names it, and every other byte as it was."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.load import load
from sms_lint.model.example import example_text
from sms_lint.model.kinds.organisation import Role
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.starter.disk import write_new
from sms_lint.starter.files import Answers, starter_files
from sms_lint.system.relations import named_by
from tests.starter.harbour import TODAY, harbour

REGISTER = "records/registers"


@pytest.fixture
def start(tmp_path: Path) -> Path:
    write_new(tmp_path, harbour())
    return tmp_path


def contents(root: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def renamed(root: Path, old: str, new: str) -> list[str]:
    """The files that changed; each of them is what it was, but for the id."""
    before = contents(root)
    assert main(["rename", "--root", str(root), old, new]) == 0
    after = contents(root)
    assert before.keys() == after.keys()
    changed = [path for path in before if before[path] != after[path]]
    for path in changed:
        assert after[path].replace(new.encode(), old.encode()) == before[path]
    return changed


def loud(root: Path) -> list[str]:
    found = lint(load(root, today=TODAY), checks()).findings
    return [finding.message for finding in found if finding.severity != "note"]


@pytest.mark.parametrize("role", ["incident-manager", "supplier", "head-of-service-management"])
def test_a_role_is_renamed_everywhere(start: Path, role: str) -> None:
    settings = start / "sms.yml"
    settings.write_text(f'{settings.read_text("utf-8")}top_management: ["{role}"]  # {role} too\n', "utf-8")
    changed = renamed(start, role, "x-new-role")
    assert len(changed) > 5
    sms = load(start, today=TODAY)
    assert role not in sms.roles
    assert "x-new-role" in sms.roles
    assert not [ref for _, _, ref in sms.references if ref == role]
    assert sms.config.top_management == ("x-new-role",)
    assert settings.read_text("utf-8").endswith(f'["x-new-role"]  # {role} too\n')
    assert loud(start) == []


def test_what_only_reads_like_a_role_stays(start: Path) -> None:
    path = start / REGISTER / "interested-party.yml"
    party = "type: supplier, requirement: Pay, relevant: no, climate_requirement: no, reviewed_at: 2026-11-20"
    row = f"  - {{id: IP-1, name: Carrier, {party}}}\n"
    path.write_text(path.read_text("utf-8").replace("entries:\n", f"entries:\n{row}"), "utf-8")
    scope = start / "policies/scope.md"
    scope.write_text(f"{scope.read_text('utf-8')}\nA supplier is no `supplier`.\n", "utf-8")
    renamed(start, "supplier", "vendor")
    assert "type: supplier," in path.read_text("utf-8")
    assert scope.read_text("utf-8").endswith("\nA supplier is no `vendor`.\n")


def test_an_id_is_renamed_in_fields_texts_and_comments_and_no_longer_one_is(start: Path) -> None:
    service = start / REGISTER / "service.yml"
    service.write_text(
        f"{service.read_text('utf-8')}  # SVC-MAIL-2 is not SVC-MAIL, nor is XSVC-MAIL.\r\n", "utf-8"
    )
    changed = renamed(start, "SVC-MAIL", "SVC-POST")
    assert f"{REGISTER}/service.yml" in changed
    assert "policies/scope.md" in changed
    assert "SVC-MAIL-2 is not SVC-POST, nor is XSVC-MAIL." in service.read_text("utf-8")
    assert service.read_bytes().endswith(b"\r\n")


def test_the_cells_of_a_table_are_renamed(start: Path) -> None:
    header = start / REGISTER / "risk.yml"
    text = header.read_text("utf-8")
    table = text[: text.index("entries:")] + "data: risk.csv\nsource: {system: Sheet, exported: 2026-11-20}\n"
    header.write_text(table, "utf-8")
    rows = "id,title,owner\nRSK-1,No finance-manager is there,finance-manager\n"
    (start / REGISTER / "risk.csv").write_text(rows, "utf-8")
    renamed(start, "finance-manager", "treasurer")
    said = (start / REGISTER / "risk.csv").read_text("utf-8")
    assert said == "id,title,owner\nRSK-1,No finance-manager is there,treasurer\n"


def test_a_file_that_is_called_by_the_id_gets_the_new_name(start: Path) -> None:
    before, after = (start / f"records/changes/CHG-2026-{number}.yml" for number in ("0131", "0132"))
    before.parent.mkdir(parents=True)
    text = example_text("change").replace("status: closed", "status: reviewed")
    before.write_text(text, "utf-8")
    assert main(["rename", "--root", str(start), "CHG-2026-0131", "CHG-2026-0132"]) == 0
    assert not before.exists()
    assert after.read_text("utf-8") == text.replace("CHG-2026-0131", "CHG-2026-0132")


def test_a_look_beforehand_changes_nothing(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(start)
    assert main(["rename", "--root", str(start), "PRC-INC", "PRC-INCIDENT", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "processes/incident-management.md" in shown.splitlines()
    assert re.search(r"^[0-9]+ places in [0-9]+ files would change$", shown, re.M)
    assert contents(start) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nobody", "somebody", "there is nothing with the id nobody"),
        ("incident-manager", "change-manager", "the id change-manager is taken"),
        ("incident-manager", "INC", "cannot be the id"),
        ("ARP-2026-01", "ARP-2026-02", "it is closed itself: keep the id ARP-2026-01"),
        ("PRC-INC", "PRC-IN", "only an entry of a register can note it: keep the id PRC-INC"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    start: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    (start / "records/audits").mkdir(parents=True)
    audit = example_text("audit-report").replace("statement: ", "statement: By PRC-INC, ", 1)
    assert "PRC-INC" in audit
    (start / "records/audits/ARP-2026-01.yml").write_text(audit, "utf-8")
    before = contents(start)
    assert main(["rename", "--root", str(start), old, new]) == 2
    assert said in capsys.readouterr().err
    assert contents(start) == before


def test_what_was_in_force_keeps_its_id(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scope = start / "policies/scope.md"
    scope.write_text(scope.read_text("utf-8").replace("lifecycle: draft", "lifecycle: active"), "utf-8")
    assert main(["rename", "--root", str(start), "SCO-SMS", "SCO-IT"]) == 2
    assert "the id of what was in force stays" in capsys.readouterr().err
    assert main(["rename", "--root", str(start), "managing-director", "chief"]) == 0
    assert "In force, and in need of a higher version and its approval: SCO-SMS" in capsys.readouterr().out


def test_all_roles_can_be_renamed_one_after_the_other(tmp_path: Path) -> None:
    write_new(tmp_path, starter_files(Answers("Harbour IT", ("Mail",), profile="small")))
    roles = [role.id for role in load(tmp_path).records(Role)]
    for role in roles[:6]:
        renamed(tmp_path, role, f"{role}-too")
    assert loud(tmp_path) == []


AUDIT = "records/audits/ARP-2026-01.yml"


def with_audit(start: Path) -> str:
    """The report of an audit, closed, that names the managing director."""
    (start / AUDIT).parent.mkdir(parents=True)
    text = example_text("audit-report")
    assert "managing-director" in text
    (start / AUDIT).write_text(text, "utf-8")
    return text


def test_what_is_closed_goes_on_naming_a_role_by_the_id_it_had(
    start: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = with_audit(start)
    before = loud(start)
    assert main(["rename", "--root", str(start), "managing-director", "chief"]) == 0
    assert "What is closed goes on naming managing-director; `formerly` of chief" in capsys.readouterr().out
    assert (start / AUDIT).read_text("utf-8") == text
    sms = load(start, today=TODAY)
    assert sms.roles["chief"].formerly == ("managing-director",)
    (audit,) = sms.entries("audit-report")
    assert "chief" in audit.texts("reported_to")
    assert audit in named_by(sms, "chief", "audit-report")
    assert not [ref for _, _, ref in sms.references if ref == "managing-director"]
    assert loud(start) == before


def test_a_second_new_name_is_added_and_no_former_one_can_be_taken(start: Path) -> None:
    with_audit(start)
    for old, new in (("managing-director", "chief"), ("chief", "head-of-all")):
        assert main(["rename", "--root", str(start), old, new]) == 0
    sms = load(start, today=TODAY)
    assert sms.roles["head-of-all"].formerly == ("managing-director",)
    assert main(["rename", "--root", str(start), "finance-manager", "managing-director"]) == 2
    assert main(["rename", "--root", str(start), "head-of-all", "managing-director"]) == 2


MORE = "title: X, responsibilities: [A]"


@pytest.mark.parametrize(
    ("row", "noted"),
    [
        (
            "  - id: x\n    title: X\n    responsibilities: [A]\n",
            "  - id: y\n    formerly: [x]\n    title: X\n    responsibilities: [A]\n",
        ),
        (f"  - {{id: x, {MORE}}}\n", f"  - {{id: y, formerly: [x], {MORE}}}\n"),
        (f"  - {{id: x, formerly: [w], {MORE}}}\n", f"  - {{id: y, formerly: [x, w], {MORE}}}\n"),
        (
            "  - id: x\n    formerly:\n      - w\n    title: X\n    responsibilities: [A]\n",
            "  - id: y\n    formerly:\n      - x\n      - w\n    title: X\n    responsibilities: [A]\n",
        ),
    ],
)
def test_the_former_id_is_noted_in_the_form_of_the_entry(start: Path, row: str, noted: str) -> None:
    text = with_audit(start).replace("[managing-director]", "[x]", 1)
    (start / AUDIT).write_text(text, "utf-8")
    roles = start / REGISTER / "role.yml"
    roles.write_text(roles.read_text("utf-8") + row, "utf-8")
    assert main(["rename", "--root", str(start), "x", "y"]) == 0
    assert roles.read_text("utf-8").endswith(noted)
    assert (start / AUDIT).read_text("utf-8") == text


def test_a_table_with_closed_rows_goes_on_naming_a_role(start: Path) -> None:
    header = start / REGISTER / "risk.yml"
    text = header.read_text("utf-8")
    table = text[: text.index("entries:")] + "data: risk.csv\nsource: {system: Sheet, exported: 2026-11-20}\n"
    header.write_text(table, "utf-8")
    rows = "id,title,owner,status\nRSK-1,Fire,finance-manager,closed\nRSK-2,Flood,finance-manager,open\n"
    (start / REGISTER / "risk.csv").write_text(rows, "utf-8")
    assert main(["rename", "--root", str(start), "finance-manager", "treasurer"]) == 0
    assert (start / REGISTER / "risk.csv").read_text("utf-8") == rows
    sms = load(start, today=TODAY)
    assert {entry.text("owner") for entry in sms.entries("risk")} == {"treasurer"}
    assert not [fault for fault in sms.found("dangling-reference") if "finance-manager" in fault.message]


def test_an_open_record_is_told_the_id_of_today(start: Path) -> None:
    with_audit(start)
    assert main(["rename", "--root", str(start), "managing-director", "chief"]) == 0
    scope = start / "policies/scope.md"
    scope.write_text(
        scope.read_text("utf-8").replace("approver: chief", "approver: managing-director"), "utf-8"
    )
    said = [message for message in loud(start) if "managing-director" in message]
    assert said == ["`approver` refers to `managing-director`, which is called `chief` now"]
