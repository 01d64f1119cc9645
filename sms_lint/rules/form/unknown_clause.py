"""A clause or obligation does not exist.

Ids of clauses are exact, down to the last character: `20000-1:8.6` is a heading and does not include `20000-1:8.6.1`.
Naming a clause that is in no catalogue is evidence of nothing.

Bad:

```yaml
policy POL-CHG:
  satisfies: [20000-1:8.5.1.1, 20000-1:8.5.1.9]  # <- unknown-clause
```

Good:

```yaml
policy POL-CHG:
  satisfies: [20000-1:8.5.1.1-b]
```
"""

from collections.abc import Iterator

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.faults import same_but_for_form
from sms_lint.ground.source import Location, Section
from sms_lint.model.catalogue import nearest_clause
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix, TextEdit
from sms_lint.model.node import Node
from sms_lint.system.lost_fields import unknown_clauses
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.4",),
    help="write the id as `sms-lint clauses` lists it",
    fix=RuleFix("writes the clause that was meant", "some"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up every value that names a clause, and every heading that does."""
    for unknown in unknown_clauses(sms):
        if _is_known(sms, unknown.ref):
            continue
        finding = RULE.about(unknown.node, unknown.route, _message(sms, unknown.ref))
        yield finding.with_fix(_fix(sms, finding.at, unknown.ref))
    for node in sms.by_path.values():
        for section in node.sections:
            for word in section.satisfies:
                if not _is_known(sms, word):
                    at = _word(node, section, word)
                    finding = RULE.finding(at, _message(sms, word), node=node.id)
                    yield finding.with_fix(_fix(sms, at, word))


def _is_known(sms: Sms, ref: str) -> bool:
    """Whether a catalogue has it, or one that could not be read may have it."""
    prefixes = {book.prefix for book in sms.catalogues}
    return sms.known_clause(ref) or (sms.catalogue_lost and clause_parts(ref).standard not in prefixes)


def _message(sms: Sms, ref: str) -> str:
    prefix = clause_parts(ref).standard
    prefixes = [book.prefix for book in sms.catalogues]
    if dropped := _dropped(sms, ref):
        return dropped
    near = _near(sms, ref)
    hint = f"; did you mean `{near}`?" if near else ""
    if prefix and prefix not in prefixes:
        known = ", ".join(f"`{prefix}`" for prefix in prefixes)
        return f"`{ref}` belongs to no catalogue of the settings; ids of those begin with {known}{hint}"
    return f"there is no clause `{ref}`{hint}"


def _near(sms: Sms, ref: str) -> str | None:
    return None if _dropped(sms, ref) else nearest_clause(sms.catalogues, ref)


def _dropped(sms: Sms, ref: str) -> str:
    """What is to be said of an id that a catalogue drops; empty where none does."""
    for book in sms.catalogues:
        if drop := book.drop_of(ref) or book.drop_of(clause_parts(ref).clause):
            return f"`{ref}` does not apply here: {book.name} drops `{drop.id}` ({drop.reason})"
    return ""


def _fix(sms: Sms, at: Location, ref: str) -> Fix | None:
    """The clause that is nearest, in place of the very words; certain where only its form differs."""
    near = _near(sms, ref)
    if near is None or ref not in at.file.text[at.start : at.end]:
        return None
    start = at.file.text.index(ref, at.start)
    edit = TextEdit(Location(at.file, start, start + len(ref)), near)
    return Fix(f"write `{near}`", (edit,), safe=same_but_for_form(ref, near))


def _word(node: Node, section: Section, word: str) -> Location:
    """The place of one word of a heading's attribute."""
    heading = node.text_at(section)
    quoted = heading.file.text.rfind(word, heading.start, heading.end)
    return Location(heading.file, quoted, quoted + len(word)) if quoted != -1 else heading
