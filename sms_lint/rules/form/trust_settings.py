"""Something is wrong in `trust.yml`, the settings that say whose signature counts.

A version with a fault in it counts for nothing: the one before stays in force, and the person who was to be
added still cannot sign. Owners who have no key could never sign the next version.

Bad:

```yaml trust.yml
version: 1
repository: https://git.example.org/sms
owners: {people: [P-001]}
adopted: 2026-01-01
people:
  - person: P-001
    roles: [{role: managing-director, since: 2025-01-01}]  # <- trust-settings
    keys: [{key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMV5vDIrZtLQKNwUgaxdS5HZdNkbS3U+6+gux7OkuE5K, from: 2025-01-01}]
```

Good:

```yaml trust.yml
version: 1
repository: https://git.example.org/sms
owners: {people: [P-001]}
adopted: 2026-01-01
people:
  - person: P-001
    roles: [{role: managing-director, from: 2025-01-01}]
    keys: [{key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMV5vDIrZtLQKNwUgaxdS5HZdNkbS3U+6+gux7OkuE5K, from: 2025-01-01}]
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
    help="put the setting right; the page of the trust settings lists them all",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    return map(RULE.from_problem, sms.found(RULE.id))
