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
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.fields import ClauseRef
from sms_lint.ground.source import Location, Route, Section
from sms_lint.model.catalogue import nearest_clause
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Node
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.4",),
    help="write the id as `sms-lint clauses` lists it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up every value that names a clause, and every heading that does."""
    for node in sms.nodes:
        for name, alias in _fields(type(node)):
            for route, ref in _refs(getattr(node, name), (alias,)):
                if not _is_known(sms, ref):
                    yield RULE.about(node, route, _message(sms, ref))
    for node in sms.by_path.values():
        for section in node.sections:
            for word in section.satisfies:
                if not _is_known(sms, word):
                    yield RULE.finding(_word(node, section, word), _message(sms, word), node=node.id)


def _is_known(sms: Sms, ref: str) -> bool:
    """Whether a catalogue has it, or one that could not be read may have it."""
    prefixes = {book.prefix for book in sms.catalogues}
    return sms.known_clause(ref) or (sms.catalogue_lost and clause_parts(ref).standard not in prefixes)


def _message(sms: Sms, ref: str) -> str:
    prefix = clause_parts(ref).standard
    prefixes = [book.prefix for book in sms.catalogues]
    for book in sms.catalogues:
        if drop := book.drop_of(ref) or book.drop_of(clause_parts(ref).clause):
            return f"`{ref}` does not apply here: {book.name} drops `{drop.id}` ({drop.reason})"
    near = nearest_clause(sms.catalogues, ref)
    hint = f"; did you mean `{near}`?" if near else ""
    if prefix and prefix not in prefixes:
        known = ", ".join(f"`{prefix}`" for prefix in prefixes)
        return f"`{ref}` belongs to no catalogue of the settings; ids of those begin with {known}{hint}"
    return f"there is no clause `{ref}`{hint}"


def _word(node: Node, section: Section, word: str) -> Location:
    """The place of one word of a heading's attribute."""
    heading = node.text_at(section)
    quoted = heading.file.text.rfind(word, heading.start, heading.end)
    return Location(heading.file, quoted, quoted + len(word)) if quoted != -1 else heading


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields that may name clauses, as attribute and as key; most kinds have none."""
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if _names_clauses(field.annotation)
    )


def _names_clauses(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, ClauseRef):
        return True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_fields(annotation))
    return any(_names_clauses(part) for part in get_args(annotation))


def _refs(value: object, route: Route) -> Iterator[tuple[Route, ClauseRef]]:
    if isinstance(value, ClauseRef):
        yield route, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _refs(item, (*route, index))
    elif isinstance(value, BaseModel):
        for name, alias in _fields(type(value)):
            yield from _refs(getattr(value, name), (*route, alias))
