"""The first page: what the organisation provides, and the state of the system at a glance."""

from collections.abc import Iterator

from sms_lint.evidence import Grade
from sms_lint.ground.sentences import plural
from sms_lint.model.finding import SEVERITIES
from sms_lint.model.naming import entry_name
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.charts.strip import service_strip
from sms_lint.publish.site.entries import cell
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.glance import tiles
from sms_lint.publish.site.history import SHALLOW, commit
from sms_lint.publish.site.html import badge, heading, link, paragraph, table
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.results import latest_results
from sms_lint.publish.site.standing import doors, next_step, standing
from sms_lint.publish.site.state import GRADES, SEVERITY_SIGNS
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.publish.site.worklist import due_table
from sms_lint.system.agenda import agenda
from sms_lint.system.delivery import live
from sms_lint.translation import ours

_MOST_DUE = 12


def home_pages(view: SiteData) -> Iterator[Page]:
    """The first page."""
    name = view.sms.config.organization.name
    yield Page(
        "index.md",
        ours(f"{name}: service management system"),
        home(PageContext(view, "index.html")),
        ours("Home"),
        hide=("navigation",),
    )


def home(here: PageContext) -> Safe:
    """The first page's content."""
    about = here.sms.config.organization.description
    return Safe(
        (paragraph(text(about), "lead") if about else "")
        + _as_of(here)
        + _unchecked(here)
        + doors(here)
        + next_step(here)
        + standing(here)
        + tiles(here)
        + _services(here)
        + _due(here)
        + _coverage(here)
        + _built_from(here)
    )


def _as_of(here: PageContext) -> Safe:
    day = here.sms.config.as_of
    if day is None or day != here.sms.today:
        return paragraph(text(ours(f"Judged as of {here.sms.today}.")), "as-of")
    said = (
        f"Shown as of {day}. This is an example: reviews, deadlines and the age of records are judged by that day, "
        "not by today's date."
    )
    return paragraph(text(ours(said)), "as-of")


def _due(here: PageContext) -> Safe:
    """What is overdue or due soon, the earliest first."""
    soon = here.sms.config.review.due_soon.after(here.sms.today)
    dues = [due for due in agenda(here.sms) if due.day <= soon]
    shown = due_table(here, dues[:_MOST_DUE], "Due now and soon", owners=True)
    calendar = link(here.to(Address("calendar/index.html")), Safe(ours("review calendar")))
    more = ours(f"And {len(dues) - _MOST_DUE} more.") + " " if len(dues) > _MOST_DUE else ""
    safe = paragraph(Safe(text(more) + ours(f"All that is due is in the {calendar}.")), "count")
    return Safe(heading(2, Safe(ours("Due now and soon")), "sms-due") + shown + safe)


def _services(here: PageContext) -> Safe:
    """The services that are delivered now, as the portfolio has them."""
    values_view = live(here.sms).values()
    rows = [
        (
            here.node(entry.id, text(entry.id)),
            text(entry_name(entry)),
            cell(here, entry, "value_statement"),
            cell(here, entry, "customer"),
            latest_results(here, entry),
        )
        for entry in values_view
    ]
    heads = ("Id", "Service", "Value to customers", "Customers", "Recent targets")
    shown = table(heads, rows, "Services") + service_strip(here, values_view) if rows else ""
    return Safe(heading(2, Safe(ours("What we provide")), "sms-services") + shown) if rows else Safe("")


def _coverage(here: PageContext) -> Safe:
    parts = []
    for book in here.sms.catalogues:
        rows = []
        for clause in (top for top in book.clauses if top.level == 1):
            below = [
                lower
                for lower in book.clauses
                if lower.number == clause.number or lower.number.startswith(f"{clause.number}.")
            ]
            every = [here.view.grades[each.id] for lower in below for each in lower.obligations]
            grades = [obligation.grade for obligation in every]
            if grades:
                rows.append(
                    [
                        here.clause(clause.id, short=True),
                        text(clause.title),
                        text(ours(f"{sum(obligation.complete for obligation in every)} of {len(every)}")),
                        *(text(grades.count(grade) or "") for grade in _SHOWN),
                    ]
                )
        heads = (
            "Clause",
            "Title",
            "Complete",
            *(f"{GRADES[grade].symbol} {ours(GRADES[grade].word)}" for grade in _SHOWN),
        )
        parts.append(
            heading(2, text(ours(f"Coverage of {book.called}")), f"sms-coverage-{book.prefix}")
            + table(heads, rows)
        )
    return Safe("".join(parts))


_SHOWN = tuple(sorted(Grade, reverse=True))


def footer(view: SiteData) -> Safe:
    """Which edition this is, in a line for the foot of every page."""
    sms = view.sms
    shown = "Shown" if sms.config.as_of == sms.today else "Judged"
    origin = f"Built from commit {sms.file_changes.head[:9]}." if sms.file_changes else "Built outside git."
    said = (f"{shown} as of {sms.today}.", origin, "A printed copy is not controlled.")
    return text(
        " ".join(ours(sentence) for sentence in said if view.edition != "public" or sentence != origin)
    )


def _unchecked(here: PageContext) -> Safe:
    """Said where the state below may be better than the truth."""
    result = here.view.result
    if not result.unchecked and not result.faults:
        return Safe("")
    report = link(
        here.to(Address("findings.html", "sms-unchecked")), Safe(ours("what was not checked, and why"))
    )
    return paragraph(
        Safe(ours(f"Not everything could be read and checked, so this page may leave things out: {report}.")),
        "warning",
    )


def _built_from(here: PageContext) -> Safe:
    history = here.sms.file_changes
    origin = ours(
        f"commit {commit(here, history.head)}" if history else "files that are not in a git repository"
    )
    shallow = "" if history is None or history.complete else paragraph(text(ours(SHALLOW)), "warning")
    said = " ".join(
        (ours(f"Built from {origin}."), _checked(here), ours("A printed copy is not controlled."))
    )
    return Safe(heading(2, Safe(ours("About this edition")), "sms-edition") + paragraph(Safe(said)) + shallow)


def _checked(here: PageContext) -> str:
    if here.view.edition == "staff":
        return ours(
            "For the staff: confidential documents and records, and the pages for auditors, are not part of it."
        )
    result = here.view.result
    worst = next((severity for severity in SEVERITIES if result.count(severity)), None)
    checked = (
        f"{badge(SEVERITY_SIGNS[worst])} {text(ours(plural(result.count(worst), worst)))}"
        if worst
        else ours("no check failed")
    )
    report = link(here.to(Address("findings.html")), Safe(ours("checks")))
    return ours(f"Checked: {checked}; see {report}.")
