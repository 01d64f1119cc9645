"""Reference pages: every rule stands once in the list, under its clause."""

import re

from sms_lint.model.finding import Rule
from sms_lint.report.reference.pages import rule_pages
from sms_lint.rules import checks

RULES = [check.rule for check in checks()]


def headings(index: str) -> dict[str, str]:
    """Each rule of the list with the heading it stands under."""
    found: dict[str, str] = {}
    for part in re.split(r"^## ", index, flags=re.M)[1:]:
        title, _, body = part.partition("\n")
        for name in re.findall(r"^\| \[([a-z0-9-]+)\]\(\1\.md\)", body, re.M):
            assert name not in found
            found[name] = title
    return found


def test_every_rule_is_listed_once_and_has_a_page() -> None:
    pages = rule_pages(RULES)
    assert headings(pages["docs/rules/index.md"]).keys() == {rule.id for rule in RULES}
    assert pages.keys() == {"docs/rules/index.md", *(f"docs/rules/{rule.id}.md" for rule in RULES)}


def test_a_rule_stands_under_the_second_level_of_its_first_clause() -> None:
    found = headings(rule_pages(RULES)["docs/rules/index.md"])
    assert found["role-not-held"].startswith("5.3 ")
    assert found["overdue-review"].startswith("7.5 ")


def test_a_rule_without_a_clause_is_one_of_form() -> None:
    rule = Rule("sms_lint.rules.no_clause", "Something is wrong.", severity="note")
    assert headings(rule_pages([rule])["docs/rules/index.md"]) == {"no-clause": "Form of files and settings"}
