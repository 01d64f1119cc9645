"""Settings: what holds without them, and the rules that go by them."""

import re
from importlib import import_module
from importlib.util import find_spec
from inspect import getsource

from sms_lint.model.finding import Rule
from sms_lint.model.settings import Config
from sms_lint.report.reference import Reference
from sms_lint.report.reference.blocks import Facts, PageLinks
from sms_lint.report.reference.setting_pages import default_words, setting_page

READ = re.compile(r"\bsms\.config\.(?P<setting>(?:intervals|thresholds|review|text|evidence)\.\w+)")


def facts_of(reference: Reference, name: str) -> dict[str, object]:
    page = setting_page(name, reference.settings)
    assert page
    (facts,) = [block for block in page.blocks if isinstance(block, Facts)]
    return dict(facts.pairs)


def test_a_setting_says_its_default_and_who_goes_by_it(reference: Reference) -> None:
    facts = facts_of(reference, "intervals.risk_review")
    assert facts["Without it"] == "`12 months`"
    assert isinstance(facts["Rules that use it"], PageLinks)
    assert "risk-assessment-overdue" in facts["Rules that use it"].names
    assert isinstance(facts["Days of"], PageLinks)
    assert {"infosec-risk", "risk"} <= set(facts["Days of"].names)


def test_what_must_be_given_has_no_default(reference: Reference) -> None:
    assert "Without it" not in facts_of(reference, "organization.name")
    assert facts_of(reference, "organization.name")["Needed"] == "yes"


def test_every_setting_has_a_title_and_a_description(reference: Reference) -> None:
    for setting in reference.settings:
        assert setting.field.title, setting.name
        assert setting.field.description, setting.name


def source_of(rule: Rule) -> str:
    """The code of a rule; of one in a table, that of the whole table, whose rules only pass on what was noticed."""
    home = rule.module if find_spec_of(rule.module) else rule.module.rpartition(".")[0]
    return getsource(import_module(home))


def find_spec_of(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # a file has nothing below it
        return False


def test_a_rule_names_the_settings_that_it_reads(reference: Reference) -> None:
    read = 0
    for rule in reference.rules:
        for match in READ.finditer(source_of(rule)):
            read += 1
            assert f"`{match['setting']}`" in f"{rule.why} {rule.help}", (
                f"{rule.id} does not name {match['setting']}"
            )
    assert read > 30


def test_what_is_set_in_words() -> None:
    config = Config.model_validate({
        "organization": {"name": "Rook"}, "intervals": {"dispute": "3 weeks"}, "text": {"html": ["br", "sub"]},
    })  # fmt: skip
    assert default_words(config, "intervals.dispute") == "`3 weeks`"
    assert default_words(config, "text.html") == "`br`, `sub`"
    assert default_words(config, "intervals") == ""
    assert default_words(config, "suppressions") == ""
    assert default_words(config, "no.such") == ""
