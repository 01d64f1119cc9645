"""The trust settings in the file are not the ones that count.

Only the owners together can change whose signature counts: each version is one higher than the one before, and signed
by as many owners as that one requires. Changing the file alone changes nothing. Approvals by a person who was added
that way do not count, and a role or a key that was removed still does.

Bad:

```text history
2026-02-02 P-0001 changes trust.yml  # <- trust-not-in-force
```

Good:

```text history
2026-02-02 P-0001 changes trust.yml
2026-02-03 P-0002 signs trust.yml
```
"""

from collections.abc import Iterator

from sms_lint.ground.source import Origin, whole
from sms_lint.ground.text import places
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.trust import TRUST_FILE
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.2",),
    help="have the owners sign it with `sms-lint approve TRUST`, or restore the version in force",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the latest trust settings with those that were adopted last."""
    approvals = approvals_of(sms)
    if approvals is None or not approvals.branch.commits.complete or not approvals.chain.adopted:
        return
    last, newest = approvals.chain.adopted[-1], approvals.branch.trusts[-1]
    if sms.trust is None:
        if TRUST_FILE not in sms.paths and not sms.config.approval:  # otherwise the settings are reported
            message = f"{TRUST_FILE} is gone; its version {last.trust.version} stays in force"
            yield RULE.finding(whole(sms.settings.file), message)
    elif newest.read.trust is not None and newest.read.digest != last.digest:
        faults = [
            trust_fault.message
            for trust_fault in approvals.chain.faults
            if trust_fault.position == newest.position
        ]
        at = Origin(sms.trust, places).at("version")
        yield RULE.finding(at, faults[-1] if faults else f"version {last.trust.version} stays in force")
