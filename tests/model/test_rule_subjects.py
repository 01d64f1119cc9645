"""The kinds that a rule is about: as it names them, else by the entries that its examples mark as faulty."""

import pytest

from sms_lint.model.finding import Rule
from sms_lint.model.rule_subjects import kinds_of


def rule(text: str) -> Rule:
    return Rule("sms_lint.rules.context.late", text, severity="error")


@pytest.mark.parametrize(
    ("shown", "kinds"),
    [
        ("risk A:\n  due: 1  # <- late", ("risk",)),
        ("risk A:  # <- late\nchange B: {}", ("risk",)),
        ("risk A: {}\nchange B: {due: 1}  # <- late", ("change",)),
        ("risk register:\n  review: 1  # <- late", ()),
        ("risk A:\n  due: 1  # <- later", ()),
        ("weather A:\n  due: 1  # <- late", ()),
        ("kind: risk\nentries:\n  - due: 1  # <- late", ("risk",)),
        ("kind: risk\nreview: 1  # <- late\nentries: []", ()),
        ("---\nkind: process\n---\n## A <!-- <- late -->", ("process",)),
    ],
)
def test_the_kind_is_that_of_the_faulty_entry(shown: str, kinds: tuple[str, ...]) -> None:
    text = f"Late.\n\nBad:\n\n```yaml\n{shown}\n```\n"
    assert kinds_of(rule(text), frozenset({"risk", "change", "process"})) == kinds
