"""An exemption has ended, but is still in the trust settings.

The last day of the exemption has passed, and what it exempted is reported again. The entry only pretends that the
owners still stand by it.

Bad:

```yaml trust.yml
version: 1
repository: https://git.example.org/sms
owners: {people: [P-001]}
adopted: 2026-01-01
people:
  - person: P-001
exemptions:
  - of: POL-SMS
    allows: approval-by-contributor
    reason: The head of service management wrote it alone while the managing director was away.
    until: 2026-09-30  # <- exemption-expired
```

Good:

```yaml trust.yml
version: 1
repository: https://git.example.org/sms
owners: {people: [P-001]}
adopted: 2026-01-01
people:
  - person: P-001
exemptions:
  - of: POL-SMS
    allows: approval-by-contributor
    reason: The head of service management wrote it alone while the managing director was away.
    until: 2026-11-30
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status.on_disk import exemptions_on_disk
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help="correct the fault, and remove the entry in the next version of `trust.yml`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the last day of each exemption with today."""
    for exemption, origin in exemptions_on_disk(sms):
        if exemption.until < sms.today:
            passed = f"{exemption.of} was exempt from `{exemption.allows}` until {exemption.until}"
            message = f"{passed}; it has been reported again since"
            yield RULE.finding(origin.at("until"), message, node=exemption.of)
