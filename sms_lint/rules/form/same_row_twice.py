"""Two entries say the same under different ids.

An entry that was pasted twice is counted twice: in every figure, and by everybody who works through the list.
Entries of at least five filled fields are compared. Tickets of one day may say the same and be two: they are compared
where they state a time of day, or a longer text. Many such entries of one table are one finding.

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

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple, get_args

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.model.node import Record
from sms_lint.model.own_kind import OwnRecord
from sms_lint.system.entry_fixes import removing
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="delete one of the two, or put right what makes them differ",
    fix=RuleFix("deletes the later one", "unsafe"),
)


FEWEST = 5
MOST_SHOWN = 3
LONG = 8  # words that nobody writes twice by chance
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]00:00(?::00)?(?:Z|[+-]\d{2}:?\d{2})?)?")


class EntryCopy(NamedTuple):
    """An entry that says what an earlier one says, whose id is `first`."""

    entry: Entry
    first: str


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the entries of each kind; another rule compares those of a series by their period."""
    for kind, model in sms.kinds.items():
        if issubclass(model, Record) and "period" not in model.model_fields:
            for _, copies in groupby(_copies(sms, kind, model), key=lambda copy: copy.entry.node.path):
                yield from _findings(tuple(copies))


def _findings(copies: Sequence[EntryCopy]) -> Iterator[Finding]:
    """One finding for each copy in a file; one for all of them where there are many."""
    entry, first = copies[0]
    if len(copies) > MOST_SHOWN:
        said = f"{entry.id} and {len(copies) - 1:,} more entries say in every field what an earlier one says"
        yield RULE.about(entry, "id", f"{said}, such as {first}")
        return
    for entry, first in copies:
        finding = RULE.about(entry, "id", f"{entry.id} says in every field what {first} says")
        yield finding.with_fix(removing(entry))


def _copies(sms: Sms, kind: str, model: type[Record]) -> Iterator[EntryCopy]:
    fields = [name for name in model.model_fields if name != "id"]
    of_times = [number for number, name in enumerate(fields) if _is_time(model, name)]
    seen: dict[tuple[object, ...], str] = {}
    for entry, row in _rows(sms, kind, fields):
        if sum(map(bool, row)) < FEWEST or (of_times and not _tells_apart(row, of_times)):
            continue
        if (first := seen.setdefault(row, entry.id)) != entry.id:
            yield EntryCopy(entry, first)


def _is_time(model: type[Record], name: str) -> bool:
    """Whether a field holds a time of day."""
    annotation = model.model_fields[name].annotation
    return annotation is datetime or datetime in get_args(annotation)


def _tells_apart(row: Sequence[object], of_times: Sequence[int]) -> bool:
    """Whether an entry of a kind with times states one, or says so much that it is no other entry by chance."""
    times = (str(row[number]) for number in of_times if row[number])
    if any(DAY.fullmatch(time) is None for time in times):
        return True
    return any(isinstance(value, str) and value.count(" ") >= LONG - 1 for value in row)


def _rows(sms: Sms, kind: str, fields: Sequence[str]) -> Iterator[tuple[Entry, tuple[object, ...]]]:
    for node in sms.of_kind(kind):
        if not isinstance(node, OwnRecord):
            yield Entry(node.id, node), tuple(getattr(node, name) for name in fields)
    for table in sms.tables(kind):
        columns = [table.column(name) for name in fields]
        for number, (identifier, *row) in enumerate(zip(table.column("id"), *columns, strict=True)):
            yield Entry(identifier, table, number), tuple(row)
