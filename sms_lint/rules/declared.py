"""Declared rules as checks: those of the program, in YAML files beside the others, and those of an organization."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sms_lint.ground.source import Origin, SourceFile
from sms_lint.ground.text import places, read_yaml
from sms_lint.language.case import TooSlowError
from sms_lint.language.compiling import declared_rule
from sms_lint.language.declared import DeclaredRule, Surroundings
from sms_lint.language.example_text import examples_text
from sms_lint.language.rule_shape import RuleShape
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds import kinds
from sms_lint.rules.check import Check
from sms_lint.rules.form.own_rules import RULE as OWN_RULES
from sms_lint.system.declared import spoken
from sms_lint.system.sms import Sms

# About ten seconds of one processor. A rule over 200,000 rows with ten conditions takes less than half of it.
MOST_STEPS = 5_000_000
_UNLIMITED = 10**15


def own_check(declared: DeclaredRule, most_steps: int = MOST_STEPS) -> Check:
    """A rule of the organization as a check; where it takes too many steps, that is a finding."""
    rule = _rule(f"own_rules.{declared.id.replace('-', '_')}", declared.shape, _shown(declared), own=True)

    def run(sms: Sms) -> Iterator[Finding]:
        try:
            yield from _findings(rule, declared, sms, most_steps)
        except TooSlowError:
            message = f"`{declared.id}` was stopped after {most_steps:,} steps; not everything was checked"
            if declared.place is not None:
                remedy = "let it look at fewer entries or shorter texts, or make two rules of it"
                yield OWN_RULES.finding(declared.place, message, node=declared.id, help=remedy)

    return Check(rule, run)


def declared_check(path: Path, module: str) -> Check:
    """A rule of the program that is declared in a YAML file; its words are looked up when it first runs."""
    file = SourceFile(path.name, path.read_text("utf-8"))
    values = read_yaml(file.text).values
    shape = RuleShape.model_validate(values)
    rule = _rule(module, shape, examples_text(Origin(file, places), shape.examples))
    compiled = cache(lambda: _compiled(rule.id, values))

    def run(sms: Sms) -> Iterator[Finding]:
        return _findings(rule, compiled(), sms, _UNLIMITED)

    return Check(rule, run)


def _compiled(id_: str, values: object) -> DeclaredRule:
    declared, faults = declared_rule(id_, values, Surroundings(kinds()))
    if declared is None:
        raise ValueError(f"{id_}: {faults}")
    return declared


def _shown(declared: DeclaredRule) -> str:
    """The examples of a rule as its file writes them."""
    if declared.origin is None:
        return ""
    return examples_text(declared.origin, declared.shape.examples)


def _rule(module: str, shape: RuleShape, examples: str, *, own: bool = False) -> Rule:
    doc = "\n\n".join(part.strip() for part in (shape.summary, shape.why, examples) if part)
    return Rule(
        module,
        doc,
        shape.severity,
        tuple(shape.clauses),
        shape.remedy or "",
        gap=shape.gap == "yes",
        kinds=shape.about,
        own=own,
    )


def _findings(rule: Rule, declared: DeclaredRule, sms: Sms, most_steps: int) -> Iterator[Finding]:
    for match in spoken(declared, sms, most_steps):
        yield rule.finding(match.at, match.message, node=match.node)
