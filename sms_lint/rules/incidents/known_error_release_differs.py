"""A known error and the release that fixes it do not name each other.

Readers of the release do not see what it fixes, and those who meet the error are not told that there is a fix. It is
enough that the release names the known error, or its problem.

Bad:

```yaml
known-error KER-01:
  problem: PRB-01
  fix_release: REL-01  # <- known-error-release-differs
release REL-01: {known_errors_problems_closed: [], status: deployed}
```

Good:

```yaml
known-error KER-01:
  problem: PRB-01
  fix_release: REL-01
release REL-01: {known_errors_problems_closed: [PRB-01], status: deployed}
```
"""

from collections.abc import Iterator, Mapping

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix
from sms_lint.system.entry_fixes import naming_also
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.5.3",
        "20000-1:8.6.3",
    ),
    help="name the known error in the release that fixes it, and the release in the known error",
    fix=RuleFix("names the one in the other as well", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare both sides: what the known error names, else which release names the known error."""
    closing = {
        entry.id: entry.texts("known_errors_problems_closed")
        for entry in sms.entries("release")
        if entry.text("status") != "cancelled"
    }
    for entry in sms.entries("known-error"):
        fix_release = entry.text("fix_release")
        message = _difference(closing, entry.id, entry.text("problem"), fix_release)
        if message:
            yield RULE.about(entry, "fix_release", message).with_fix(_fix(sms, entry, fix_release, closing))


def _difference(closing: Mapping[str, tuple[str, ...]], name: str, problem: str, fix: str) -> str:
    if fix in closing and not {name, problem} & set(closing[fix]):
        return f"{name} is fixed by {fix}, which names neither it nor {problem}"
    release = next((closing_release for closing_release, names in closing.items() if name in names), "")
    return f"{release} says that it fixes {name}, which names no release" if release and not fix else ""


def _fix(sms: Sms, entry: Entry, fix_release: str, closing: Mapping[str, tuple[str, ...]]) -> Fix | None:
    """Name the known error in its release, or the one release that names it in the known error."""
    if fix_release:
        release = sms.by_id("release")[fix_release]
        return naming_also(sms, release, "known_errors_problems_closed", entry.id)
    naming = [name for name, names in closing.items() if entry.id in names]
    return naming_also(sms, entry, "fix_release", naming[0]) if len(naming) == 1 else None
