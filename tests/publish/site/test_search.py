"""What an auditor types leads to what is meant: among the first five pages that the search shows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.publish.site.conftest import Published

QUESTIONS = {
    "major incident procedure": "documents/PRO-MAJOR.html",
    "incident management": "processes/PRC-INC.html",
    "continuity test": "registers/continuity-test.html",
    "last management review": "registers/management-review.html",
    "internal audit report": "registers/audit-report.html",
    "risk register": "registers/risk.html",
    "scope of the SMS": "documents/SCO-SMS.html",
    "service management policy": "documents/POL-SMS.html",
    "supplier contract review": "registers/supplier-contract.html",
    "nonconformity corrective action": "registers/nonconformity.html",
    "complaint": "registers/complaint.html",
    "satisfaction survey": "registers/satisfaction.html",
    "competence training": "registers/training.html",
    "capacity plan": "documents/PLN-CAP.html",
    "configuration items": "items/index.html",
    "known errors": "registers/known-error.html",
    "information security policy": "documents/POL-SEC.html",
    "objectives missed": "registers/objective.html",
    "retention of records": "documents/PRO-RETENTION.html",
    "CHG-2026-0131": "registers/change.html",
    "8.6.1": "clauses/20000-1/8.6.1.html",
    "change management policy": "documents/POL-CHG.html",
    "SVC-CLOUD": "services/SVC-CLOUD.html",
    "managed hosting": "services/SVC-CLOUD.html",
    "data centre operator": "suppliers/OTH-DATACENTRE.html",
    "change manager": "roles/change-manager.html",
    "gap analysis": "readiness/gaps.html",
    "surveillance": "readiness/surveillance.html",
    "review calendar": "calendar/index.html",
    "process map": "processes/map.html",
}
FOUND = "links => links.map(one => new URL(one.href).pathname)"


@pytest.fixture(scope="module")
def searching(chromium: Browser, reference: Published) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto((reference.folder / "index.html").as_uri())
        yield page


@pytest.mark.browser
@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=list(QUESTIONS))
def test_the_search_answers(searching: Page, question: str, answer: str) -> None:
    entry = searching.locator("input.md-search__input")
    entry.click()
    entry.fill(question[:-1])  # as if pasted: a search for each letter would take as many times as long
    searching.keyboard.type(question[-1])
    first = searching.locator(".md-search-result__item > .md-search-result__link")
    last: list[str] = []
    for _ in range(40):  # results come in while one types
        searching.wait_for_timeout(250)
        shown = list(first.evaluate_all(FOUND)[:5])
        if shown and shown == last:
            break
        last = shown
    assert any(path.endswith(answer) for path in last), last
