"""Rules of an organization's own: read like everything else, judged like the others, and never in the way of them."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sms_lint.ground.source import Origin, SourceFile
from sms_lint.ground.text import places, read_yaml
from sms_lint.language.compiling import declared_rule
from sms_lint.language.declared import Surroundings
from sms_lint.language.rule_shape import RuleShape
from sms_lint.load import load
from sms_lint.load.own_rules import own_rules
from sms_lint.model.finding import Result
from sms_lint.model.kinds import kinds
from sms_lint.model.settings import Config
from sms_lint.rules import checks_for
from sms_lint.rules.declared import own_check
from sms_lint.rules.lint import lint
from sms_lint.starter.example_files import example_files
from sms_lint.starter.rule_examples import tried

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
PAGE = (Path(__file__).parents[2] / "sms_lint/publish/handbook/own-rules.md").read_text("utf-8")
SETTINGS = (
    Config.model_validate({"organization": {"name": "Example"}, "own_rules": ["rules.yml"]}),
    Origin(SourceFile("sms.yml", "own_rules: [rules.yml]\n"), places),
)
RULE = """role-without-deputy:
  summary: A role lists too little.
  about: role
  when: title is not empty
  say: "{id} is a role"
  severity: warning
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = shutil.copytree(MINIMAL, tmp_path / "system")
    with (root / "sms.yml").open("a", encoding="utf-8") as stream:
        stream.write("\nown_rules: [rules.yml]\n")
    (root / "rules.yml").write_text(RULE, "utf-8")
    return root


def judged(root: Path, *select: str) -> Result:
    sms = load(root)
    return lint(sms, checks_for(sms), select=select)


def test_the_rules_of_the_handbook_behave_as_their_examples_say(root: Path) -> None:
    shown = re.search(r"^```yaml rules.yml\n(.*?)^```$", PAGE, re.M | re.S)
    assert shown is not None
    (root / "rules.yml").write_text(shown[1], "utf-8")
    report = tried(root)
    assert not report.failed, report.said


def test_an_own_rule_speaks_of_each_entry_at_its_place(root: Path) -> None:
    found = judged(root, "role-without-deputy", "own-rules").findings
    roles = {role.id for role in load(root).of_kind("role")}
    assert {finding.node for finding in found} == roles
    assert {(finding.rule, finding.severity, finding.at.path) for finding in found} == {
        ("role-without-deputy", "warning", "records/registers/role.yml")
    }


@pytest.mark.parametrize(
    ("setting", "severities"), [("off", set()), ("note", {"note"}), ("error", {"error"})]
)
def test_settings_hold_for_an_own_rule_too(root: Path, setting: str, severities: set[str]) -> None:
    with (root / "sms.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"rules: {{role-without-deputy: {setting}}}\n")
    assert {finding.severity for finding in judged(root, "role-without-deputy").findings} == severities


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (RULE.replace("title is not", "titel is not"), 4, "did you mean `title`?"),
        (RULE.replace("about: role", "about: rol"), 3, "did you mean `role`?"),
        (RULE.replace("  say:", "  sya:"), 5, "sya"),
        (RULE.replace("role-without-deputy", "overdue-review"), 1, "choose another name"),
        (RULE + RULE.replace("role-without-deputy", "Role"), 7, "not a name for a rule"),
        ("- a list\n", 1, "group of keys"),
    ],
)
def test_a_bad_file_is_a_finding_and_the_others_are_judged(
    root: Path, text: str, line: int, said: str
) -> None:
    before = {finding for finding in judged(root).findings if finding.rule != "role-without-deputy"}
    (root / "rules.yml").write_text(text, "utf-8")
    result = judged(root)
    own = [finding for finding in result.findings if finding.rule == "own-rules"]
    assert not result.faults
    assert any(finding.at.path == "rules.yml" and finding.at.line == line for finding in own), own
    assert any(said in finding.message for finding in own), own
    assert {finding.message for finding in before} <= {finding.message for finding in result.findings}


@pytest.mark.parametrize("name", ["../outside.yml", "/etc/hostname", "gone.yml", "link.yml"])
def test_what_is_no_file_of_the_repository_is_not_read(root: Path, name: str) -> None:
    (root / "link.yml").symlink_to("rules.yml")
    settings = (root / "sms.yml").read_text("utf-8").replace("[rules.yml]", f"[{name}]")
    (root / "sms.yml").write_text(settings, "utf-8")
    found = judged(root, "own-rules").findings
    assert [(finding.at.path, name in finding.message) for finding in found] == [("sms.yml", True)]


def test_a_text_that_is_not_on_the_disk_counts(root: Path) -> None:
    sms = load(root, overlay={"rules.yml": RULE.replace("role-without-deputy", "another-name")})
    assert [rule.id for rule in sms.own_rules] == ["another-name"]


