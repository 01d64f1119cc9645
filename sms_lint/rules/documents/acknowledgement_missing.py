"""Holders of a role have not acknowledged the version of a document that is in force.

A document that names roles in `acknowledged_by` counts on their holders having read it as it is today. Each new version
is asked for anew; there is a time for it (`intervals.acknowledgement`, 30 days). An entry of the awareness log for this
version counts, and so does a statement on the text: whoever wrote or approved it has read it.

Bad:

```yaml
instruction INS-01:
  version: "2.0"
  lifecycle: active
  effective: 2026-04-01
  acknowledged_by: [incident-manager]  # <- acknowledgement-missing
```

Good:

```yaml
instruction INS-01:
  version: "2.0"
  lifecycle: active
  effective: 2026-04-01
  acknowledged_by: [incident-manager]
awareness AWR-01: {person: P-003, document: INS-01, version: "2.0", acknowledged_at: 2026-04-10}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.acknowledgements import missing_by_role
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.3",),
    help="have them acknowledge this version, and add the entries to the awareness log",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of each document and role with today; nobody can tell where the log could not be read."""
    for found in missing_by_role(sms):
        if found.due < sms.today:
            message = (
                f"{found.document.id} {found.document.version} was to be acknowledged by {found.role} until "
                f"{found.due}; missing: {listed(found.persons)}"
            )
            yield RULE.about(found.written, "acknowledged_by", message)
