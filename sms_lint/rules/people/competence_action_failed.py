"""An action to close a gap in competence did not work, and nothing has followed.

An action that failed leaves the gap open: somebody does work that the person cannot do well enough yet. What
counts is the latest assessment; a training after it shows that something else was tried.

Bad:

```yaml
competence CMP-01:
  person: P-003
  required_level: 3
  actual_level: 2
  assessed_at: 2026-04-14
  action_effective: "no"  # <- competence-action-failed
```

Good:

```yaml
competence CMP-01:
  person: P-003
  required_level: 3
  actual_level: 2
  assessed_at: 2026-04-14
  action_effective: "no"
training TRN-01:
  person: P-003
  date: 2026-09-01
  effective: pending
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.2",),
    help="plan what is done instead, or assess the competence again",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a later training of each person whose action failed."""
    if {"training", "competence"} & sms.hidden:
        return
    trained: dict[str, str] = {}
    for entry in sms.entries("training"):
        person = entry.text("person")
        trained[person] = max(trained.get(person, ""), entry.text("date"))
    for entry in _latest(sms):
        required, actual = entry.number("required_level"), entry.number("actual_level")
        if entry.text("action_effective") != "no" or required is None or actual is None or actual >= required:
            continue
        if trained.get(entry.text("person"), "") <= entry.text("assessed_at"):
            said = f"“{entry.text('competence')}” of {entry.text('person')}"
            message = f"the action on {said} did not work ({entry.id}), and nothing has been done since"
            yield RULE.about(entry, "action_effective", message)


def _latest(sms: Sms) -> Iterator[Entry]:
    """The latest assessment of each competence of each person in each role."""
    found: dict[tuple[str, ...], Entry] = {}
    for entry in sorted(sms.entries("competence"), key=lambda assessment: assessment.text("assessed_at")):
        found[tuple(entry.text(name) for name in ("person", "role", "competence"))] = entry
    yield from found.values()
