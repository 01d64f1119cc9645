from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.output.characters import visible
from sms_lint.load import load
from sms_lint.publish.site import build_pages
from sms_lint.publish.site.calendar import calendar_files
from sms_lint.publish.site.ics import calendar_text
from sms_lint.system.agenda import Due, agenda
from tests.publish.site.conftest import TOP, reference_view, view_of
from tests.publish.site.html_reading import rendered

TODAY = date(2026, 10, 31)
WORDS = st.text(st.characters(codec="utf-8"), max_size=200)


def events(file: str) -> list[dict[str, str]]:
    """What a calendar program reads: unfolded lines, one mapping for each event."""
    assert file.endswith("\r\n")
    lines = file.replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    found: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT":
            name, _, value = line.partition(":")
            found[-1][name] = value
    return found


@given(WORDS, WORDS, WORDS)
def test_any_text_stays_one_value_of_its_event(told: str, owner: str, name: str) -> None:
    due = Due(TODAY, "PRC-INC", "process", "review", owner, "review")
    file = calendar_text(name, TODAY, [due, due], lambda _: told)
    assert len(events(file)) == 2
    plain = (
        visible(told.replace("\r\n", "\n"))
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\n", "\\n")
    )
    assert events(file)[0]["SUMMARY"] == plain


def test_the_calendar_file_holds_all_that_is_due_under_names_that_stay() -> None:
    view = reference_view()
    again = replace(view, sms=load(TOP))
    files = {file.path: file.content for file in calendar_files(view)}
    found, read = agenda(view.sms), events(files["calendar/due.ics"])
    assert len(read) == len(found) > 100
    assert len({event["UID"] for event in read}) == len(read)
    assert {event["DTSTAMP"] for event in read} == {"20261031T000000Z"}
    first = read[0]
    assert first["DTSTART;VALUE=DATE"] == f"{found[0].day:%Y%m%d}"
    assert first["DTEND;VALUE=DATE"] == f"{found[0].day + timedelta(1):%Y%m%d}"
    assert files == {file.path: file.content for file in calendar_files(again)}
    own = events(files["calendar/roles/change-manager.ics"])
    assert own
    assert {event["CATEGORIES"] for event in own} == {"change-manager"}


def test_a_review_that_is_moved_keeps_its_name(small: Path) -> None:
    def name() -> str:
        (file,) = (
            calendar.content
            for calendar in calendar_files(view_of(small))
            if calendar.path == "calendar/due.ics"
        )
        return next(event["UID"] for event in events(file) if "POL-SMS" in event["SUMMARY"])

    before = name()
    policy = small / "policies" / "service-management.md"
    policy.write_text(policy.read_text("utf-8").replace("last: 2026-06-01", "last: 2026-07-01"), "utf-8")
    assert name() == before


def test_the_page_shows_every_month_with_its_load_and_what_is_overdue(small: Path) -> None:
    policy = small / "policies" / "service-management.md"
    policy.write_text(policy.read_text("utf-8").replace("last: 2026-06-01", "last: 2025-06-01"), "utf-8")
    view = view_of(small)
    site = build_pages(view.sms, view.result, view.handbook)
    read = rendered(site.pages["calendar/index.md"].partition("\n---\n")[2])
    assert "calendar/due.ics" in site.downloads
    assert "../calendar/due.ics" in read.values("a", "href")
    months = [
        identity
        for identity in read.ids
        if identity.startswith("sms-") and identity.endswith(("-2026", "-2027"))
    ]
    assert len(months) == 12
    assert months[0] == "sms-october-2026"
    assert "1 of them overdue" in read.text
    assert "✕ overdue Review of the document POL-SMS" in read.text.replace(
        "overdueReview", "overdue Review"
    ).replace("documentPOL", "document POL")
    assert not [attributes for _, attributes in read.tags if "style" in attributes]


def test_days_are_in_order_and_nothing_stands_twice() -> None:
    found = agenda(reference_view().sms)
    assert all(earlier < other for earlier, other in pairwise(found))
    assert {"review of the document", "service review with the customer", "internal audit"} <= {
        task.what for task in found
    }


def test_a_system_without_anything_due_says_so(tmp_path: Path) -> None:
    (tmp_path / "sms.yml").write_text("organization: {name: New}\n", "utf-8")
    view = view_of(tmp_path)
    site = build_pages(view.sms, view.result, view.handbook)
    assert "Nothing is due." in site.pages["calendar/index.md"]
    assert events(site.downloads["calendar/due.ics"]) == []
