"""The review calendar: what is due, month by month, whose it is, and how much of it; and as a calendar file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from sms_lint.ground.periods import CalendarPeriod, period_of
from sms_lint.ground.sentences import plural
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import heading, link, paragraph, table
from sms_lint.publish.site.ics import calendar_text
from sms_lint.publish.site.page import Download, Page
from sms_lint.publish.site.state import OVERDUE
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.publish.site.worklist import due_table, subject_name
from sms_lint.system.agenda import Due, agenda
from sms_lint.translation import ours

_FILE = "calendar/due.ics"
_MONTHS, _MOST_ROWS = 12, 200
_BAR, _HIGH = 160, 10
_LATER = "Later"


def calendar_pages(view: SiteData) -> Iterator[Page]:
    """The calendar."""
    yield Page(
        "calendar/index.md",
        ours("Review calendar"),
        _calendar(PageContext(view, "calendar/index.html")),
        hide=("navigation",),
    )


def calendar_files(view: SiteData) -> Iterator[Download]:
    """The calendar file of all, and one for each role that has something to do."""
    dues = agenda(view.sms)
    name = view.sms.config.organization.name
    yield Download(_FILE, _file(view, f"{name}: due", dues))
    for role in view.sms.roles.values():
        own = [due for due in dues if due.owner == role.id]
        if own:
            yield Download(role_file(role.id), _file(view, f"{name}: {role.title}", own))


def role_file(role: str) -> str:
    """Where the calendar file of a role is."""
    return f"calendar/roles/{role}.ics"


def _file(view: SiteData, name: str, dues: Sequence[Due]) -> str:
    def told(due: Due) -> str:
        title = view.role_titles.get(due.owner, due.owner)
        whose = f" ({title})" if title else ""
        return f"{due.id} {subject_name(view, due)}: {due.what}{whose}"

    return calendar_text(name, view.sms.today, dues, told)


def _calendar(here: PageContext) -> Safe:
    dues = agenda(here.sms)
    if not dues:
        return paragraph(Safe(ours("Nothing is due.")))
    late = [due for due in dues if due.day < here.sms.today]
    months = _by_month(here, [due for due in dues if due.day >= here.sms.today])
    file = link(here.to(Address(_FILE)), Safe(ours("calendar file")))
    counts = f"{plural(len(dues), 'thing')} to do, {len(late):,} of them overdue"
    safe = Safe(
        ours(
            f"{text(counts)}: reviews of documents and registers, and every day that a record promises. To have them "
            f"in your own calendar, subscribe to the {file} (.ics); the page of each role has one of its own."
        )
    )
    sections = [_section(here, title, ones) for title, ones in months.items()]
    return Safe(
        paragraph(safe) + _overdue(here, late) + _load(months) + "".join(sections) + _whose(here, months)
    )


def _by_month(here: PageContext, dues: Sequence[Due]) -> dict[str, list[Due]]:
    """What is due in each of the next twelve months, those without anything included, and later."""
    first = period_of(here.sms.today, "month").number
    months: dict[str, list[Due]] = {_title(first + index): [] for index in range(_MONTHS)}
    months[_LATER] = []
    for number, ones in groupby(dues, key=lambda due: period_of(due.day, "month").number):
        months[_title(number) if number < first + _MONTHS else _LATER] += ones
    return months


def _title(number: int) -> str:
    return f"{CalendarPeriod('month', number).first:%B %Y}"


def _anchor(title: str) -> str:
    return f"sms-{title.lower().replace(' ', '-')}"


def _overdue(here: PageContext, late: Sequence[Due]) -> Safe:
    if not late:
        return Safe("")
    return Safe(
        heading(2, Safe(ours("Overdue")), "sms-overdue")
        + due_table(here, late[:_MOST_ROWS], OVERDUE.word, owners=True)
    )


def _load(months: dict[str, list[Due]]) -> Safe:
    most = max(map(len, months.values())) or 1
    rows = [
        (link(f"#{_anchor(title)}", text(title)), text(len(ones)), _bar(len(ones) / most))
        for title, ones in months.items()
        if ones or title != _LATER
    ]
    return Safe(
        heading(2, Safe(ours("Load by month")), "sms-load")
        + table(("Month", "Due", "Share"), rows, "Load by month", "load")
    )


def _bar(share: float) -> Safe:
    """How much there is, as a bar; the number is beside it."""
    return Safe(
        f'<svg class="sms-bar" width="{_BAR}" height="{_HIGH}" viewBox="0 0 {_BAR} {_HIGH}" aria-hidden="true">'
        f'<rect width="{_BAR * share:.1f}" height="{_HIGH}"/></svg>'
    )


def _whose(here: PageContext, months: dict[str, list[Due]]) -> Safe:
    """How much each role has to do in each month."""
    counts = {title: Counter(due.owner for due in ones) for title, ones in months.items()}
    roles = sorted(
        {role for count in counts.values() for role in count},
        key=lambda role: (-sum(count[role] for count in counts.values()), role),
    )
    rows = [
        (
            here.node(role) if role else Safe(ours("nobody")),
            *(text(count[role] or "") for count in counts.values()),
        )
        for role in roles
    ]
    heads = ("Role", *(title if title == _LATER else f"{title[:3]} {title[-2:]}" for title in months))
    shown = table(heads, rows, "Load by role and month", "loose")
    return Safe(
        heading(2, Safe(ours("Load by role")), "sms-roles") + f'<div class="sms-dense">\n{shown}</div>\n'
    )


def _section(here: PageContext, title: str, dues: Sequence[Due]) -> Safe:
    if not dues and title == _LATER:
        return Safe("")
    shown = due_table(here, dues[:_MOST_ROWS], title, owners=True)
    rest = len(dues) - _MOST_ROWS
    more = (
        paragraph(text(ours(f"and {rest:,} more, all of them in the calendar file")), "count")
        if rest > 0
        else ""
    )
    return Safe(heading(2, text(title), _anchor(title)) + shown + more)
