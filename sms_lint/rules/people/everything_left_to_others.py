"""Other parties provide every service, or operate every process.

An organization that hands over all of its services, or all of its processes, has nothing left to manage and cannot be
certified. The rule compares names and ids of live services, and titles and ids of active processes, with what the
register of other parties lists as a whole; `Incident management: remote hands` is a part.

Bad:

```yaml
service SVC-MAIL: {name: Managed mail, lifecycle: live}
other-party OTH-A:
  services_provided: [Managed mail]  # <- everything-left-to-others
  processes_operated: []
```

Good:

```yaml
service SVC-MAIL: {name: Managed mail, lifecycle: live}
other-party OTH-A:
  services_provided: ["Managed mail: the platform"]
  processes_operated: []
```
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.model.kinds.portfolio import OtherParty
from sms_lint.system.delivery import live
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.2.3.1",),
    help="keep at least part of the work, and say in the register which part each party has",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take away from the live services, and from the active processes, what others have; something must be left."""
    services = {name: entry.text("name") for name, entry in live(sms).items()}
    processes = {process.id: process.title for process in sms.all(Process) if process.lifecycle == "active"}
    if "service" not in sms.hidden:
        yield from _judged(sms, "services_provided", services, lambda party: party.services_provided)
    if "process" not in sms.hidden:
        yield from _judged(sms, "processes_operated", processes, lambda party: party.processes_operated)


def _judged(
    sms: Sms, field: str, ours: Mapping[str, str], given: Callable[[OtherParty], Iterable[str]]
) -> Iterator[Finding]:
    left = {identifier: title.casefold() for identifier, title in ours.items()}
    parties = [party for party in sms.records(OtherParty) if given(party)]
    for party in parties:
        whole = {text.strip().casefold() for text in given(party)}
        left = {name: title for name, title in left.items() if whole.isdisjoint((title, name.casefold()))}
        if ours and not left:
            what = (
                "provide every live service"
                if field == "services_provided"
                else "operate every active process"
            )
            message = f"with what {party.id} has, other parties {what}: nothing is left to the organization"
            yield RULE.about(party, field, message)
            return
