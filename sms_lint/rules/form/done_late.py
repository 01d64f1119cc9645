"""Something was done, but only after the day by which it had been promised.

The record is complete, so nobody is reminded any more; whether deadlines are kept shows only here. The limits are those
of the settings. A record that a nonconformity or an improvement names is dealt with already.

Bad:

```yaml
ci-verification CIV-1:
  held: 2026-06-30
  closed_at: 2026-10-29  # <- done-late
```

Good:

```yaml
ci-verification CIV-1:
  held: 2026-06-30
  closed_at: 2026-07-06
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.acted_on import acted_on
from sms_lint.system.deadlines import kept_late
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:10.1.1", "20000-1:9.1"),
    help="correct a wrong day; if it was really late, name the record in a nonconformity or an improvement",
    yields_to=("done-in-future", "number-out-of-sequence", "survey-overdue"),
)
# Rules of their own say this of these.
ELSEWHERE = frozenset({"change", "major-incident"})


def check(sms: Sms) -> Iterator[Finding]:
    """Look at each promise whose keeping is a day of the record."""
    for kind, model in sms.kinds.items():
        promises = [promise for promise in model.KIND.promises if promise.within and promise.unless]
        for promise in promises if kind not in ELSEWHERE else ():
            for late, kept in kept_late(sms, kind, promise.name):
                if late.entry.id in acted_on(sms):
                    continue
                message = f"{late.entry.id}: the {promise.what} was due by {late.day}, and came on {kept}"
                yield RULE.about(late.entry, promise.unless[0], message).compared_with(late.at)
