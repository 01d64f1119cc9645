"""Which kind a file says it is of, and which one was meant where there is none of that name."""

from collections.abc import Mapping
from typing import Any

from sms_lint.ground.faults import closest, field_names, nearest, same_but_for_form
from sms_lint.ground.source import Location
from sms_lint.model.finding import ReadingFault
from sms_lint.model.fix import rewritten
from sms_lint.model.node import Kinds, Node

_FOREIGN = 3


def may_be_missing(kind: str) -> str:
    """The word for `unread` that says that some of this kind may exist under an id that was lost. `*` is any kind."""
    return f"{kind}:*"


def kind_meant(name: object, kinds: Kinds) -> frozenset[str]:
    """The kind that a misspelt name may mean, so that its records are not missed elsewhere; any, where none is near."""
    close = nearest(str(name), list(kinds)).partition("`")[2].partition("`")[0]
    return frozenset((may_be_missing(close or "*"),))


def kind_of_fields(values: Mapping[str, Any], model: type[Node], kinds: Kinds) -> str:
    """Another kind, where a file has at least three fields that its own does not know, and that one knows them all."""
    rows = values.get("entries")
    first = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], dict) else values
    named = frozenset(map(str, first))
    if len(named.difference(field_names(model, ()))) < _FOREIGN:
        return ""
    found = [name for name, other in kinds.items() if named.issubset(field_names(other, ()))]
    return found[0] if len(found) == 1 else ""


def no_kind(name: object, at: Location, kinds: Kinds) -> ReadingFault:
    """What is told of a file whose kind is none, with the one that is near."""
    if not isinstance(name, str):
        said = "the file does not say what it is: a line such as `kind: risk` is missing at the top"
        return ReadingFault("unknown-kind", at, said)
    said, close = f"there is no kind `{name}`", closest(name, list(kinds))
    if close is None:
        return ReadingFault("unknown-kind", at, said)
    fix = rewritten(at, close, safe=same_but_for_form(name, close))
    return ReadingFault("unknown-kind", at, f"{said}; did you mean `{close}`?", fix=fix)
