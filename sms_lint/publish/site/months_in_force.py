"""What was in force on a day: a page for each month, and the years and months to choose one from."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import groupby

from sms_lint.ground.periods import CalendarPeriod, period_of
from sms_lint.history.approvals import Approvals
from sms_lint.history.approvals.held import DaySpan, TextHeld, held_in
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.approval import HOW_KNOWN, level_sign
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import NOTHING, badge, day, facts, heading, link, paragraph, stacked, table
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.texts_in_force import document_of
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.translation import ours

# Ten years; beyond these the command line answers.
_MOST_MONTHS = 120
_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def month_pages(view: SiteData, approvals: Approvals) -> Iterator[Page]:
    """A page for each month since approvals are kept: which texts were in force on which of its days."""
    for month in months(approvals, view.sms.today):
        place = _address(month)
        here = PageContext(view, place.page)
        yield Page(
            place.page.removesuffix(".html") + ".md",
            ours(f"Texts in force in {_title(month)}"),
            partial(_page, here, approvals, month),
            hide=("toc", "navigation"),
            in_navigation=False,
            searched=False,
        )


def months(approvals: Approvals, today: date) -> list[CalendarPeriod]:
    """The months from that in which trust settings counted first until today's, oldest first."""
    moments = approvals.branch.moments
    began = [adopted.position for adopted in approvals.chain.adopted if adopted.position < len(moments)]
    if not began:
        return []
    first, last = period_of(moments[began[0]].date(), "month"), period_of(today, "month")
    start = max(first.number, last.number - _MOST_MONTHS + 1)
    return [CalendarPeriod("month", number) for number in range(start, last.number + 1)]


def month_table(here: PageContext, approvals: Approvals) -> Safe:
    """The years with their months, each leading to its page: to choose a day by, without a script."""
    known = months(approvals, here.sms.today)
    if not known:
        return paragraph(
            Safe(ours("There are no trust settings that count, so nothing was ever in force by approval."))
        )
    years = [
        (str(year), Safe(" ".join(_month(here, month) for month in group)))
        for year, group in groupby(_newest_year_first(known), key=lambda month: month.first.year)
    ]
    return facts(years, "facts sms-months")


def _newest_year_first(known: list[CalendarPeriod]) -> list[CalendarPeriod]:
    return sorted(known, key=lambda month: (-month.first.year, month.number))


def _month(here: PageContext, month: CalendarPeriod) -> Safe:
    return link(here.to(_address(month)), text(_NAMES[month.first.month - 1][:3]), _title(month))


def _address(month: CalendarPeriod) -> Address:
    return Address(f"approvals/in-force-{month}.html")


def _title(month: CalendarPeriod) -> str:
    return f"{_NAMES[month.first.month - 1]} {month.first.year}"


class _Shown:
    """The days of a month that have come."""

    def __init__(self, month: CalendarPeriod, today: date) -> None:
        self.first, self.last = month.first, min(month.last, today)


def _page(here: PageContext, approvals: Approvals, month: CalendarPeriod) -> Safe:
    days = _Shown(month, here.sms.today)
    held = held_in(approvals, days)
    lead = (
        f"For a day of {_title(month)}, look for the rows whose days it is among. Declared: the days on which the text "
        "says to be in force. Known: those on which its approval is known to have been there, too. What nobody "
        f"approved was not in force. For one day as a list: <code>sms-lint in-force --on {days.last}</code>."
    )
    heads = ("Document", "Version", "Declared", "Known", "Approval", "Approved by")
    return Safe(
        paragraph(Safe(lead))
        + _changes(here, held, days)
        + heading(2, Safe(ours("All texts")), "sms-texts")
        + table(heads, [_row(here, text_held) for text_held in held], "Texts in force", "data cards loose")
        + heading(2, Safe(ours("Another month")), "sms-months")
        + month_table(here, approvals)
    )


def _changes(here: PageContext, held: tuple[TextHeld, ...], days: _Shown) -> Safe:
    """The days on which a text came into force, or a document was withdrawn, oldest first."""
    spans = [
        (text_held.judged.text, span) for text_held in held for span in text_held.known or text_held.declared
    ]
    begins = {(first, version.id): version for version, (first, _) in spans if first > days.first}
    ends = {
        (after, version.id): version
        for version, (_, last) in spans
        if last < days.last and (after := last + timedelta(days=1), version.id) not in begins
    }
    lines = [(when, f"{document_of(here, id_)}: version {text(version.version)}")
             for (when, id_), version in begins.items()]  # fmt: skip
    lines += [(when, f"{document_of(here, id_)}: version {text(version.version)} is in force no longer")
              for (when, id_), version in ends.items()]  # fmt: skip
    rows = [
        (day(when), stacked(line for _, line in group))
        for when, group in groupby(sorted(lines), key=lambda pair: pair[0])
    ]
    title = heading(2, Safe(ours("What changed")), "sms-began")
    if not rows:
        return Safe(title + paragraph(Safe(ours("The same texts were in force on all of these days."))))
    return Safe(title + table(("Day", "Came into force"), rows, "What changed", "loose cards"))


def _row(here: PageContext, held: TextHeld) -> list[Safe]:
    judged = held.judged
    how = Safe(f", {text(HOW_KNOWN[held.how])}")
    return [
        document_of(here, judged.text.id),
        text(judged.text.version),
        _spans(held.declared),
        Safe(f"{_spans(held.known)}{how}") if held.known else NOTHING,
        badge(level_sign(here, judged)),
        Safe(", ".join(here.node(by.statement.person) for by in judged.approvers)),
    ]


def _spans(spans: tuple[DaySpan, ...]) -> Safe:
    return (
        Safe(", ".join(ours(f"{day(first)} to {day(last)}") for first, last in spans)) if spans else NOTHING
    )
