"""Somebody has acknowledged another version of a policy than the one in force.

Confirming version 1.0 does not confirm 2.0. Awareness counts for the policy as it is today; after each new version
people are asked again, and have `intervals.acknowledgement` (30 days) for it from the day on which it came into force.
The latest acknowledgement of each person counts, and each policy is reported once. A newer version that still awaits
its approval is not in force: nobody has to acknowledge it.

Bad:

```yaml
policy POL-SM:
  version: "2.0"
  lifecycle: active
  effective: 2026-04-01
awareness AWR-01:
  person: P-001
  document: POL-SM
  version: "1.0"  # <- policy-acknowledgement-outdated
  acknowledged_at: 2026-06-20
```

Good:

```yaml
policy POL-SM:
  version: "2.0"
  lifecycle: active
  effective: 2026-04-01
awareness AWR-01:
  person: P-001
  document: POL-SM
  version: "2.0"
  acknowledged_at: 2026-06-20
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Policy
from sms_lint.system.approval_status.readers import InForceNow, in_force_now
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:7.3",
        "20000-1:5.2.2",
    ),
    help="have the version in force acknowledged, and add the new entries",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the latest acknowledgement of each policy in force by each person who is still there."""
    if "awareness" in sms.hidden:
        return
    every: dict[str, list[Entry]] = {}
    for entry in sorted(sms.entries("awareness"), key=lambda record: record.text("acknowledged_at")):
        every.setdefault(entry.text("document"), []).append(entry)
    there = {person for holders in sms.holders.values() for person in holders}
    for now in in_force_now(sms, Policy):
        if not now.is_over(sms.config.intervals.acknowledgement, sms.today):
            continue
        latest = {
            entry.text("person"): entry
            for entry in every.get(now.document.id, ())
            if entry.text("version") != now.waiting_version
        }
        others = [
            entry
            for person, entry in latest.items()
            if person in there and entry.text("version") != now.document.version
        ]
        if others:
            yield RULE.about(others[0], "version", _message(now, others))


def _message(now: InForceNow, others: list[Entry]) -> str:
    first, more = others[0], len(others) - 1
    who = f"{first.text('person')} and {more} more" if more else first.text("person")
    last = f"version {first.text('version')} of {now.document.id}, in {first.id}"
    force = f"has been in force since {now.since}" if now.since else "is in force"
    return f"{who} last acknowledged {last}; version {now.document.version} {force}"
