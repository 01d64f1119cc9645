"""A change names another change it belongs with, but that one does not name it.

Whoever opens the second change does not learn that it was tried before, or that another one has to come
first. The reviewer of each has half of the story.

Bad:

```yaml
change CHG-2026-0001:
  related_rfc_release: [CHG-2026-0002]  # <- related-change-one-sided
change CHG-2026-0002: {related_rfc_release: [REL-2026-10]}
```

Good:

```yaml
change CHG-2026-0001:
  related_rfc_release: [CHG-2026-0002]
change CHG-2026-0002: {related_rfc_release: [CHG-2026-0001]}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.model.node import Table
from sms_lint.system.change_order import carried
from sms_lint.system.entry_fixes import naming_also
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.1.2",),
    help="name each of the two in `related_rfc_release` of the other",
    fix=RuleFix("names the one in the other as well", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the way back; a table without such a column cannot show it."""
    for change, other in carried(sms, "change", "related_rfc_release"):
        has_column = not isinstance(other.node, Table) or any(other.node.column("related_rfc_release"))
        if has_column and change.id not in other.texts("related_rfc_release"):
            message = f"{change.id} says it belongs with {other.id}, which does not name it"
            fix = naming_also(sms, other, "related_rfc_release", change.id)
            yield RULE.about(change, "related_rfc_release", message).with_fix(fix)
