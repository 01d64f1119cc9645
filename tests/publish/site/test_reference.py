"""Pages of rules, kinds and settings on every site, with what holds there; the handbook that comes with the program."""

import re
import shutil
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from sms_lint.load import load
from sms_lint.model.kinds import kinds
from sms_lint.model.kpi_library import kpi_library
from sms_lint.publish.site import Site, build_pages
from sms_lint.publish.site.build import read_handbook
from sms_lint.publish.site.handbook import guides
from sms_lint.publish.site.view import SiteData
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from tests.publish.site.conftest import Published, view_of
from tests.publish.site.html_reading import Reading, rendered


def site_of(view: SiteData) -> Site:
    return build_pages(view.sms, view.result, view.handbook)


def page(view: SiteData, path: str) -> Reading:
    return rendered(site_of(view).pages[path].partition("\n---\n")[2])


@pytest.fixture(scope="module")
def view(published: Published) -> SiteData:
    return published.view


@pytest.fixture(scope="module")
def pages(view: SiteData) -> dict[str, Reading]:
    texts = site_of(view).pages
    return {
        path: rendered(text.partition("\n---\n")[2])
        for path, text in texts.items()
        if path.startswith("handbook/")
    }


def spoilt(root: Path, settings: str = "") -> SiteData:
    """A system in which a policy lacks its retention, with further settings."""
    policy = root / "policies" / "service-management.md"
    policy.write_text(policy.read_text("utf-8").replace("retention: 7 years\n", ""), "utf-8")
    with (root / "sms.yml").open("a", encoding="utf-8") as file:
        file.write(settings)
    return view_of(root)


def test_every_rule_and_kind_has_a_page_an_own_kind_too(pages: dict[str, Reading]) -> None:
    for folder, names in (("rules", [check.rule.id for check in checks()]), ("kinds", [*kinds(), "vehicle"])):
        for name in names:
            assert f"handbook/{folder}/{name}.md" in pages
    assert "Keeper" in pages["handbook/kinds/vehicle.md"].text


def test_an_organisation_without_docs_has_the_whole_handbook(small: Path) -> None:
    shutil.rmtree(small / "docs")
    texts = site_of(view_of(small)).pages
    assert {f"handbook/{name}" for name in guides()} <= texts.keys()
    assert "handbook/rules/schema.md" in texts
    assert "For process owners" in texts["handbook/index.md"]


def test_its_own_pages_stand_in_the_handbook_and_take_the_place_of_a_guide(small: Path) -> None:
    (small / "docs" / "writing.md").write_text("# How we write\n\nBriefly.\n", "utf-8")
    (small / "docs" / "desk.md").write_text("# The desk\n", "utf-8")
    (small / "docs" / "rules").mkdir()
    (small / "docs" / "rules" / "schema.md").write_text("# Left over\n", "utf-8")
    view = view_of(small)
    assert page(view, "handbook/writing.md").text.endswith("How we write Briefly.")
    assert "handbook/desk.md" in site_of(view).pages
    assert "Left over" not in page(view, "handbook/rules/schema.md").text


def test_every_link_of_the_handbook_leads_to_a_page_or_a_file_that_is_there(
    pages: dict[str, Reading], view: SiteData
) -> None:
    site = site_of(view)
    known = (
        {path.removesuffix(".md") + ".html" for path in site.pages}
        | site.downloads.keys()
        | site.files.keys()
    )
    anchors = {path.removesuffix(".md") + ".html": set(reading.ids) for path, reading in pages.items()}
    followed = 0
    for path, reading in pages.items():
        for target in reading.values("a", "href"):
            if re.match(r"https?:|mailto:", target):
                continue
            place, _, anchor = target.partition("#")
            full = normpath(join(dirname(path), place)) if place else path.removesuffix(".md") + ".html"
            assert full in known, f"{path}: {target}"
            assert not anchor or full not in anchors or anchor in anchors[full], f"{path}: {target}"
            followed += 1
    assert followed > 1500


def test_every_link_of_a_guide_is_followed() -> None:
    """A link that leads nowhere would have become plain text."""
    (here,) = {Path(name).parent for name in guides()}
    assert here == Path()
    for name, raw in guides().items():
        for target in re.findall(
            r"\]\(([^)#]+)", re.sub(r"(?s)```.*?```|`[^`\n]*`", "", raw.decode("utf-8"))
        ):
            if not target.startswith("http"):
                assert target in guides() or re.match(
                    r"(rules|kinds|settings|kpis)/(index|trust)\.md$", target
                ), f"{name}: {target}"


def test_the_page_of_a_rule_begins_with_what_to_do(pages: dict[str, Reading]) -> None:
    said = pages["handbook/rules/overdue-review.md"].text
    order = [
        "is past its review date",
        "Severity here",
        "To put it right",
        "Why",
        "Bad",
        "Good",
        "To accept it",
    ]
    assert [said.index(part) for part in order] == sorted(said.index(part) for part in order)
    links = pages["handbook/rules/overdue-review.md"].values("a", "href")
    assert "../../clauses/20000-1/7.5.2.html" in links
    settings = pages["handbook/rules/risk-assessment-overdue.md"].values("a", "href")
    assert "../../handbook/settings/index.html#setting-intervals.risk_review" in settings


def test_the_faulty_lines_stand_out_and_stay_text(view: SiteData) -> None:
    text = site_of(view).pages["handbook/rules/overdue-review.md"]
    (bad, good) = re.findall(r"<mark>(.*?)</mark>", text)
    assert "last: 2026-03-15" in bad
    assert "last: 2026-09-15" in good


