"""A process keeps a kind of record of which there is none.

Records show that a process is carried out as planned. An active process without a single record of a kind it
names has either not been carried out yet or keeps its records out of sight.

Bad:

```yaml
process PRC-CHG:
  lifecycle: active
  records: [training]  # <- kind-without-records
```

Good:

```yaml
process PRC-CHG:
  lifecycle: active
  records: [person]
```
"""

from collections.abc import Iterator

from sms_lint.evidence import holdings
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.1",),
    help="keep the records, name the place they are exported from in a table, or remove the kind",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for at least one record of each kind; documents and kinds that could not be read are left alone."""
    there = {*holdings(sms), *(node.kind for node in sms.documents), *sms.hidden}
    for node in sms.documents:
        if not isinstance(node, Process) or node.lifecycle != "active":
            continue
        for index, kind in enumerate(node.records):
            if kind in sms.kinds and kind not in there and kind not in sms.unread:
                message = f"{node.id} keeps records of kind `{kind}`, but there is none"
                yield RULE.about(node, ("records", index), message)
