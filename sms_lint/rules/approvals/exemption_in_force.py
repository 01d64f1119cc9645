"""Something is exempted for a time, by decision of the owners of the trust settings.

An exemption is legitimate: an emergency change that one person wrote and approved, with a reason and a last day. It is
shown with the findings, so that nobody mistakes silence for a clean result.

Bad:

```yaml trust.yml
version: 1
repository: https://git.example.org/sms
owners: {people: [P-001]}
adopted: 2026-01-01
people:
  - person: P-001
exemptions:
  - of: POL-SMS  # <- exemption-in-force
    allows: approval-by-contributor
    reason: The head of service management wrote it alone while the managing director was away.
    until: 2026-11-30
```

Good:

```yaml trust.yml
version: 1
repository: https://git.example.org/sms
owners: {people: [P-001]}
adopted: 2026-01-01
people:
  - person: P-001
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status.exemptions import has_subject
from sms_lint.system.approval_status.on_disk import exemptions_on_disk, trust_on_disk
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:7.5.3.1",),
    help="correct the fault before the last day",
)


def check(sms: Sms) -> Iterator[Finding]:
    """List the exemptions that apply today, for things that exist."""
    found = trust_on_disk(sms)
    if found is None or not found.counts:
        return
    for exemption, origin in exemptions_on_disk(sms):
        if sms.today <= exemption.until and has_subject(sms, exemption):
            message = f"{exemption.of} is exempt from `{exemption.allows}` until {exemption.until}: {exemption.reason}"
            yield RULE.finding(origin.at("of"), message, node=exemption.of)
