"""The statement that a person may make of a text now, or why not."""

from datetime import UTC, datetime

from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals.contributors import Settled, commits_of, contributors
from sms_lint.history.approvals.judge import Approvals
from sms_lint.history.approvals.text_approval import TextApproval
from sms_lint.history.branch import TRUST_ID, TextVersion
from sms_lint.model.control_data import CONTROL_DATA
from sms_lint.model.statement import Meaning, Statement
from sms_lint.model.trust import Robot, Trust, TrustedPerson
from sms_lint.outside.ssh_signature import Key


def statement_on(
    approvals: Approvals, id_: str, meaning: Meaning, key: Key, role: str, now: datetime
) -> Statement:
    """What the holder of a key says of the latest text of a document.

    Raises SmsError where it would not count, or would say nothing.
    """
    trust = approvals.chain.current
    if trust is None:
        raise SmsError("no trust.yml is in force, so no signature counts; write it first")
    person = _person(trust, key, now)
    if id_ == TRUST_ID:
        return _on_trust(approvals, person, meaning, now)
    latest = approvals.latest(id_)
    if latest is None:
        raise SmsError(f"there is no document {id_}")
    _refuse_unfit(latest, meaning)
    chosen = _role(trust, latest, person, meaning, role, now)
    if meaning == "approval":
        _refuse_contributor(approvals, latest, person, trust)
    last = last_approved(approvals, latest)
    return _new(approvals, statement_of(approvals, latest.text, meaning, person.who, chosen, last, now))


def _refuse_unfit(latest: TextApproval, meaning: Meaning) -> None:
    """Raise SmsError where the text cannot be signed, or there is nothing to withdraw."""
    text = latest.text
    if not text.commit:
        raise SmsError(
            f"{text.path} is not committed in its present form, and a signature is for the text that others get; "
            "commit it first, then sign"
        )
    if text.is_empty:
        raise SmsError(f"{text.path} has no text below its front matter; write it first")
    if meaning == "confirmation" and latest.approved_as is None:
        why = "is approved as it is" if latest.approved else "is not approved"
        raise SmsError(
            f"{text.id} {text.version} {why}, so there is nothing to confirm: change nothing but its control data, "
            f"such as `{CONTROL_DATA[0].name}`, commit that, then confirm it"
        )
    if meaning == "withdrawal" and not latest.approved and not latest.approvers:
        raise SmsError(f"{text.id} {text.version} is not approved, so there is nothing to withdraw")


def _new(approvals: Approvals, statement: Statement) -> Statement:
    """The statement. Raises SmsError where the same person has said the same of the same text."""
    for kept in approvals.signed:
        of_these = (kept.statement.sha256, kept.statement.shown) == (statement.sha256, statement.shown)
        same = kept.path == statement.path and of_these
        if same and kept.gone is None and kept.statement.trust == statement.trust:
            raise SmsError(
                f"{statement.person} has signed {statement.id} {statement.version} already ({statement.meaning}): "
                f"{kept.path}"
            )
    return statement


def last_approved(approvals: Approvals, before: TextApproval) -> TextApproval | None:
    """The approved text before another one."""
    every = approvals.texts[before.text.id]
    earlier = (
        approval
        for approval in every
        if approval.approved and not approval.approved_as and approval.text.content != before.text.content
    )
    return max(earlier, key=lambda approval: approval.text.position, default=None)


def statement_of(
    approvals: Approvals,
    text: TextVersion,
    meaning: Meaning,
    person: str,
    role: str,
    last: TextApproval | None,
    now: datetime,
    forge: str = "",
) -> Statement:
    """What somebody says of a text, under the trust settings in force; `last` is the text approved before."""
    adopted = approvals.chain.adopted[-1]
    return Statement(
        meaning=meaning,
        id=text.id,
        version=text.version,
        sha256=text.sha256,
        blob=text.blob,
        person=person,
        role=role,
        effective=text.effective,
        previous=last.text.sha256 if last else "",
        repository=adopted.trust.repository,
        branch=adopted.trust.branch,
        trust=adopted.digest,
        made=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        forge=forge,
        shown=text.shown_digest,
    )


