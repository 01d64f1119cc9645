"""A problem points to the known error of another problem.

The workaround that the service desk finds under the problem belongs to something else, and does not help.

Bad:

```yaml
problem PRB-01:
  impact_reduction: KER-02  # <- known-error-of-another-problem
known-error KER-01: {problem: PRB-01}
known-error KER-02: {problem: PRB-02}
```

Good:

```yaml
problem PRB-01:
  impact_reduction: KER-01
known-error KER-01: {problem: PRB-01}
known-error KER-02: {problem: PRB-02}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.3",),
    help="name the known error of this problem in `impact_reduction`, or correct `problem` of the known error",
    yields_to=("dangling-reference",),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up every known error that a problem names; one of its own beside it is enough."""
    known = sms.by_id("known-error")
    behind = {name: entry.text("problem") for name, entry in known.items()}
    for problem in sms.entries("problem"):
        named = sorted(ids_in(problem.text("impact_reduction")) & behind.keys())
        if named and all(behind[name] != problem.id for name in named):
            message = f"{problem.id} points to {named[0]}, the known error of {behind[named[0]]}"
            place = known[named[0]].at("problem")
            yield RULE.about(problem, "impact_reduction", message).compared_with(place)
