"""Which texts were in force on the days of a period: as they say themselves, and as far as it is known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from sms_lint.history.approvals.in_force import how_known, in_force
from sms_lint.history.approvals.judge import Approvals
from sms_lint.history.approvals.text_approval import TextApproval

DaySpan = tuple[date, date]


class Days(Protocol):
    """A stretch of days: its first and its last one."""

    @property
    def first(self) -> date:
        """The first day."""
        ...

    @property
    def last(self) -> date:
        """The last day."""
        ...


@dataclass(frozen=True)
class TextHeld:
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


def held_in(approvals: Approvals, period: Days) -> tuple[TextHeld, ...]:
    """The texts in force on any day of a period, by the ids of their documents, oldest first."""
    return tuple(text for id_ in sorted(approvals.texts) for text in _of_document(approvals, id_, period))


def _of_document(approvals: Approvals, id_: str, period: Days) -> Iterator[TextHeld]:
    states = [(day, in_force(approvals, id_, day)) for day in _days(approvals, id_, period)]
    declared = _spans([(day, force.declared) for day, force in states], period)
    known = _spans([(day, force.proven) for day, force in states], period)
    last = states[-1][1]
    texts = {
        approval.text.content: approval
        for _, state in states
        for approval in (state.declared, state.proven)
        if approval
    }
    for content, approval in sorted(texts.items(), key=lambda pair: pair[1].text.position):
        at_end = "declared" if last.declared and last.declared.text.content == content else ""
        if last.proven and last.proven.text.content == content:
            at_end = "known"
        yield TextHeld(
            approval,
            declared.get(content, ()),
            known.get(content, ()),
            how_known(approvals, approval),
            at_end,
        )


def _days(approvals: Approvals, id_: str, period: Days) -> list[date]:
    """The days on which the answer may change: the first, the last, and each on which something begins."""
    days = {period.first, period.last}
    for approval in approvals.texts[id_]:
        days |= {
            day for day in (approval.declared, approvals.proven(approval), approvals.stated(approval)) if day
        }
    return sorted(day for day in days if period.first <= day <= period.last)


def _spans(
    states: Iterable[tuple[date, TextApproval | None]], period: Days
) -> Mapping[str, tuple[DaySpan, ...]]:
    found: dict[str, list[DaySpan]] = {}
    every = list(states)
    ends = [day - timedelta(days=1) for day, _ in every[1:]] + [period.last]
    before = ""
    for (day, approval), end in zip(every, ends, strict=True):
        content = approval.text.content if approval else ""
        if content and content == before:
            found[content][-1] = (found[content][-1][0], max(end, day))
        elif content:
            found.setdefault(content, []).append((day, max(end, day)))
        before = content
    return {content: tuple(spans) for content, spans in found.items()}
