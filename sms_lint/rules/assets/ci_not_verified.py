"""A configuration item in use was not compared with the real thing for a long time, or never.

Configuration information is verified at planned intervals. What nobody has compared with reality is a guess.
The interval is `intervals.item_verification` of the settings; items with the same fault are one finding.

Bad:

```yaml
ci CI-MAIL-01:  # <- ci-not-verified
  status: in_use
  verified_at:  # not given
```

Good:

```yaml
ci CI-MAIL-01:
  status: in_use
  verified_at: 2026-09-30
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.2.6",),
    help="compare the item with the real one and set `verified_at`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Gather the items without a day, and those whose day is too long ago."""
    never = [
        entry
        for entry in sms.entries("ci")
        if entry.text("status") == "in_use" and entry.day("verified_at") is None
    ]
    late = [deadline.entry for deadline in overdue(sms, "ci", "verification")]
    within = f"was not verified within {sms.config.intervals.item_verification}"
    for entries, what in ((never, "was never verified"), (late, within)):
        if entries:
            first = entries[0]
            others = f"; nor were {listed(entry.id for entry in entries[1:])}" if entries[1:] else ""
            yield RULE.about(first, "verified_at", f"{first.id} {what}{others}")
