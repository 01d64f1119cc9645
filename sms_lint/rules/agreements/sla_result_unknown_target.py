"""A result is reported for a target that the agreement does not have.

The customer agreed on certain targets under certain names. A result under another name cannot be compared with any of
them, and the target that was agreed has no result.

Bad:

```yaml
sla SLA-A:
  targets:
    - {name: availability}
sla-result SLR-09:
  sla: SLA-A
  target: uptime  # <- sla-result-unknown-target
  period: 2026-09
```

Good:

```yaml
sla SLA-A:
  targets:
    - {name: availability}
sla-result SLR-09:
  sla: SLA-A
  target: availability
  period: 2026-09
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.ground.faults import nearest
from sms_lint.ground.sentences import plural
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="write the name of the target as the agreement has it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each name in its agreement; the same name in many results is one finding, at the latest result."""
    names = {
        service_level_agreement.id: [target.name for target in service_level_agreement.targets]
        for service_level_agreement in sms.all(ServiceLevelAgreement)
    }
    unknown: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sms.entries("sla-result"):
        agreement, target = entry.text("sla"), entry.text("target")
        if agreement in names and target not in names[agreement]:
            unknown[agreement, target].append(entry)
    for (agreement, target), entries in unknown.items():
        latest = max(entries, key=lambda entry: entry.text("period"))
        more = f" (and in {plural(len(entries) - 1, 'more result')})" if len(entries) > 1 else ""
        hint = nearest(target, names[agreement])
        message = f"{agreement} has no target `{target}`{more}{hint}"
        yield RULE.about(latest, "target", message)
