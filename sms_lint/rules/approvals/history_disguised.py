"""The repository is set up so that git shows another history than the one that is stored.

Replaced commits (`git replace`) and grafts hide the true history from most programs on this computer. Here they are
ignored, but anybody who uses git itself sees what somebody else wants them to see.

Bad:

```text history
2026-01-05 P-0001 commits other work
2026-01-06 P-0001 replaces the last commit by another (git replace)  # <- history-disguised
```

Good:

```text history
2026-01-05 P-0001 commits other work
```
"""

from collections.abc import Iterator

from sms_lint.ground.source import whole
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="find out who did that; `git replace --delete` removes a replacement, and grafts are a file in `.git`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was found while the history was read."""
    tricks = sms.branch.tricks if sms.branch else ()
    if tricks:
        message = f"git shows another history than the one that is stored: {' and '.join(tricks)}"
        yield RULE.finding(whole(sms.trust or sms.settings.file), message)
