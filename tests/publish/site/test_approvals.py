"""What the pages say of approvals: of a sound document first, then of one that is not what it says."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.publish.site import build_pages
from sms_lint.publish.site.editions import Edition
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from tests.history.approvals.company import Company, git
from tests.history.approvals.test_anchored import anchor
from tests.publish.site.html_reading import Reading, rendered

pytestmark = pytest.mark.usefixtures("without_handbook")


@pytest.fixture
def company(tmp_path: Path) -> Company:
    company = Company(tmp_path)
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    return company


class Pages(Mapping[str, Reading]):
    """The pages by their paths, each read when it is asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def __getitem__(self, path: str) -> Reading:
        return rendered(self.texts[path].partition("\n---\n")[2])

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)


def pages(company: Company, edition: Edition = "auditor") -> Pages:
    sms = load(company.root, today=company.sms().today, with_history=True)
    site = build_pages(sms, lint(sms, checks()), {}, edition)
    return Pages(site.pages)


def test_the_control_block_says_who_approved_and_what_is_in_force(company: Company) -> None:
    said = pages(company)["documents/POL-CHG.md"].text
    assert "E2 signed by both" in said
    assert "P-0002 as approver on 2026-01-08" in said
    assert "version 1.0 from 2026-01-10, as the commits state, not proven" in said
    assert "another one" not in said


def test_every_version_stands_at_the_foot_with_its_approvals(company: Company) -> None:
    company.policy("1.1", "Text two.", effective="2026-02-01")
    company.sign_off(made="2026-01-30T10:00:00Z")
    company.commit("Approve the next", when="2026-01-31")
    said = pages(company)["documents/POL-CHG.md"].text
    assert said.count("E2 signed by both") == 4  # the line in short, the block, and two versions


def test_text_on_the_branch_that_nobody_approved_is_shown_apart(company: Company) -> None:
    company.policy("1.1", "Text two.", effective="2026-02-01")
    company.commit("Not approved", when="2026-02-01")
    shown = pages(company)
    said = shown["documents/POL-CHG.md"].text
    assert "A newer text, version 1.1, is not approved: it needs approval by approver" in said
    assert "version 1.0 from 2026-01-10" in said
    assert "the text below is a different one" not in said
    assert "the text below is a different one" in shown["proposed/POL-CHG.md"].text
    register = shown["approvals/in-force.md"].text
    assert "1.0" in register
    assert "1.1" in register


def test_a_text_approved_after_the_day_shown_is_not_shown_as_in_force(company: Company) -> None:
    company.policy("1.1", "Text two.", effective="2026-02-01")
    company.sign_off(made="2026-12-01T10:00:00Z")
    company.commit("Approve with a clock that is wrong", when="2026-02-01")
    shown = pages(company)
    said = shown["documents/POL-CHG.md"].text
    assert "A newer text, version 1.1, is not approved: it needs approval by approver" in said
    assert "dated 2026-12-01, which is after the day shown" in said
    assert "approval-refused" in shown["findings.md"].text


