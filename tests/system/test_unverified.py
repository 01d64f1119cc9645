"""What could not be verified is one list: command, site and pack show the same, on histories with each kind of gap."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.pack.gather import PackPeriod, gather
from sms_lint.publish.pack.index import not_verified as of_pack
from sms_lint.publish.site.verified import not_counted, not_verified
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.system.sms import Sms
from sms_lint.system.verification import HistoryCheck, unverified
from tests.authority import Authority
from tests.history.approvals.company import Company, git
from tests.history.approvals.test_anchored import anchor, trusted

TODAY = date(2026, 6, 1)
COMPLAINT = "records/complaints/CMP-2026-0001.yml"
Story = Callable[[Company], None]


def complaint(company: Company, status: str, text: str, when: str) -> None:
    company.write(COMPLAINT, f"kind: complaint\nid: CMP-2026-0001\nstatus: {status}\nsummary: {text}\n")
    company.commit(f"{status} {text}", when=when)


def nothing_more(_: Company) -> None:
    pass


def not_approved(company: Company) -> None:
    company.policy("1.1", "Text two.", effective="2026-02-01")
    company.commit("Not approved", when="2026-02-01")


def taken_over(company: Company) -> None:
    company.policy("1.1", "Text two.", effective="2025-12-01")
    company.sign_off(made="2026-01-03T10:00:00Z")
    company.commit("Take it over", when="2026-01-07")


def approved_late(company: Company) -> None:
    """Commits say that the approval was there in time; the timestamp, of this very day, vouches for no earlier one."""
    authority = Authority(company.root.parent / "authority")
    trusted(company, authority)
    company.policy("1.1", "Text two.", effective="2026-02-01")
    company.sign_off(made=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
    company.commit("Approve it late", when="2026-02-01")
    anchor(company, authority)


def reviewed(company: Company) -> None:
    address = "https://github.com/acme/sms"
    company.write("sms.yml", "organization:\n  name: Example\napproval: {policy: E1}\n")
    company.policy("1.1", "Text two.")
    company.commit("Change the policy (#12)", when="2026-02-01")
    company.keep(company.statement("review", "P-0002", forge=f"github {address}/pull/12, p-0002"), key="ci")
    company.commit("Capture", when="2026-02-02", by="ci")


def refused(company: Company) -> None:
    company.keep(company.statement("approval", "P-0003"), key="stranger")
    company.commit("A signature of nobody", when="2026-02-01")


def stray(company: Company) -> None:
    company.keep(company.statement("approval", "P-0003", sha256="0" * 64))
    company.commit("A signature of no text", when="2026-02-01")


def broken(company: Company) -> None:
    company.write("records/approvals/POL-CHG/1.0.approval.P-0003.json", "{}\n")
    company.commit("No statement", when="2026-02-01")


def trust_refused(company: Company) -> None:
    company.write_trust(2)
    company.commit("Change it alone", when="2026-02-01")


def altered(company: Company) -> None:
    complaint(company, "closed", "late", "2026-02-01")
    complaint(company, "closed", "never", "2026-02-02")


def altered_beside(company: Company) -> None:
    complaint(company, "closed", "late", "2026-02-01")
    git(company.root, "checkout", "-q", "-b", "side")
    complaint(company, "closed", "never", "2026-02-02")
    complaint(company, "closed", "late", "2026-02-03")
    git(company.root, "checkout", "-q", "main")
    dates = {"GIT_AUTHOR_DATE": "2026-02-04T12:00:00Z", "GIT_COMMITTER_DATE": "2026-02-04T12:00:00Z"}
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", "side", **dates)


def unreadable(company: Company) -> None:
    complaint(company, "closed", "late", "2026-02-01")
    company.write(COMPLAINT, "kind: complaint\nid: CMP-2026-0001\nstatus: [closed\n")
    company.commit("Break it", when="2026-02-02")


def replaced(company: Company) -> None:
    git(company.root, "replace", "HEAD", git(company.root, "commit-tree", "-m", "Other", "HEAD^{tree}"))


def anchored(company: Company) -> None:
    anchor(company, None)


# Each story, and what it adds to the list; a part of the sentence is enough to tell.
STORIES: Mapping[Story, tuple[tuple[str, str], ...]] = {
    nothing_more: (
        ("trust settings", "taken as it is"), ("anchors", "there are none"), ("days", "no timestamp"),
        ("keys", "in the hands"), ("records", "no signatures"),
    ),
    not_approved: (("approvals", "POL-CHG 1.1 is E0"),),
    taken_over: (("texts taken over", "1 text took effect"),),
    approved_late: (("texts in force", "1 text in force on 2026-06-01"),),
    reviewed: (("reviews", "1 approval of level E1"),),
    refused: (("statements", "belongs to nobody in the trust settings"),),
    stray: (("statements", "no text of the document has these bytes"),),
    broken: (("statements", "1.0.approval.P-0003.json does not count"),),
    trust_refused: (("trust settings", "version 2"),),
    altered: (("closed records", "CMP-2026-0001"),),
    altered_beside: (("merged commits", "CMP-2026-0001"),),
    unreadable: (("closed records", COMPLAINT),),
    replaced: (("history", "would make git show another one"),),
    anchored: (("anchors", "no copy of the history"),),
}  # fmt: skip


@pytest.fixture(params=STORIES, ids=lambda story: story.__name__)
def told(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Story, Company]:
    company = Company(tmp_path)
    company.sign_off()
    company.commit("Approve", when="2026-01-06")
    request.param(company)
    return request.param, company


def on_site(sms: Sms) -> list[str]:
    """The items of both lists on the page."""
    here = PageContext(SiteData(sms, Result((), (), TODAY.isoformat()), {}), "approvals/index.html")
    items = re.findall(r"<li>(.*?)</li>", not_verified(here) + not_counted(here))
    return [unescape(re.sub(r"<[^>]*>", "", item)) for item in items]


def test_command_site_and_pack_show_the_same(
    told: tuple[Story, Company], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story, company = told
    company.write("sms.yml", (company.root / "sms.yml").read_text("utf-8") + f"as_of: {TODAY}\n")
    sms = load(company.root, today=TODAY, with_history=True)
    items = unverified(sms)
    for what, words in STORIES[story]:
        assert [item for item in items if item.what == what and words in item.why], words
    sentences = [item.sentence for item in items]
    assert sorted(on_site(sms)) == sorted(sentence.replace("`", "") for sentence in sentences)
    steps: list[str] = []
    pack = gather(company.root, PackPeriod(date(2026, 1, 1), TODAY), steps.append, with_repository=False)
    assert list(of_pack(pack))[: len(sentences)] == sentences
    main(["verify-history", "--root", str(company.root)])
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("pass: ")]
    assert len(lines) == len(items) + 1
    assert all(line.startswith(_line(item)) for line, item in zip(lines, items, strict=False))


def _line(item: HistoryCheck) -> str:
    return f"{item.outcome}: {item.what}: {item.why}"
