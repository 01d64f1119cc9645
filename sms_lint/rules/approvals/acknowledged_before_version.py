"""Somebody acknowledged a version of a policy before that version existed.

The version was neither in force nor made known on that day, so the entry carries the date of the year before, or
the number of a version that the person never read. The version in force is judged, and a newer one that waits.

Bad:

```yaml
awareness AWR-01:
  document: POL-SMS
  version: "1.0"
  acknowledged_at: 2025-06-16  # <- acknowledged-before-version
```

Good:

```yaml
awareness AWR-01:
  document: POL-SMS
  version: "1.0"
  acknowledged_at: 2026-06-16
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Policy
from sms_lint.system.approval_status.readers import in_force_now
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.3",),
    help="look up when it was acknowledged, and correct a day or version "
    "that was written down wrongly; if both are right, have the version in force "
    "acknowledged",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each acknowledgement of a version with the first day on which it can have been read."""
    for policy in _policies(sms):
        if policy.effective is None:
            continue
        others = (policy.communicated_at, policy.review.last)
        known = min(policy.effective, *filter(None, others))
        early = [
            entry
            for entry in sms.entries("awareness")
            if entry.text("document") == policy.id
            and entry.text("version") == policy.version
            and (day := entry.day("acknowledged_at")) is not None
            and day < known
        ]
        if early:
            yield RULE.about(early[0], "acknowledged_at", _message(policy, early, known))


def _policies(sms: Sms) -> Iterator[Policy]:
    """Each active policy as its file says it, and as the text in force does, where that is another one."""
    written = [policy for policy in sms.all(Policy) if policy.lifecycle == "active"]
    yield from written
    for now in in_force_now(sms, Policy):
        if isinstance(now.document, Policy) and now.waiting_version:
            yield now.document


def _message(policy: Policy, early: list[Entry], known: object) -> str:
    first, more = early[0], f" (and {len(early) - 1} more)" if early[1:] else ""
    day = first.day("acknowledged_at")
    version = f"version {policy.version} of {policy.id}"
    return (
        f"{first.id}{more} acknowledges {version} on {day}, before {known}, when it can first have been read"
    )
