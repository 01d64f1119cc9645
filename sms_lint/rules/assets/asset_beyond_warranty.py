"""An asset in use is out of warranty, and no contract covers it.

Once warranty and support have ended nobody repairs the asset or mends its weaknesses. It is replaced, covered
by a maintenance contract, or its risk is taken knowingly and written down.

Bad:

```yaml
asset AST-1:
  status: in_use
  warranty_end: 2026-03-31  # <- asset-beyond-warranty
  licence_or_contract:  # not given
```

Good:

```yaml
asset AST-1:
  status: in_use
  warranty_end: 2026-03-31
  licence_or_contract: CON-HARDWARE
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.2.5",),
    help="replace the asset, or name the contract that covers it in `licence_or_contract`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the end of warranty of each asset in use with today."""
    for entry in sms.entries("asset"):
        end = entry.day("warranty_end")
        bought = entry.day("acquired")
        if (
            entry.text("status") == "in_use"
            and end
            and (bought or end) <= end < sms.today
            and not entry.text("licence_or_contract")
        ):
            message = f"{entry.id} is in use, its warranty ended on {end}, and no contract covers it"
            yield RULE.about(entry, "warranty_end", message)
