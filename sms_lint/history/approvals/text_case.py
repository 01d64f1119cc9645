"""One text judged: each of its statements is held against the trust settings, the text and what came before it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sms_lint.history.approvals.contributors import Contributors, Settled, commits_of, contributors
from sms_lint.history.approvals.deciding import made_by_the_change
from sms_lint.history.approvals.signed import SignedStatement, day_of
from sms_lint.history.approvals.text_approval import Refusal, RefusalReason, TextApproval
from sms_lint.history.approvals.trusted import TrustChain
from sms_lint.history.branch import CLOCKS_DIFFER, Branch, TextVersion
from sms_lint.model.statement import Meaning
from sms_lint.model.trust import Robot, Trust, TrustedPerson

# It proves nothing either way: the approval stays undecided, and never counts as one.
_UNSIGNED: tuple[RefusalReason, str] = (
    "author",
    "nobody signed as the author, and anybody can put any name into a commit; so it may be the approver's own text",
)


@dataclass(frozen=True)
class TextCase:
    """One text, and what its statements are checked against."""

    branch: Branch
    chain: TrustChain
    text: TextVersion
    last: TextApproval | None
    settled: Settled
    deciding: TextVersion

    def judged(self, statements: Iterable[SignedStatement]) -> TextApproval:
        """What the statements prove together."""
        refused: list[Refusal] = []
        counted: list[SignedStatement] = []
        wrote = Contributors()
        for statement in sorted(statements, key=lambda statement: statement.position):
            trust = self.chain.before(statement.position)
            if trust is None:
                why = "there are no trust settings that say whose signature counts"
                refused.append(Refusal(statement, "trust", why, unknown=True))
                continue
            wrote = self._contributors(statements, trust)
            said = (
                self._of_signer(statement, trust)
                or self._of_context(statement, trust)
                or self._of_person(statement, trust, wrote)
            )
            if said:
                why = said[1] + made_by_the_change(self.branch, self.chain, statement)
                refused.append(Refusal(statement, said[0], why, unknown=said[0] == "contributor"))
            else:
                counted.append(statement)
        approval = TextApproval(
            self.text,
            decided_by=self.deciding,
            authors=_each(counted, "authorship"),
            refused=tuple(refused),
            withdrawn=_each(counted, "withdrawal"),
            confirmations=_each(counted, "confirmation"),
            contributors=wrote,
        )
        return approval if approval.withdrawn else self._level(approval, counted)

    def _level(self, approval: TextApproval, counted: list[SignedStatement]) -> TextApproval:
        own = _each_once(counted, ("approval",))
        number = self._number(counted)
        by_keys = self._complete(own, number)
        others = [
            statement for statement in approval.authors if statement.statement.person not in _people(own)
        ]
        if by_keys is not None and others:
            position = max(by_keys, min(statement.position for statement in others))
            level = 2 + self._is_timestamped(position, own)
            taken = self._taken_over(own, position)
            return replace(approval, level=level, approvers=own, position=position, taken_over=taken)
        if own and not others and not approval.contributors.all_signed:
            approval = replace(
                approval,
                refused=(*approval.refused, *(Refusal(each, *_UNSIGNED, unknown=True) for each in own)),
            )
            counted = [statement for statement in counted if statement not in own]
        any_ = _each_once(counted, ("approval", "review"))
        by_any = self._complete(any_, number)
        if by_any is None:
            return replace(approval, approvers=any_)
        taken = self._taken_over(any_, by_any)
        return replace(approval, level=1, approvers=any_, position=by_any, taken_over=taken)

    def _number(self, counted: Iterable[SignedStatement]) -> int:
        """How many persons have to approve, by the settings that judge the latest statement."""
        trust = self.chain.before(max((statement.position for statement in counted), default=0))
        wanted = trust.requirement(self.deciding.kind) if trust else None
        return wanted.number if wanted else 1

    def _complete(self, approvals: tuple[SignedStatement, ...], number: int) -> int | None:
        """The step that brought the last approval that is needed; None where there are too few."""
        positions = sorted(max(statement.position, self.text.position) for statement in approvals)
        return positions[number - 1] if len(positions) >= number else None

    def _is_timestamped(self, position: int, approvals: tuple[SignedStatement, ...]) -> bool:
        """Whether an authority confirms the approval within the grace period after it was made."""
        moment = self.branch.proven(position)
        trust = self.chain.before(position)
        if moment is None or trust is None:
            return False
        made = max(statement.statement.moment for statement in approvals)
        return made.date() <= moment.date() <= trust.grace.after(made.date())

    def _taken_over(self, approvals: tuple[SignedStatement, ...], position: int) -> bool:
        """Whether it took effect before approvals were kept here, and was taken over when that began.

        The step that completed it has to be of that time, too: what signers state of their day proves nothing.
        """
        trust, declared = self.chain.before(position), self.text.declared
        if trust is None or declared is None or declared >= trust.adopted:
            return False
        last = trust.grace.after(trust.adopted)
        known = position >= len(self.branch.line) or self.branch.moments[position].date() <= last
        return known and all(statement.statement.moment.date() <= last for statement in approvals)

    def _contributors(self, statements: Iterable[SignedStatement], trust: Trust) -> Contributors:
        signers = _each(statements, "authorship")
        ended = [signed.key for signed in signers if not self._counts(signed, trust)]
        commits = commits_of(self.branch, self.text, self.settled)
        wrote = contributors(commits, [signed.key for signed in signers], trust, self.branch, ended)
        # What the first trust settings found there is taken over: nobody was asked to sign before.
        begun = self.chain.adopted[0].position
        unsigned = frozenset(commit for commit in wrote.unsigned if self.branch.entered[commit] > begun)
        return replace(wrote, unsigned=unsigned)

    def _counts(self, signed: SignedStatement, trust: Trust) -> bool:
        """Whether the key of a statement counted on its day."""
        who = trust.by_key(signed.key)
        return who is not None and who.signs_with(signed.key, day_of(self.branch, signed))

    def _of_signer(self, signed_statement: SignedStatement, trust: Trust) -> tuple[RefusalReason, str] | None:
        statement, day = signed_statement.statement, day_of(self.branch, signed_statement)
        who, key = trust.by_key(signed_statement.key), signed_statement.key
        if who is None:
            return "key", f"the key {key.fingerprint} belongs to nobody in the trust settings"
        if why := who.why_not(key, day):
            return "key", f"the key {key.fingerprint} of {who.who} {why}"
        if statement.meaning == "review" and not isinstance(who, Robot):
            return "key", f"a review is attested by a robot, and {who.who} is a person"
        if isinstance(who, Robot) and (statement.meaning == "review" or statement.is_attested_confirmation):
            return None
        if isinstance(who, Robot):
            return "robot", f"the robot {who.who} signed it; a robot never approves"
        if who.who != statement.person:
            return "key", f"it names {statement.person}, but {who.who} signed it"
        return None

    def _of_context(
        self, signed_statement: SignedStatement, trust: Trust
    ) -> tuple[RefusalReason, str] | None:
        text, statement = self.text, signed_statement.statement
        if self.branch.is_after_shown(statement.moment):
            return "future", f"it is dated {statement.moment.date()}, which is after the day shown"
        if (statement.repository, statement.branch) != (trust.repository, trust.branch):
            where = f"`{statement.repository}`, branch `{statement.branch}`"
            return "context", f"it is for {where}; this is `{trust.repository}`, branch `{trust.branch}`"
        if not self.chain.was_in_force(statement.trust, signed_statement.position):
            return "trust", "it was made under trust settings that were never in force here"
        if statement.version != text.version:
            return "version", f"it is for version {statement.version}, but the text says {text.version}"
        if statement.effective != text.effective:
            return "effective", f"it is for a text in force from {statement.effective or 'no day'}"
        previous = self.last.text.sha256 if self.last else ""
        if statement.meaning in ("approval", "review", "confirmation") and statement.previous != previous:
            return "previous", "it names another version as the one approved before"
        return None

    def _of_person(
        self, signed_statement: SignedStatement, trust: Trust, wrote: Contributors
    ) -> tuple[RefusalReason, str] | None:
        statement = signed_statement.statement
        person = trust.by_person.get(statement.person)
        if person is None:
            return "person", f"{statement.person} is not in the trust settings"
        if statement.meaning == "authorship":
            return None
        if statement.meaning == "withdrawal":
            return self._of_role(person, signed_statement, (self.text.owner, self.text.approver), trust)
        if statement.meaning == "confirmation":
            return self._of_confirmation(person, signed_statement, trust)
        if statement.person in wrote.people:
            return "self-approved", f"{statement.person} contributed to it ({wrote.people[statement.person]})"
        if not self.text.commit:
            return "contributor", "the text is not committed yet, so it is not known who wrote it"
        if wrote.doubt:
            return "contributor", f"{wrote.doubt}; it may be {statement.person}"
        roles = trust.approving_roles(self.deciding.kind, self.deciding.approver)
        return self._of_role(person, signed_statement, roles, trust)

    def _of_confirmation(
        self, person: TrustedPerson, signed_statement: SignedStatement, trust: Trust
    ) -> tuple[RefusalReason, str] | None:
        """Why a confirmation does not count: it is for the owner of the approved text, of days that have come.

        What a forge recorded was decided in the proposal: it is judged by the settings from before that, too.
        """
        if self.last is None or not self.text.says_as(self.last.text):
            return "previous", "the text that it is about says something else than the approved one"
        came = day_of(self.branch, signed_statement)
        latest = came if came == date.max else came + CLOCKS_DIFFER
        late = next((day for _, day in self.text.control_days if day > str(latest)), "")
        if late:
            return "future", f"it confirms {late}, and is from {came}"
        wrong = self._of_role(person, signed_statement, (self.last.text.owner,), trust)
        if wrong or not signed_statement.statement.forge:
            return wrong
        earlier = self.chain.before(self.text.position)
        known = earlier.by_person.get(person.who) if earlier else None
        if earlier is None or known is None:
            return "person", f"{person.who} is not in the trust settings from before the change"
        return self._of_role(known, signed_statement, (self.last.text.owner,), earlier)

    def _of_role(
        self, person: TrustedPerson, signed_statement: SignedStatement, roles: tuple[str, ...], trust: Trust
    ) -> tuple[RefusalReason, str] | None:
        statement = signed_statement.statement
        if statement.role not in roles:
            wanted = " or ".join(roles)
            why = f"{statement.person} signed as {statement.role or 'nobody'}, but {wanted} has to sign"
            if statement.role in trust.approving_roles(self.text.kind, self.text.approver):
                why += f"; this change itself makes {statement.role} the approver, so the approver before it decides"
            return "role", why
        day = statement.moment.date()
        came = day_of(self.branch, signed_statement)
        if (
            not day <= came <= trust.grace.after(day)
        ):  # what a signer states is believed within the grace period
            day = came
        if not person.holds(statement.role, day):
            return "role", f"{statement.person} did not hold the role {statement.role} on {day}"
        return None


def _each(statements: Iterable[SignedStatement], meaning: Meaning) -> tuple[SignedStatement, ...]:
    return tuple(statement for statement in statements if statement.statement.meaning == meaning)


def _people(statements: Iterable[SignedStatement]) -> frozenset[str]:
    return frozenset(statement.statement.person for statement in statements)


def _each_once(
    statements: Iterable[SignedStatement], meanings: tuple[str, ...]
) -> tuple[SignedStatement, ...]:
    """The first approval of each person: somebody with two keys, or a key and an account, counts once."""
    found: dict[str, SignedStatement] = {}
    for statement in statements:
        if statement.statement.meaning in meanings:
            found.setdefault(statement.statement.person, statement)
    return tuple(found.values())
