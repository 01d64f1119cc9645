"""The capacity plan leaves out a kind of resource.

Services need people, technology, information and money, and any of them can run short. A plan that counts
disks and lines alone does not notice that the one engineer who knows them is on leave.

Bad:

```yaml
capacity CAP-1:
  type: technical  # <- capacity-kind-missing
capacity CAP-2: {type: information}
capacity CAP-3: {type: financial}
```

Good:

```yaml
capacity CAP-1:
  type: technical
capacity CAP-2: {type: information}
capacity CAP-3: {type: financial}
capacity CAP-4: {type: human}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

KINDS = ("human", "technical", "information", "financial")

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.4.3",),
    help="add an entry for each kind of resource: human, technical, information, financial",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Collect the kinds of all entries; another rule reports that there is no plan."""
    entries = sms.entries("capacity")
    if not entries or "capacity" in sms.hidden:
        return
    present = {entry.text("type") for entry in entries}
    missing = [kind for kind in KINDS if kind not in present and kind not in sms.unread]
    if missing:
        message = f"no entry of the capacity plan is about {' or '.join(missing)} resources"
        yield RULE.about(entries[0], "type", message)
