"""An interval by which records are judged is set nowhere.

The standard leaves intervals to the organization. Until it has set its own, a default of the tool judges, which nobody
decided. All that are missing are one finding; set them in `intervals` of the settings.

Bad:

```yaml sms.yml
organization: {name: Example organization}  # <- interval-not-set
```

```yaml
supplier-contract CON-1: {status: active}
```

Good:

```yaml sms.yml
organization: {name: Example organization}
intervals: {contract_review: 12 months, performance_review: 6 months}
```

```yaml
supplier-contract CON-1: {status: active}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:8.1", "20000-1:9.1"),
    gap=True,
    help="decide how often it is done, or how soon; say it in the document that people read, and set it in `intervals`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the settings of promises and cycles of all kinds of which there are records."""
    set_by_us = sms.written_config.intervals.model_fields_set
    asked = {
        promise.setting: None
        for kind, model in sms.kinds.items()
        for promise in (*model.KIND.promises, *model.KIND.cycles)
        if promise.setting and promise.setting not in set_by_us and sms.entries(kind)
    }
    if asked:
        message = (
            f"no interval is set for {listed(f'`{name}`' for name in asked)}; a default of the tool judges"
        )
        yield RULE.finding(sms.settings.at(), message)
