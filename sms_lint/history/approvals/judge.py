"""How well the approval of each text of each document is proven: derived from the history, never stored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sms_lint.history.approvals.about import is_about
from sms_lint.history.approvals.contributors import Settled
from sms_lint.history.approvals.deciding import deciding_text
from sms_lint.history.approvals.signed import BrokenStatement, SignedStatement, read_signed
from sms_lint.history.approvals.text_approval import TextApproval, carried
from sms_lint.history.approvals.text_case import TextCase
from sms_lint.history.approvals.trusted import TrustChain, trust_chain
from sms_lint.history.branch import TRUST_ID, Branch, TextVersion


@dataclass(frozen=True)
class Approvals:
    """The judged approvals of the whole branch: the texts of each document by its id, oldest first."""

    branch: Branch
    chain: TrustChain
    texts: Mapping[str, tuple[TextApproval, ...]]
    signed: tuple[SignedStatement, ...]
    broken: tuple[BrokenStatement, ...]

    @cached_property
    def strays(self) -> tuple[SignedStatement, ...]:
        """Statements about bytes that no document ever had on the branch."""
        known = {(id_, approval.text.sha256) for id_, every in self.texts.items() for approval in every}
        about = (
            statement
            for statement in self.signed
            if statement.statement.id != TRUST_ID and statement.gone is None
        )
        return tuple(
            statement
            for statement in about
            if (statement.statement.id, statement.statement.sha256) not in known
        )

    def latest(self, id_: str) -> TextApproval | None:
        """The text of a document that is on the branch now; None where there is none."""
        every = self.texts.get(id_, ())
        return every[-1] if every else None

    def proven(self, judged: TextApproval) -> date | None:
        """The first day on which an authority confirms the finished approval; None where none does."""
        moment = None if judged.position is None else self.branch.proven(judged.position)
        return moment.date() if moment else None

    def known(self, judged: TextApproval) -> date | None:
        """The first day on which its finished approval is known to have been there: proven, or else stated."""
        return self.proven(judged) or self.stated(judged)

    def stated(self, judged: TextApproval) -> date | None:
        """The day on which the approval was complete, as the commits say; None where it is not, or not committed."""
        if judged.position is None or judged.position >= len(self.branch.line):
            return None
        return self.branch.moments[judged.position].date()


def judge(branch: Branch) -> Approvals:
    """Judge every text that the branch ever held."""
    signed, broken = read_signed(branch)
    chain = trust_chain(branch, signed)
    about: dict[tuple[str, str], list[SignedStatement]] = {}
    for statement in signed:
        about.setdefault((statement.statement.id, statement.statement.sha256), []).append(statement)
    texts = {id_: tuple(_texts(branch, chain, every, about)) for id_, every in branch.versions.items()}
    return Approvals(branch, chain, texts, signed, broken)


def _texts(
    branch: Branch,
    chain: TrustChain,
    every: Iterable[TextVersion],
    about: Mapping[tuple[str, str], list[SignedStatement]],
) -> Iterator[TextApproval]:
    """Each text of one document; who contributed is counted from the text that was approved last."""
    last: TextApproval | None = None
    before: list[TextVersion] = []
    settled = Settled()
    texts = tuple(every)
    withdrawals = _withdrawals(texts, about)
    for text in texts:
        on_these = (each for each in about.get((text.id, text.sha256), ()) if is_about(each, text, texts))
        statements = [*on_these, *_of_the_same(text, withdrawals)]
        approved = last.text if last else None
        deciding = deciding_text(text, approved, reversed(before))
        judged = TextApproval(text, decided_by=deciding)
        if last is not None and text.content == last.text.content:  # what was approved stands again
            judged = replace(last, text=text)
        elif statements:
            judged = TextCase(branch, chain, text, last, settled, deciding).judged(statements)
        if (
            last is not None
            and not judged.withdrawn
            and judged.level <= last.level
            and text.says_as(last.text)
        ):
            judged = carried(last, judged)
        elif judged.approved:
            last = judged
        before.append(text)
        # Where only the control data of the approved text changed, it is still the text that was approved before.
        settled.add(text, approved=judged.approved and judged.approved_as is None)
        yield judged


def _withdrawals(
    texts: Iterable[TextVersion], about: Mapping[tuple[str, str], list[SignedStatement]]
) -> Mapping[str, list[SignedStatement]]:
    """The withdrawals of the approvals of a document, by the approved part of the text that each names."""
    found: dict[str, list[SignedStatement]] = {}
    each = {text.sha256: text for text in texts if text.approved_part}
    for _, text in sorted(each.items()):
        for statement in about.get((text.id, text.sha256), ()):
            if statement.statement.meaning == "withdrawal":
                found.setdefault(text.approved_part, []).append(statement)
    return found


def _of_the_same(
    text: TextVersion, withdrawals: Mapping[str, list[SignedStatement]]
) -> Iterator[SignedStatement]:
    """An approval that is withdrawn is withdrawn whatever the control data of the text were."""
    for statement in withdrawals.get(text.approved_part, ()):
        if statement.statement.sha256 != text.sha256:
            yield statement
