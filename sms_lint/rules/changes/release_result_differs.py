"""A release and its changes do not agree on how it went.

A release whose change failed was no success, and one that was rolled back did not leave its changes in
service. Success rates of releases and of changes are then both wrong, in opposite directions.

Bad:

```yaml
release REL-2026-01:
  changes: [CHG-2026-0001]
  result: success  # <- release-result-differs
change CHG-2026-0001: {outcome: rolled_back, investigation: Disk full}
```

Good:

```yaml
release REL-2026-01:
  changes: [CHG-2026-0001]
  result: rolled_back
change CHG-2026-0001: {outcome: rolled_back, investigation: Disk full}
```
"""

from collections.abc import Iterator, Mapping

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import FAILED
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.3",
        "20000-1:8.5.1.3",
    ),
    help="find out how it really went, and say the same in `result` of the release and in `outcome` of the change",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the result of each release with the outcomes of its changes, as far as they are known."""
    outcomes: dict[str, dict[str, str]] = {}
    for release, change in carried(sms, "release"):
        if change.text("outcome"):
            outcomes.setdefault(release.id, {})[change.id] = change.text("outcome")
    for release in sms.entries("release"):
        if message := _difference(release, outcomes.get(release.id, {})):
            yield RULE.about(release, "result", message)


def _difference(release: Entry, outcomes: Mapping[str, str]) -> str:
    """One failed change contradicts a success; a failure is contradicted only if all changes succeeded."""
    result = release.text("result")
    failed = [name for name, outcome in outcomes.items() if outcome in FAILED]
    if result == "success" and failed:
        return f"{release.id} counts as a success, but {listed(failed)}, which it carried, failed or was rolled back"
    if result in FAILED and outcomes and not failed:
        how = result.replace("_", " ")
        return f"{release.id} is recorded as {how}, but {listed(outcomes)}, which it carried, as a success"
    return ""
