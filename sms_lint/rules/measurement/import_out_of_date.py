"""The tickets that were imported are older than their mapping allows.

Figures and reports are made of what came in. Where nothing has come in for too long, a month without incidents looks
like a good month. How long an import counts is `fresh_for` of the mapping.

Bad:

```yaml imports/tickets.yml
based_on: servicenow-incidents
fresh_for: 1 month
```

```yaml records/data/tickets.yml
kind: incident
id: TAB-INCIDENT
title: Incidents
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
data: tickets.csv
source: {system: ServiceNow, exported: 2026-09-01, mapping: tickets}  # <- import-out-of-date
```

```csv records/data/tickets.csv
id,opened_at,category,priority,status
INC0010021,2026-09-01T08:10Z,mail,P3,new
```

Good:

```yaml imports/tickets.yml
based_on: servicenow-incidents
fresh_for: 1 month
```

```yaml records/data/tickets.yml
kind: incident
id: TAB-INCIDENT
title: Incidents
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
data: tickets.csv
source: {system: ServiceNow, exported: 2026-10-30, mapping: tickets}
```

```csv records/data/tickets.csv
id,opened_at,category,priority,status
INC0010021,2026-10-21T08:10Z,mail,P3,new
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.imports import last_imports
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.1",),
    help="export the tickets again and import them with `sms-lint import`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the newest export of each mapping with the time that the mapping allows."""
    for last in last_imports(sms):
        if last.fresh_for and last.fresh_for.after(last.exported) < sms.today:
            said = f"the last export that `{last.mapping}` brought in is of {last.exported}"
            yield RULE.about(
                last.table,
                ("source", "exported"),
                f"{said}, {ago(last.exported, sms.today)}; it counts as up to date for {last.fresh_for}",
            )
