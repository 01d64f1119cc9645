"""Trust settings that were in force went out of force by a merge, and not because their owners changed them.

Whoever merges the branch into something of their own, and pushes that as the branch, puts another line in its place.
The old settings are still in the history, but they judge nothing any more. So what was in force in anything that was
merged binds: it has to be on the branch, or a later version that its own owners signed. Most often it was an accident:
`git pull` on an old copy, then `git push`.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-02-02 P-0001 changes trust.yml
2026-02-03 P-0002 signs trust.yml
2026-02-04 P-0004 merges the branch into an old copy (2 steps old)  # <- trust-displaced
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-02-02 P-0001 changes trust.yml
2026-02-03 P-0002 signs trust.yml
2026-02-04 P-0004 merges an old copy into the branch (2 steps old)
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
    clauses=("20000-1:7.5.3.1", "20000-1:7.5.3.2"),
    help="put the line that was the branch first again, or have the owners of those settings sign the ones in force",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while the merged lines were compared with the branch."""
    for displaced in sms.branch.displaced if sms.branch else ():
        yield RULE.finding(whole(sms.trust or sms.settings.file), displaced.sentence, help=displaced.way_out)
