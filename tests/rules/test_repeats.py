"""Where a rule judges one value more closely, those that compare the value with others are silent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.model.finding import Finding, Rule
from sms_lint.rules import checks
from sms_lint.rules.lint import Run, lint
from sms_lint.system.sms import Sms
from tests.rules.test_lint import speaking, system


def comparing(field: str, *others: str) -> tuple[Rule, Run]:
    """A rule that speaks at a field of each register, and compares it with others; it yields to `close`."""
    rule = Rule("x.comparing", "Compares.", severity="warning", yields_to=("close",))

    def run(sms: Sms) -> Iterator[Finding]:
        for node in sms.registers:
            finding = rule.about(node, field, "they differ")
            yield finding.compared_with(*map(node.at, others))

    return rule, run


def said(root: Path, settings: str, *running: tuple[Rule, Run]) -> list[str]:
    """The rules that speak; `close` does so at the title of the register."""
    return [finding.rule for finding in lint(system(root, settings), running).findings]


@pytest.mark.parametrize(
    ("field", "others"), [("title", ()), ("title", ("owner",)), ("owner", ("id", "title"))]
)
def test_what_rests_on_a_value_that_is_told_is_not_said(
    field: str, others: tuple[str, ...], tmp_path: Path
) -> None:
    close, compares = speaking("close"), comparing(field, *others)
    assert said(tmp_path, "", close, compares) == ["close"]
    assert said(tmp_path, "", compares, close) == ["close"]


def test_what_rests_on_other_values_is_said(tmp_path: Path) -> None:
    assert sorted(said(tmp_path, "", speaking("close"), comparing("owner", "id"))) == ["close", "comparing"]


def test_another_rule_at_the_value_silences_nothing(tmp_path: Path) -> None:
    spoken = said(tmp_path, "", speaking("other"), comparing("title"))
    assert sorted(spoken) == ["comparing", "other"]


def test_a_rule_that_is_off_silences_nothing(tmp_path: Path) -> None:
    assert said(tmp_path, "rules: {close: off}\n", speaking("close"), comparing("title")) == ["comparing"]


def test_what_is_accepted_silences_nothing(tmp_path: Path) -> None:
    accepted = (
        "suppressions:\n  - {rule: close, node: REG-ROLE, reason: The title is right, until: 2026-12-31}\n"
    )
    found = lint(system(tmp_path, accepted), [speaking("close"), comparing("title")]).findings
    assert sorted((finding.rule, finding.suppressed is None) for finding in found) == [
        ("close", False),
        ("comparing", True),
    ]


def test_rules_yield_to_rules_that_there_are_and_that_yield_to_none() -> None:
    rules = {check.rule.id: check.rule for check in checks()}
    yielding = {name: rule.yields_to for name, rule in rules.items() if rule.yields_to}
    assert {name for names in yielding.values() for name in names} <= rules.keys() - yielding.keys()


def test_what_rests_on_a_value_that_cannot_be_read_is_not_said(tmp_path: Path) -> None:
    system(tmp_path, "")
    path = tmp_path / "records" / "role.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("entries:", "classification: zzz\nentries:"), "utf-8")
    for others, spoken in ((("classification",), []), (("title",), ["comparing"])):
        assert [each.rule for each in lint(load(tmp_path), [comparing("owner", *others)]).findings] == spoken
