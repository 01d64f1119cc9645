"""A release went live although its acceptance criteria were not met.

The criteria were agreed so that this would not happen. Where somebody decided to go on, the decision and what follows
from it belong in the record.

Bad:

```yaml
release REL-2026-01:
  status: deployed
  verified: not met  # <- release-live-unverified
  analysis:  # not given
```

Good:

```yaml
release REL-2026-01:
  status: deployed
  verified: not met
  analysis: Accepted by the service owner on 2026-08-10 with a second probe
```
"""

from collections.abc import Iterator

from sms_lint.ground.substance import refuses, says_nothing
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import LIVE
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.3",),
    help="say in `analysis` who decided to go on and what follows, or correct `verified`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what is live, says that it was not verified, and has no analysis."""
    for release in sms.entries("release"):
        verified = release.text("verified")
        if release.text("status") in LIVE and refuses(verified) and says_nothing(release.text("analysis")):
            said = verified.casefold().replace("_", " ")
            message = f"{release.id} went live, but was verified as: {said}"
            yield RULE.about(release, "verified", message)
