"""Running rules: crashes, severities, suppressions, order."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.model.finding import Finding, Rule
from sms_lint.rules import checks
from sms_lint.rules.lint import Run, lint
from sms_lint.system.sms import Sms

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"


def system(root: Path, settings: str) -> Sms:
    (root / "sms.yml").write_text(f"organization: {{name: Example}}\nas_of: 2026-10-31\n{settings}", "utf-8")
    (root / "records").mkdir(exist_ok=True)
    (root / "records" / "role.yml").write_text(
        (MINIMAL / "records/registers/role.yml").read_text("utf-8"), "utf-8"
    )
    return load(root)


def speaking(name: str, severity: str = "error", *, gap: bool = False) -> tuple[Rule, Run]:
    rule = Rule(f"x.{name}", "Says something.", severity=severity, gap=gap)  # type: ignore[arg-type]  # one of the three

    def run(sms: Sms) -> Iterator[Finding]:
        for node in sms.registers:
            yield rule.finding(node.at("title"), "something", node=node.id)

    return rule, run


def test_a_rule_that_fails_leaves_the_others_running(tmp_path: Path) -> None:
    def fails(sms: Sms) -> Iterator[Finding]:
        yield from (node for node in sms.nodes if 1 / 0)  # type: ignore[misc]  # never gets so far

    broken = (Rule("x.broken", "Fails.", severity="error"), fails)
    result = lint(system(tmp_path, ""), [broken, speaking("speaks")])
    assert [finding.rule for finding in result.findings] == ["speaks"]
    assert len(result.faults) == 1
    assert "broken failed with ZeroDivisionError" in result.faults[0]
    assert "test_lint.py" in result.faults[0]
    assert result.unchecked[0].what == "a rule"


def test_a_severity_of_ones_own(tmp_path: Path) -> None:
    result = lint(
        system(tmp_path, "rules: {speaks: note, silent: off}\n"), [speaking("speaks"), speaking("silent")]
    )
    assert [(finding.rule, finding.severity) for finding in result.findings] == [("speaks", "note")]
    assert result.applied == ("speaks",)
    assert [(item.what, item.why) for item in result.unchecked] == [
        ("the rule silent", "it is switched off in the settings")
    ]
    assert not result.reaches("warning")
    assert result.reaches("note")


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ("", "error"),
        ("preset: starter\n", "note"),
        ("preset: starter\nrules: {not-there: warning}\n", "warning"),
    ],
)
def test_what_is_not_there_yet_is_a_note_for_starters(tmp_path: Path, settings: str, severity: str) -> None:
    result = lint(system(tmp_path, settings), [speaking("not-there", gap=True), speaking("speaks")])
    found = {finding.rule: finding.severity for finding in result.findings}
    assert found == {"not-there": severity, "speaks": "error"}
    assert result.preset == ("starter" if settings else "")


@pytest.mark.parametrize(
    ("settings", "severities"),
    [
        ("", ["error", "warning", "note", "warning"]),
        ("preset: certified\n", ["error", "warning", "note", "error"]),
        ("preset: strict\n", ["error", "error", "warning", "error"]),
        ("preset: strict\nrules: {second: note}\n", ["error", "note", "warning", "error"]),
    ],
)
def test_presets_of_systems_that_are_certified(tmp_path: Path, settings: str, severities: list[str]) -> None:
    every = [
        speaking("first"),
        speaking("second", severity="warning"),
        speaking("third", severity="note"),
        speaking("fourth", gap=True, severity="warning"),
    ]
    found = {one.rule: one.severity for one in lint(system(tmp_path, settings), every).findings}
    assert [found[name] for name in ("first", "second", "third", "fourth")] == severities


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ("folders: [{folder: records, rules: {speaks: note}}]\n", "note"),
        ("folders: [{folder: records, rules: {other: note}}]\n", "error"),
        ("folders: [{folder: record, rules: {speaks: note}}]\n", "error"),
        ("folders: [{folder: records, rules: {speaks: note}}, {folder: records/more, rules: {speaks: off}}]\n", "note"),
        ("rules: {speaks: off}\nfolders: [{folder: records, rules: {speaks: note}}]\n", "note"),
        ("rules: {speaks: off}\nfolders: [{folder: policies, rules: {speaks: note}}]\n", None),
    ],
)  # fmt: skip
def test_a_folder_has_severities_of_its_own(tmp_path: Path, settings: str, severity: str | None) -> None:
    result = lint(system(tmp_path, settings), [speaking("speaks")])
    assert [finding.severity for finding in result.findings] == ([severity] if severity else [])


def test_of_two_folders_the_inner_one_counts(tmp_path: Path) -> None:
    settings = "folders: [{folder: records/in, rules: {speaks: warning}}, {folder: records, rules: {speaks: note}}]\n"
    (tmp_path / "records/in").mkdir(parents=True)
    more = (MINIMAL / "records/registers/person.yml").read_text("utf-8")
    (tmp_path / "records/in/person.yml").write_text(more, "utf-8")
    found = lint(system(tmp_path, settings), [speaking("speaks")]).findings
    assert {finding.at.path: finding.severity for finding in found} == {
        "records/in/person.yml": "warning",
        "records/role.yml": "note",
    }


def test_a_folder_and_a_rule_that_are_not_there_are_said(tmp_path: Path) -> None:
    settings = "folders: [{folder: recrods, rules: {overdue-revew: note}}]\n"
    result = lint(system(tmp_path, settings), checks(), select=["settings"])
    assert [finding.message for finding in result.findings] == [
        "there is no file in a folder `recrods`",
        "there is no rule `overdue-revew`; did you mean `overdue-review`?",
    ]


def test_a_rule_that_is_off_in_a_folder_is_not_said_to_have_passed(tmp_path: Path) -> None:
    settings = "folders: [{folder: records, rules: {speaks: off}}]\n"
    result = lint(system(tmp_path, settings), [speaking("speaks")])
    assert result.findings == ()
    assert [(run.outcome, run.why) for run in result.runs] == [("off", "it is switched off in records")]
    assert [(item.what, item.why) for item in result.unchecked] == [
        ("the rule speaks in records", "it is switched off there in the settings")
    ]


@pytest.mark.parametrize(("until", "counts"), [("2026-10-31", 0), ("2026-10-30", 1)])
def test_a_suppression_ends_on_its_last_day(tmp_path: Path, until: str, counts: int) -> None:
    settings = f"suppressions: [{{rule: speaks, node: REG-ROLE, reason: agreed, until: {until}}}]\n"
    result = lint(system(tmp_path, settings), [speaking("speaks")])
    assert len(result.findings) == 1, "what is suppressed stays visible"
    assert len(result.counted) == counts
    assert result.suppressed == 1 - counts


def row_speaking(exemptible: bool = False) -> tuple[Rule, Run]:
    rule = Rule("x.row_speaks", "Says something.", severity="error", exemptible=exemptible)

    def run(sms: Sms) -> Iterator[Finding]:
        for entry in sms.entries("complaint"):
            yield rule.about(entry, "description", "something")

    return rule, run


@pytest.mark.parametrize(
    ("node", "exemptible", "accepted"),
    [
        ("CPL-1", False, ["CPL-1"]),
        ("CPL-2", False, ["CPL-2"]),
        ("REG-C", False, ["CPL-1"]),
        ("TAB-C", False, ["CPL-2", "CPL-3"]),
        ("REG-ROLE", False, []),
        ("TAB-C", True, []),
        ("CPL-3", True, ["CPL-3"]),
    ],
)
def test_an_entry_is_accepted_by_its_own_id_or_by_that_of_its_register(
    tmp_path: Path, node: str, exemptible: bool, accepted: list[str]
) -> None:
    head = "kind: complaint\ntitle: Complaints\nowner: desk\nreview: {every: 1 month, last: 2026-01-01}\n"
    folder = tmp_path / "records"
    folder.mkdir()
    entry = (
        "{id: CPL-1, customer: CUS-1, service: SVC-1, received: 2026-01-02, description: Late, owner: desk, "
        "status: open, escalated: no}"
    )
    (folder / "c.yml").write_text(f"{head}id: REG-C\nentries:\n  - {entry}\n", "utf-8")
    source = "data: ../d.csv\nsource: {system: Desk, exported: 2026-01-31}\n"
    (folder / "t").mkdir()
    (folder / "t" / "d.yml").write_text(f"{head}id: TAB-C\n{source}", "utf-8")
    (folder / "d.csv").write_text("id,description\nCPL-2,Late\nCPL-3,Late\n", "utf-8")
    settings = f"suppressions: [{{rule: row-speaks, node: {node}, reason: agreed, until: 2026-12-31}}]\n"
    result = lint(system(tmp_path, settings), [row_speaking(exemptible)])
    lines = [(finding.node, finding.at.path, finding.at.line) for finding in result.findings]
    assert lines == [
        ("CPL-1", "records/c.yml", 7),
        ("CPL-2", "records/d.csv", 2),
        ("CPL-3", "records/d.csv", 3),
    ]
    assert [finding.node for finding in result.findings if finding.suppressed] == accepted


def test_select_ignore_and_paths(tmp_path: Path) -> None:
    sms = system(tmp_path, "")
    rules = [speaking("one"), speaking("two")]
    assert [finding.rule for finding in lint(sms, rules, select=["one"]).findings] == ["one"]
    assert [finding.rule for finding in lint(sms, rules, ignore=["one"]).findings] == ["two"]
    assert len(lint(sms, rules, paths=["records"]).findings) == 2
    assert len(lint(sms, rules, paths=["records/role.yml"]).findings) == 2
    assert lint(sms, rules, paths=["record", "policies"]).findings == ()


def test_the_day_to_judge_by(tmp_path: Path) -> None:
    assert lint(system(tmp_path, ""), []).today == "2026-10-31"
    assert load(tmp_path, today=date(2030, 1, 1)).today == date(2030, 1, 1)


def test_a_slip_in_an_id_leaves_names_of_rules_that_are_not_there_to_be_said() -> None:
    misspelt = (MINIMAL / "sms.yml").read_text("utf-8") + "rules: {overdue-revew: off}\n"
    policy = (MINIMAL / "policies/service-management.md").read_text("utf-8")
    slip = policy.replace("owner: head-of-service-management", "owner: head-of-service-managment")
    overlay = {"sms.yml": misspelt, "policies/service-management.md": slip}
    said = {finding.rule for finding in lint(load(MINIMAL, overlay=overlay), checks()).findings}
    assert {"settings", "dangling-reference"} <= said