def _person(trust: Trust, key: Key, now: datetime) -> TrustedPerson:
    who = trust.by_key(key)
    if who is None:
        raise SmsError(
            f"the key {key.fingerprint} belongs to nobody in trust.yml; have its owners add it to a person"
        )
    if isinstance(who, Robot):
        raise SmsError(f"the key {key.fingerprint} is that of the robot {who.who}; a person has to sign")
    if why := who.why_not(key, now.date()):
        raise SmsError(
            f"the key {key.fingerprint} of {who.who} {why}; see its days and purposes in trust.yml"
        )
    return who


def _on_trust(approvals: Approvals, person: TrustedPerson, meaning: Meaning, now: datetime) -> Statement:
    """The statement of an owner who signs the trust settings on the branch."""
    if meaning != "approval":
        raise SmsError(
            "trust.yml is approved by its owners, with `sms-lint approve TRUST`; nobody signs it as its author, and no "
            "version is withdrawn: the next version replaces it"
        )
    adopted, (position, newest) = approvals.chain.adopted[-1], approvals.branch.trusts[-1]
    if newest.trust is None:
        raise SmsError(f"trust.yml is faulty: {newest.faults[0].message}")
    if newest.digest == adopted.digest:
        raise SmsError(f"version {adopted.trust.version} of trust.yml is in force already; change it first")
    if person.who not in adopted.trust.owners.people:
        raise SmsError(
            f"{person.who} is not an owner of trust.yml; {', '.join(adopted.trust.owners.people)} may sign it"
        )
    if position >= len(approvals.branch.line):
        raise SmsError("trust.yml is not committed in its present form; commit it first, then sign")
    text = TextVersion(
        TRUST_ID, "trust", str(newest.trust.version), "", newest.digest, newest.blob, "", "", "", "", 0, ""
    )
    return _new(approvals, statement_of(approvals, text, "approval", person.who, "", None, now))


def _role(
    trust: Trust, latest: TextApproval, person: TrustedPerson, meaning: Meaning, role: str, now: datetime
) -> str:
    """The role in which the person signs: the one that is named, or the one that the document asks for.

    Who approves is said by the text that stood before: a change that names another approver does not choose its own.
    """
    if meaning == "authorship":
        return role
    text = latest.text
    roles = trust.approving_roles(latest.deciding.kind, latest.deciding.approver)
    if meaning == "withdrawal":
        roles = (text.owner, text.approver)
    if meaning == "confirmation":
        roles = (latest.signed_text.owner,)
    held = [signing_role for signing_role in roles if person.holds(signing_role, now.date())]
    if role and role not in held:
        raise SmsError(
            f"{person.who} does not hold the role {role} in trust.yml, or {text.id} requires another one"
        )
    if not held:
        raise SmsError(
            f"{text.id} is for {' or '.join(roles)} to sign, and {person.who} does not hold that role"
        )
    return role or held[0]


def _refuse_contributor(
    approvals: Approvals, latest: TextApproval, person: TrustedPerson, trust: Trust
) -> None:
    text = latest.text
    settled = Settled()
    for approval in approvals.texts[text.id]:
        if approval.text.position < text.position:
            settled.add(approval.text, approved=approval.approved and approval.approved_as is None)
    wrote = contributors(commits_of(approvals.branch, text, settled), (), trust)
    if person.who in wrote.people:
        how = wrote.people[person.who]
        raise SmsError(f"{person.who} contributed to {text.id} ({how}); somebody else has to approve it")
    if wrote.doubt:
        raise SmsError(
            f"it is not known who wrote {text.id}: {wrote.doubt}. Add the address or key to the person in trust.yml "
            "that it belongs to, or have the author sign the commit"
        )
