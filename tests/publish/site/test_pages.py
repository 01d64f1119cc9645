import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sms_lint.evidence import Grade
from sms_lint.load import load
from sms_lint.outside.git import FileChanges
from sms_lint.publish.site import DOORS, FAMILIES, build_pages
from sms_lint.publish.site.history import SHALLOW
from sms_lint.publish.site.view import SiteData, resolve
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from tests.publish.site.conftest import Published, git, view_of
from tests.publish.site.html_reading import Reading, rendered

FIELDS = (
    "Id", "Title", "Kind", "Version", "State", "Owner", "Approver", "Approval", "Effective from", "Last reviewed",
    "Next review",
    "Classification", "Retention", "Clauses", "Documented information", "Supersedes", "Source",
)  # fmt: skip


def page(view: SiteData, path: str) -> Reading:
    return rendered(build_pages(view.sms, view.result, view.handbook).pages[path].partition("\n---\n")[2])


@pytest.fixture(scope="module")
def view(published: Published) -> SiteData:
    return published.view


def test_a_control_block_has_every_field(view: SiteData) -> None:
    said = page(view, "documents/POL-SMS.md").text
    places = [said.index(f"{field}") for field in FIELDS]
    assert places == sorted(places)
    assert "Owner Head of service management" not in said  # a name and a value are two elements
    for value in (
        "POL-SMS",
        "1.0",
        "active",
        "E0 not approved",
        "2026-06-15",
        "2027-06-01 (every 12 months)",
        "internal",
        "7 years",
        "20000-1:5.2.1",
        "Service management policy",
    ):
        assert value in said


def test_a_document_without_clauses_says_so(small: Path) -> None:
    document = small / "policies" / "service-management.md"
    document.write_text(document.read_text("utf-8").replace("satisfies: [20000-1:5.2.1]\n", ""), "utf-8")
    said = page(view_of(small), "documents/POL-SMS.md").text
    assert "Clausesnone" in said


def test_what_refers_to_a_document_is_listed(view: SiteData) -> None:
    links = page(view, "documents/POL-SMS.md").values("a", "href")
    assert "../processes/PRC-INC.html" in links


def test_changes_come_from_git_newest_first(view: SiteData) -> None:
    assert view.sms.file_changes is not None
    read = page(view, "processes/PRC-INC.md")
    said = read.text
    assert said.index("Say who <confirms> the *end* of an incident") < said.index("First edition")
    head = view.sms.file_changes.head
    assert f"https://example.invalid/rook/sms/commit/{head}" in read.values("a", "href")
    assert "https://example.invalid/rook/sms/blob/main/processes/incident-management.md" in read.values(
        "a", "href"
    )
    assert "https://example.invalid/rook/sms/edit/main/processes/incident-management.md" in read.values(
        "a", "href"
    )
    assert "Say who" not in page(view, "documents/POL-SMS.md").text


def test_a_change_shows_the_words_that_it_took_out_and_put_in(small: Path) -> None:
    git(small, "init", "-q")
    git(small, "add", ".")
    git(small, "commit", "-qm", "First edition")
    policy = small / "policies" / "service-management.md"
    policy.write_text(
        policy.read_text("utf-8") + "\n## *New* <b>part</b>\n\n<script>run()</script> `it`\n", "utf-8"
    )
    git(small, "commit", "-qam", "Second edition")
    written = policy.read_text("utf-8")
    policy.write_text(written.replace('version: "1.0"', 'version: "2.0"').replace("run()", "walk()"), "utf-8")
    git(small, "commit", "-qam", "Third edition")
    read = page(view_of(small), "documents/POL-SMS.md")
    changes = read.text[read.text.index("Third edition") :]
    assert "What changed from version 1.0 to 2.0" in changes
    assert 'Version: [removed: "1.0"] [added: "2.0"]' in " ".join(changes.split())
    assert "[removed: <script>run()</script>] [added: <script>walk()</script>] `it`" in " ".join(
        changes.split()
    )
    assert "What changed within version 1.0" in changes
    assert "New section: New" in changes
    assert "The first version of the file." in changes


def test_outside_git_every_page_says_so(small: Path) -> None:
    view = view_of(small)
    assert "not a git repository" in page(view, "documents/POL-SMS.md").text
    assert "not in a git repository" in page(view, "index.md").text