def test_where_nothing_was_approved_by_the_day_shown_nothing_is_in_force(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.sign_off(made="2026-12-01T10:00:00Z")
    company.commit("Approve with a clock that is wrong", when="2026-01-09")
    shown = pages(company)
    assert "no text of it was ever approved" in shown["documents/POL-CHG.md"].text
    assert "no approved text on 2026-06-01" in shown["proposed/POL-CHG.md"].text


def test_each_version_of_the_trust_settings_says_what_it_changed(company: Company) -> None:
    company.trust_extra = "exemptions: [{of: POL-CHG, allows: approval-void, reason: Nobody else was there., until: 2026-05-31}]\n"
    company.write_trust(2)
    company.sign_trust(2, "P-0001")
    company.commit("Exempt", when="2026-02-03")
    company.trust_extra = ""
    company.write_trust(3)
    company.sign_trust(3, "P-0001")
    company.commit("End it", when="2026-03-03")
    said = pages(company)["approvals/index.md"].text
    assert (
        "exemption of Change policy POL-CHG from approval-void until 2026-05-31: Nobody else was there."
        in said
    )
    assert "exemption of Change policy POL-CHG from approval-void ended" in said
    assert "taken as it stood" in said


def test_what_does_not_count_is_named_with_the_reason(company: Company) -> None:
    company.keep(company.statement("approval", "P-0003"), key="stranger")
    shown = pages(company)
    for path in ("documents/POL-CHG.md", "approvals/index.md"):
        assert "1.0.approval.P-0003.json" in shown[path].text
        assert "belongs to nobody in the trust settings" in shown[path].text


def test_the_page_says_plainly_what_was_not_verified(company: Company) -> None:
    said = pages(company)["approvals/index.md"].text
    for words in (
        "no timestamp of an authority confirms any day",
        "no copy of the history kept elsewhere was compared",
        "Trust settings: the first version was taken as it is",
        "records carry no signatures",
        "There are none: nothing here would show that the whole history was rewritten",
    ):
        assert words in said


def test_exceptions_and_alterations_are_listed(company: Company) -> None:
    company.trust_extra = (
        "exemptions:\n  - {of: POL-CHG, allows: approval-void, reason: An emergency, until: 2026-12-31}\n"
    )
    company.write_trust(2)
    company.sign_trust(2, "P-0001")
    company.write(
        "records/complaints/CMP-1.yml", "kind: complaint\nid: CMP-2026-0001\nstatus: closed\nsummary: late\n"
    )
    company.commit("An exception", when="2026-02-01")
    company.write(
        "records/complaints/CMP-1.yml", "kind: complaint\nid: CMP-2026-0001\nstatus: closed\nsummary: never\n"
    )
    company.commit("Tamper", when="2026-02-02")
    said = pages(company)["approvals/index.md"].text
    assert "An emergency" in said
    assert "CMP-2026-0001" in said
    assert "still open" in said


def test_a_tag_fixes_a_day_and_what_changed_since(company: Company) -> None:
    company.commit("Nothing more", when="2026-01-12")
    git(company.root, "tag", "audit-2026")
    company.policy("1.1", "Text two.", effective="2026-02-01")
    company.sign_off(made="2026-01-30T10:00:00Z")
    company.commit("Approve the next", when="2026-01-31")
    shown = pages(company)
    register = shown["approvals/in-force-2026-01-12.md"].text
    assert "1.0" in register
    assert "1.1" not in register, "nobody knew of it on that day"
    since = shown["approvals/since-2026-01-12.md"].text
    assert "from version 1.0 to 1.1" in since
    assert "two." in since
    assert "audit-2026" in shown["approvals/index.md"].text


def test_an_anchor_fixes_a_day_too(company: Company) -> None:
    anchor(company, None)
    shown = pages(company)
    assert "anchor 1" in shown["approvals/index.md"].text
    assert "POL-CHG" in shown["approvals/in-force-2026-01-09.md"].text
    assert "Each agrees with the branch" not in shown["approvals/index.md"].text, (
        "it has no timestamp: cannot tell"
    )


def test_the_staff_edition_shows_the_state_and_no_evidence(company: Company) -> None:
    shown = pages(company, "staff")
    assert "E2 signed by both" in shown["documents/POL-CHG.md"].text
    assert "Versions and approvals" not in shown["documents/POL-CHG.md"].text
    assert not [path for path in shown if path.startswith("approvals/")]


def test_a_request_of_the_forge_is_linked_where_its_repository_is_known(company: Company) -> None:
    address = "https://github.com/acme/sms"
    company.write(
        "sms.yml", f"organization:\n  name: Example\nrepository: {address}\napproval: {{policy: E1}}\n"
    )
    company.policy("1.1", "Text two.")
    company.commit("Change the policy (#12)", when="2026-02-01")
    company.keep(company.statement("review", "P-0002", forge=f"github {address}/pull/12, p-0002"), key="ci")
    links = pages(company)["documents/POL-CHG.md"].values("a", "href")
    assert links.count(f"{address}/pull/12") >= 2


def test_outside_git_nothing_is_claimed(company: Company, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    for path in ("sms.yml", "trust.yml", "policies/change.md"):
        (plain / path).parent.mkdir(exist_ok=True)
        (plain / path).write_bytes((company.root / path).read_bytes())
    company.root = plain
    shown = pages(company)
    assert "not read: this is not a git repository" in shown["documents/POL-CHG.md"].text
    assert "There is no change history" in shown["approvals/index.md"].text
