"""Somebody has acknowledged another version of a policy than the one in force.

Confirming version 1.0 does not confirm 2.0. Awareness counts for the policy as it is today; after each new version
people are asked again. The latest acknowledgement of each person counts, and each policy is reported once.

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

from sms_lint.evidence import is_active
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Policy
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
    latest: dict[str, dict[str, Entry]] = {}
    for entry in sorted(sms.entries("awareness"), key=lambda record: record.text("acknowledged_at")):
        latest.setdefault(entry.text("document"), {})[entry.text("person")] = entry
    there = {person for holders in sms.holders.values() for person in holders}
    for node in sms.documents:
        if not isinstance(node, Policy) or not is_active(node) or "awareness" in sms.hidden:
            continue
        others = [
            entry
            for person, entry in latest.get(node.id, {}).items()
            if person in there and entry.text("version") != node.version
        ]
        if others and (node.effective is None or node.effective <= sms.today):
            yield RULE.about(others[0], "version", _message(node, others))


def _message(policy: Policy, others: list[Entry]) -> str:
    first, more = others[0], len(others) - 1
    who = f"{first.text('person')} and {more} more" if more else first.text("person")
    last = f"version {first.text('version')} of {policy.id}, in {first.id}"
    return f"{who} last acknowledged {last}; version {policy.version} is in force"
