"""The pages of the kinds: what each is for, its fields, its states, and where it is kept."""

from collections.abc import Iterable, Mapping

from sms_lint.model.closing import closing_words, document_words, states
from sms_lint.model.control_data import approval_words
from sms_lint.model.example import example_text
from sms_lint.model.finding import Rule
from sms_lint.model.kind import Kind
from sms_lint.model.kinds import kinds as built_in_kinds
from sms_lint.model.node import Document, Kinds, Node, Register, Table
from sms_lint.report.reference.blocks import (
    Block,
    Bullets,
    Code,
    Facts,
    Heading,
    Inline,
    PageLinks,
    Prose,
    ReferencePage,
    as_sentence,
)
from sms_lint.report.reference.days import days_grid
from sms_lint.report.reference.fields import FieldFact, fields_grid, fields_of_kind
from sms_lint.report.reference.rule_pages import rule_grid, rules_about

# What is no kind of its own, but has fields that people write: the heads of registers and of tables.
HEADS: Mapping[str, str] = {"register": "Head of a register", "table": "Head of a table"}


def kind_page(model: type[Node], kinds: Kinds, rules: Iterable[Rule]) -> ReferencePage:
    """The page of a kind. What people write comes first, what is kept exactly comes last."""
    kind, facts = model.KIND, Facts(kind_facts(model))
    blocks = (facts, *kind_blocks(model, kinds, rules))
    return ReferencePage(kind.name, f"{kind.title} ({kind.name})", model.__doc__ or kind.title, blocks)


def kind_blocks(model: type[Node], kinds: Kinds, rules: Iterable[Rule]) -> tuple[Block, ...]:
    """What people write, what becomes of it, and the rules that look at it."""
    kind = model.KIND
    blocks: list[Block] = []
    if issubclass(model, Document) and model.SECTIONS:
        blocks += [Heading("Sections"), Bullets(model.SECTIONS)]
    blocks += [Heading("Fields"), fields_grid(fields_of_kind(model), f"Fields of {kind.noun}")]
    if kind.name in built_in_kinds():
        blocks += [Heading("Example"), Code("", example_text(kind.name).rstrip("\n"))]
    if kind.value_rules:
        words = tuple(as_sentence(rule.words) for rule in kind.value_rules)
        blocks += [Heading("Values that go together"), Bullets(words)]
    blocks += [Heading("States, and when it is closed"), *_over_time(model)]
    if issubclass(model, Document):
        blocks += [Heading("What is approved"), Prose(approval_words(model.model_fields))]
    if days := days_grid(kind):
        blocks += [Heading("Days to keep"), days]
    if not issubclass(model, Document):
        blocks += [Heading("Where it can be kept"), *_forms(kind)]
    if about := rules_about(kind.name, rules, kinds):
        blocks += [Heading("Rules about it"), rule_grid(about, f"Rules about {kind.noun}")]
    return tuple(blocks)


def kind_facts(model: type[Node]) -> tuple[tuple[str, Inline], ...]:
    """What it is called in files, where it lives, how its ids begin, and the clauses that it serves."""
    kind = model.KIND
    prefix = (("Ids begin with", f"`{kind.prefix}-`"),) if kind.prefix else ()
    clauses = (("Clauses", PageLinks("clause", kind.clauses)),) if kind.clauses else ()
    return (("Name in files", f"`kind: {kind.name}`"), ("Folder", f"`{kind.folder}/`"), *prefix, *clauses)


def _over_time(model: type[Node]) -> tuple[Block, ...]:
    """What may become of one, once it is on the branch."""
    kind = model.KIND
    if issubclass(model, Document):
        return (Prose(document_words(kind.noun)),)
    pairs = []
    if order := _states(model, kind.state_field):
        pairs.append(("States", f"{_coded(order)}, in `{kind.state_field}`"))
    if kind.state_field and kind.finished:
        pairs.append(("Finished when", _coded(kind.finished)))
    closing = closing_words(kind.closed, kind.noun, _states(model, kind.closed.by if kind.closed else ""))
    return (*((Facts(tuple(pairs)),) if pairs else ()), Prose(closing))


def _states(model: type[Node], name: str) -> tuple[str, ...]:
    """The words that a field may say, in their order."""
    field = model.model_fields.get(name)
    return states(field.annotation) if field else ()


def _coded(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _forms(kind: Kind) -> tuple[Block, ...]:
    told = (
        f"As an entry under `entries:` of `{kind.register_file}`, as one file of its own, or as a row of a "
        "table (CSV or Parquet) with a header file beside it. All three mean the same."
    )
    return (Prose(told), Facts((("Head of the file", PageLinks("kind", tuple(HEADS))),)))


def head_page(name: str) -> ReferencePage:
    """The page of the head of a register or of a table."""
    register, table = fields_of_kind(Register), fields_of_kind(Table)
    fields = register if name == "register" else _more(register, table)
    told = (
        "The keys above `entries:`."
        if name == "register"
        else "The file beside a CSV or Parquet file, which says what its rows are. It has the keys of the head of a "
        "register, and these."
    )
    return ReferencePage(name, HEADS[name], told, (Heading("Fields"), fields_grid(fields, HEADS[name])))


def _more(register: tuple[FieldFact, ...], table: tuple[FieldFact, ...]) -> tuple[FieldFact, ...]:
    known = {field.key for field in register}
    return tuple(field for field in table if field.key not in known)
