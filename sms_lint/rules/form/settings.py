"""A setting in `sms.yml` is unknown or has a value that it cannot have.

A setting with a wrong value is not used: the usual value applies instead, which may not be what you decided.

Bad:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
review: {maximun: 12 months}  # <- settings
```

Good:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
review: {maximum: 12 months}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="put the setting right; the page of the settings lists them all",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    return map(RULE.from_problem, sms.found(RULE.id))
