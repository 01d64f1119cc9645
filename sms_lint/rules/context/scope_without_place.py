"""The scope does not say from where the services are delivered.

A scope names the organization and its places. A certification body asks for each of them, with what is done there and
how many people do it, and plans its days by that. Who works from no site is counted, too.

Bad:

```yaml
scope SCO-SMS:
  lifecycle: active  # <- scope-without-place
  sites:  # not given
  remote_workers:  # not given
```

Good:

```yaml
scope SCO-SMS:
  lifecycle: active
  sites:
    - {name: Head office, activities: All of the services, head_count: 14}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Scope
from sms_lint.system.lost_fields import lost_fields
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:4.3",),
    help="add `sites` to the front matter of the scope, each with its activities and its head-count; where nobody "
    "works at a site, state `remote_workers`",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at each scope in force; where some work from no site, that is a place enough."""
    for scope in sms.all(Scope):
        unread = {"sites", "remote_workers"} & lost_fields(sms).get(scope.id, frozenset())
        if scope.lifecycle == "active" and not (scope.sites or scope.remote_workers or unread):
            yield RULE.about(
                scope, "lifecycle", f"{scope.id} names no site from which the services are delivered"
            )
