"""A known error was closed before the release that fixes it went live.

Users still meet it, and those who help them no longer find what helps.

Bad:

```yaml
known-error KER-01:
  status: closed  # <- known-error-closed-before-fix
  fix_release: REL-01
  closed_at: 2026-10-21
release REL-01: {status: approved}
```

Good:

```yaml
known-error KER-01:
  status: closed
  fix_release: REL-01
  closed_at: 2026-10-21
release REL-01:
  status: deployed
  deployed_at: 2026-10-21T06:30
  result: success
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import LIVE
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.6.3",
        "20000-1:8.5.3",
    ),
    help="open it again until the release is live, or name the release that did fix it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the release of each known error that is closed: whether it went live, worked, and on which day."""
    releases = sms.by_id("release")
    for entry in sms.entries("known-error"):
        fix, closed = releases.get(entry.text("fix_release")), entry.day("closed_at")
        if fix is None or closed is None or entry.text("status") != "closed" or not _fixes(fix, entry):
            continue
        day, worked = fix.day("deployed_at"), fix.text("result") == "success"
        if fix.text("status") not in LIVE:
            message = f"{entry.id} is closed, but {fix.id}, which is to fix it, is {fix.text('status')}"
            yield RULE.about(entry, "status", message)
        elif not worked:
            message = f"{entry.id} is closed, but {fix.id}, which was to fix it, did not succeed"
            yield RULE.about(entry, "status", message)
        elif day and closed < day:
            message = f"{entry.id} was closed on {closed}, before {fix.id} went live on {day}"
            yield RULE.about(entry, "closed_at", message)


def _fixes(release: Entry, known_error: Entry) -> bool:
    """Whether the release says so too; otherwise another one may be meant."""
    names = release.texts("known_errors_problems_closed")
    return known_error.id in names or known_error.text("problem") in names
