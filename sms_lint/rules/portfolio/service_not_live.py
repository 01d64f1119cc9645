"""Something is kept, promised or done for a service that is not delivered.

A service that is proposed, in development or retired in the portfolio is promised to nobody, uses nothing and disturbs
nobody. Where an agreement, the catalogue, another service, an asset, a configuration item, a ticket or a record in
force says otherwise, one of the two is out of date. Where three or more kinds say so, the portfolio itself may be
wrong, and one finding names the places. A record that was only not ended with its service is a warning.

Bad:

```yaml
service SVC-PRINT: {lifecycle: retired, dependencies: []}
transition TRN-01:
  service: SVC-PRINT
  transition_kind: removal
  status: completed
  removal_or_transfer_dates: "2026-09-30"
  data_disposition: Deleted
  accepted_at: 2026-09-30
incident INC-01:
  opened_at: 2026-10-18T09:20
  service: SVC-PRINT  # <- service-not-live
  status: closed
  resolved_at: 2026-10-18T12:30
  closed_at: 2026-10-20T09:00
```

Good:

```yaml
service SVC-PRINT: {lifecycle: retired, dependencies: []}
transition TRN-01:
  service: SVC-PRINT
  transition_kind: removal
  status: completed
  removal_or_transfer_dates: "2026-09-30"
  data_disposition: Deleted
  accepted_at: 2026-09-30
incident INC-01:
  opened_at: 2026-09-18T09:20
  service: SVC-PRINT
  status: closed
  resolved_at: 2026-10-18T12:30
  closed_at: 2026-10-20T09:00
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import Leftover, leftovers, not_delivered, retired_but_used
from sms_lint.system.sms import Sms
from sms_lint.system.tickets import about_undelivered

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.2",
        "20000-1:8.2.4",
        "20000-1:8.2.5",
        "20000-1:8.2.6",
        "20000-1:8.3.3",
        "20000-1:8.5.2.1",
        "20000-1:8.6.1",
        "20000-1:8.6.2",
    ),
    help="correct `lifecycle`, or end what is still kept for it",
    aliases=(
        "asset-service-not-live",
        "catalogue-service-not-live",
        "ci-service-not-live",
        "dependency-on-dead-service",
        "incident-service-not-live",
        "record-of-retired-service",
        "request-service-not-live",
        "retired-service-in-use",
        "sla-service-not-live",
    ),
    kinds=(
        "incident",
        "sla",
        "service-catalogue",
        "service",
        "asset",
        "ci",
        "service-request",
        "knowledge",
        "known-error",
    ),
)
_WHOLE = RULE.part("retired-service-in-use", clauses=("20000-1:8.2.2", "20000-1:8.2.4"))
_RECORD = RULE.part(
    "record-of-retired-service",
    severity="warning",
    clauses=("20000-1:8.2.2", "20000-1:8.5.2.1"),
    help="end the record with the service, or name the service that took its place",
)
# What each kind does for the service, as a sentence goes on after the id.
_IN_USE = {
    "sla": (
        "promises service levels for",
        RULE.part(
            "sla-service-not-live",
            clauses=("20000-1:8.3.3",),
            help="end the agreement, or correct `lifecycle` in the portfolio",
        ),
    ),
    "service-catalogue": (
        "offers",
        RULE.part(
            "catalogue-service-not-live",
            clauses=("20000-1:8.2.4",),
            help="remove the entry, or correct `lifecycle` in the portfolio",
        ),
    ),
    "service": (
        "depends on",
        RULE.part(
            "dependency-on-dead-service",
            clauses=("20000-1:8.2.2",),
            help="remove the service from `dependencies`, or name what took its place",
        ),
    ),
    "asset": (
        "is in use for",
        RULE.part(
            "asset-service-not-live",
            clauses=("20000-1:8.2.5",),
            help="dispose of the asset or give it to another service, and correct `service`",
        ),
    ),
    "ci": (
        "is in use for",
        RULE.part(
            "ci-service-not-live",
            clauses=("20000-1:8.2.6",),
            help="retire the item, or remove the service from `service` and `relationships`",
        ),
    ),
}
_TICKETS_HELP = "name the service that is meant, or correct the state of the service in the portfolio"
_TICKETS = {
    "incident": RULE.part(
        "incident-service-not-live", clauses=("20000-1:8.6.1", "20000-1:8.2.2"), help=_TICKETS_HELP
    ),
    "service-request": RULE.part(
        "request-service-not-live", clauses=("20000-1:8.6.2", "20000-1:8.2.2"), help=_TICKETS_HELP
    ),
}
# The field that names services, and the states in which an entry is finished.
_RECORDS = {
    "continuity-plan": ("services", ()),
    "infosec-risk": ("asset_or_service", ()),
    "knowledge": ("service", ("draft", "retired")),
    "known-error": ("services", ("closed",)),
    "obligation": ("applies_to", ()),
    "risk": ("service", ("closed",)),
}
_STATEFUL = {kind for kind, (_, finished) in _RECORDS.items() if finished}


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what is in use, at tickets, at records; where many kinds agree, at the portfolio itself."""
    yield from _in_use(sms)
    yield from _tickets(sms)
    yield from _whole(sms)
    yield from _records(sms)


def _in_use(sms: Sms) -> Iterator[Finding]:
    for kind, (does, part) in _IN_USE.items():
        for leftover, state in leftovers(sms, kind):
            message = f"{leftover.id} {does} {leftover.service}, which is {state} in the portfolio"
            yield part.about(leftover.subject, leftover.route, message)


def _tickets(sms: Sms) -> Iterator[Finding]:
    """One finding for each service."""
    for kind, part in _TICKETS.items():
        for service, group, state in about_undelivered(sms, kind):
            message = f"{group.names} {group.verb('is', 'are')} about {service}, which {state}"
            yield part.about(group.first, "service", message)


def _whole(sms: Sms) -> Iterator[Finding]:
    """Name the places in one finding, a few by their ids."""
    states = not_delivered(sms)
    for entry, found in retired_but_used(sms):
        message = f"{entry.id} is {states[entry.id]}, but is treated as delivered by {_places(found)}"
        yield _WHOLE.about(entry, "lifecycle", message)


def _places(found: tuple[Leftover, ...]) -> str:
    """One id of each kind, and how many more places there are."""
    first = dict(reversed([(leftover.kind, leftover.id) for leftover in found]))
    more = len(found) - len(first)
    names = ", ".join(sorted(first.values()))
    return names + (f" and {more} more" if more else "")


def _records(sms: Sms) -> Iterator[Finding]:
    """Look up the services that these records name, where the portfolio itself is not in doubt."""
    retired = {
        name for name, service in sms.by_id("service").items() if service.text("lifecycle") == "retired"
    }
    retired -= {entry.id for entry, _ in retired_but_used(sms)}
    for kind, (field, finished) in _RECORDS.items() if retired else ():
        for entry in sms.entries(kind):
            gone = sorted(retired.intersection(entry.texts(field)))
            if gone and _state(entry) not in finished:
                message = f"{entry.id} is about {listed(gone)}, which is retired in the portfolio"
                yield _RECORD.about(entry, field, message)


def _state(entry: Entry) -> str:
    return entry.text("status") if entry.kind in _STATEFUL else ""
