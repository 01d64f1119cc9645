"""An agreement is based on other requirements than the service.

The portfolio says which document states the requirements of a service. An agreement that names another
document was agreed against requirements that the service was never built for.

Bad:

```yaml
service SVC-MAIL: {requirements: [POL-SMS]}
sla SLA-A:
  service: SVC-MAIL
  requirements_ref: PLN-REQ  # <- sla-requirements-differ
  status: active
```

Good:

```yaml
service SVC-MAIL: {requirements: [POL-SMS]}
sla SLA-A:
  service: SVC-MAIL
  requirements_ref: POL-SMS
  status: active
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.system.delivery import agreements
from sms_lint.system.entry_fixes import saying
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.2.2",
        "20000-1:8.3.3",
    ),
    help="name the same document in `requirements_ref` and in `requirements` of the service",
    yields_to=("dangling-reference",),
    fix=RuleFix("names the requirements of the service", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the document of each active agreement with those of its service."""
    known = sms.by_id("service")
    for agreement in agreements(sms):
        stated = known[agreement.service].texts("requirements") if agreement.service in known else ()
        if stated and agreement.requirements_ref not in stated:
            names = ", ".join(stated)
            message = (
                f"{agreement.id} is based on {agreement.requirements_ref}, but {agreement.service} on {names}"
            )
            fix = saying(agreement, "requirements_ref", stated[0]) if len(stated) == 1 else None
            yield RULE.about(agreement, "requirements_ref", message).with_fix(fix)
