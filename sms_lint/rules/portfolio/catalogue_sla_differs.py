"""The catalogue names other agreements than those in force for the service.

From the catalogue a customer finds the agreement that holds for the service. An agreement of another service,
or one that has ended although a successor is in force, states targets that do not apply; an agreement that no
entry names cannot be found.

Bad:

```yaml
service-catalogue CAT-MAIL:
  service: SVC-MAIL
  sla: [SLA-NET]  # <- catalogue-sla-differs
sla SLA-A: {service: SVC-MAIL, status: active}
sla SLA-NET: {service: SVC-NET, status: active}
```

Good:

```yaml
service-catalogue CAT-MAIL:
  service: SVC-MAIL
  sla: [SLA-A]
sla SLA-A: {service: SVC-MAIL, status: active}
sla SLA-NET: {service: SVC-NET, status: active}
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.delivery import agreements, not_delivered
from sms_lint.system.entry_fixes import naming_also
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.4",
        "20000-1:8.3.3",
    ),
    help="name the agreements in force for the service in `sla`",
    yields_to=("dangling-reference",),
    fix=RuleFix("names the agreement in force", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Judge each entry by what it names; what no entry of the service names is reported at the first one."""
    known = {agreement.id: agreement for agreement in sms.all(ServiceLevelAgreement)}
    in_force: dict[str, list[str]] = defaultdict(list)
    gone = not_delivered(sms)
    for agreement in agreements(sms):
        in_force[agreement.service].append(agreement.id)
    described: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("service-catalogue"):
        described[entry.text("service")].append(entry)
    anywhere = {name for entries in described.values() for entry in entries for name in entry.texts("sla")}
    for service, entries in ((name, entries) for name, entries in described.items() if name not in gone):
        unnamed = [name for name in in_force[service] if name not in anywhere]
        wrong = {entry: found for entry in entries if (found := _wrong(entry, known, in_force[service]))}
        for entry, found in wrong.items():
            message = f"{entry.id} names {' and '.join(found)}{_instead(unnamed)}"
            # Of several, each is told, whatever becomes of one of them.
            named = entry.texts("sla") if len(found) == 1 else ()
            places = [known[name].at("service") for name in named if name in known]
            yield RULE.about(entry, "sla", message).compared_with(*places)
        if unnamed and not wrong:
            message = f"{entries[0].id} does not name {', '.join(unnamed)}, in force for {service}"
            fix = naming_also(sms, entries[0], "sla", *unnamed)
            yield RULE.about(entries[0], "sla", message).with_fix(fix)


def _wrong(entry: Entry, known: dict[str, ServiceLevelAgreement], in_force: list[str]) -> list[str]:
    """What an entry should not name; an ended agreement only where another one replaced it."""
    found = []
    for name in entry.texts("sla"):
        agreement = known.get(name)
        if agreement is not None and agreement.service != entry.text("service"):
            found.append(f"{name}, an agreement on {agreement.service}")
        elif agreement is not None and agreement.status == "ended" and in_force:
            found.append(f"{name}, which has ended")
    return found


def _instead(unnamed: list[str]) -> str:
    return f", and not {', '.join(unnamed)}" if unnamed else ""
