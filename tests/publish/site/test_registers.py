"""The list of a register: every entry by pages, filters and groups, kept in the address; and samples drawn there."""

import csv
import io
import json
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from sms_lint.evidence.sample import Asked, sample
from sms_lint.evidence.selection import Selection
from sms_lint.measure.period import named_span
from sms_lint.model.node import Table
from sms_lint.publish.site.register_data import coded, register_files
from sms_lint.publish.site.register_list import RegisterList, plain
from sms_lint.publish.site.view import PageContext, clause_address
from sms_lint.report.sample import table
from tests.publish.site.conftest import Published, reference_view

LISTED = ".sms-register .sms-table tbody tr"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
        assert not said


def opened(page: Page, reference: Published, kind: str, asked: str = "") -> None:
    page.goto(f"{(reference.folder / 'registers' / f'{kind}.html').as_uri()}{asked}")
    page.get_by_label("Group by").wait_for()


def column(page: Page, place: int) -> list[str]:
    rows = page.locator(f"{LISTED}:not(.sms-group)")
    return list(rows.evaluate_all(f"rows => rows.map(row => row.cells[{place}].textContent.trim())"))


def shown(page: Page) -> str:
    return page.locator(".sms-register output").inner_text()


def decoded(written: dict[str, str]) -> list[str]:
    lines = written["values"].split("\n")
    return [lines[ord(mark) - 48] for mark in written["at"]] if "at" in written else lines


@given(st.lists(st.text(), min_size=1), st.integers(1, 5))
def test_a_column_says_of_each_entry_what_was_given(values: list[str], times: int) -> None:
    one_line = [" ".join(value.splitlines()) for value in values]
    assert decoded(json.loads(json.dumps(coded(values * times)))) == one_line * times


def test_every_entry_of_every_kind_is_in_its_list_as_its_page_shows_it() -> None:
    view = reference_view()
    lists = {
        download.path.rpartition("/")[2].removesuffix(".js"): json.loads(
            download.content.partition("=")[2].strip().rstrip(";")
        )
        for download in register_files(view)
    }
    for kind in ("change", "incident", "competence", "objective", "nonconformity"):
        found = RegisterList(PageContext(view, f"registers/{kind}.html"), kind)
        data = lists[kind]
        ids = decoded(data["id"])
        assert sorted(ids) == sorted(entry.id for entry in view.sms.entries(kind))
        assert len(ids) == data["count"]
        for column in data["columns"]:
            if not column.get("hidden"):
                cells = found.column(column["key"], found.entries)
                assert decoded(column) == [" ".join(plain(cell).split()) for cell in cells]
        chain = lists[f"{kind}-chain"]
        assert all(len(decoded(chain[name])) == len(ids) for name in ("name", "kept", "names", "by"))


@pytest.mark.browser
def test_a_register_is_one_list_over_its_files_by_pages(page: Page, reference: Published) -> None:
    opened(page, reference, "incident")
    count = f"{len(reference.sms.entries('incident')):,}"
    assert shown(page) == f"1 to 50 of {count}"
    first = column(page, 0)
    page.get_by_role("button", name="Next page").focus()
    page.keyboard.press("Enter")
    assert shown(page) == f"51 to 100 of {count}"
    assert "page=2" in page.url
    assert not set(first) & set(column(page, 0))
    page.reload()
    page.get_by_label("Group by").wait_for()
    assert shown(page) == f"51 to 100 of {count}"
    tables = [table for table in reference.sms.all(Table) if table.of == "incident"]
    assert len(tables) > 1
    assert f"{sum(table.count for table in tables):,}" == count


@pytest.mark.browser
def test_what_is_chosen_is_in_the_address_and_the_address_chooses(page: Page, reference: Published) -> None:
    opened(page, reference, "change")
    page.get_by_label("Category").select_option(label="emergency")
    page.get_by_label("From month").fill("2026-01")
    page.get_by_label("From month").press("Tab")
    page.get_by_label("Filter", exact=True).fill("chg 2026")
    page.get_by_role("button", name="Title").focus()
    page.keyboard.press("Enter")
    ids, count = column(page, 0), shown(page)
    assert set(column(page, 3)) == {"emergency"}
    assert column(page, 1) == sorted(column(page, 1), key=str.casefold)
    entries = [entry for entry in reference.sms.entries("change") if entry.text("category") == "emergency"]
    wanted = {entry.id for entry in entries if entry.text("requested_at") >= "2026"}
    assert set(ids) == wanted
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    page.get_by_label("Group by").wait_for()
    assert (column(page, 0), shown(page)) == (ids, count)
    page.get_by_role("button", name="Clear all").click()
    assert shown(page) == f"1 to 50 of {len(reference.sms.entries('change'))}"
    assert "?" not in page.url


