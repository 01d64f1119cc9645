"""A normal change was carried out, but no test result is recorded.

A normal change has the time to be tested before it goes live. Without a result nobody can tell whether the test was
left out or only its record. After a failure, that is the first question of the review.

Bad:

```yaml
change CHG-2026-0001:  # <- change-without-test
  category: normal
  status: implemented
  test_result:  # not given
```

Good:

```yaml
change CHG-2026-0001:
  category: normal
  status: implemented
  test_result: Sent and received on a copy
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import DONE
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.1.3",),
    help="enter in `test_result` what was tested and what came out; if nothing was tested, say so there, and record a "
    "nonconformity",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Standard changes were tested with their model, emergencies may do without; a table's gaps are one finding."""
    empty: dict[str, list[Entry]] = {}
    for change in sms.entries("change"):
        if (
            change.text("category") == "normal"
            and change.text("status") in DONE
            and not change.text("test_result")
        ):
            empty.setdefault(change.node.id, []).append(change)
    for first, *others in empty.values():
        more = f" (and {len(others)} more)" if others else ""
        message = f"{first.id}{more} was carried out as a normal change without a test result"
        yield RULE.about(first, "test_result", message)
