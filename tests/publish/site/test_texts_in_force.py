"""Readers see the text in force: on its page, in print, in the search, in the staff edition. What waits stands apart."""

import re
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.model.node import Document
from sms_lint.publish.pdf import printed, printed_set
from sms_lint.publish.site import Site, pages_of, view_for
from sms_lint.publish.site.editions import Edition
from sms_lint.publish.site.search import NAMES, TEXTS
from sms_lint.publish.site.view import SiteData
from tests.history.approvals.company import Company
from tests.rules.history import keys

pytestmark = pytest.mark.usefixtures("without_handbook")

PAGE, APART = "documents/POL-CHG.md", "proposed/POL-CHG.md"
REGISTER = "files/csv/documents.csv"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Version 1.0 is approved and in force."""
    company = Company(tmp_path, keys=keys())
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    return company


def waiting(company: Company, version: str = "1.1", **said: str) -> None:
    """A newer text, with words and a title of its own, that nobody approved."""
    company.policy(version, "Text two.", **{"effective": "2026-02-01", **said})
    path = company.root / "policies/change.md"
    path.write_text(
        path.read_text("utf-8").replace("title: Change policy", "title: Policy of changes"), "utf-8"
    )
    company.commit("Allow everything", when="2026-01-20")


def view(company: Company, edition: Edition = "auditor") -> SiteData:
    sms = load(company.root, today=company.today, with_history=True)
    return view_for(sms, Result((), (), sms.today.isoformat()), {}, edition)


def site(company: Company, edition: Edition = "auditor") -> Site:
    return pages_of(view(company, edition))


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def everything(site: Site) -> str:
    return " ".join([*site.pages.values(), *site.downloads.values()])


def test_an_approved_text_stands_alone(company: Company) -> None:
    made = site(company)
    assert "Text one." in made.pages[PAGE]
    assert "newer text" not in made.pages[PAGE]
    assert [path for path in made.pages if path.startswith("proposed/")] == []


def test_where_no_approval_is_asked_for_the_page_shows_the_file(company: Company) -> None:
    company.write("sms.yml", "organization: {name: Example}\n")
    waiting(company)
    for edition in ("auditor", "staff"):
        made = site(company, edition)
        assert "Text two." in made.pages[PAGE]
        assert "Policy of changes,Policy,1.1,active" in made.downloads[REGISTER]
        assert APART not in made.pages


def test_the_page_shows_the_text_in_force_and_says_what_waits(company: Company) -> None:
    waiting(company)
    page = site(company).pages[PAGE]
    assert 'title: "Change policy"' in page
    assert "Text one." in page
    assert "Text two." not in re.sub(r'(?s)<details class="sms-fold".*?</details>', "", page)
    assert (
        'A newer text, version 1.1, is not approved: it needs approval by approver: <a href="../proposed/POL-CHG.html">'
        in page
    )


def test_the_newer_text_has_a_page_of_its_own_that_the_search_leaves_out(company: Company) -> None:
    waiting(company)
    made = site(company)
    page = made.pages[APART]
    for file in (NAMES, TEXTS):
        assert "proposed/POL-CHG.html" not in made.downloads[file]
        assert "Text two." not in made.downloads[file]
    assert "Text one." in made.downloads[TEXTS]
    assert "This text is not in force. Version 1.1 is not approved: it needs approval by approver." in page
    assert "Work by version 1.0" in page
    assert "Text two." in page
    assert "<details" in page
    assert " open>" in page
    assert "Text </ins>" not in page
    assert "<del>" in page
    assert "<ins>" in page
    assert APART not in str(made.navigation)


def test_registers_and_their_files_name_the_version_in_force(company: Company) -> None:
    waiting(company)
    made = site(company)
    assert "Change policy,Policy,1.0,active" in made.downloads[REGISTER]
    assert '1.0 (<a href="../proposed/POL-CHG.html">1.1 waits</a>)' in made.pages["documents/index.md"]


def test_the_staff_see_nothing_of_what_waits(company: Company) -> None:
    waiting(company)
    said = everything(site(company, "staff"))
    assert "Text one." in said
    for hidden in ("Text two.", "Policy of changes", "1.1", "Allow everything", "newer text", "proposed/"):
        assert hidden not in said


def test_the_classification_that_counts_for_the_staff_is_that_in_force(company: Company) -> None:
    path = company.root / "policies/change.md"
    path.write_text(path.read_text("utf-8").replace("internal", "confidential"), "utf-8")
    text = path.read_text("utf-8").replace('"1.0"', '"1.1"')
    company.write("policies/change.md", text)
    company.sign_off(made="2026-01-21T10:00:00Z")
    company.commit("Approve", when="2026-01-21")
    company.write("policies/change.md", text.replace('"1.1"', '"1.2"').replace("confidential", "internal"))
    company.commit("Open it", when="2026-01-25")
    assert "Text one." not in everything(site(company, "staff"))
    assert PAGE in site(company).pages


def test_where_nothing_was_ever_approved_the_page_says_so_and_the_staff_have_none(tmp_path: Path) -> None:
    company = Company(tmp_path, keys=keys())
    made = site(company)
    page = made.pages[PAGE]
    assert "Nothing of POL-CHG is in force yet: no text of it was ever approved." in page
    assert (
        'Version 1.0 is not approved: it needs approval by approver: <a href="../proposed/POL-CHG.html">read it</a>'
        in page
    )
    assert "Text one." not in page
    assert "Text one." in made.pages[APART]
    assert "Nothing of" in made.pages[APART]
    assert "nothing in force yet" in made.downloads[REGISTER]
    assert "POL-CHG" not in everything(site(company, "staff"))


@pytest.mark.parametrize(
    ("version", "said", "words"),
    [
        ("1.0", {}, "A newer text, which calls itself version 1.0 too, is not what was approved"),
        ("1.1", {"lifecycle": "draft"}, "A newer text, version 1.1, is a draft"),
        (
            "1.1",
            {"lifecycle": "retired"},
            "That the document is retired, by version 1.1, is not approved: it needs approval by approver",
        ),
    ],
)
def test_the_line_says_how_far_the_newer_text_has_come(
    company: Company, version: str, said: dict[str, str], words: str
) -> None:
    waiting(company, version, **said)
    assert words in site(company).pages[PAGE]
    assert "Text one." in site(company, "staff").pages[PAGE]


def test_a_text_that_is_approved_for_a_later_day_is_announced(company: Company) -> None:
    waiting(company, effective="2026-07-01")
    company.sign_off(made="2026-01-21T10:00:00Z")
    company.commit("Approve the next", when="2026-01-21")
    assert (
        "version 1.1, is approved and comes into force on <time>2026-07-01</time>"
        in site(company).pages[PAGE]
    )


def test_a_document_whose_end_was_approved_says_so_and_the_staff_have_none(company: Company) -> None:
    waiting(company, lifecycle="retired")
    company.sign_off(made="2026-01-21T10:00:00Z")
    company.commit("Approve its end", when="2026-02-02")
    made = site(company)
    assert "retired" in made.pages[PAGE]
    assert APART not in made.pages
    assert PAGE not in site(company, "staff").pages


def test_a_text_in_force_that_cannot_be_read_any_more_is_not_replaced(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting(company)
    monkeypatch.setattr("sms_lint.system.approval_status.readers.document_in", lambda *_: None)
    page = site(company).pages[PAGE]
    assert "Version 1.0 of POL-CHG is in force, and this program cannot read it any more" in page
    assert "Text two." not in site(company).downloads[TEXTS]
    assert "Text two." not in re.sub(r'(?s)<details class="sms-fold".*?</details>', "", page)
    assert PAGE not in site(company, "staff").pages


def test_a_link_to_a_file_that_was_moved_with_a_newer_text_leads_to_the_text_in_force(
    company: Company,
) -> None:
    old = company.root / "policies/change.md"
    text = old.read_text("utf-8").replace('"1.0"', '"1.1"').replace("one", "two")
    old.unlink()
    company.write("policies/changes.md", text)
    company.write(
        "policies/other.md", text.replace("POL-CHG", "POL-OTHER") + "\nSee [changes](changes.md).\n"
    )
    company.commit("Move", when="2026-01-20")
    assert '<a href="../documents/POL-CHG.html">changes</a>' in site(company).pages["proposed/POL-OTHER.md"]


def test_prints_are_of_the_text_in_force(company: Company) -> None:
    waiting(company)
    for edition in ("auditor", "staff"):
        seen = view(company, edition)
        document = seen.sms.ids["POL-CHG"]
        assert isinstance(document, Document)
        one, every = printed(seen, document), printed_set(seen)
        assert one.documents[0]["version"] == "1.0"
        assert "Text one." in str(one.documents)
        assert "Text two." not in str(every.documents)


def test_what_is_not_in_force_is_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    company = Company(tmp_path, keys=keys())
    assert [printed["id"] for printed in printed_set(view(company)).documents] == [""]
    assert main(["pdf", "POL-CHG", "--root", str(company.root)]) == 2
    assert "nothing of `POL-CHG` is in force, so there is nothing to print" in capsys.readouterr().err


def test_each_month_says_which_texts_were_in_force_on_which_of_its_days(company: Company) -> None:
    waiting(company, effective="2026-02-10")
    company.sign_off(made="2026-01-21T10:00:00Z")
    company.commit("Approve the next", when="2026-01-21")
    company.policy("1.2", "Text three.", effective="2026-04-01")
    company.commit("Write", when="2026-03-20")
    pages = site(company).pages
    months = sorted(path for path in pages if re.fullmatch(r"approvals/in-force-\d{4}-\d\d\.md", path))
    assert [path[-10:-3] for path in months] == [f"2026-{month:02}" for month in range(1, 7)]
    words = words_of(pages["approvals/in-force-2026-02.md"])
    assert "2026-02-10 Policy of changes POL-CHG : version 1.1" in words
    assert "1.0 2026-02-01 to 2026-02-09 2026-02-01 to 2026-02-09" in words
    assert "1.1 2026-02-10 to 2026-02-28 2026-02-10 to 2026-02-28" in words
    april = words_of(pages["approvals/in-force-2026-04.md"])
    assert "1.2" not in april
    assert "The same texts were in force on all of these days." in april
    assert "1.1 2026-06-01 to 2026-06-01" in words_of(pages["approvals/in-force-2026-06.md"])


def test_a_document_that_was_withdrawn_ends_in_the_month(company: Company) -> None:
    waiting(company, effective="2026-02-10", lifecycle="retired")
    company.sign_off(made="2026-01-21T10:00:00Z")
    company.commit("Approve its end", when="2026-01-21")
    page = re.sub(r"<[^>]+>", "", site(company).pages["approvals/in-force-2026-02.md"])
    assert "2026-02-10" in page
    assert "version 1.0 is in force no longer" in page


def test_every_month_is_chosen_from_pages_that_need_no_script(company: Company) -> None:
    pages = site(company).pages
    for path in ("approvals/in-force.md", "approvals/index.md", "approvals/in-force-2026-03.md"):
        assert [f"in-force-2026-{month:02}.html" in pages[path] for month in range(1, 7)] == [True] * 6
        assert "<script" not in pages[path]
    assert not any(path.startswith("approvals/") for path in site(company, "staff").pages)
