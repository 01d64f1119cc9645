"""The catalogue states other dependencies of a service than the portfolio.

Dependencies are looked up in both places: in the portfolio to judge criticality and changes, in the catalogue by those
who use the service. Two answers to one question mean that one of them is wrong. Where all entries of a service agree
with each other, the finding is at the portfolio.

Bad:

```yaml
service SVC-MAIL:
  lifecycle: live
  dependencies: [SVC-NET]
service-catalogue CAT-MAIL:
  service: SVC-MAIL
  dependencies: []  # <- catalogue-dependencies-differ
```

Good:

```yaml
service SVC-MAIL:
  lifecycle: live
  dependencies: [SVC-NET]
service-catalogue CAT-MAIL:
  service: SVC-MAIL
  dependencies: [SVC-NET]
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.system.delivery import not_delivered
from sms_lint.system.entry_fixes import listing_only
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.2",
        "20000-1:8.2.4",
    ),
    help="make `dependencies` the same in the portfolio and in the catalogue",
    fix=RuleFix("writes the dependencies of the other side", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the sets of each service, once where several entries say the same."""
    described: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("service-catalogue"):
        described[entry.text("service")].append(entry)
    gone = not_delivered(sms)
    for name, service in sms.by_id("service").items():
        entries = [entry for entry in described[name] if _of(entry) != _of(service)]
        if not entries or name in gone:
            continue
        everywhere = len(entries) == len(described[name]) > 1 and len(set(map(_of, entries))) == 1
        for shown, other in (
            [(service, entries[0])] if everywhere else [(entry, service) for entry in entries]
        ):
            message = f"{shown.id} depends on {_words(shown)} here, but on {_words(other)} in {_where(other)}"
            fix = listing_only(shown, "dependencies", other.texts("dependencies")) if _of(other) else None
            yield RULE.about(shown, "dependencies", message).with_fix(fix)


def _of(entry: Entry) -> frozenset[str]:
    return frozenset(entry.texts("dependencies"))


def _words(entry: Entry) -> str:
    return ", ".join(sorted(_of(entry))) or "nothing"


def _where(entry: Entry) -> str:
    return "the portfolio" if entry.kind == "service" else f"the catalogue ({entry.id})"
