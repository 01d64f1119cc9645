"""A verification looked at too few configuration items.

One item in a hundred says little about the rest. The smallest share of the items in the register is
`thresholds.sample` of the settings.

Bad:

```yaml records/registers/ci-verification.yml
kind: ci-verification
id: REG-CI-VERIFICATION
title: Verifications
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CIV-1
    scope: Mail servers
    due: 2026-09-30
    held: 2026-09-30
    sample_size: 1  # <- verification-sample-too-small
    errors: 0
    actions: None needed
```

```yaml records/registers/ci.yml
kind: ci
id: REG-CI
title: Configuration items
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CI-MAIL-01
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-02
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-03
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-04
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-05
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-06
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-07
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-08
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-09
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-10
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-11
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
```

Good:

```yaml records/registers/ci-verification.yml
kind: ci-verification
id: REG-CI-VERIFICATION
title: Verifications
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CIV-1
    scope: Mail servers
    due: 2026-09-30
    held: 2026-09-30
    sample_size: 2
    errors: 0
    actions: None needed
```

```yaml records/registers/ci.yml
kind: ci
id: REG-CI
title: Configuration items
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CI-MAIL-01
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-02
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-03
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-04
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-05
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-06
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-07
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-08
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-09
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-10
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
  - id: CI-MAIL-11
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.2.6",),
    help="verify more items, and weight the sample to what is critical",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the latest sample with the items that are not retired; how many there were before is not known."""
    held = [(day, entry) for entry in sms.entries("ci-verification") if (day := entry.day("held"))]
    population = sum(entry.text("status") != "retired" for entry in sms.entries("ci"))
    if not held:
        return
    _, entry = max(held, key=lambda pair: pair[0])
    size, least = entry.number("sample_size"), sms.config.thresholds.sample
    if size is not None and size * 100 < least * population:
        message = f"{entry.id} looked at {size} of {population} configuration items, fewer than {least} %"
        yield RULE.about(entry, "sample_size", message)
