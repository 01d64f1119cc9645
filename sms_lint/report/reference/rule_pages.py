"""The pages of the rules, and the list of them by clause."""

from collections.abc import Collection, Iterable, Mapping

from sms_lint.model.catalogue import Catalogue, Clause, catalogue_names, load_catalogue
from sms_lint.model.finding import Rule
from sms_lint.model.fix import FixSafety
from sms_lint.model.rule_subjects import kinds_of
from sms_lint.report.reference.blocks import (
    Block,
    Code,
    Facts,
    Grid,
    Heading,
    Inline,
    PageLinks,
    Prose,
    ReferencePage,
    as_sentence,
)
from sms_lint.report.reference.examples import example_blocks
from sms_lint.translation import told

FORM = "Form of files and settings"


def rule_page(rule: Rule, kinds: Collection[str]) -> ReferencePage:
    """The page of a rule: the remedy first, then why, what it looks like, and how to let it pass."""
    facts = (Heading("More"), Facts(rule_facts(rule, kinds)))
    return ReferencePage(rule.id, rule.id, rule.summary, (*rule_blocks(rule), *facts, *passing_blocks(rule)))


def rule_blocks(rule: Rule) -> tuple[Block, ...]:
    """What to do, why, and what it looks like."""
    remedy = (
        (Heading("To put it right"), Prose(as_sentence(told().finding(rule.id, rule.help))))
        if rule.help
        else ()
    )
    why = (Heading("Why"), Prose(rule.why)) if rule.why else ()
    return (*remedy, *fix_blocks(rule), *why, *example_blocks(rule))


_OPTIONS: Mapping[FixSafety, str] = {
    "safe": "`sms-lint check --fix`",
    "some": "`sms-lint check --fix`, with `--unsafe-fixes` where it is a guess or in a document in force,",
    "unsafe": "`sms-lint check --fix --unsafe-fixes`",
}


def fix_blocks(rule: Rule) -> tuple[Block, ...]:
    """What the program can do itself; nothing where only a person can."""
    return (Prose(f"{_OPTIONS[rule.fix.safety]} {rule.fix.does}."),) if rule.fix else ()


def rule_facts(rule: Rule, kinds: Collection[str]) -> tuple[tuple[str, Inline], ...]:
    """Its severity, its clauses, and the kinds that it is about."""
    severity = rule.severity + (", a note under `preset: starter`" if rule.gap else "")
    return (("Severity", severity), *links_of(rule, kinds), *former_ids(rule))


def former_ids(rule: Rule) -> tuple[tuple[str, str], ...]:
    """The ids that settings may still call it by, or a part of it."""
    return (("Formerly", ", ".join(f"`{name}`" for name in rule.aliases)),) if rule.aliases else ()


def links_of(rule: Rule, kinds: Collection[str]) -> tuple[tuple[str, PageLinks], ...]:
    """The clauses that a rule serves, and the kinds that it is about."""
    pairs = (
        ("Clauses", PageLinks("clause", rule.clauses)),
        ("About", PageLinks("kind", kinds_of(rule, frozenset(kinds)))),
        ("Silent without", PageLinks("setting", rule.needs)),
    )
    return tuple((name, links) for name, links in pairs if links.names)


def passing_blocks(rule: Rule) -> tuple[Block, ...]:
    """How its findings are accepted for a time, and how it gets another severity."""
    if rule.exemptible:
        owners = "The owners of the trust settings may exempt it for a time: `exemptions` in `trust.yml`."
        return (Heading("To accept it for a time"), Prose(owners))
    setting = f"suppressions:\n  - {{rule: {rule.id}, node: ID, reason: WHY, until: YYYY-MM-DD}}"
    level = f"rules: {{{rule.id}: note}}   # another severity, or off"
    return (Heading("To accept it for a time"), Code("sms.yml", f"{setting}\n{level}"))


def rules_by_clause(rules: Iterable[Rule]) -> Mapping[str, tuple[Rule, ...]]:
    """The rules under each second-level clause that one of them serves first, in the order of the catalogues."""
    books = [load_catalogue(name) for name in catalogue_names()]
    groups: dict[str, list[Rule]] = {FORM: []}
    groups |= {_title(clause): [] for book in books for clause in book.clauses if clause.level <= 2}
    for rule in sorted(rules, key=lambda rule: rule.id):
        groups[_group_of(rule, books)].append(rule)
    return {title: tuple(group) for title, group in groups.items() if group}


def _group_of(rule: Rule, books: Iterable[Catalogue]) -> str:
    """The heading that a rule is listed under: that of its first clause, or of the clause above it."""
    for book in books:
        clause = book.clause(rule.clauses[0]) if rule.clauses else None
        if clause:
            above = (clause, *book.ancestors(clause))
            return _title(next(parent for parent in above if parent.level <= 2))
    return FORM


def _title(clause: Clause) -> str:
    return f"{clause.number} {clause.title}"


def rules_about(kind: str, rules: Iterable[Rule], kinds: Collection[str]) -> tuple[Rule, ...]:
    """The rules that are about a kind."""
    return tuple(rule for rule in rules if kind in kinds_of(rule, frozenset(kinds)))


def rule_grid(rules: Iterable[Rule], name: str) -> Grid:
    """Rules as a table."""
    rows = tuple((PageLinks("rule", (rule.id,)), rule.summary) for rule in rules)
    return Grid(name, ("Rule", "What it finds"), rows)
