"""The first page: what the organisation provides, and the state of the system at a glance."""

from collections.abc import Iterator

from sms_lint.evidence import Grade
from sms_lint.finding import SEVERITIES
from sms_lint.models.base import Node
from sms_lint.site.escape import Safe, text
from sms_lint.site.history import SHALLOW, commit
from sms_lint.site.html import badge, bullets, day, heading, link, paragraph, plural, table
from sms_lint.site.kinds import has_page
from sms_lint.site.page import Page
from sms_lint.site.state import GRADES, SEVERITY_SIGNS, review_sign
from sms_lint.site.view import Address, Here, View, name_of

_MOST_DUE = 12


def home_pages(view: View) -> Iterator[Page]:
    """The first page."""
    name = view.sms.config.organization.name
    yield Page(
        "index.md",
        f"{name}: service management system",
        home(Here(view, "index.html")),
        "Home",
        hide=("navigation",),
    )


def home(here: Here) -> Safe:
    """The first page's content."""
    about = here.sms.config.organization.description
    return Safe(
        (paragraph(text(about), "lead") if about else "")
        + _as_of(here)
        + _unchecked(here)
        + f'<div class="sms-tiles">\n{"".join(_tiles(here))}</div>\n'
        + _services(here)
        + _due(here)
        + _coverage(here)
        + _built_from(here)
    )


def _as_of(here: Here) -> Safe:
    day = here.sms.config.as_of
    if day is None or day != here.sms.today:
        return paragraph(text(f"Judged as of {here.sms.today}."), "as-of")
    said = (
        f"Shown as of {day}. This is an example: reviews, deadlines and the age of records are judged by that day, "
        "not by today's date."
    )
    return paragraph(text(said), "as-of")


def _tile(here: Here, page: str, number: object, words: str) -> str:
    inner = Safe(
        f'<span class="sms-number">{text(number)}</span> <span class="sms-words">{text(words)}</span>'
    )
    return f"{link(here.to(Address(page)), inner)}\n"


def _tiles(here: Here) -> Iterator[str]:
    sms, result = here.sms, here.view.result
    active = sum(one.lifecycle == "active" for one in sms.documents)
    yield _tile(
        here, "documents/index.html", active, "active document" if active == 1 else "active documents"
    )
    due = len(_reviews_due(here))
    yield _tile(
        here, "index.html#sms-due", due, "review due or due soon" if due == 1 else "reviews due or due soon"
    )
    if here.view.edition == "auditor":
        found = sum(result.count(one) for one in SEVERITIES)
        yield _tile(here, "findings.html", found, "finding" if found == 1 else "findings")
    if has_page(sms, "nonconformity"):
        count = sum(_is_open(one) for one in sms.of_kind("nonconformity"))
        yield _tile(
            here,
            "registers/nonconformity.html",
            count,
            "open nonconformity" if count == 1 else "open nonconformities",
        )
    for book in sms.catalogues:
        grades = [here.view.grades[one.id].grade for clause in book.clauses for one in clause.obligations]
        shown = sum(grade >= Grade.DOCUMENTED for grade in grades)
        share = f"{100 * shown // len(grades)} %" if grades else "none"
        yield _tile(
            here,
            f"clauses/{book.prefix}/index.html",
            share,
            f"of the obligations of {book.standard} documented or evidenced",
        )


def _is_open(node: Node) -> bool:
    status = getattr(node, "status", None)
    return status != "closed" if status is not None else getattr(node, "closed_at", None) is None


def _reviews_due(here: Here) -> list[tuple[str, Safe]]:
    """Active documents and registers whose review is overdue or due soon, the earliest first."""
    soon, found = here.sms.config.review.due_soon, []
    for one in here.sms.controlled:
        sign = review_sign(one, here.sms.today, soon)
        if sign.tone != "good" and getattr(one, "lifecycle", "active") != "retired":
            said = Safe(f"{badge(sign)} {here.named(one)}: {day(one.review.next)}, {here.node(one.owner)}")
            found.append((one.review.next.isoformat(), said))
    return sorted(found)


