"""An exemption is for a document or record that does not exist.

Either its id is mistyped, and nothing is exempted, or the document is gone and the exemption was left behind, ready for
whoever uses the id next.

Bad:

```yaml trust.yml
version: 1
repository: https://git.example.org/sms
owners: {people: [P-001]}
adopted: 2026-01-01
people:
  - person: P-001
exemptions:
  - of: POL-SSM  # <- exemption-without-subject
    allows: approval-by-contributor
    reason: The head of service management wrote it alone while the managing director was away.
    until: 2026-11-30
```

Good:

```yaml trust.yml
version: 1
repository: https://git.example.org/sms
owners: {people: [P-001]}
adopted: 2026-01-01
people:
  - person: P-001
exemptions:
  - of: POL-SMS
    allows: approval-by-contributor
    reason: The head of service management wrote it alone while the managing director was away.
    until: 2026-11-30
```
"""

from collections.abc import Iterator

from sms_lint.ground.faults import nearest
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status.exemptions import has_subject
from sms_lint.system.approval_status.on_disk import exemptions_on_disk
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="name the id of the document, of the record or of the commit, or remove the exemption",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up what each exemption is for; silent where something of that id could not be read."""
    for exemption, origin in exemptions_on_disk(sms):
        known = has_subject(sms, exemption) or exemption.of in sms.unread
        if not known and exemption.until >= sms.today and "*:*" not in sms.unread:
            message = f"there is no document, record or commit `{exemption.of}`{nearest(exemption.of, list(sms.ids))}"
            yield RULE.finding(origin.at("of"), message, node=exemption.of)
