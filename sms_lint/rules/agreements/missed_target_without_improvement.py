"""A target was missed, and no improvement follows from it.

A miss is reported with its cause, and opportunities to do better are identified. Where no improvement is
named, the next miss of the same kind has already begun.

Bad:

```yaml
sla-result SLR-09:
  met: no  # <- missed-target-without-improvement
  improvement:  # not given
```

Good:

```yaml
sla-result SLR-09:
  met: no
  improvement: IMP-2026-06
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:10.2",
    ),
    help="record an improvement and name it in `improvement`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the results that say a target was missed."""
    for entry in sms.entries("sla-result"):
        if entry.text("met") == "no" and not entry.text("improvement"):
            missed = f"`{entry.text('target')}` of {entry.text('sla')} in {entry.text('period')}"
            message = f"{entry.id} reports {missed} as missed and names no improvement"
            yield RULE.about(entry, "met", message)
