"""A change failed, and no later record follows from it.

A failure is investigated so that something is done: the change is tried again in another way, a problem is
opened, or the way of working is improved. Where no record mentions it, the next attempt fails in the same
way.

Bad:

```yaml
change CHG-2026-0001:
  outcome: failed
  investigation: Disk full  # <- failed-change-without-follow-up
```

Good:

```yaml
change CHG-2026-0001:
  outcome: failed
  investigation: Disk full; once more as CHG-2026-0002
change CHG-2026-0002: {outcome: success}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import FAILED
from sms_lint.system.change_order import told_by
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.1.3",),
    help=(
        "name in `investigation` what was agreed by its id: the change that repeats it, a problem or an "
        "improvement"
    ),
)


FOLLOWS = ("change", "problem", "improvement", "nonconformity")


def check(sms: Sms) -> Iterator[Finding]:
    """Look for an id in the investigation or the review, and for the change in other records."""
    if not sms.hidden.isdisjoint(FOLLOWS):
        return
    told = told_by(sms, FOLLOWS[1:]) | _told_by_changes(sms)
    known = {entry.id for kind in FOLLOWS for entry in sms.entries(kind)} | sms.unread
    for change in sms.entries("change"):
        if change.text("outcome") not in FAILED or change.id in told:
            continue
        said = ids_in(f"{change.text('investigation')} {change.text('review_result')}") - {change.id}
        if said.isdisjoint(known):
            how = change.text("outcome").replace("_", " ")
            message = (
                f"{change.id} is recorded as {how}, and no change, problem or improvement follows from it"
            )
            yield RULE.about(change, "investigation", message)


def _told_by_changes(sms: Sms) -> frozenset[str]:
    """What the other changes say they belong with, repeat or correct."""
    fields = ("title", "reason", "related_rfc_release")
    return frozenset(
        name for change in sms.entries("change") for field in fields for name in ids_in(change.text(field))
    )
