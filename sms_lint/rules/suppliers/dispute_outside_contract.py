"""A dispute was opened before its contract began, or after it had ended.

A dispute is about what a contract says. If the contract did not apply on its day, the dispute belongs to another
contract, or one of the dates is wrong.

Bad:

```yaml
supplier-contract CON-A:
  valid_from: 2026-07-01
  valid_to:  # not given
dispute DSP-1:
  contract: CON-A
  opened: 2026-05-02  # <- dispute-outside-contract
```

Good:

```yaml
supplier-contract CON-A: {valid_from: 2025-01-01, valid_to: 2027-12-31}
dispute DSP-1: {contract: CON-A, opened: 2026-05-02}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.3.4.1",),
    help="name the contract that applied, or correct `opened`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of each dispute with the days of its contract."""
    known = {contract.id: contract for contract in sms.all(SupplierContract)}
    for entry in sms.entries("dispute"):
        contract, day = known.get(entry.text("contract")), entry.day("opened")
        if contract is None or day is None:
            continue
        if day < contract.valid_from:
            message = f"{entry.id} was opened on {day}, but {contract.id} began on {contract.valid_from}"
            yield RULE.about(entry, "opened", message)
        elif contract.valid_to is not None and contract.valid_to < day:
            message = f"{entry.id} was opened on {day}, but {contract.id} ended on {contract.valid_to}"
            yield RULE.about(entry, "opened", message)
