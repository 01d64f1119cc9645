"""What a person reads: one slip, one finding, and a remedy that is right."""

import shutil
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.rules import checks
from sms_lint.rules.lint import lint

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
DOCUMENT = """---
kind: policy
id: POL-CHG
title: Change management policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
related: [POL-SMS]
---
# Change management policy
"""
ROLES = "kind: role\nid: REG-ROLE\ntitle: Role register\nowner: head-of-service-management\n"
FORM = ["schema", "syntax", "encoding", "unknown-kind", "dangling-reference"]


def messages(root: Path, path: str, content: str, select: list[str]) -> list[str]:
    shutil.copytree(MINIMAL, root, dirs_exist_ok=True)
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, "utf-8")
    result = lint(load(root), checks(), select=select)
    return [finding.message for finding in result.findings if finding.at.path == path]


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("id: POL-CHG", "id: pol-chg", "did you mean `POL-CHG`?"),
        ("owner: change-manager", "owner: Change manager", "did you mean `change-manager`?"),
        ("last: 2026-03-15", "last: 15.03.2026", "did you mean `2026-03-15`?"),
        ("last: 2026-03-15", "last: 2026-3-15", "did you mean `2026-03-15`?"),
        ("last: 2026-03-15", "last: 03/04/2026", "not `03/04/2026`"),
        ("every: 12 months", "every: yearly", "did you mean `12 months`?"),
        ("every: 12 months", "every: 12months", "did you mean `12 months`?"),
        ('version: "1.0"', "version: v1.0", "did you mean `1.0`?"),
        (
            'version: "1.0"',
            "version: \N{LEFT DOUBLE QUOTATION MARK}1.0\N{RIGHT DOUBLE QUOTATION MARK}",
            "`1.0`?",
        ),
        ("related: [POL-SMS]", "satisfies: [8.5.1.1]", "did you mean `20000-1:8.5.1.1`?"),
        ("related: [POL-SMS]", "related: POL-SMS", "must be a list, not `POL-SMS`; write `[POL-SMS]`"),
        ("related: [POL-SMS]", "related: POL-SMS, PRC-X", "write `[POL-SMS, PRC-X]`"),
        ("last: 2026-03-15}", "last: 2026-03-15, thoroughly}", "put that whole text in quotes"),
        ("related: [POL-SMS]", "related: [POL-SSM]", "did you mean `POL-SMS`?"),
    ],
)
def test_one_slip_is_one_finding_with_a_remedy(tmp_path: Path, written: str, instead: str, said: str) -> None:
    path = "policies/change-management.md"
    assert written in DOCUMENT
    assert messages(tmp_path / "sound", path, DOCUMENT, FORM) == []
    found = messages(tmp_path / "broken", path, DOCUMENT.replace(written, instead), FORM)
    assert len(found) == 1
    assert found[0].endswith(said)


def test_a_suggestion_is_of_the_kind_that_fits(tmp_path: Path) -> None:
    content = DOCUMENT.replace("owner: change-manager", "owner: policy-manager").replace("POL-SMS", "PSN-002")
    found = messages(tmp_path, "policies/change-management.md", content, ["dangling-reference"])
    assert found == [
        "`owner` refers to `policy-manager`, which does not exist",
        "`related` refers to `PSN-002`, which does not exist",
    ]


def test_what_is_missed_often_was_deleted_and_is_no_slip_for_what_others_name(tmp_path: Path) -> None:
    entry = "  - {id: AWR-%03d, person: P-002, document: %s, version: '1.0', topic: policy, acknowledged_at: 2026-02-03}\n"
    head = (
        "kind: awareness\nid: REG-AWARENESS\ntitle: Awareness\nowner: head-of-service-management\nentries:\n"
    )
    path = "records/registers/awareness.yml"
    once = messages(tmp_path / "a", path, head + entry % (1, "POL-SSM") + entry % (2, "POL-SMS"), FORM[-1:])
    assert once == [
        "`document` of AWR-001 refers to `POL-SSM`, which does not exist; did you mean `POL-SMS`?"
    ]
    rows = "".join(entry % (number, "POL-SSM") for number in range(1, 5)) + entry % (5, "POL-SMS")
    assert set(messages(tmp_path / "b", path, head + rows, FORM[-1:])) == {
        f"`document` of AWR-00{number} refers to `POL-SSM`, which does not exist" for number in range(1, 5)
    }


def test_a_file_that_others_lead_to_is_no_suggestion_for_one_that_is_missed_often(tmp_path: Path) -> None:
    path, other = "policies/change-management.md", "policies/release-management.md"
    right = "[release](release-management.md)\n"
    wrong = "[release](release-managment.md)\n"
    release = DOCUMENT.replace("POL-CHG", "POL-REL").replace("Change", "Release")
    for name, times, hint in (("a", 1, "; did you mean `release-management.md`?"), ("b", 3, "")):
        messages(tmp_path / name, other, release, ["broken-link"])
        found = messages(tmp_path / name, path, DOCUMENT + right + wrong * times, ["broken-link"])
        assert found == [f"the link `release-managment.md` leads to a file that does not exist{hint}"] * times


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the file is empty"),
        ("---\nkind: policy\n", "the block of keys that begins here has no end"),
        ("\n" + DOCUMENT, "the `---` of the block of keys is not in the first line"),
        (DOCUMENT[4:], "the line `---` before the block of keys is missing"),
        ("\N{ZERO WIDTH NO-BREAK SPACE}" + DOCUMENT, None),
    ],
)
def test_a_document_without_front_matter_is_told_what_it_lacks(
    tmp_path: Path, content: str, said: str | None
) -> None:
    found = messages(tmp_path, "policies/change-management.md", content, FORM)
    assert found == ([said] if said else [])


def test_a_program_s_own_format_is_named(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path / "s")
    (tmp_path / "s" / "policies" / "a.md").write_bytes(b"PK\x03\x04\x14\x00\x06\xff\xfe\x00")
    found = lint(load(tmp_path / "s"), checks(), select=["encoding"]).findings
    assert [finding.message[:26] for finding in found] == ["the file is not text, but "]


def test_missing_fields_of_an_entry_are_told_together(tmp_path: Path) -> None:
    content = ROLES + "review: {every: 12 months, last: 2026-09-15}\nentries:\n  - id: change-manager\n"
    found = messages(tmp_path, "records/registers/role.yml", content, ["schema"])
    assert found == ["change-manager: `title` and `responsibilities` are missing"]


def test_a_vacant_role_is_one_finding(tmp_path: Path) -> None:
    content = DOCUMENT.replace("approver: managing-director", "approver: change-manager")
    register = (MINIMAL / "records" / "registers" / "person.yml").read_text("utf-8")
    messages(tmp_path, "policies/change-management.md", content, [])
    (tmp_path / "records" / "registers" / "person.yml").write_text(
        "".join(line for line in register.splitlines(keepends=True) if "role: change-manager" not in line),
        "utf-8",
    )
    found = lint(load(tmp_path), checks(), select=["role-not-held"]).findings
    assert [finding.message for finding in found] == [
        "`owner` is `change-manager`, a role that nobody holds on 2026-10-31 (and in 1 more place: POL-CHG)"
    ]
