"""A proposed change cannot choose its judge: whatever it writes into settings, schemas and rules waits for the merge."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from sms_lint.cli import main
from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.load.contents import Contents
from sms_lint.load.files import Disk
from sms_lint.load.proposed_change import proposed
from sms_lint.model.finding import Finding
from sms_lint.model.settings import MAY_DIFFER, Config
from sms_lint.model.settings_group import Settings
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint
from sms_lint.system.sms import Sms
from tests.history.approvals.company import git

SETTINGS: dict[str, Any] = {
    "organization": {"name": "Example organization"},
    "as_of": "2026-10-31",
    "review": {"maximum": "12 months"},
    "evidence": {"fresh": "12 months"},
    "text": {"html": ["br"]},
    "priorities": [{"impact": "high", "urgency": "high", "priority": ["P1"]}],
    "kinds": [{"kind": "vehicle", "title": "Vehicle", "schema": "schemas/vehicle.json"}],
    "own_rules": ["schemas/rules.yml"],
}
SCHEMA = {"type": "object", "required": ["plate"], "properties": {"plate": {"type": "string"}}}
RULES = """\
incident-named-mail:
  about: incident
  when: [title is Mail]
  at: title
  say: "{id} says too little"
  summary: A title says what happened.
  severity: error
"""
POLICY = """\
---
kind: policy
id: POL-CHG
title: Change policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2024-01-10
review: {every: 24 months, last: 2024-01-10}
classification: internal
retention: 3 years
---
# Change policy

<marquee>Changes are recorded</marquee> and assessed.
"""
INCIDENTS = """\
kind: incident
id: REG-INC
title: Incidents
owner: change-manager
review: {every: 12 months, last: 2026-10-01}
entries:
  - {id: INC-2026-0001, title: Mail, opened_at: 2026-10-18T09:20, impact: high, urgency: high, priority: P4, status: new,
     category: storage}
"""
# Each fault of the system, by the rule that reports it and what has to be loosened for the rule to be silent.
LOOSENED: Mapping[str, Mapping[str, Any]] = {
    "overdue-review": {"as_of": "2024-02-01"},
    "review-interval-too-long": {"review": {"maximum": "48 months"}},
    "raw-html": {"text": {"html": ["br", "marquee"]}},
    "priority-not-by-matrix": {"priorities": []},
    "incident-named-mail": {"own_rules": []},
    "schema": {"kinds": []},
    "dangling-reference": {"rules": {"dangling-reference": "off"}},
    "missing-section": {
        "suppressions": [
            {"rule": "missing-section", "node": "POL-CHG", "reason": "agreed", "until": "2031-01-01"}
        ]
    },
}


class Proposal:
    """A repository with faults on `main`, and a branch for a change."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        git(root, "init", "-q", "-b", "main")
        git(root, "config", "user.name", "P-001")
        git(root, "config", "user.email", "p-001@example.invalid")
        self.settings()
        self.write("schemas/vehicle.json", json.dumps(SCHEMA))
        self.write("schemas/rules.yml", RULES)
        self.write("records/vehicles/VEH-1.yml", "kind: vehicle\nid: VEH-1\ncolour: red\n")
        self.write("records/registers/incident.yml", INCIDENTS)
        self.write("policies/change.md", POLICY)
        self.commit("Begin")
        git(root, "checkout", "-q", "-b", "work")

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def settings(self, **other: Any) -> None:
        self.write("sms.yml", yaml.safe_dump({**SETTINGS, **other}))

    def commit(self, message: str) -> None:
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "-m", message)

    def change(self) -> Sms:
        self.commit("Change")
        return proposed(self.root, "main", None)


@pytest.fixture
def proposal(tmp_path: Path) -> Proposal:
    return Proposal(tmp_path / "sms")


def findings(sms: Sms) -> set[tuple[str, str, str, str, bool]]:
    result = lint(sms, checks_for(sms))
    assert not result.faults
    return {_said(finding) for finding in result.findings}


def _said(finding: Finding) -> tuple[str, str, str, str, bool]:
    return finding.rule, finding.severity, finding.node, finding.message, finding.suppressed is None


def rules_of(found: set[tuple[str, str, str, str, bool]]) -> set[str]:
    """The rules with a finding on what the system holds, beside what it lacks."""
    return {
        rule for rule, _, node, _, counts in found if counts and node in ("POL-CHG", "INC-2026-0001", "VEH-1")
    }


def waiting(sms: Sms) -> list[str]:
    return [unchecked.what for unchecked in sms.unchecked if "after the merge" in unchecked.why]


