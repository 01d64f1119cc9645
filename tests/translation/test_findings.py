"""The sentences of rules in German: what a rule can say is read from its code, and what has no German text is counted.

A new rule may come without German. On the day the figures were set all 328 rules had theirs; the room that is left is for
rules that were being written meanwhile. The figures may only go down.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from sms_lint.model.finding import KIND_PAGE
from sms_lint.rules import checks
from sms_lint.translation import translation_of

TOP = Path(__file__).parents[2]
GERMAN = translation_of("de")
REMEDIES_IN_ENGLISH = 10
SENTENCES_IN_ENGLISH = 20
# What a finding is made with: the places of its sentence and of its remedy.
SAYING = {"about": 2, "finding": 1}


def test_every_remedy_has_a_german_text() -> None:
    english = [
        check.rule.id
        for check in checks()
        if GERMAN.finding(check.rule.id, check.rule.help) == check.rule.help
    ]
    assert len(english) <= REMEDIES_IN_ENGLISH, english


def test_sentences_without_a_german_text_are_counted() -> None:
    english = [
        f"{check.rule.id}: {sentence}"
        for check in checks()
        for sentence in sorted(set(sentences(TOP / f"{check.rule.module.replace('.', '/')}.py")))
        if GERMAN.finding(check.rule.id, sentence) == sentence
    ]
    assert len(english) <= SENTENCES_IN_ENGLISH, english


def test_no_german_text_is_left_of_a_rule_that_is_gone() -> None:
    assert GERMAN.findings.keys() - {"shared", "held"} <= {check.rule.id for check in checks()}


def test_the_page_of_a_kind_is_kept_for_the_format_that_links_it() -> None:
    remedy = "fill it in; the page of the kind says what belongs there"
    assert KIND_PAGE in GERMAN.finding("schema", remedy) != remedy


def sentences(module: Path) -> Iterator[str]:
    """Each sentence that a module gives to a finding as it is written there, with a word in each of its holes."""
    if not module.exists():
        return
    tree = ast.parse(module.read_text("utf-8"))
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in SAYING:
            place = SAYING[call.func.attr]
            said = call.args[place] if len(call.args) > place else None
            said = named.get(said.id) if isinstance(said, ast.Name) else said
            if isinstance(said, ast.JoinedStr | ast.Constant) and (written := as_said(said)):
                yield written


def as_said(node: ast.JoinedStr | ast.Constant) -> str:
    """A sentence with something in each hole; empty where it is hardly more than holes."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [str(part.value) if isinstance(part, ast.Constant) else None for part in parts]
    if len(re.findall("[a-z]{2,}", " ".join(filter(None, texts)))) < 2:
        return ""
    return "".join(text if text is not None else f"X-{number}" for number, text in enumerate(texts))
