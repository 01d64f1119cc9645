"""A field that is needed is filled with a text that leaves open what was asked.

"n/a" as a cause, "Closed." as what was done, "Human error." without why it could happen, "Staff were reminded." as
the remedy, "Will be checked" as the result: the field is full, and nobody can act on it or learn from it. Where there
may be none of something, saying so is an answer. Longer texts are never judged.

Bad:

```yaml
nonconformity NC-1:
  root_cause: Human error.  # <- text-says-nothing
  corrective_action: Staff were reminded.  # <- text-says-nothing
  consequences: None
```

Good:

```yaml
nonconformity NC-1:
  root_cause: The form accepted any text as the number of a change.
  corrective_action: The form accepts only numbers of approved changes.
  consequences: None
```
"""

from collections.abc import Iterator
from typing import NamedTuple

from sms_lint.ground.hollow_texts import Hollow, hollow
from sms_lint.language.field_types import field_types
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Node, Table
from sms_lint.system.field_advice import asked
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.2", "20000-1:7.5.3.2"),
    help="write what is known, so that somebody else can act on it; what is not known yet is left out until it is",
)
# One table is filled by one program or habit: more rows than these are one finding.
MOST_ROWS = 5


class Empty(NamedTuple):
    """A text that says nothing: whose, in which field, and in which way."""

    entry: Entry
    field: str
    how: Hollow
    text: str


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the fields of which the kind says that they have to tell something."""
    for kind, model in sms.kinds.items():
        found: dict[tuple[str, str], list[Empty]] = {}
        for entry in sms.entries(kind) if model.KIND.tells else ():
            for empty in _of_entry(entry, model):
                table = entry.node.id if isinstance(entry.node, Table) else ""
                found.setdefault((table, empty.field if table else ""), []).append(empty)
        for (table, _), all_empty in found.items():
            together = bool(table) and len(all_empty) > MOST_ROWS
            for empty in all_empty[:1] if together else all_empty:
                message = _message(empty, len(all_empty) if together else 1)
                yield RULE.about(empty.entry, empty.field, message, help=_help(empty.field, model))


def _of_entry(entry: Entry, model: type[Node]) -> Iterator[Empty]:
    types = field_types(model)
    for tells in model.KIND.tells:
        never_none = tells.unless is not None and entry.says(tells.unless.field, tells.unless.words)
        for field in tells.fields:
            none_is_right = types[field].none_is_answer and not never_none
            texts = entry.texts(field)
            ways = [hollow(text, tells.role, none_is_right) for text in texts]
            if ways and all(ways):
                yield Empty(entry, field, ways[0], texts[0])


def _help(field: str, model: type[Node]) -> str:
    """What to write there; where the kind does not say what the field asks for, the help of the rule."""
    asks = asked(model, field)
    return f"write what `{field}` asks for ({asks}), so that somebody else can act on it" if asks else ""


def _message(empty: Empty, number: int) -> str:
    whose = f"`{empty.field}` of {empty.entry.id}" + (f" and {number - 1} more rows" if number > 1 else "")
    match empty.how:
        case "blame":
            return f"{whose} names somebody's error (`{empty.text}`), and not why it could happen"
        case "reminder":
            return f"{whose} only tells people again (`{empty.text}`); nothing keeps it from happening again"
        case "promise":
            return f"{whose} tells what is to come (`{empty.text}`), and not what came of it"
        case _:
            return f"{whose} says `{empty.text}`, which leaves open what was asked"
