"""The fixes of rules, tried on the examples in their documentation: what a rule says of them, they do."""

from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from sms_lint.model.finding import Finding, Result
from sms_lint.rules import Check, checks
from sms_lint.rules.lint import lint
from sms_lint.starter.fixing import Fixed, fixed
from sms_lint.translation import translation_of
from tests.rules.minimal import Minimal
from tests.rules.test_examples import Case, all_cases

WITH_FIX = [check for check in checks() if check.rule.fix]
# Their examples are no plain texts, or show only what a person has to decide; their fixes have tests of their own.
SHOWN_ELSEWHERE = frozenset({"encoding", "version-not-raised"})


def bad_cases(rule: str) -> Iterator[Case]:
    for check, case, _ in all_cases():
        if check.rule.id == rule and case.verdict == "Bad" and case.is_plain:
            yield case


def judged(minimal: Minimal, texts: Mapping[str, str], rule: str) -> Result:
    """What the rule says, and those of form: all of them would cost ten times as much."""
    # An example names ids that it does not show: where they are told, what may follow from them is not said.
    told = rule == "dangling-reference"
    of_form = [
        check
        for check in checks()
        if (".form." in check.rule.module and (told or check.rule.id != "dangling-reference"))
        or check.rule.id == rule
    ]
    return lint(minimal.with_files(texts), of_form)


def repaired(minimal: Minimal, case: Case, rule: str) -> tuple[Result, Fixed]:
    files = case.texts
    before = judged(minimal, files, rule)
    found = fixed(
        lambda texts: judged(minimal, {**files, **texts}, rule),
        unsafe=True,
        wanted=lambda finding: finding.rule == rule,
    )
    return before, found


@pytest.mark.parametrize("check", WITH_FIX, ids=lambda check: check.rule.id)
def test_the_fix_of_a_rule_puts_its_example_right(check: Check, minimal: Minimal) -> None:
    rule = check.rule
    assert rule.fix
    done: list[Finding] = []
    for case in bad_cases(rule.id):
        before, found = repaired(minimal, case, rule.id)
        offered = [finding for finding in before.findings if finding.rule == rule.id and finding.fix]
        done += found.done
        assert bool(offered) >= bool(found.done)
        for finding in offered:
            assert finding.fix
            assert finding.fix.safe or rule.fix.safety != "safe", "what is unsafe is said to be"
            assert not finding.fix.safe or rule.fix.safety != "unsafe"
            german = translation_of("de").finding(rule.id, finding.fix.title)
            assert german != finding.fix.title, f"{finding.fix.title!r} has no German text"
        if found.done:  # the other cases cost as much, and show the rule rather than its fix
            break
    if rule.id not in SHOWN_ELSEWHERE:
        assert done, "no example of the rule has a fix that helps"


@cache
def offering(minimal: Minimal) -> frozenset[str]:
    """The rules of which some example has a fix."""
    found = set()
    for check, case, own in all_cases():
        if own and case.verdict == "Bad" and case.is_plain:
            result = lint(minimal.with_files(case.texts), [check])
            found |= {finding.rule for finding in result.findings if finding.fix}
    return frozenset(found)


def test_a_rule_that_offers_a_fix_says_so(minimal: Minimal) -> None:
    assert offering(minimal) <= {check.rule.id for check in WITH_FIX}


def test_what_a_fix_does_is_a_sentence_with_a_german_text() -> None:
    for check in WITH_FIX:
        assert check.rule.fix
        does = check.rule.fix.does
        assert not does.endswith(".")
        assert translation_of("de").finding(check.rule.id, does) != does, f"{check.rule.id}: {does}"
