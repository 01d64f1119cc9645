"""An id that something had before was given to something else, or two things claim to have had it.

Closed records go on naming a role or a service as it was called then. Given to another, the old id would make them say
what never happened.

Bad:

```yaml
role change-manager: {}
role release-lead:
  formerly: [change-manager]  # <- former-id-taken
```

Good:

```yaml
role change-manager: {}
role release-lead:
  formerly: [deployment-manager]
```
"""

from collections import Counter
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Record
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="give the newer one an id that was never used, or take the id out of `formerly` where that is a slip",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the former ids with all ids in use, and with one another."""
    former = [record for record in sms.all(Record) if record.formerly]
    times = Counter(name for record in former for name in record.formerly)
    for record in former:
        for index, name in enumerate(record.formerly):
            taken = sms.get(name)
            if taken is not None:
                message = (
                    f"{record.id} was called `{name}`, which is the id of {taken.KIND.noun} in {taken.path}"
                )
            elif times[name] > 1:
                others = [other.id for other in former if name in other.formerly and other is not record]
                message = (
                    f"{record.id} was called `{name}`, and so was {', '.join(others) or 'it a second time'}"
                )
            else:
                continue
            yield RULE.about(record, ("formerly", index), message)
