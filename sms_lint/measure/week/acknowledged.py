"""Who has acknowledged the documents in force, and who is missing."""

from sms_lint.ground.sentences import plural
from sms_lint.measure.trends.section import Section
from sms_lint.measure.week.actions import COMING, OVERDUE
from sms_lint.system.acknowledgements import Acknowledgement, acknowledgements, can_tell
from sms_lint.system.sms import Sms

_METHOD = (
    "the holders of the roles that a document names in `acknowledged_by`, and everybody for the policies that all have "
    "to know; given by an entry of the awareness log for the version in force, or by a statement that counts for its "
    "text"
)
_HEADS = ("Document", "Version", "Role", "Asked", "Given", "Missing", "By")
_MISSING_HEADS = ("Document", "Version", "Role", "Person", "By", "State")
_UNTOLD = ("who is missing, because the awareness log or the persons could not be read",)


def acknowledged_section(sms: Sms) -> Section:
    """A row for each document version and role: how many are asked, and how many have acknowledged it."""
    groups: dict[tuple[str, str], list[Acknowledgement]] = {}
    for each in acknowledgements(sms):
        groups.setdefault((each.document.id, each.role), []).append(each)
    rows = []
    for (name, role), every in groups.items():
        given = sum(bool(each.by) for each in every)
        first = every[0]
        counts = (str(len(every)), str(given), str(len(every) - given))
        rows.append((name, first.document.version, role, *counts, str(first.due or "")))
    return _section(sms, "acknowledged", "Acknowledgements", _HEADS, tuple(rows))


def missing_section(sms: Sms) -> Section:
    """A row for each person who is missing."""
    rows = tuple(
        (
            each.document.id, each.document.version, each.role, each.person, str(each.due or ""),
            OVERDUE if each.is_late(sms.today) else COMING,
        )
        for each in acknowledgements(sms)
        if not each.by
    )  # fmt: skip
    return _section(sms, "missing", "Who has not acknowledged yet", _MISSING_HEADS, rows)


def _section(
    sms: Sms, name: str, title: str, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> Section:
    sample = plural(len(acknowledgements(sms)), "acknowledgement") + " asked for"
    return Section(name, title, _METHOD, sample, heads, rows, () if can_tell(sms) else _UNTOLD)