def test_a_rule_that_takes_too_many_steps_is_stopped_and_named(root: Path) -> None:
    sms = load(root)
    (declared,) = sms.own_rules
    result = lint(sms, [own_check(declared, most_steps=3)])
    assert not result.faults
    assert [finding.rule for finding in result.findings][-1:] == ["own-rules"]
    assert "was stopped after 3 steps" in result.findings[-1].message


def test_a_pattern_that_takes_long_is_stopped_by_what_it_takes_and_the_others_go_on(root: Path) -> None:
    """Letters alone are found in one go; with `?` between them every place of a text has to be tried."""
    sms = load(
        root,
        overlay=example_files(
            kinds(), {f"risk RSK-{number}": {"cause": "a" * 19_000} for number in range(10)}
        ),
    )
    quick, slow = f"*{'a' * 36}b*", f"*{'a?' * 18}b*"

    def told(pattern: str) -> list[str]:
        values = {"summary": "A", "about": "risk", "when": f'cause matches "{pattern}"', "say": "{id}"}
        rule, _ = declared_rule(
            "a-rule", values, Surroundings(kinds()), Origin(SourceFile("rules.yml", ""), places)
        )
        assert rule is not None
        return [finding.message for finding in lint(sms, [own_check(rule, most_steps=10_000)]).findings]

    assert told(quick) == []
    assert told(slow) == ["`a-rule` was stopped after 10,000 steps; not everything was checked"]


def test_trying_examples_writes_nothing_whatever_an_example_is_called(root: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for name in (
        "policy ../../outside",
        "policy /tmp/outside",
        "policy POL-X/../../outside",
        "risk ../RSK-1",
    ):
        examples = f'  examples:\n    bad: {{"{name}": {{}}}}\n    good: {{"{name}": {{}}}}\n'
        (root / "rules.yml").write_text(RULE + examples, "utf-8")
        report = tried(root)
        assert report.failed
        assert sum("is not a kind with an id after it" in said for said in report.said) == 2
    (root / "rules.yml").write_text(RULE, "utf-8")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_examples_may_be_of_a_kind_of_the_organization(root: Path) -> None:
    schema = '{"type": "object", "required": ["seats"], "properties": {"seats": {"type": "integer"}}}'
    (root / "vehicle.json").write_text(schema, "utf-8")
    with (root / "sms.yml").open("a", encoding="utf-8") as stream:
        stream.write("kinds: [{kind: vehicle, title: Vehicle, schema: vehicle.json}]\n")
    rule = RULE.replace("about: role", "about: vehicle").replace("title is not empty", "seats > 8")
    examples = "  examples:\n    bad: {vehicle VEH-1: {seats: 9}}\n    good: {vehicle VEH-1: {seats: 8}}\n"
    (root / "rules.yml").write_text(rule + examples, "utf-8")
    assert not tried(root).failed, tried(root).said


KEYS = sorted(field.alias or name for name, field in RuleShape.model_fields.items())
WORDS = st.sampled_from(
    ["risk", "role", "status is open", "due", "rating", "30 days", "30 dayz", "service", "item", "known-error.problem",
     "{id} is {due:ago}", "risk RSK-1", "bad", "good", "on", "2026-02-30", "1e999", "null", "~", "*a", "&a", "- x", "{", "\t"]
)  # fmt: skip
SCALARS = WORDS | st.text(max_size=12) | st.none() | st.booleans() | st.integers() | st.floats() | st.dates()
TREES = st.recursive(
    SCALARS,
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | WORDS | st.text(max_size=6), part, max_size=5)
    ),
    max_leaves=12,
)
FILES = st.builds(
    lambda tree, style: yaml.safe_dump(tree, default_flow_style=style, allow_unicode=True),
    st.dictionaries(st.sampled_from(["a-rule", "Rule", "1"]), TREES, min_size=1, max_size=2) | TREES,
    st.booleans(),
)
PARTS = st.lists(
    WORDS | st.sampled_from([f"{key}: " for key in KEYS] + ["\n", "\n  ", "\n    - ", '"', "a-rule:"]),
    max_size=20,
)


@given(FILES | PARTS.map("".join))
@example("a-rule: {about: risk, since: due, older_than: ²  days, say: x, summary: x}\n")
@example("? {a: b}\n: c\n")
def test_any_file_is_rules_or_findings_at_places_in_it(text: str) -> None:
    file = SourceFile("rules.yml", text)
    rules, faults = own_rules(lambda *_: file, SETTINGS, kinds(), (), ())
    assert all(fault.message and fault.at.path == "rules.yml" for fault in faults)
    assert all(1 <= fault.at.line <= text.count("\n") + 1 for fault in faults)
    assert rules or faults or not read_yaml(text).values
