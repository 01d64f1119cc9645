"""Which texts were in force during a period: as they say themselves, and as far as it is known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sms_lint.history.approvals import Approvals, SignedStatement, TextApproval, how_known, in_force
from sms_lint.publish.pack.gather import Gathered, PackPeriod
from sms_lint.system.approval_status.report import said_of

DaySpan = tuple[date, date]


@dataclass(frozen=True)
class TextInForce:
    """A text that was in force during the period.

    `declared` are the days, first and last, on which it says so; `known` those on which its approval is known to have
    been there, too, and `how` what that rests on. `at_end` says whether it still was in force on the last day:
    "known", "declared", or "" where it was not.
    """

    judged: TextApproval
    declared: tuple[DaySpan, ...]
    known: tuple[DaySpan, ...]
    how: str
    at_end: str


def held_in(approvals: Approvals, period: PackPeriod) -> tuple[TextInForce, ...]:
    """The texts in force on any day of a period, by the ids of their documents, oldest first."""
    return tuple(text for id_ in sorted(approvals.texts) for text in _of_document(approvals, id_, period))


def _of_document(approvals: Approvals, id_: str, period: PackPeriod) -> Iterator[TextInForce]:
    states = [(day, in_force(approvals, id_, day)) for day in _days(approvals, id_, period)]
    declared = _spans([(day, force.declared) for day, force in states], period)
    known = _spans([(day, force.proven) for day, force in states], period)
    last = states[-1][1]
    texts = {
        approval.text.sha256: approval
        for _, state in states
        for approval in (state.declared, state.proven)
        if approval
    }
    for sha256, approval in sorted(texts.items(), key=lambda pair: pair[1].text.position):
        at_end = "declared" if last.declared and last.declared.text.sha256 == sha256 else ""
        if last.proven and last.proven.text.sha256 == sha256:
            at_end = "known"
        yield TextInForce(
            approval, declared.get(sha256, ()), known.get(sha256, ()), how_known(approvals, approval), at_end
        )


def _days(approvals: Approvals, id_: str, period: PackPeriod) -> list[date]:
    """The days on which the answer may change: the first, the last, and each on which something begins."""
    days = {period.first, period.last}
    for approval in approvals.texts[id_]:
        days |= {
            day for day in (approval.declared, approvals.proven(approval), approvals.stated(approval)) if day
        }
    return sorted(day for day in days if period.holds(day))


def _spans(
    states: Iterable[tuple[date, TextApproval | None]], period: PackPeriod
) -> Mapping[str, tuple[DaySpan, ...]]:
    found: dict[str, list[DaySpan]] = {}
    every = list(states)
    ends = [day - timedelta(days=1) for day, _ in every[1:]] + [period.last]
    before = ""
    for (day, approval), end in zip(every, ends, strict=True):
        sha256 = approval.text.sha256 if approval else ""
        if sha256 and sha256 == before:
            found[sha256][-1] = (found[sha256][-1][0], max(end, day))
        elif sha256:
            found.setdefault(sha256, []).append((day, max(end, day)))
        before = sha256
    return {sha256: tuple(spans) for sha256, spans in found.items()}


def register(gathered: Gathered, held: Iterable[TextInForce], places: Mapping[str, str]) -> dict[str, Any]:
    """The register of texts in force, for `in-force.json`; `places` says where each text is in the pack."""
    approvals, period = gathered.approvals, gathered.period
    every = tuple(held)
    at_end = {text.judged.text.id for text in every if text.at_end}
    return {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "commit": gathered.commit,
        "texts": [_entry(gathered, text, places[text.judged.text.sha256]) for text in every],
        "not_in_force_at_end": [
            {"id": id_, "on_branch": latest.text.version, "why": said_of(latest)}
            for id_ in sorted(approvals.texts.keys() - at_end)
            if (latest := approvals.latest(id_)) is not None
        ],
    }


def _entry(gathered: Gathered, text_in_force: TextInForce, place: str) -> dict[str, Any]:
    judged, approvals = text_in_force.judged, gathered.approvals
    text = judged.text
    known = approvals.known(judged)
    return {
        "id": text.id,
        "kind": text.kind,
        "version": text.version,
        "sha256": text.sha256,
        "git_blob": gathered.texts[text.sha256].blob,
        "file": place,
        "path": text.path,
        "commit": text.commit,
        "level": f"E{judged.level}",
        "approvers": [_signer(by) for by in judged.approvers],
        "authors": [_signer(by) for by in judged.authors],
        "effective": text.effective,
        "approval_known_since": known.isoformat() if known else None,
        "how": text_in_force.how,
        "declared": [_days_of(span) for span in text_in_force.declared],
        "known": [_days_of(span) for span in text_in_force.known],
        "at_end": text_in_force.at_end or None,
        "reviews": [_review(review) for review in approvals.texts[text.id] if review.approved_as == text],
    }


def _review(review: TextApproval) -> dict[str, Any]:
    """A review without a change: the same text with another day, and who confirmed it."""
    return {
        "days": dict(review.text.control_days),
        "sha256": review.text.sha256,
        "git_blob": review.text.blob,
        "commit": review.text.commit,
        "confirmed_by": [_signer(by) for by in review.confirmations],
    }


def _signer(by: SignedStatement) -> dict[str, str]:
    statement = by.statement
    return {
        "person": statement.person, "role": statement.role, "meaning": statement.meaning, "made": statement.made,
        "key": by.key.fingerprint, "statement": by.path,
    }  # fmt: skip


def _days_of(span: DaySpan) -> dict[str, str]:
    return {"from": span[0].isoformat(), "to": span[1].isoformat()}
