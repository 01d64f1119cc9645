"""The log of issues covers only one side: inside or outside the organization.

What a service management system can reach depends on both: on the people, resources and habits inside, and on
customers, markets, laws and the climate outside. A log that leaves out one side is not complete.

Bad:

```yaml
context-issue CTX-01:  # <- context-one-sided
  type: external
```

Good:

```yaml
context-issue CTX-01:
  type: external
context-issue CTX-02: {type: internal}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.context import ContextIssue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:4.1",),
    help="add the relevant issues of the other sort",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for both sorts, in a log that has any."""
    kind = ContextIssue.KIND.name
    issues = sms.entries(kind)
    missing = {"internal", "external"} - {entry.text("type") for entry in issues}
    if issues and missing and kind not in sms.hidden:
        message = f"all issues are of one sort: no {missing.pop()} issue is recorded"
        yield RULE.about(issues[0], "id", message)
