"""An asset and its configuration item have different states.

An asset in use whose configuration item is retired, or the reverse, means that somebody removed the thing, or put it
back, and updated only one register. Changes and incidents are then judged by the wrong one.

Bad:

```yaml
asset AST-1:
  status: in_use  # <- asset-ci-differs
  ci: CI-MAIL-01
ci CI-MAIL-01:
  status: retired
```

Good:

```yaml
asset AST-1:
  status: in_use
  ci: CI-MAIL-01
ci CI-MAIL-01:
  status: in_use
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
    help="look at the thing itself, and correct `status` in the register that is wrong",
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
