"""The catalogue states other dependencies of a service than the portfolio.

Dependencies are looked up in both places: in the portfolio to judge criticality and changes, in the catalogue
by those who use the service. Two answers to one question mean that one of them is wrong. Where all entries of
a service agree with each other, the portfolio is shown.

Bad:

```yaml records/registers/service.yml
kind: service
id: REG-SERVICE
title: Service portfolio
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SVC-MAIL
    name: Managed mail
    lifecycle: live
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: [SVC-NET]
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/service-catalogue.yml
kind: service-catalogue
id: REG-SERVICE-CATALOGUE
title: Service catalogue
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CAT-MAIL
    service: SVC-MAIL
    description: Mailbox and calendar
    intended_outcome: People reach each other
    dependencies: []  # <- catalogue-dependencies-differ
    audience: user
    sla: [SLA-A]
    published_at: 2026-01-01
    version: "1.0"
```

Good:

```yaml records/registers/service.yml
kind: service
id: REG-SERVICE
title: Service portfolio
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SVC-MAIL
    name: Managed mail
    lifecycle: live
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: [SVC-NET]
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/service-catalogue.yml
kind: service-catalogue
id: REG-SERVICE-CATALOGUE
title: Service catalogue
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CAT-MAIL
    service: SVC-MAIL
    description: Mailbox and calendar
    intended_outcome: People reach each other
    dependencies: [SVC-NET]
    audience: user
    sla: [SLA-A]
    published_at: 2026-01-01
    version: "1.0"
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import not_delivered
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.2",
        "20000-1:8.2.4",
    ),
    help="make `dependencies` the same in the portfolio and in the catalogue",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the sets of each service, once where several entries say the same."""
    described: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("service-catalogue"):
        described[entry.text("service")].append(entry)
    gone = not_delivered(sms)
    for name, service in sms.by_id("service").items():
        found = [entry for entry in described[name] if _of(entry) != _of(service)]
        if not found or name in gone:
            continue
        everywhere = len(found) == len(described[name]) > 1 and len(set(map(_of, found))) == 1
        for shown, other in [(service, found[0])] if everywhere else [(entry, service) for entry in found]:
            message = f"{shown.id} depends on {_words(shown)} here, but on {_words(other)} in {_where(other)}"
            yield RULE.about(shown, "dependencies", message)


def _of(entry: Entry) -> frozenset[str]:
    return frozenset(entry.texts("dependencies"))


def _words(entry: Entry) -> str:
    return ", ".join(sorted(_of(entry))) or "nothing"


def _where(entry: Entry) -> str:
    return "the portfolio" if entry.kind == "service" else f"the catalogue ({entry.id})"