@pytest.mark.browser
def test_what_shows_an_obligation_opens_exactly_its_records(page: Page, reference: Published) -> None:
    selection = Selection(reference.sms)
    looked_at = 0
    for graded in reference.view.grades.values():
        for number, state in enumerate(graded.criteria):
            criterion = state.criterion
            held = selection.of(criterion)
            if (
                criterion.form != "records"
                or not criterion.where
                or criterion.filled
                or criterion.day
                or not held
            ):
                continue
            place = clause_address(graded.obligation.id)
            page.goto(f"{(reference.folder / place.page).as_uri()}#{place.anchor}")
            ways = page.locator(f"tr:has(#{place.anchor}) > td:nth-child(3) > ul > li")
            link = ways.nth(number).get_by_role("link", name="open these records")
            if link.count():
                link.first.click()
                page.get_by_label("Group by").wait_for()
                assert f" of {held.count:,}" in shown(page), graded.obligation.id
                looked_at += 1
            if looked_at == 3:
                return
    assert looked_at


@pytest.mark.browser
def test_entries_are_grouped_and_a_group_opens(page: Page, reference: Published) -> None:
    opened(page, reference, "incident", "?group=service&where=priority%3DP2")
    heads = page.locator(".sms-group")
    entries = [entry for entry in reference.sms.entries("incident") if entry.text("priority") == "P2"]
    by_service = {entry.text("service") for entry in entries}
    assert 1 < heads.count() <= len(by_service)
    name = heads.first.locator("button").inner_text()
    service = name.rpartition(" ")[2]
    number = sum(entry.text("service") == service for entry in entries)
    assert heads.first.inner_text() == f"{name} ({number})"
    heads.first.locator("button").click()
    assert (
        shown(page)
        == f"1 to {min(number, 50)} of {number} ({len(reference.sms.entries('incident')):,} in all)"
    )
    assert f"where=service%3D{service}" in page.url
    page.get_by_label("Group by").select_option("month")
    months = [head.split(" ")[0] for head in page.locator(".sms-group").all_inner_texts()]
    assert months == sorted(months, reverse=True)


@pytest.mark.browser
def test_without_a_script_the_newest_entries_are_there(chromium: Browser, reference: Published) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((reference.folder / "registers" / "change.html").as_uri())
        assert page.locator(LISTED).count() == 50
        entries = reference.sms.entries("change")
        assert page.get_by_text(f"{len(entries)} entries. The 50 newest are shown.").is_visible()
        newest = max(entries, key=lambda entry: entry.text("requested_at"))
        assert page.locator(LISTED).first.inner_text().startswith(newest.id)


@pytest.mark.browser
def test_no_register_is_a_wall(page: Page, reference: Published) -> None:
    for kind in ("change", "role", "kpi", "availability", "incident/tab-incident-2026-0001"):
        page.goto((reference.folder / "registers" / f"{kind}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollHeight") < 20_000, kind


ASKED: tuple[tuple[str, int, str, str, dict[str, tuple[str, ...]]], ...] = (
    ("change", 25, "2026", "", {}),
    ("change", 7, "ä seed: with 'marks'", "2026-01..2026-06", {"category": ("normal", "standard")}),
    ("incident", 12, "x", "2026-03", {"priority": ("P2",)}),
    ("competence", 300, "7", "", {}),
    ("objective", 3, "a", "", {"status": ("open",)}),
)


@pytest.mark.browser
@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: f"{asked[0]}-{asked[1]}")
def test_the_page_draws_what_the_command_draws(
    page: Page, reference: Published, asked: tuple[str, int, str, str, dict[str, tuple[str, ...]]]
) -> None:
    kind, size, seed, period, where = asked
    span = named_span(period) if period else None
    days = (span.name, span.first, span.last) if span else ()
    found = sample(reference.sms, Asked(kind, size, seed, where, *days))
    page.goto((reference.folder / "registers" / f"{kind}.html").as_uri())
    query = "new URLSearchParams(given).toString()"
    given = [["size", str(size)], ["seed", seed], *([["period", period]] if period else [])]
    given += [["where", f"{name}={word}"] for name, words in where.items() for word in words]
    page.goto(f"{page.url.partition('?')[0]}?{page.evaluate(f'given => {query}', given)}")
    page.locator(".sms-sample-drawn p").first.wait_for()
    drawn = page.locator(".sms-sample-drawn tbody tr td:nth-child(2)").all_inner_texts()
    assert drawn == [each.id for each in found.drawn]
    said = page.locator(".sms-sample-drawn p").first.inner_text()
    assert f"from a population of {found.population:,} of {sum(found.kinds.values()):,}" in said
    with page.expect_download() as download:
        page.get_by_role("link", name="As CSV", exact=True).click()
    rows = [list(csv.DictReader(io.StringIO(text, newline=""))) for text in (
        download.value.path().read_text("utf-8"), str(table(found))
    )]  # fmt: skip
    for row in (row for file in rows for row in file):
        row.pop("line")  # a page knows the file, not the line
    assert rows[0] == rows[1]


@pytest.mark.browser
def test_a_digest_of_the_page_is_sha256(page: Page) -> None:
    script = files("sms_lint").joinpath("publish", "site", "assets", "samples.js").read_text("utf-8")
    random = Random(20260131)
    texts = [
        "".join(chr(random.choice((65, 233, 8364, 128_512))) for _ in range(size)) for size in range(130)
    ]
    page.goto("about:blank")
    page.add_script_tag(content=script.replace("document.currentScript.src", "'file:///assets/samples.js'"))
    made = page.evaluate("texts => texts.map(text => smsSamples.digest('seed', text))", texts)
    assert made == [sha256(f"seed:{text}".encode()).hexdigest() for text in texts]
