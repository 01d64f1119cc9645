"""The register of the texts that were in force during the period of a pack."""

from collections.abc import Iterable, Mapping
from typing import Any

from sms_lint.history.approvals import SignedStatement, TextApproval
from sms_lint.history.approvals.held import DaySpan, TextHeld
from sms_lint.publish.pack.gather import Gathered
from sms_lint.system.approval_status.report import said_of


def register(gathered: Gathered, held: Iterable[TextHeld], places: Mapping[str, str]) -> dict[str, Any]:
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


def _entry(gathered: Gathered, text_in_force: TextHeld, place: str) -> dict[str, Any]:
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