def test_a_change_of_no_settings_is_judged_as_ever(proposal: Proposal) -> None:
    proposal.write("policies/change.md", POLICY.replace("assessed", "weighed"))
    sms = proposal.change()
    assert waiting(sms) == []
    assert findings(sms) == findings(load(proposal.root))
    assert set(LOOSENED) <= rules_of(findings(sms))


@pytest.mark.parametrize("rule", LOOSENED)
def test_what_a_change_loosens_for_itself_waits_for_the_merge(proposal: Proposal, rule: str) -> None:
    proposal.settings(**LOOSENED[rule])
    sms = proposal.change()
    assert waiting(sms) == [f"the new `{name}` of sms.yml" for name in LOOSENED[rule]]
    assert rule in rules_of(findings(sms))
    if rule != "schema":  # without the kind its file has another fault
        assert rule not in rules_of(findings(load(proposal.root))), "it would be silent after the merge"


def test_a_loosened_schema_waits_for_the_merge(proposal: Proposal) -> None:
    proposal.write("schemas/vehicle.json", '{"type": "object"}')
    sms = proposal.change()
    assert waiting(sms) == ["the new text of schemas/vehicle.json"]
    assert "schema" in rules_of(findings(sms))
    assert "schema" not in rules_of(findings(load(proposal.root)))


@pytest.mark.parametrize(
    "text", [RULES.replace("error", "note"), RULES.replace("is Mail", "is Nothing"), "", None]
)
def test_a_loosened_or_deleted_rule_waits_for_the_merge(proposal: Proposal, text: str | None) -> None:
    proposal.write("schemas/rules.yml", text or "")
    if text is None:
        (proposal.root / "schemas/rules.yml").unlink()
    sms = proposal.change()
    assert waiting(sms) == ["the new text of schemas/rules.yml"]
    before = {finding for finding in findings(sms) if finding[0] == "incident-named-mail"}
    assert {severity for _, severity, *_ in before} == {"error"}


def test_another_file_of_the_same_kind_waits_too(proposal: Proposal) -> None:
    proposal.write("schemas/other.json", '{"type": "object"}')
    proposal.settings(kinds=[{"kind": "vehicle", "title": "Vehicle", "schema": "schemas/other.json"}])
    assert "schema" in rules_of(findings(proposal.change()))


def test_a_kind_that_is_new_comes_with_its_first_record(proposal: Proposal) -> None:
    proposal.write("schemas/room.json", '{"type": "object", "required": ["floor"]}')
    room = {"kind": "room", "title": "Room", "schema": "schemas/room.json"}
    proposal.settings(kinds=[*SETTINGS["kinds"], room])
    proposal.write("records/rooms/ROOM-1.yml", "kind: room\nid: ROOM-1\nfloor: 2\n")
    proposal.write("records/rooms/ROOM-2.yml", "kind: room\nid: ROOM-2\n")
    found = findings(proposal.change())
    assert {node for rule, _, node, _, _ in found if rule == "schema"} == {"VEH-1", "ROOM-2"}


def test_faults_of_the_new_settings_schemas_and_rules_are_found_now(proposal: Proposal) -> None:
    proposal.settings(
        rules={"no-such-rule": "off", "room-without-floor": "note"}, review={"maximum": "never"}
    )
    proposal.write("schemas/rules.yml", RULES + "room-without-floor: {about: room}\n")
    proposal.write("schemas/vehicle.json", "{")
    found = findings(proposal.change())
    said = " ".join(message for _, _, _, message, _ in found)
    assert "there is no rule `no-such-rule`" in said
    assert "`maximum`" in said
    assert ("own-rules", "room-without-floor") in {(rule, node) for rule, _, node, _, _ in found}
    assert "`schemas/vehicle.json` is not a usable JSON Schema" in said


def test_a_level_for_a_rule_that_comes_with_it_is_no_fault(proposal: Proposal) -> None:
    proposal.settings(rules={"incident-named-post": "note"})
    proposal.write("schemas/rules.yml", RULES.replace("mail", "post"))
    assert "settings" not in {rule for rule, *_ in findings(proposal.change())}


def test_a_fault_in_the_settings_of_the_base_can_be_mended(proposal: Proposal) -> None:
    git(proposal.root, "checkout", "-q", "main")
    proposal.settings(rules={"no-such-rule": "off"})
    proposal.commit("A slip")
    git(proposal.root, "checkout", "-q", "-B", "work")
    assert "settings" in {rule for rule, *_ in findings(load(proposal.root))}
    proposal.settings()
    assert "settings" not in {rule for rule, *_ in findings(proposal.change())}


