"""Comments and a baseline that accept findings: of the wrong form, not allowed, or needed no more."""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.rules.check import Check
from sms_lint.system.sms import Sms

_MALFORMED = Rule(
    f"{__name__}.malformed_suppression",
    """A comment or a baseline that is to accept findings is not of the right form, so that it accepts nothing.

    Whoever accepts a fault says which rule speaks, until when it is accepted, and why. Without these an auditor sees
    only that somebody silenced a check. A comment that names no rule would also hide what nobody has seen yet.

    Bad:

    ```yaml records/registers/role.yml
    kind: role
    id: REG-ROLE
    title: Role register
    owner: head-of-service-management
    # sms: ignore until the audit  # <- malformed-suppression
    review: {every: 12 months, last: 2026-09-15}
    entries: []
    ```

    Good:

    ```yaml records/registers/role.yml
    kind: role
    id: REG-ROLE
    title: Role register
    owner: head-of-service-management
    # sms: ignore[overdue-review] until=2026-12-31 The review waits for the new managing director.
    review: {every: 12 months, last: 2026-09-15}
    entries: []
    ```
    """,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="write `sms: ignore[rule] until=2026-12-31` and the reason, or delete the comment",
)
_FORBIDDEN = Rule(
    f"{__name__}.forbidden_suppression",
    """Something is to be accepted that no comment and no baseline can accept.

    What guards approvals and closed records is exempted by the owners of the trust settings, by name and with their
    signature. What is said of acceptances themselves is put right. And a baseline is written once, when the checks are
    adopted: from then on findings only go out of it.

    Bad:

    ```yaml records/registers/role.yml
    kind: role
    id: REG-ROLE
    title: Role register
    owner: head-of-service-management
    # sms: ignore[expired-suppression] until=2026-12-31 Nobody has time for it.  # <- forbidden-suppression
    review: {every: 12 months, last: 2026-09-15}
    entries: []
    ```

    Good:

    ```yaml records/registers/role.yml
    kind: role
    id: REG-ROLE
    title: Role register
    owner: head-of-service-management
    review: {every: 12 months, last: 2026-09-15}
    entries: []
    ```
    """,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="put right what is found; `exemptions` in `trust.yml` are for what guards approvals and closed records",
)
_UNUSED = Rule(
    f"{__name__}.unused_suppression",
    """A finding is accepted that is not there.

    The fault was put right, or what it was about is gone. An acceptance that stays would hide the next fault of the
    same rule, which nobody has looked at.

    Bad:

    ```yaml sms.yml
    organization: {name: Example organization}
    as_of: 2026-10-31
    suppressions:
      - rule: overdue-review
        node: POL-GONE  # <- unused-suppression
        reason: The review waits for the new managing director.
        until: 2026-12-31
    ```

    Good:

    ```yaml sms.yml
    organization: {name: Example organization}
    as_of: 2026-10-31
    suppressions:
      - rule: overdue-review
        node: POL-SMS
        reason: The review waits for the new managing director.
        until: 2026-12-31
    ```
    """,
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help="delete the acceptance",
)


def _malformed(sms: Sms) -> Iterator[Finding]:
    """Comments of the wrong form, and what was noticed in the baseline."""
    for comment in sms.ignores:
        if comment.fault:
            said = f"this comment accepts nothing: {comment.fault}"
            yield _MALFORMED.finding(comment.at, said, node=sms.id_at(comment.at))
    yield from map(_MALFORMED.finding_of, sms.found(_MALFORMED.id))


def _forbidden(sms: Sms) -> Iterator[Finding]:
    """What a proposed change adds to the baseline; rules that cannot be accepted are known where all rules are."""
    if sms.baseline and sms.baseline.grown:
        at = sms.baseline.origin.at("findings")
        yield _FORBIDDEN.finding(at, f"a baseline only shrinks, but {sms.baseline.grown}")


def _unused(sms: Sms) -> Iterator[Finding]:
    """Acceptances of what does not exist; whether others are needed is known once all rules have judged."""
    hidden = bool(sms.unread)
    for index, setting in enumerate(sms.written_config.suppressions):
        if (
            not hidden
            and sms.get(setting.node) is None
            and setting.until >= sms.today
            and not _is_text(sms, setting.node)
        ):
            said = f"`{setting.rule}` is accepted for {setting.node}, which does not exist"
            yield _UNUSED.finding(sms.settings.at("suppressions", index, "node"), said, node=setting.node)


def _is_text(sms: Sms, name: str) -> bool:
    """Whether a name is that of something without an id of its own, such as a file, a commit or a rule."""
    return name in sms.paths or not name.isupper()


CHECKS = (Check(_MALFORMED, _malformed), Check(_FORBIDDEN, _forbidden), Check(_UNUSED, _unused))