def _due(here: Here) -> Safe:
    found = [said for _, said in _reviews_due(here)]
    shown = bullets(found[:_MOST_DUE]) or paragraph(Safe("No review is due."))
    more = paragraph(text(f"and {len(found) - _MOST_DUE} more")) if len(found) > _MOST_DUE else ""
    return Safe(heading(2, Safe("Reviews due"), "sms-due") + shown + more)


def _services(here: Here) -> Safe:
    """The services that are delivered now, as the portfolio has them."""
    live = [one for one in here.sms.of_kind("service") if getattr(one, "lifecycle", "") == "live"]
    if not live:
        return Safe("")
    rows = [
        (
            here.node(one.id, text(one.id)),
            text(name_of(one)),
            here.prose(getattr(one, "value_statement", None) or ""),
        )
        for one in live
    ]
    return Safe(
        heading(2, Safe("What we provide"), "sms-services")
        + table(("Id", "Service", "What it is worth to customers"), rows)
    )


def _coverage(here: Here) -> Safe:
    parts = []
    for book in here.sms.catalogues:
        rows = []
        for clause in (one for one in book.clauses if one.level == 1):
            below = [
                one
                for one in book.clauses
                if one.number == clause.number or one.number.startswith(f"{clause.number}.")
            ]
            grades = [here.view.grades[each.id].grade for one in below for each in one.obligations]
            if grades:
                rows.append(
                    [
                        here.clause(clause.id, short=True),
                        text(clause.title),
                        *(text(grades.count(one) or "") for one in _SHOWN),
                    ]
                )
        heads = ("Clause", "Title", *(f"{GRADES[one].symbol} {GRADES[one].word}" for one in _SHOWN))
        parts.append(
            heading(2, text(f"Coverage of {book.standard}:{book.edition}"), f"sms-coverage-{book.prefix}")
            + table(heads, rows)
        )
    return Safe("".join(parts))


_SHOWN = tuple(grade for grade in sorted(Grade, reverse=True) if grade is not Grade.APPROVED)


def footer(view: View) -> Safe:
    """Which edition this is, in a line for the foot of every page."""
    sms = view.sms
    shown = "Shown" if sms.config.as_of == sms.today else "Judged"
    origin = f"Built from commit {sms.history.head[:9]}." if sms.history else "Built outside git."
    return text(f"{shown} as of {sms.today}. {origin} A printed copy is not controlled.")


def _unchecked(here: Here) -> Safe:
    """Said where the state below may be better than the truth."""
    result = here.view.result
    if not result.unchecked and not result.faults:
        return Safe("")
    report = link(here.to(Address("findings.html", "sms-unchecked")), Safe("what was not checked, and why"))
    return paragraph(
        Safe(f"Not everything could be read and checked, so this page may leave things out: {report}."),
        "warning",
    )


def _built_from(here: Here) -> Safe:
    history = here.sms.history
    origin = f"commit {commit(here, history.head)}" if history else "files that are not in a git repository"
    shallow = "" if history is None or history.complete else paragraph(text(SHALLOW), "warning")
    said = f"Built from {origin}. {_checked(here)} A printed copy is not controlled."
    return Safe(heading(2, Safe("About this edition"), "sms-edition") + paragraph(Safe(said)) + shallow)


def _checked(here: Here) -> str:
    if here.view.edition == "staff":
        return "For the staff: confidential documents and records, and the pages for auditors, are not part of it."
    result = here.view.result
    worst = next((one for one in SEVERITIES if result.count(one)), None)
    checked = (
        f"{badge(SEVERITY_SIGNS[worst])} {text(plural(result.count(worst), worst))}"
        if worst
        else "no findings"
    )
    report = link(here.to(Address("findings.html")), Safe("findings"))
    return f"Checked: {checked}; see {report}."
