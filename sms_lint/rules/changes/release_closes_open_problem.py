"""A release was a success and is said to close a problem or known error that is still open.

Either the release did not fix it, and its record claims too much, or nobody closed the problem, and the service desk
still hands out a workaround that is no longer needed.

Bad:

```yaml
release REL-2026-01:
  known_errors_problems_closed: [PRB-2026-01]  # <- release-closes-open-problem
  status: closed
  result: success
problem PRB-2026-01: {status: open}
```

Good:

```yaml
release REL-2026-01:
  known_errors_problems_closed: [PRB-2026-01]
  status: closed
  result: success
problem PRB-2026-01: {status: resolved}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.5.3",
        "20000-1:8.6.3",
    ),
    help="close what was fixed, or remove it from `known_errors_problems_closed`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what each successful release closed, once it was analysed; one finding for each release."""
    for release in sms.entries("release"):
        if release.text("status") != "closed" or release.text("result") != "success":
            continue
        left = [name for name in release.texts("known_errors_problems_closed") if name in sms.once(_open)]
        if left:
            verb = "is" if len(left) == 1 else "are"
            message = f"{release.id} is said to have closed {listed(left)}, which {verb} still open"
            yield RULE.about(release, "known_errors_problems_closed", message)


def _open(sms: Sms) -> frozenset[str]:
    entries = (*sms.entries("problem"), *sms.entries("known-error"))
    return frozenset(entry.id for entry in entries if _is_open(entry))


def _is_open(entry: Entry) -> bool:
    """Whether it is open; with a closing date it counts as closed, whatever its status says."""
    return entry.text("status") in ("open", "known_error") and not entry.text("closed_at")
