"""A signed approval does not count.

A signature counts only where the person is known, signed with a key of their own, holds the required role, did not
contribute to the text, and signed exactly this text in this place. The message says which of these was not the case.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0 together with P-0002
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves  # <- approval-refused
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0 together with P-0002
2026-01-08 P-0001 signs as author
2026-01-09 P-0003 approves
```

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves with the key of ci  # <- approval-refused
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
```

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves with the key of P-0001  # <- approval-refused
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves with the key of P-0002
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status.documents import refused_statements
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2", "20000-1:7.5.3.1", "20000-1:7.5.3.2", "20000-1:5.3"),
    help="have it approved by somebody whose approval counts",
    exemptible=True,
    aliases=(
        "approval-by-contributor",
        "approval-by-robot",
        "approval-from-the-future",
        "approval-key-not-trusted",
        "approval-replayed",
        "approver-unknown",
        "approver-without-role",
    ),
)
_APPROVAL = "20000-1:7.5.2"
# Each part with its own reasons of refusal.
_PARTS = (
    (
        RULE.part(
            "approval-by-contributor",
            clauses=(_APPROVAL,),
            help="have it approved by somebody who did not contribute to it",
        ),
        ("self-approved",),
    ),
    (
        RULE.part(
            "approval-by-robot",
            clauses=(_APPROVAL,),
            help="have a person approve it, and find out why the program did",
        ),
        ("robot",),
    ),
    (
        RULE.part(
            "approval-from-the-future",
            clauses=(_APPROVAL,),
            help="set the clock of the computer that signed, remove the statement, and sign again",
        ),
        ("future",),
    ),
    (
        RULE.part(
            "approval-key-not-trusted",
            clauses=(_APPROVAL, "20000-1:7.5.3.1"),
            help=(
                "find out who signed; have it signed with a key that `trust.yml` gives to that person, or remove "
                "the file"
            ),
        ),
        ("key",),
    ),
    (
        RULE.part(
            "approval-replayed",
            clauses=(_APPROVAL, "20000-1:7.5.3.2"),
            help="have it approved here as it is now, with `sms-lint approve`",
        ),
        ("context", "previous", "trust", "version", "effective"),
    ),
    (
        RULE.part(
            "approver-unknown",
            clauses=(_APPROVAL,),
            help="enter the person in `trust.yml` with the roles they hold, and have it approved again",
        ),
        ("person",),
    ),
    (
        RULE.part(
            "approver-without-role",
            clauses=(_APPROVAL, "20000-1:5.3"),
            help="have somebody approve it who holds the role, or give them the role in `trust.yml` first",
        ),
        ("role",),
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report each statement that was refused, with the reason."""
    for part, reasons in _PARTS:
        for refused in refused_statements(sms, *reasons):
            yield part.finding(*refused[:2], node=refused.node, severity=refused.severity)
