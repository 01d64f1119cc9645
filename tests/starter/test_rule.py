"""A first rule that the program writes: for every kind it can be tried as it is, and says nothing of itself."""

from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.model.kinds import kinds
from sms_lint.rules import checks, checks_for
from sms_lint.rules.lint import lint
from sms_lint.starter.rule import RuleWanted, rule_addition
from sms_lint.starter.rule_examples import tried

SETTINGS = "organization: {name: Example}\nas_of: 2026-10-31\n"
SCHEMA = '{"type": "object", "properties": {"seats": {"type": "integer"}, "model": {"type": "string"}}}'
TAKEN = frozenset(check.rule.id for check in checks())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "sms.yml").write_text(SETTINGS, "utf-8")
    return tmp_path


def added(root: Path, wanted: RuleWanted, taken: frozenset[str] = TAKEN) -> str:
    """The name of the rule that was written."""
    texts = {path.name: path.read_text("utf-8") for path in root.glob("*.yml")}
    addition = rule_addition(load(root), wanted, texts, taken)
    for path, text in addition.texts.items():
        (root / path).write_text(text, "utf-8")
    return addition.id


def test_the_rules_of_all_kinds_behave_as_their_examples_say_and_nothing_is_said_of_them(root: Path) -> None:
    (root / "sms.yml").write_text(f"{SETTINGS}own_rules: [rules.yml]\n", "utf-8")
    sms, texts = load(root), {"rules.yml": ""}
    for kind in kinds():
        texts |= rule_addition(sms, RuleWanted(kind), texts, TAKEN).texts
    (root / "rules.yml").write_text(texts["rules.yml"], "utf-8")
    sms = load(root)
    assert len(sms.own_rules) == len(kinds())
    assert not lint(sms, checks_for(sms), select=["own-rules"]).findings
    report = tried(root)
    assert not report.failed, report.said


def test_the_first_rule_names_its_file_in_the_settings_and_the_second_goes_below_it(root: Path) -> None:
    first = added(root, RuleWanted("policy"))
    before = (root / "rules.yml").read_text("utf-8")
    second = added(root, RuleWanted("risk", "cause", "risk-needs-cause", "Somebody has to know why."))
    assert [rule.id for rule in load(root).own_rules] == [first, second]
    assert (root / "sms.yml").read_text("utf-8") == f"{SETTINGS}own_rules: [rules.yml]\n"
    assert (root / "rules.yml").read_text("utf-8").startswith(f"{before}\n{second}:\n")
    assert not tried(root).failed


def test_a_name_that_is_taken_is_not_given_again(root: Path) -> None:
    first = added(root, RuleWanted("risk"))
    assert added(root, RuleWanted("risk"), TAKEN | {first}) not in TAKEN | {first}


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (RuleWanted(""), "say which kind the rule is about, such as --about risk"),
        (RuleWanted("risc"), "there is no kind `risc`; did you mean `risk`?; say what the rule is about with --about"),
        (RuleWanted("risk", "ownr"), "`ownr` is not a field of a risk; did you mean `owner`?"),
        (RuleWanted("risk", id="Risk 1"), "`Risk 1` is not a name for a rule"),
        (RuleWanted("risk", id="overdue-review"), "there is a rule `overdue-review` already"),
        (RuleWanted("risk", "id"), "`id` of a risk can be missing or too short; write the rule by hand"),
        (RuleWanted("role", "external"), "write the rule by hand"),  # where nothing is said it is `no`: never empty
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_said(root: Path, wanted: RuleWanted, said: str) -> None:
    with pytest.raises(SmsError) as error:
        added(root, wanted)
    assert said in str(error.value)
    assert not (root / "rules.yml").exists()


def test_a_file_that_is_no_list_of_rules_is_left_alone(root: Path) -> None:
    (root / "rules.yml").write_text("- one\n", "utf-8")
    with pytest.raises(SmsError, match="add the rule by hand"):
        added(root, RuleWanted("risk"))


def test_a_kind_of_the_organization_gives_one_of_its_records(root: Path) -> None:
    (root / "vehicle.json").write_text(SCHEMA, "utf-8")
    kind = "kinds: [{kind: vehicle, title: Vehicle, schema: vehicle.json}]\n"
    (root / "sms.yml").write_text(SETTINGS + kind, "utf-8")
    with pytest.raises(SmsError, match="no record of kind `vehicle` yet"):
        added(root, RuleWanted("vehicle"))
    folder = root / "records/vehicles"
    folder.mkdir(parents=True)
    (folder / "VEH-1.yml").write_text('kind: vehicle\nid: VEH-1\nmodel: "12"\nseats: 5\n', "utf-8")
    assert added(root, RuleWanted("vehicle", "model")) == "vehicle-without-model"
    assert not tried(root).failed, tried(root).said