def test_settings_that_nobody_can_read_do_not_free_those_who_come_after(proposal: Proposal) -> None:
    git(proposal.root, "checkout", "-q", "main")
    proposal.write("sms.yml", "organization: [\n")
    proposal.commit("Break them")
    git(proposal.root, "checkout", "-q", "-B", "work")
    proposal.settings(rules={"raw-html": "off"})
    sms = proposal.change()
    assert "raw-html" in rules_of(findings(sms))
    assert any("the last one that could be read judges" in unchecked.why for unchecked in sms.unchecked)


def test_the_first_settings_of_all_have_no_judge_and_that_is_said(tmp_path: Path) -> None:
    proposal = Proposal(tmp_path / "sms")
    git(proposal.root, "checkout", "-q", "--orphan", "other")
    git(proposal.root, "rm", "-rq", "--cached", ".")
    git(proposal.root, "commit", "-q", "--allow-empty", "-m", "Nothing yet")
    git(proposal.root, "branch", "empty")
    proposal.commit("All")
    sms = proposed(proposal.root, "empty", None)
    assert "empty has no sms.yml that can be read" in [unchecked.why for unchecked in sms.unchecked]


def test_newer_settings_of_the_branch_judge_a_change_that_left_before(proposal: Proposal) -> None:
    proposal.write("policies/change.md", POLICY + "\n<blink>Now</blink>\n")
    proposal.settings(text={"html": ["br", "blink", "marquee"]})
    proposal.commit("Change")
    git(proposal.root, "checkout", "-q", "main")
    proposal.settings(text={"html": []}, thresholds={"risk_acceptance": 4})
    proposal.commit("Tighten")
    git(proposal.root, "checkout", "-q", "work")
    sms = proposed(proposal.root, "main", None)
    assert sms.config.thresholds.risk_acceptance == 4
    assert {"`marquee`", "`blink`"} <= {
        message.rpartition(" ")[2] for rule, _, _, message, _ in findings(sms) if rule == "raw-html"
    }


def test_an_unknown_catalogue_stops_before_the_merge(proposal: Proposal) -> None:
    proposal.settings(catalogues=["iso-iec-20000-1-2031"])
    with pytest.raises(SmsError, match="2031"):
        proposal.change()


def test_the_command_says_what_does_not_count_yet(
    proposal: Proposal, capsys: pytest.CaptureFixture[str]
) -> None:
    proposal.settings(organization={"name": "New name"}, as_of="2024-02-01")
    proposal.commit("Change")
    # What was overdue before is no fault of the proposal.
    assert main(["check", "--root", str(proposal.root), "--base", "main", "--select", "overdue-review"]) == 0
    said = capsys.readouterr().out
    assert "the new `as_of` of sms.yml" in said
    assert "`organization`" not in said


# Whatever single setting: each leaf of the model, with every one of these values that it admits.

VALUES: tuple[Any, ...] = (
    "900 months", "1 day", 0, 1, 25, 100, 1_000_000, "2020-01-01", "2031-01-01", "off", "starter", "draft", "public", "Other", [],
    ["marquee"], {}, {"sender": "sms@example.org"}, None,
)  # fmt: skip
WHOLE: Mapping[str, tuple[Any, ...]] = {
    "catalogues": (["iso-iec-20000-1-2018", "iso-iec-20000-1-2018"],),
    "priorities": ([], [{"impact": "high", "urgency": "high", "priority": ["P4"]}]),
    "kinds": ([], [{**SETTINGS["kinds"][0], "schema": "schemas/open.json", "state": "colour", "finished": ["red"]}]),
    "approval": ({"policy": "E4"},),
    "engines": (
        [{"name": "own", "kind": "spark", "address": "OWN", "tables": [{"kind": "incident", "table": "t"}]}],
    ),
    "public": (
        {"continuity_tests": "yes"},
        {"kpis": ["KPI-CHG"]},
        {"certificates": [{"standard": "ISO 9001", "body": "A body", "number": "1", "until": "2031-01-01"}]},
    ),
    "folders": ([{"folder": "policies", "rules": {"raw-html": "off"}}],),
    "rules": ({"raw-html": "off", "schema": "note", "incident-named-mail": "off"},),
    "suppressions": tuple(example["suppressions"] for example in LOOSENED.values() if "suppressions" in example),
}  # fmt: skip
OVERLAY = {"schemas/open.json": '{"type": "object", "properties": {"colour": {"enum": ["red"]}}}'}
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))


