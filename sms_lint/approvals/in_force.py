"""Which text of a document was in force on a day: as it was declared, and as it can be proven."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sms_lint.approvals.judge import Approvals, Judged


@dataclass(frozen=True)
class InForce:
    """The text of a document that was in force on a day, and how its start is known.

    `declared` is the approved text whose stated start had come; `proven` the one whose approval was finished by then,
    too. `since` is the day of the proven one's start: the later of both days; `vouched` whether a timestamp says so,
    not only the commits. `on_main` is the text on the branch where that is another one.
    """

    id: str
    declared: Judged | None
    proven: Judged | None
    since: date | None
    vouched: bool
    on_main: Judged | None


def in_force(approvals: Approvals, id_: str, day: date) -> InForce:
    """What of a document was in force on a day. Texts that are not approved never are."""
    declared = proven = None
    since, vouched = None, False
    for one in approvals.texts.get(id_, ()):
        if not one.approved or one.declared is None or one.text.lifecycle == "draft":
            continue
        if one.declared <= day:
            declared = one
        start, stamped = _start(approvals, one)
        if start is not None and start <= day:
            proven, since, vouched = one, start, stamped
    latest = approvals.latest(id_)
    other = latest if latest is not None and latest is not declared else None
    return InForce(id_, _valid(declared), _valid(proven), since if _valid(proven) else None, vouched, other)


def _start(approvals: Approvals, one: Judged) -> tuple[date | None, bool]:
    """The first day on which it was declared to be in force and its approval was there, and whether that is stamped."""
    proven = approvals.proven(one)
    known = proven or approvals.stated(one)
    if known is None or one.declared is None:
        return None, False
    return max(known, one.declared), proven is not None


def _valid(one: Judged | None) -> Judged | None:
    """Nothing where the text that came last withdrew the document."""
    return None if one is None or one.text.lifecycle == "retired" else one


def each_in_force(approvals: Approvals, day: date) -> Iterator[InForce]:
    """The same of every document that the branch ever held, by id."""
    return (in_force(approvals, id_, day) for id_ in sorted(approvals.texts))
