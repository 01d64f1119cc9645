"""The priority of an incident does not follow from its impact and urgency.

The matrix in `priorities` of the settings makes sure that the same disturbance is dealt with equally soon for
everybody. A pair of impact and urgency that the matrix does not name is not judged.

Bad:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
priorities:
  - {impact: high, urgency: high, priority: [P1, P2]}
  - {impact: low, urgency: high, priority: [P3]}
```

```yaml
incident INC-01:
  impact: high
  urgency: high
  priority: P3  # <- priority-not-by-matrix
```

Good:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
priorities:
  - {impact: high, urgency: high, priority: [P1, P2]}
  - {impact: low, urgency: high, priority: [P3]}
```

```yaml
incident INC-01:
  impact: high
  urgency: high
  priority: P2
```
"""

from collections.abc import Iterator, Mapping

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.system.entry_fixes import saying
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.1",),
    help=(
        "set the priority that the matrix gives while the incident is open; where impact or urgency was "
        "judged wrongly, say so in the incident"
    ),
    needs=("priorities",),
    fix=RuleFix("writes the priority that the matrix gives, where there is one", "unsafe"),
)


MOST = 20


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each incident with the matrix; beyond twenty in one file the rest is counted."""
    matrix = {
        (priority_setting.impact, priority_setting.urgency): priority_setting.priority
        for priority_setting in sms.config.priorities
    }
    wrong: dict[str, list[Entry]] = {}
    for entry in sms.entries("incident") if matrix else ():
        allowed = matrix.get((entry.text("impact"), entry.text("urgency")))
        if allowed and entry.text("priority") not in allowed:
            wrong.setdefault(entry.node.path, []).append(entry)
    yield from _unknown(sms, matrix)
    for entries in wrong.values():
        for number, entry in enumerate(entries[:MOST], start=1):
            impact, urgency = entry.text("impact"), entry.text("urgency")
            right = " or ".join(matrix[impact, urgency])
            more = f" (and {len(entries) - MOST} more like it)" if number == MOST < len(entries) else ""
            message = (
                f"{entry.id} has the priority {entry.text('priority')}, but impact {impact} and urgency {urgency} "
                f"give {right}{more}"
            )
            allowed = matrix[impact, urgency]
            fix = saying(entry, "priority", allowed[0]) if len(allowed) == 1 else None
            yield RULE.about(entry, "priority", message).with_fix(fix)


def _unknown(sms: Sms, matrix: Mapping[tuple[str, str], tuple[str, ...]]) -> Iterator[Finding]:
    """Each pair of impact and urgency in use for which the matrix has no line, at the matrix."""
    used: dict[tuple[str, str], list[Entry]] = {}
    for entry in sms.entries("incident") if matrix else ():
        pair = entry.text("impact"), entry.text("urgency")
        if all(pair) and pair not in matrix:
            used.setdefault(pair, []).append(entry)
    for (impact, urgency), entries in used.items():
        more = f" (and {len(entries) - 1} more)" if entries[1:] else ""
        message = (
            f"{entries[0].id}{more} has impact {impact} and urgency {urgency}, which is not in the matrix"
        )
        advice = "add the line to `priorities` in the settings, or correct impact or urgency of the incident"
        yield RULE.about(entries[0], "priority", message, help=advice, severity="warning")
