"""An asset and the configuration item that it is do not stand alike.

An asset in use whose configuration item is retired, or the reverse, means that somebody removed the thing, or
put it back, and told only one register. Changes and incidents are then judged by the wrong one.

Bad:

```yaml records/registers/asset.yml
kind: asset
id: REG-ASSET
title: Assets
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AST-1
    type: laptop
    description: Standard laptop
    owner: head-of-service-management
    status: in_use  # <- asset-ci-differs
    service: [SVC-MAIL]
    ci: CI-MAIL-01
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
    status: retired
    verified_at: 2026-09-30
```

Good:

```yaml records/registers/asset.yml
kind: asset
id: REG-ASSET
title: Assets
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AST-1
    type: laptop
    description: Standard laptop
    owner: head-of-service-management
    status: in_use
    service: [SVC-MAIL]
    ci: CI-MAIL-01
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
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import IN_USE
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.5",
        "20000-1:8.2.6",
    ),
    help="put `status` right in the asset register or in the configuration item register",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each item with its assets; an item of several assets is gone only when all of them are."""
    assets: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("asset"):
        assets[entry.text("ci")].append(entry)
    for item in sms.entries("ci"):
        tied = assets[item.id]
        used = [entry for entry in tied if entry.text("status") in IN_USE]
        if used and item.text("status") == "retired":
            message = f"{used[0].id} is {_state(used[0])}, but its configuration item {item.id} is retired"
            yield RULE.about(used[0], "status", message)
        elif (
            tied
            and item.text("status") in IN_USE
            and all(entry.text("status") == "disposed" for entry in tied)
        ):
            message = f"{tied[0].id} is disposed of, but its configuration item {item.id} is {_state(item)}"
            yield RULE.about(item, "status", message)


def _state(entry: Entry) -> str:
    return entry.text("status").replace("_", " ")
