"""A change touches a configuration item, but names none of the services that the item belongs to.

The services that a change names decide who is asked and who is told. If the item supports another service, its users
learn of the change from the outage.

Bad:

```yaml
change CHG-2026-0001:
  impact_services: [SVC-FILES]  # <- change-services-differ
  status: implemented
  affected_cis: [CI-MAIL-01]
ci CI-MAIL-01:
  relationships: [SVC-MAIL]
  status: in_use
  service: [SVC-MAIL]
service SVC-MAIL:
```

Good:

```yaml
change CHG-2026-0001:
  impact_services: [SVC-FILES, SVC-MAIL]
  status: implemented
  affected_cis: [CI-MAIL-01]
ci CI-MAIL-01:
  relationships: [SVC-MAIL]
  status: in_use
  service: [SVC-MAIL]
service SVC-MAIL:
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.change_order import carried, services_of
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.1.3",
        "20000-1:8.2.6",
    ),
    help=(
        "add the service to `impact_services`, name the item that is really touched, or correct `service` of "
        "the item"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """One finding for each item: at the change, or at the item where several changes name other services."""
    for item, changes in _strangers(sms):
        change, *others = changes
        more = f" (and {len(others)} more)" if others else ""
        theirs, named = listed(sorted(services_of(sms, item))), listed(change.texts("impact_services"))
        message = f"{change.id}{more} touches {item.id}, which belongs to {theirs}, but names {named}"
        if others:
            yield RULE.about(item, "service", message)
        else:
            yield RULE.about(change, "impact_services", message)


def _strangers(sms: Sms) -> Iterator[tuple[Entry, tuple[Entry, ...]]]:
    """Each item with the changes that name none of its services; rejected changes are left out."""
    touched: dict[str, list[Entry]] = {}
    for change, item in carried(sms, "change", "affected_cis", "ci"):
        if change.text("status") != "rejected" and item.text("status") != "retired":
            touched.setdefault(item.id, []).append(change)
    for item in sms.entries("ci"):
        theirs = services_of(sms, item)
        known = all(
            sms.get(name) for name in theirs
        )  # otherwise the item names a service that does not exist
        changes = touched.get(item.id, ()) if theirs and known else ()
        if strange := tuple(entry for entry in changes if theirs.isdisjoint(entry.texts("impact_services"))):
            yield item, strange