def test_each_of_several_examples_has_an_address(pages: dict[str, Reading]) -> None:
    ids = [
        identity
        for identity in pages["handbook/rules/approval-refused.md"].ids
        if not identity.startswith("__")
    ]
    assert {"bad", "bad-2", "good", "good-2"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_rule_says_how_many_findings_it_has_and_leads_to_them(small: Path) -> None:
    view = spoilt(small)
    count = sum(finding.rule == "schema" for finding in view.result.counted)
    assert count
    reading = page(view, "handbook/rules/schema.md")
    assert re.search(rf"Failed now\s*{count} failed check", reading.text)
    assert "../../findings.html#rule-schema" in reading.values("a", "href")
    assert page(view, "findings.md").ids.count("rule-schema") == 1
    assert re.search(r"Failed now\s*none", page(view, "handbook/rules/broken-anchor.md").text)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "✕ error"),
        ("rules: {schema: note}\n", "note by the settings; error otherwise"),
        ("rules: {schema: off}\n", "switched off in the settings"),
        ("preset: starter\n", "✕ error"),
    ],
)
def test_the_severity_here_is_that_of_the_settings(small: Path, settings: str, said: str) -> None:
    assert said in page(spoilt(small, settings), "handbook/rules/schema.md").text


def test_a_severity_by_a_former_id_is_told_for_what_it_reaches(small: Path) -> None:
    view = spoilt(small, "rules: {risk-review-overdue: note}\n")
    said = page(view, "handbook/rules/risk-assessment-overdue.md").text
    assert "error; note for what was risk-review-overdue" in said
    assert re.search(r"Formerly.*risk-review-overdue", said)


OWN_RULE = """risk-without-cause:
  summary: A risk says nothing of its <b>cause</b>.
  why: Whoever treats a risk has to know what brings it about.
  about: risk
  when: [cause is empty]
  say: "{id} names no cause"
  severity: warning
  remedy: name the cause
"""


def test_a_rule_of_the_organisation_has_a_page_like_the_others(small: Path) -> None:
    (small / "rules.yml").write_text(OWN_RULE, "utf-8")
    view = spoilt(small, "own_rules: [rules.yml]\n")
    reading = page(view, "handbook/rules/risk-without-cause.md")
    assert "A risk says nothing of its <b>cause</b>." in reading.text
    assert "b" not in {tag for tag, _ in reading.tags}
    for said in ("▲ warning", "Name the cause.", "Whoever treats a risk"):
        assert said in reading.text
    assert "../../handbook/kinds/risk.html" in reading.values("a", "href")
    assert "risk-without-cause" in page(view, "handbook/rules/index.md").text
    assert "risk-without-cause" in page(view, "handbook/kinds/risk.md").text


def test_what_is_missing_is_a_note_while_the_system_is_being_built(small: Path) -> None:
    said = page(spoilt(small, "preset: starter\n"), "handbook/rules/missing-section.md").text
    assert "note while the preset is starter; error otherwise" in said


def test_the_page_of_a_kind_leads_to_its_entries_its_rules_and_its_clauses(pages: dict[str, Reading]) -> None:
    reading = pages["handbook/kinds/risk.md"]
    links = reading.values("a", "href")
    assert {"../../registers/risk.html", "../../handbook/rules/risk-assessment-overdue.html"} <= set(links)
    for said in ("Reviewed on", "A risk is closed once status is closed", "records/registers/risk.yml"):
        assert said in reading.text
    assert "On this site" not in pages["handbook/kinds/dispute.md"].text


def test_the_settings_say_what_holds_here(small: Path) -> None:
    reading = page(spoilt(small, "intervals: {dispute: 3 weeks}\n"), "handbook/settings/index.md")
    assert "setting-intervals.dispute" in reading.ids
    assert re.search(r"without it 30 days\s*3 weeks", reading.text)
    assert "../../handbook/rules/dispute-not-escalated.html" in reading.values("a", "href")


def test_the_staff_see_neither_findings_nor_how_many_there_are(small: Path) -> None:
    spoilt(small)
    sms = load(small)
    texts = build_pages(sms, lint(sms, checks()), read_handbook(small), "staff").pages
    for path in ("handbook/rules/schema.md", "handbook/rules/index.md"):
        assert "Failed now" not in texts[path]
        assert "findings.html" not in texts[path]
    assert "To put it right" in texts["handbook/rules/schema.md"]


def test_a_schema_of_an_organisation_is_shown_as_text(small: Path) -> None:
    path = small / "schemas" / "vehicle.json"
    path.write_text(
        path.read_text("utf-8").replace(
            '"properties": {', '"properties": {"x<b>": {"title": "<script>*a*"},', 1
        ),
        "utf-8",
    )
    reading = page(view_of(small), "handbook/kinds/vehicle.md")
    assert "<script>*a*" in reading.text
    assert "script" not in {tag for tag, _ in reading.tags}
    assert "em" not in {tag for tag, _ in reading.tags}


def test_the_library_of_kpis_has_a_page(pages: dict[str, Reading]) -> None:
    read = pages["handbook/kpis/index.md"]
    for name, found in kpi_library().items():
        assert f"{name}" in read.text
        assert found.fields["name"] in read.text
    assert "the percentage in which “Within target” is “yes”; by the month of “Resolved”." in read.text
