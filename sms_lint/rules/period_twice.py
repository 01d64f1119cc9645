"""Two rows give figures for the same thing and the same period.

Of two figures for one month at most one is right, and totals count both. Mostly a row was copied for the next
month and the period not changed.

Bad:

```yaml records/registers/demand.yml
kind: demand
id: REG-DEMAND
title: Demand
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: DEM-08
    service: SVC-MAIL
    period: 2026-09
    measure: mailboxes
    unit: mailboxes
    current: 380
    forecast: 382
    consumption: 380
    reported_to: [head-of-service-management]
    reported_at: 2026-10-07
  - id: DEM-09
    service: SVC-MAIL
    period: 2026-09  # <- period-twice
    measure: mailboxes
    unit: mailboxes
    current: 380
    forecast: 382
    consumption: 380
    reported_to: [head-of-service-management]
    reported_at: 2026-10-07
```

Good:

```yaml records/registers/demand.yml
kind: demand
id: REG-DEMAND
title: Demand
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: DEM-08
    service: SVC-MAIL
    period: 2026-08
    measure: mailboxes
    unit: mailboxes
    current: 380
    forecast: 382
    consumption: 380
    reported_to: [head-of-service-management]
    reported_at: 2026-10-07
  - id: DEM-09
    service: SVC-MAIL
    period: 2026-09
    measure: mailboxes
    unit: mailboxes
    current: 380
    forecast: 382
    consumption: 380
    reported_to: [head-of-service-management]
    reported_at: 2026-10-07
```
"""

from collections.abc import Iterator

from sms_lint.finding import Finding, Rule
from sms_lint.sms import Sms

# The fields that, with the period, make a row of each kind the only one.
KEYS = {
    "sla-result": ("sla", "target"),
    "budget": ("service", "cost_type"),
    "demand": ("service", "measure"),
    "availability": ("service",),
}

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.4.1",
        "20000-1:8.4.2",
        "20000-1:8.7.1",
    ),
    help="correct `period` of the later row, or take one of the two out",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the second row with the same fields; a row that corrects another one is no second row."""
    for kind, fields in KEYS.items():
        entries = sms.entries(kind)
        corrected = {entry.text("supersedes") for entry in entries}
        seen: dict[tuple[str, ...], str] = {}
        for entry in entries:
            if entry.id in corrected:
                continue
            what = tuple(map(entry.text, fields))
            first = seen.setdefault((*what, entry.text("period")), entry.id)
            if first != entry.id:
                message = f"{entry.id} and {first} are both about {', '.join(what)} in {entry.text('period')}"
                yield RULE.finding(entry.at("period"), message, node=entry.id)
