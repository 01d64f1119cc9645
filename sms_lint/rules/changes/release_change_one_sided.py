"""A change names a release it belongs with, but that release does not carry it.

The change leads to a release that does not know it, and the release does not show all that went live with it. Baseline,
tests and rollback were prepared for another set of changes.

Bad:

```yaml
release REL-2026-01: {changes: [CHG-2026-0002]}
change CHG-2026-0001:
  related_rfc_release: [REL-2026-01]  # <- release-change-one-sided
```

Good:

```yaml
release REL-2026-01: {changes: [CHG-2026-0001]}
change CHG-2026-0001:
  related_rfc_release: [REL-2026-01]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.system.change_order import carried
from sms_lint.system.entry_fixes import naming_also
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.3",
        "20000-1:8.5.1.2",
    ),
    help=(
        "name the release that carries the change in `related_rfc_release`, or add the change to `changes` of "
        "the release"
    ),
    fix=RuleFix("names the change in the release as well", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the releases that each change names, unless one of them carries it."""
    carrying = {(change.id, release.id) for release, change in carried(sms, "release")}
    named: dict[str, list[str]] = {}
    changes = sms.by_id("change")
    for change, release in carried(sms, "change", "related_rfc_release", "release"):
        named.setdefault(change.id, []).append(release.id)
    for name, releases in named.items():
        if not any((name, release_id) in carrying for release_id in releases):
            verb = "does" if len(releases) == 1 else "do"
            message = f"{name} says it belongs with {listed(releases)}, which {verb} not carry it"
            other = sms.by_id("release").get(releases[0]) if len(releases) == 1 else None
            fix = naming_also(sms, other, "changes", name) if other is not None else None
            yield RULE.about(changes[name], "related_rfc_release", message).with_fix(fix)
