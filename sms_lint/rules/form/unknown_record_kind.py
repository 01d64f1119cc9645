"""A process says that it keeps a kind of record that does not exist.

`records` names kinds of record by the word that files write in `kind:`. A word that is no kind leads to no
record, so the process seems to leave no trace. Kinds of your own are listed under `kinds` of the settings.

Bad:

```yaml
process PRC-CHG:
  lifecycle: active
  records: [trainig]  # <- unknown-record-kind
```

Good:

```yaml
process PRC-CHG:
  lifecycle: active
  records: [training]
```
"""

from collections.abc import Iterator

from sms_lint.ground.faults import nearest
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.1",),
    help="use the name of a kind as files write it in `kind:`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the kinds, including the organization's own."""
    known = [*sms.kinds, *(own.kind for own in sms.config.kinds)]
    for node in sms.documents:
        if not isinstance(node, Process) or node.lifecycle == "retired":
            continue
        for index, kind in enumerate(node.records):
            if kind not in known:
                message = f"there is no kind of record `{kind}`{nearest(kind, known)}"
                yield RULE.about(node, ("records", index), message)
