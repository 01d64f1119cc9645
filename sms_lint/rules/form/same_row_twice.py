"""Two entries say the same under different ids.

An entry that was pasted twice is counted twice: in every figure, and by everybody who works through the list.
Entries of at least five filled fields are compared. Rows of a table that state only the day on which a ticket was
opened are not: a service desk resets many a password in a day.

Bad:

```yaml
training TRN-01:
  person: P-003
  subject: Assessing changes
  date: 2026-05-02
  effectiveness_check: Observed at work
  effective: pending
training TRN-02:  # <- same-row-twice
  person: P-003
  subject: Assessing changes
  date: 2026-05-02
  effectiveness_check: Observed at work
  effective: pending
```

Good:

```yaml
training TRN-01:
  person: P-003
  subject: Planning releases
  date: 2026-05-02
  effectiveness_check: Observed at work
  effective: pending
training TRN-02:
  person: P-003
  subject: Assessing changes
  date: 2026-05-02
  effectiveness_check: Observed at work
  effective: pending
```
"""

from collections.abc import Iterator

from sms_lint.model.columns import field_forms
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Record, Table
from sms_lint.model.own_kind import OwnRecord
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="delete one of the two, or put right what makes them differ",
)


FEWEST = 5


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the entries of each kind; another rule compares those of a series by their period."""
    for kind, model in sms.kinds.items():
        if not issubclass(model, Record) or "period" in model.model_fields:
            continue
        seen: dict[tuple[object, ...], str] = {}
        for entry, row in _rows(sms, kind, model):
            if _is_of_a_day(entry, model):
                continue
            if sum(map(bool, row)) >= FEWEST and (first := seen.setdefault(row, entry.id)) != entry.id:
                yield RULE.about(entry, "id", f"{entry.id} says in every field what {first} says")


def _is_of_a_day(entry: Entry, model: type[Record]) -> bool:
    """Whether it is a row that states a day where a time could stand: two such tickets of a day may well be alike."""
    moment = model.KIND.moment
    return (
        isinstance(entry.node, Table)
        and bool(moment)
        and len(entry.text(moment)) == len("2026-03-31")
        and any(form.name == moment and form.schema.get("x-moment") for form in field_forms(model))
    )


def _rows(sms: Sms, kind: str, model: type[Record]) -> Iterator[tuple[Entry, tuple[object, ...]]]:
    fields = [name for name in model.model_fields if name != "id"]
    for node in sms.of_kind(kind):
        if not isinstance(node, OwnRecord):
            yield Entry(node.id, node), tuple(getattr(node, name) for name in fields)
    for table in sms.tables(kind):
        columns = [table.column(name) for name in fields]
        for number, (identifier, *row) in enumerate(zip(table.column("id"), *columns, strict=True)):
            yield Entry(identifier, table, number), tuple(row)
