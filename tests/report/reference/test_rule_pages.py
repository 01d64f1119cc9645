"""The pages of rules: the remedy first, and every rule once in the list, under its clause."""

import pytest

from sms_lint.model.finding import Rule
from sms_lint.report.reference import Reference
from sms_lint.report.reference.blocks import Code, Facts, Heading, PageLinks, Prose
from sms_lint.report.reference.rule_pages import FORM, rule_page, rules_about, rules_by_clause

RULE = Rule(
    "sms_lint.rules.context.late_risk",
    "A risk is late.\n\nBecause `due` has passed.\n\nBad:\n\n```yaml records/registers/risk.yml\nkind: risk\n"
    "entries:\n  - due: 2026-01-01  # <- late-risk\n```\n\nGood:\n\n```yaml records/registers/risk.yml\nkind: risk\n"
    "entries:\n  - due: 2027-01-01\n```\n",
    severity="warning",
    clauses=("20000-1:6.1.3",),
    help="set `due` anew",
)


def headings(rule: Rule) -> list[str]:
    return [block.title for block in rule_page(rule, ("risk",)).blocks if isinstance(block, Heading)]


def test_the_remedy_stands_first_and_the_way_out_last() -> None:
    assert headings(RULE) == ["To put it right", "Why", "Bad", "Good", "More", "To accept it for a time"]
    page = rule_page(RULE, ("risk",))
    assert page.summary == "A risk is late."
    assert page.blocks[1] == Prose("Set `due` anew.")
    assert page.blocks[-1] == Code(
        "sms.yml",
        "suppressions:\n  - {rule: late-risk, node: ID, reason: WHY, until: YYYY-MM-DD}\n"
        "rules: {late-risk: note}   # another severity, or off",
    )


def test_its_clauses_and_the_kind_of_its_faulty_entry_are_linked() -> None:
    (facts,) = [block for block in rule_page(RULE, ("risk",)).blocks if isinstance(block, Facts)]
    assert facts.pairs == (
        ("Severity", "warning"),
        ("Clauses", PageLinks("clause", ("20000-1:6.1.3",))),
        ("About", PageLinks("kind", ("risk",))),
    )


def test_a_rule_that_trust_settings_may_let_pass_names_no_suppression() -> None:
    rule = Rule("x.held", "It is held.", severity="error", exemptible=True)
    said = rule_page(rule, ()).blocks[-1]
    assert isinstance(said, Prose)
    assert "`trust.yml`" in said.markdown


def test_every_rule_is_listed_once(reference: Reference) -> None:
    listed = [rule.id for group in rules_by_clause(reference.rules).values() for rule in group]
    assert sorted(listed) == sorted(rule.id for rule in reference.rules)


@pytest.mark.parametrize(("name", "clause"), [("role-not-held", "5.3 "), ("overdue-review", "7.5 ")])
def test_a_rule_stands_under_the_second_level_of_its_first_clause(
    reference: Reference, name: str, clause: str
) -> None:
    groups = rules_by_clause(reference.rules)
    (title,) = [title for title, rules in groups.items() if name in {rule.id for rule in rules}]
    assert title.startswith(clause)


def test_a_rule_without_a_clause_is_one_of_form() -> None:
    rule = Rule("sms_lint.rules.no_clause", "Something is wrong.", severity="note")
    assert rules_by_clause([rule]) == {FORM: (rule,)}


def test_rules_of_form_are_about_no_kind_and_others_about_theirs(reference: Reference) -> None:
    about = {rule.id for rule in rules_about("risk", reference.rules, reference.kinds)}
    assert {"risk-category-missing", "risk-assessment-overdue"} <= about
    assert not {"schema", "duplicate-key", "overdue-review", "broken-link"} & about
    assert "policy-not-communicated" in {
        rule.id for rule in rules_about("policy", reference.rules, reference.kinds)
    }
    assert "orphan-document" not in {
        rule.id for rule in rules_about("policy", reference.rules, reference.kinds)
    }


def test_a_rule_that_several_became_says_all_its_kinds_and_former_ids(reference: Reference) -> None:
    page = reference.page("risk-review-overdue")
    assert page == reference.page("risk-assessment-overdue")
    (facts,) = [block for block in page.blocks if isinstance(block, Facts)]
    assert dict(facts.pairs)["About"] == PageLinks(
        "kind", ("risk", "infosec-risk", "availability", "continuity-plan")
    )
    assert "`risk-review-overdue`" in str(dict(facts.pairs)["Formerly"])


def test_a_kind_that_a_rule_names_is_there(reference: Reference) -> None:
    named = {kind for rule in reference.rules for kind in rule.kinds}
    assert len(named) > 20
    assert named <= reference.kinds.keys()
