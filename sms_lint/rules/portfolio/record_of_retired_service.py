"""A record in force is about a service that is retired.

When a service ends, its articles, obligations, risks and places in plans end with it. What is left behind sends
users to something that is no longer there, and its owner goes on reviewing it.

Bad:

```yaml
service SVC-FAX: {lifecycle: retired}
knowledge KNW-01:
  status: published
  service: SVC-FAX  # <- record-of-retired-service
```

Good:

```yaml
service SVC-FAX: {lifecycle: retired}
knowledge KNW-01:
  status: retired
  service: SVC-FAX
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import retired_but_used
from sms_lint.system.sms import Sms

# The field that names services, and the states in which an entry is finished.
NAMED = {
    "continuity-plan": ("services", ()),
    "infosec-risk": ("asset_or_service", ()),
    "knowledge": ("service", ("draft", "retired")),
    "known-error": ("services", ("closed",)),
    "obligation": ("applies_to", ()),
    "risk": ("service", ("closed",)),
}
STATEFUL = {kind for kind, (_, finished) in NAMED.items() if finished}

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.2.2",
        "20000-1:8.5.2.1",
    ),
    help="end the record with the service, or name the service that took its place",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the services that these records name; where the portfolio itself may be wrong, another rule speaks."""
    retired = {
        name for name, service in sms.by_id("service").items() if service.text("lifecycle") == "retired"
    }
    retired -= {entry.id for entry, _ in retired_but_used(sms)}
    for kind, (field, finished) in NAMED.items() if retired else ():
        for entry in sms.entries(kind):
            gone = sorted(retired.intersection(entry.texts(field)))
            if gone and _state(entry) not in finished:
                message = f"{entry.id} is about {listed(gone)}, which is retired in the portfolio"
                yield RULE.about(entry, field, message)


def _state(entry: Entry) -> str:
    return entry.text("status") if entry.kind in STATEFUL else ""
