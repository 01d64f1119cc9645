"""A rule of the organization's own cannot be understood, or takes too long.

Rules in the files that `own_rules` of `sms.yml` names are read like everything else. A rule with an unknown word is not
applied, and everybody would rely on a check that does not happen.

Bad:

```yaml sms.yml
organization: {name: Example}
own_rules: [rules.yml]
as_of: 2026-10-31
```

```yaml rules.yml
risk-without-date:
  summary: A risk that is treated has no date.
  about: risk
  when:
    - acceptance is treated  # <- own-rules
    - due is empty
  say: "{id} is treated, but has no date"
```

Good:

```yaml sms.yml
organization: {name: Example}
own_rules: [rules.yml]
as_of: 2026-10-31
```

```yaml rules.yml
risk-without-date:
  summary: A risk that is treated has no date.
  about: risk
  when:
    - acceptance is treat
    - due is empty
  say: "{id} is treated, but has no date"
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    help="correct the rule; the handbook's page on own rules says what each key means",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while the rules were read."""
    return map(RULE.finding_of, sms.found("own-rules"))
