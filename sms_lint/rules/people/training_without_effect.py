"""A training had no effect, and nothing has followed.

Whoever was trained and still cannot do the work needs something else: practice beside a colleague, another course,
other work. A later training of the person, or a later assessment of competence, shows that somebody acted.

Bad:

```yaml
training TRN-01:
  person: P-003
  date: 2026-02-10
  effective: "no"  # <- training-without-effect
  checked_at: 2026-05-04
```

Good:

```yaml
training TRN-01:
  person: P-003
  date: 2026-02-10
  effective: "no"
  checked_at: 2026-05-04
training TRN-02:
  person: P-003
  date: 2026-09-01
  effective: pending
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.2",),
    help="plan another training or another way to the competence, and record it",
)


DAYS = {"training": "date", "competence": "assessed_at"}


def check(sms: Sms) -> Iterator[Finding]:
    """Look for anything later about each person whose training had no effect."""
    if DAYS.keys() & sms.hidden:
        return
    last: dict[str, str] = {}
    for kind, field in DAYS.items():
        for entry in sms.entries(kind):
            person = entry.text("person")
            last[person] = max(last.get(person, ""), entry.text(field))
    for entry in sms.entries("training"):
        checked = entry.text("checked_at") or entry.text("date")
        if entry.text("effective") == "no" and last[entry.text("person")] <= checked:
            message = f"{entry.id} had no effect for {entry.text('person')}, and nothing has followed since {checked}"
            yield RULE.about(entry, "effective", message)
