"""The newest record of its kind is too old to show that something is still done.

Records show that what is written down is also done, and keeps being done. When the newest record of a kind is older
than `evidence.fresh` in the settings (12 months by default), the obligations that it shows are documented, but no
longer evidenced. Kinds that show only what depends on an event, such as a dispute, are left alone.

Bad:

```yaml
competence CMP-01:  # <- stale-evidence
  assessed_at: 2024-05-02
```

Good:

```yaml
competence CMP-01:
  assessed_at: 2026-05-02
```
"""

from collections.abc import Iterator

from sms_lint.evidence import holdings, is_fresh
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.4",),
    help="record what was done since; if nothing was, do it. `evidence` in sms.yml says how long records count",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the newest record of each kind that shows an obligation by itself and has a date of its own."""
    shown = _shown(sms)
    unread = sms.unread | sms.hidden
    for kind, holding in holdings(sms).items():
        if kind not in shown or kind in unread or not sms.kinds[kind].KIND.moment:
            continue
        if holding.newest and not is_fresh(sms, holding.newest):
            message = (
                f"the newest record of kind {kind} is of {holding.newest}; "
                f"records count as evidence for {sms.config.evidence.fresh}"
            )
            yield RULE.about(holding.node, "id", message, clauses=tuple(shown[kind]))


def _shown(sms: Sms) -> dict[str, dict[str, None]]:
    """For each kind, in order, the clauses with an obligation that its records show and that needs no event."""
    shown: dict[str, dict[str, None]] = {}
    for book in sms.catalogues:
        for clause in book.clauses:
            for obligation in clause.obligations:
                if obligation.trigger != "conditional":
                    for kind in obligation.shown_kinds:
                        shown.setdefault(kind, {})[clause.id] = None
    return shown
