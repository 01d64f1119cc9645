"""Names of rules in the settings, which only the whole set of rules can judge, and ids that settings name."""

from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.rules import checks
from sms_lint.rules.lint import lint

HEAD = "organization: {name: Example organization}\nas_of: 2026-10-31\n"
ACCEPTED = "suppressions:\n  - {rule: %s, node: POL-SMS, reason: agreed, until: 2026-12-31}\n"


def messages(root: Path, settings: str) -> list[tuple[int, str]]:
    (root / "sms.yml").write_text(HEAD + settings, "utf-8")
    result = lint(load(root), checks(), select=["settings"])
    return [(finding.at.line, finding.message) for finding in result.findings]


def test_names_of_rules_are_accepted(tmp_path: Path) -> None:
    assert messages(tmp_path, "rules: {orphan-document: off}\n" + ACCEPTED % "overdue-review") == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            "rules: {orphan-documents: off}\n",
            "there is no rule `orphan-documents`; did you mean `orphan-document`?",
        ),
        (ACCEPTED % "overdue-reviews", "there is no rule `overdue-reviews`; did you mean `overdue-review`?"),
        ("rules: {something: note}\n", "there is no rule `something`"),
    ],
)
def test_another_name_is_a_finding(tmp_path: Path, settings: str, message: str) -> None:
    ((line, said),) = messages(tmp_path, settings)
    assert said == message
    assert line == (4 if "node" in settings else 3)


def test_settings_that_end_too_early_stop_the_reading(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.yml").write_text("kind: vehicle\nid: VEH-001\n", "utf-8")
    (tmp_path / "sms.yml").write_text(HEAD + "kinds: [\n", "utf-8")
    family = ["dangling-reference", "orphan-document", "schema", "settings", "syntax", "unknown-kind"]
    result = lint(load(tmp_path), checks(), select=family)
    assert {(finding.at.path, finding.rule) for finding in result.findings} == {("sms.yml", "syntax")}
    assert result.unchecked[0].what == "all documents and records"


ROLES = """\
kind: role
id: REG-ROLE
title: Roles
owner: managing-director
review: {every: 12 months, last: 2026-09-15}
entries:
  - {id: managing-director, title: Managing director, responsibilities: [Leads the organization]}
"""


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("top_management: [managing-director]\n", []),
        (
            "top_management: [managing-directr]\n",
            [
                (
                    "dangling-reference",
                    3,
                    (
                        "`top_management` refers to `managing-directr`, which does not exist; "
                        "did you mean `managing-director`?"
                    ),
                )
            ],
        ),
        (
            "public:\n  kpis: [KPI-LATE]\n",
            [("dangling-reference", 4, "`kpis` refers to `KPI-LATE`, which does not exist")],
        ),
        (
            "public:\n  kpis: [REG-ROLE]\n",
            [
                (
                    "reference-kind",
                    4,
                    "`kpis` must refer to a key performance indicator, but `REG-ROLE` is a register",
                )
            ],
        ),
    ],
)
def test_an_id_in_the_settings_is_one_that_exists(
    tmp_path: Path, settings: str, found: list[tuple[str, int, str]]
) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "role.yml").write_text(ROLES, "utf-8")
    (tmp_path / "sms.yml").write_text(HEAD + settings, "utf-8")
    result = lint(load(tmp_path), checks(), select=["dangling-reference", "reference-kind"])
    assert [(each.rule, each.at.line, each.message) for each in result.findings] == found