def changes() -> Iterator[tuple[str, Any]]:
    """Each setting by its name, and one value for it that the base does not have."""
    base = Config.model_validate(SETTINGS)
    for name, field in Config.model_fields.items():
        if name in MAY_DIFFER:
            continue
        group = next(
            (kind for kind in (field.annotation, *get_args(field.annotation)) if _is_group(kind)), None
        )
        values: Iterator[Any] = iter(WHOLE.get(name, VALUES))
        if group and name not in WHOLE:
            held = SETTINGS.get(name, {})
            values = ({**held, leaf: value} for leaf in group.model_fields for value in VALUES)
        for value in values:
            try:
                config = Config.model_validate({**SETTINGS, name: _as_read(value)})
            except ValidationError:
                continue
            if getattr(config, name) != getattr(base, name):
                yield name, value


def _as_read(value: Any) -> Any:
    """A value as it is read from a file: numbers are texts there."""
    if isinstance(value, dict):
        return {key: _as_read(held) for key, held in value.items()}
    return str(value) if isinstance(value, int) else value


def _is_group(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Settings)


CHANGES = tuple(changes())


def judged(root: Path, changed: Mapping[str, Any]) -> Sms:
    """A change to the settings of a system, judged by those on its disk."""
    overlay = {"sms.yml": yaml.safe_dump({**SETTINGS, **changed}), **OVERLAY}
    return load(root, overlay=overlay, judged_by=Disk(Contents(root), (), frozenset()))


def test_every_setting_is_changed_here() -> None:
    assert {name for name, _ in CHANGES} == set(Config.model_fields) - MAY_DIFFER.keys()
    changed = {(name, leaf) for name, value in CHANGES if isinstance(value, dict) for leaf in value}
    leaves = {
        (name, leaf)
        for name, field in Config.model_fields.items()
        if _is_group(field.annotation) and name not in MAY_DIFFER
        for leaf in field.annotation.model_fields  # type: ignore[union-attr]
    }
    assert len(leaves) > 40
    assert leaves <= changed


def test_no_single_setting_of_a_change_decides_anything(proposal: Proposal) -> None:
    base = load(proposal.root)
    for name, value in CHANGES:
        sms = judged(proposal.root, {name: value})
        assert sms.written_config != base.config, (name, value)
        assert sms.config == base.config, (name, value)
        assert sms.today == base.today, (name, value)
        assert sms.top_management == base.top_management, (name, value)
        assert sms.own_rules[0].shape == base.own_rules[0].shape, (name, value)
        assert [(node.id, type(node).KIND) for node in sms.nodes] == [
            (node.id, type(node).KIND) for node in base.nodes
        ], (name, value)
        assert {(fault.rule, fault.message) for fault in base.reading_faults} <= {
            (fault.rule, fault.message) for fault in sms.reading_faults
        }, (name, value)


LOOSE = st.one_of(
    st.text(max_size=40),
    st.builds(json.dumps, st.dictionaries(st.sampled_from(["type", "required", "properties", "x"]), st.none() | st.just({}))),
    st.sampled_from([RULES.replace("error", "off"), RULES.replace("incident", "risk"), "{}", "a: {about: incident}\n"]),
)  # fmt: skip


@settings(max_examples=200 if NIGHTLY else 15, deadline=None)
@given(schema=st.none() | LOOSE, rules=st.none() | LOOSE)
def test_no_text_of_a_schema_or_a_file_of_rules_decides_anything(
    schema: str | None, rules: str | None
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        texts = {
            "sms.yml": yaml.safe_dump(SETTINGS), "schemas/vehicle.json": json.dumps(SCHEMA), "schemas/rules.yml": RULES,
            "records/vehicles/VEH-1.yml": "kind: vehicle\nid: VEH-1\ncolour: red\n",
        }  # fmt: skip
        for path, text in texts.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        overlay = {"schemas/vehicle.json": schema, "schemas/rules.yml": rules}
        sms = load(root, overlay=overlay, judged_by=Disk(Contents(root), (), frozenset()))
    assert [(rule.id, rule.shape.severity) for rule in sms.own_rules] == [("incident-named-mail", "error")]
    assert ("schema", "`plate` is missing") in {(fault.rule, fault.message) for fault in sms.reading_faults}


@pytest.mark.parametrize("sample", range(len(CHANGES) if NIGHTLY else 6))
def test_a_change_of_settings_hides_no_fault(proposal: Proposal, sample: int) -> None:
    """One change at a time in the night; else all that go together, with another choice of values each time."""
    chosen = [CHANGES[sample]] if NIGHTLY else CHANGES[sample::6]
    before = findings(load(proposal.root))
    assert before <= findings(judged(proposal.root, dict(chosen)))