def test_a_shallow_clone_is_said_on_the_pages(published: Published, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", published.root.as_uri(), "clone")
    sms = load(tmp_path / "clone", with_history=True)
    assert isinstance(sms.file_changes, FileChanges)
    assert not sms.file_changes.complete
    shallow = SiteData(sms, lint(sms, checks()), {})
    for path in ("documents/POL-SMS.md", "registers/risk.md", "index.md"):
        said = page(shallow, path).text
        assert SHALLOW in said
        assert "The first version of the file" not in said


def test_without_a_repository_nothing_links_to_its_files(small: Path) -> None:
    settings = small / "sms.yml"
    settings.write_text(
        "\n".join(line for line in settings.read_text("utf-8").split("\n") if "repository" not in line),
        "utf-8",
    )
    links = page(view_of(small), "documents/POL-SMS.md").values("a", "href")
    assert not [target for target in links if "rook" in target]


def test_the_home_page_says_the_day_and_the_commit(view: SiteData) -> None:
    assert view.sms.file_changes is not None
    said = page(view, "index.md").text
    assert "Shown as of 2026-10-31" in said
    assert view.sms.file_changes.head[:9] in said
    assert "2active documents" in said.replace(" ", "", 1) or "2 active documents" in said
    cells = (
        "2026-11-15",
        "due soon",
        "Review of the document",
        "PRC-INC Incident management",
        "Incident manager",
    )
    places = [said.index(cell) for cell in cells]
    assert places == sorted(places)


def test_what_could_not_be_read_is_said_on_the_home_page(small: Path) -> None:
    assert "Not everything could be read" not in page(view_of(small), "index.md").text
    (small / "policies" / "broken.md").write_text("---\nkind: [\n---\n", "utf-8")
    assert "Not everything could be read" in page(view_of(small), "index.md").text


def test_another_day_is_not_called_the_example_s(small: Path) -> None:
    sms = load(small, today=date(2027, 1, 1))
    said = rendered(build_pages(sms, lint(sms, checks()), {}).pages["index.md"]).text
    assert "Judged as of 2027-01-01." in said


def test_a_register_gives_each_entry_an_address(view: SiteData) -> None:
    read = page(view, "registers/risk.md")
    assert {"RSK-2026-01", "RSK-2026-02", "REG-RISK"} <= set(read.ids)
    assert (
        "Flood <script>alert(1)</script> of the **cellar** | the [only](javascript:alert(1)) store "
        "{: onclick=alert(1) }" in read.text
    )
    links = read.values("a", "href")
    assert "#RSK-2026-02" in links
    assert "../documents/POL-SMS.html" in links
    assert "NOT-THERE-1" in read.text


def test_roles_say_who_holds_them_and_what_refers_to_them(view: SiteData) -> None:
    said = page(view, "registers/role.md").text
    assert "Held byP-003" in said
    assert "outside the organisation" in said
    assert "Referred to by" in said


def test_own_kinds_are_published_like_the_others(view: SiteData) -> None:
    read = page(view, "registers/vehicle.md")
    assert "VEH-1" in read.ids
    assert "Blue van" in read.text
    assert "../registers/person.html#P-004" in read.values("a", "href")


def test_a_record_in_prose_has_a_page_of_its_own(view: SiteData) -> None:
    read = page(view, "records/VEH-2.md")
    assert "The left mirror broke" in read.text
    assert "damage" in read.ids
    assert "../documents/POL-SMS.html" in read.values("a", "href")
    assert "../records/VEH-2.html" in page(view, "registers/vehicle.md").values("a", "href")
    assert "../records/VEH-2.html" in page(view, "documents/POL-SMS.md").values("a", "href")


def test_every_row_of_a_long_table_has_an_address_on_a_page_of_its_part(view: SiteData) -> None:
    read = page(view, "registers/asset.md")
    assert "rows 1 to 100" in read.text
    assert "120 rows on 2 pages." in read.text
    assert "AST-1 to AST-100" in read.text
    assert not {"AST-1", "AST-117"} & set(read.ids)
    first, second = (page(view, f"registers/asset/reg-asset-2026-000{number}.md") for number in (1, 2))
    assert {"AST-1", "AST-100"} <= set(first.ids)
    assert {"AST-101", "AST-117"} <= set(second.ids)
    assert "Till <b>1</b> | shelf" in first.text
    assert "../../registers/asset/reg-asset-2026-0002.html" in first.values("a", "href")
    assert "../../registers/asset.html#REG-ASSET-2026" in first.values("a", "href")
    assert view.addresses["AST-117"] == ("registers/asset/reg-asset-2026-0002.html", "AST-117")


def test_the_matrix_has_every_clause_and_obligation(view: SiteData) -> None:
    (book,) = view.sms.catalogues
    links = page(view, "clauses/20000-1/index.md").values("a", "href")
    for clause in book.clauses:
        assert f"../../clauses/20000-1/{clause.number}.html" in links
        for obligation in clause.obligations:
            assert f"../../clauses/20000-1/{clause.number}.html#{obligation.id.rpartition('-')[2]}" in links


def test_a_clause_page_says_what_shows_each_obligation(view: SiteData) -> None:
    read = page(view, "clauses/20000-1/8.6.1.md")
    assert "#escalation" in " ".join(read.values("a", "href"))
    assert view.grades["20000-1:8.6.1-c"].grade is Grade.DOCUMENTED
    assert "20000-1:8.6.1-c ◑ documented" in read.text
    assert "ITIL" in read.text


def test_a_clause_page_states_the_ways_of_each_obligation_and_how_they_stand(small: Path) -> None:
    (small / "records" / "self-assessment.yml").write_text(
        """kind: self-assessment
id: REG-SELF
title: Self-assessment
owner: service-manager
review: {every: 12 months, last: 2026-06-01}
entries:
  - id: SA-01
    clause: 20000-1:8.6.1-a
    conformity: partial
    justification: Calls at night are not recorded.
    evidence: [Talks with two agents]
    action: Let the night desk record them
    owner: service-manager
    due: 2027-01-15
    assessed_by: service-manager
    assessed_at: 2026-06-01
    every: 12 months
""",
        "utf-8",
    )
    said = page(view_of(small), "clauses/20000-1/8.6.1.md").text
    assert "To be shown by the following; not all of it is met" in said
    assert (
        "recent records of the incident register with category and priority filled in, within 4 months ("
        in said
    )
    assert (
        ": judged as partial. Calls at night are not recorded. Action: Let the night desk record them" in said
    )


def test_findings_show_all_of_the_report(small: Path) -> None:
    document = small / "policies" / "service-management.md"
    document.write_text(document.read_text("utf-8").replace("last: 2026-06-01", "last: 2024-06-01"), "utf-8")
    (small / "policies" / "broken.md").write_text("---\nkind: [\n---\n", "utf-8")
    view = view_of(small)
    said = page(view, "findings.md").text
    assert "could not be read to the end" in said
    assert "policies/broken.md:" in said
    assert {"overdue-review", "syntax"} <= {finding.rule for finding in view.result.counted}
    for finding in view.result.counted:
        assert finding.rule in said


def test_what_is_accepted_for_now_is_shown_with_its_reason(small: Path) -> None:
    with (small / "sms.yml").open("a", encoding="utf-8") as settings:
        settings.write(
            "suppressions: [{rule: review-due-soon, node: PRC-INC, reason: under way, until: 2026-12-31}]\n"
        )
    said = page(view_of(small), "findings.md").text
    assert "1 accepted for now" in said
    assert "under way2026-12-31" in said


def test_a_finding_links_its_rule_and_its_kind(small: Path) -> None:
    document = small / "policies" / "service-management.md"
    document.write_text(document.read_text("utf-8").replace("retention: 7 years", "kept: 7 years"), "utf-8")
    links = page(view_of(small), "findings.md").values("a", "href")
    assert "handbook/rules/schema.html" in links
    assert "handbook/kinds/policy.html" in links


def test_a_second_document_of_the_same_id_takes_no_page_away(small: Path) -> None:
    text = (small / "policies" / "service-management.md").read_text("utf-8")
    (small / "policies" / "zz-copy.md").write_text(
        text.replace("so that customers can rely on them", "for the copy"), "utf-8"
    )
    assert "customers can rely on them" in page(view_of(small), "documents/POL-SMS.md").text


def test_every_family_stands_behind_one_door(view: SiteData) -> None:
    assert sorted(family for behind in DOORS.values() for family in behind) == sorted(FAMILIES)
    site = build_pages(view.sms, view.result, view.handbook)
    titles = [next(iter(entry)) for entry in site.navigation]
    assert titles == [door for door in DOORS if door != "Services"]  # this system has none
    assert list(_paths(site.navigation)).count("index.md") == 1
    # Of a long table, what compares the versions of a document, and the pages to which the lists of rules and kinds lead.
    folders = ("registers/asset/", "versions/", "handbook/rules/", "handbook/kinds/")
    parts = {path for path in site.pages if path.startswith(folders) and not path.endswith("/index.md")}
    assert set(_paths(site.navigation)) == set(site.pages) - parts


def _paths(entry: object) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    parts = entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ()
    return [path for part in parts for path in _paths(part)]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("b.md", "a/b.md"),
        ("./b.md", "a/b.md"),
        ("../c/d.md", "c/d.md"),
        ("../../x", None),
        ("/x", None),
        ("c:x", None),
        ("", None),
    ],
)
def test_relative_links_stay_below_the_root(target: str, found: str | None) -> None:
    assert resolve("a/a.md", target) == found


def test_the_document_register_is_a_file_for_a_spreadsheet_too(small: Path) -> None:
    document = small / "policies" / "service-management.md"
    document.write_text(
        document.read_text("utf-8").replace("title: Service management policy", 'title: "=1+1, & <b>"'),
        "utf-8",
    )
    view = view_of(small)
    site = build_pages(view.sms, view.result, view.handbook)
    rows = list(csv.DictReader(io.StringIO(site.downloads["files/csv/documents.csv"], newline="")))
    assert [row["Id"] for row in rows] == ["POL-SMS", "PRC-INC"]
    assert rows[0]["Title"] == "'=1+1, & <b>"
    assert rows[0]["Next review"] == "2027-06-01"
    assert rows[0]["File"] == "policies/service-management.md"
    assert "../files/csv/documents.csv" in page(view, "documents/index.md").values("a", "href")


def test_so_many_findings_are_counted_not_all_shown(view: SiteData) -> None:
    many = replace(view.result, findings=view.result.findings[:1] * 2100)
    said = page(SiteData(view.sms, many, {}), "findings.md").text
    assert "and 100 more, which sms-lint check shows" in said
