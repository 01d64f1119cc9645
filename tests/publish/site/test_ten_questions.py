"""The ten questions that an auditor begins with: each answered within three clicks from the first page."""

import re

import pytest
from playwright.sync_api import Browser

from tests.publish.site.conftest import Published

TAB = ".md-tabs__link"
WALK = (
    f"{TAB}:has-text('Audit')",
    "article a:has-text('walkthrough'), .md-nav__link:has-text('walkthrough')",
)
# What is asked; what is clicked, at most three times; what the page then says.
QUESTIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "which version was in force": (
        (f"{TAB}:has-text('Documents')", "article a:has-text('POL-CHG')"),
        (r"version\s*2\.1\s*from\s*2026-10-01", r"Changes"),
    ),
    "who owns it": (
        (f"{TAB}:has-text('Documents')", "article a:has-text('POL-CHG')"),
        (r"owner\s*Change manager", r"All control data"),
    ),
    "show me the last continuity test": (
        (f"{TAB}:has-text('Records')", "article a:has-text('Continuity tests and invocations')"),
        (r"CTT-2026-02", r"2026-07-14", r"passed"),
    ),
    "which changes touched this configuration item": (
        (
            f"{TAB}:has-text('Records')",
            "article a:has-text('Configuration item register')",
            "article a:has-text('CI-STORAGE-01')",
        ),
        (r"CHG-2026-0138", r"CHG-2026-0131"),
    ),
    "which obligations have no evidence": (
        (f"{TAB}:has-text('Audit')", "a[href$='readiness/gaps.html']"),
        (r"8\.3\.4\.1", r"partly|not fully met|partial"),
    ),
    "what is overdue": (("article a:has-text('I own documents')",), (r"0 of them overdue",)),
    "who may approve": (
        (f"{TAB}:has-text('Documents')", "article a:has-text('POL-CHG')"),
        (r"change manager and head of service management decide together",),
    ),
    "what did the last audit raise and is it closed": (
        (f"{TAB}:has-text('Audit')", "a[href$='readiness/surveillance.html']"),
        (r"ARP-2026-02", r"NC-2026-04"),
    ),
    "what changed since": (
        (f"{TAB}:has-text('Audit')", "a[href$='readiness/surveillance.html']"),
        (r"Documents in force since then", r"Records made since then"),
    ),
    "where is the major incident procedure": (
        (f"{TAB}:has-text('Documents')", "article a:has-text('PRO-MAJOR')"),
        (r"Major incident procedure", r"When to use it"),
    ),
}


@pytest.mark.browser
@pytest.mark.parametrize("question", QUESTIONS)
def test_three_clicks_lead_to_the_answer(chromium: Browser, reference: Published, question: str) -> None:
    clicks, answers = QUESTIONS[question]
    assert len(clicks) <= 3
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto((reference.folder / "index.html").as_uri())
        for target in clicks:
            page.locator(target).locator("visible=true").first.click(timeout=10_000)
            page.wait_for_load_state("load")
        said = page.locator("article").inner_text()
    assert [answer for answer in answers if not re.search(answer, said)] == [], said[:2000]


@pytest.mark.browser
def test_one_page_answers_all_ten(chromium: Browser, reference: Published) -> None:
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto((reference.folder / "index.html").as_uri())
        for target in WALK:
            page.locator(target).locator("visible=true").first.click(timeout=10_000)
            page.wait_for_load_state("load")
        said = page.locator("article").inner_text()
    assert all(re.search(rf"\b{number}\. ", said) for number in range(1, 11))
