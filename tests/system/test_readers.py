"""Which text of a document its readers go by: what its file says first, then what waits beside the text in force."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.durations import Duration
from sms_lint.history.approvals.states import TextState
from sms_lint.load import load
from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.documents import Policy
from sms_lint.model.node import Document
from sms_lint.system.approval_status.readers import (
    ReadersText,
    approval_of,
    as_readers_see,
    document_in,
    in_force_now,
    readers_texts,
)
from sms_lint.system.sms import Sms
from tests.history.approvals.company import POLICY, Company, git
from tests.rules.history import keys

WRITTEN = POLICY.format(
    version="1.0",
    text="Text.",
    lifecycle="active",
    effective="2026-01-10",
    approver="approver",
    reviewed="2026-01-10",
)


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Version 1.0 is approved and in force."""
    company = Company(tmp_path, keys=keys())
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    return company


def text_of(sms: Sms) -> ReadersText:
    return readers_texts(sms)["POL-CHG"]


def shown(sms: Sms) -> Document:
    document = as_readers_see(sms).ids["POL-CHG"]
    assert isinstance(document, Document)
    return document


def newer(company: Company, version: str = "1.1", **said: str) -> None:
    company.policy(version, "Text two.", **{"effective": "2026-02-01", **said})
    company.commit("Write", when="2026-01-20")


@pytest.mark.parametrize("approval", ["{}", "{policy: E0}", "{procedure: E2}"])
def test_where_no_approval_is_asked_for_the_file_says_what_is_in_force(
    company: Company, approval: str
) -> None:
    company.write("sms.yml", f"organization: {{name: Example}}\napproval: {approval}\n")
    newer(company)
    sms = load(company.root, today=company.today, with_history=True)
    assert readers_texts(sms) == {}
    assert as_readers_see(sms) is sms
    assert [now.document.version for now in in_force_now(sms)] == ["1.1"]


def test_where_no_approval_is_asked_for_an_active_text_is_in_force_from_its_day(company: Company) -> None:
    company.write("sms.yml", "organization: {name: Example}\n")
    read = load(company.root, today=company.today, with_history=True)
    starts = date(2026, 1, 10)
    for day, expected in (
        (starts - timedelta(days=1), []),
        (starts, [("1.0", starts, "")]),
        (starts + timedelta(days=1), [("1.0", starts, "")]),
    ):
        found = [
            (now.document.version, now.since, now.waiting_version)
            for now in in_force_now(replace(read, today=day))
        ]
        assert found == expected, day


@pytest.mark.parametrize(("lifecycle", "count"), [("active", 1), ("draft", 0), ("retired", 0)])
def test_a_text_that_names_no_day_is_in_force_while_it_is_active(
    company: Company, lifecycle: str, count: int
) -> None:
    company.write("sms.yml", "organization: {name: Example}\n")
    text = re.sub("(?m)^effective: .*\n", "", WRITTEN).replace("lifecycle: active", f"lifecycle: {lifecycle}")
    company.write("policies/change.md", text)
    found = list(in_force_now(load(company.root, today=company.today, with_history=True)))
    assert [now.since for now in found] == [None] * count


def test_only_documents_of_the_class_are_given(company: Company) -> None:
    company.write("sms.yml", "organization: {name: Example}\n")
    other = WRITTEN.replace("kind: policy", "kind: procedure").replace("POL-CHG", "PRO-CHG")
    company.write("policies/a.md", other)
    sms = load(company.root, today=company.today, with_history=True)
    assert [now.document.id for now in in_force_now(sms)] == ["PRO-CHG", "POL-CHG"]
    assert [now.document.id for now in in_force_now(sms, Policy)] == ["POL-CHG"]


def test_without_trust_settings_the_file_says_what_is_in_force(tmp_path: Path) -> None:
    company = Company(tmp_path, keys=keys(), with_trust=False)
    assert readers_texts(company.sms()) == {}


def test_in_a_shallow_clone_nobody_can_tell_what_is_in_force(company: Company) -> None:
    (company.root / ".git/shallow").write_text(git(company.root, "rev-parse", "HEAD") + "\n", "utf-8")
    assert readers_texts(company.sms()) == {}


def test_an_approved_text_is_the_one_in_force_and_nothing_is_replaced(company: Company) -> None:
    sms = company.sms()
    text = text_of(sms)
    assert (text.waits, text.state, text.since) == (False, TextState.IN_FORCE, date(2026, 1, 10))
    assert text.shown is text.written is sms.ids["POL-CHG"]
    assert (text.status.document, text.status.needed, text.status.stands) == (text.written, 2, "")
    assert as_readers_see(sms) is sms
    assert [now.waiting_version for now in in_force_now(sms)] == [""]


def test_while_a_newer_text_waits_readers_see_the_one_in_force(company: Company) -> None:
    newer(company)
    sms = company.sms()
    text, document = text_of(sms), shown(sms)
    assert (text.waits, text.state, text.written.version) == (True, TextState.UNAPPROVED, "1.1")
    assert (document.version, document.effective) == ("1.0", date(2026, 1, 10))
    assert "Text one." in document.origin.file.text
    assert [section.title for section in document.sections] == [
        section.title for section in text.written.sections
    ]


def test_once_it_is_approved_and_its_day_has_come_it_is_seen(company: Company) -> None:
    newer(company)
    company.sign_off(made="2026-01-21T10:00:00Z")
    company.commit("Approve the next", when="2026-01-21")
    company.today = date(2026, 1, 31)
    assert (shown(company.sms()).version, text_of(company.sms()).state) == ("1.0", TextState.APPROVED)
    company.today = date(2026, 2, 1)
    assert (shown(company.sms()).version, text_of(company.sms()).since) == ("1.1", date(2026, 2, 1))


@pytest.mark.parametrize(
    ("version", "said", "state"),
    [
        ("1.0", {}, TextState.VOID),  # edited under the version that was signed
        ("1.1", {"lifecycle": "draft"}, TextState.DRAFT),
        ("1.1", {"lifecycle": "retired"}, TextState.UNAPPROVED),  # nobody approved that it ends
    ],
)
def test_no_other_text_takes_the_place_of_the_one_in_force(
    company: Company, version: str, said: dict[str, str], state: TextState
) -> None:
    newer(company, version, **said)
    sms = company.sms()
    assert (text_of(sms).state, text_of(sms).waits) == (state, True)
    assert "Text one." in shown(sms).origin.file.text
    assert shown(sms).lifecycle == "active"


def test_what_is_not_committed_yet_waits_too(company: Company) -> None:
    company.policy("1.1", "Text two.")
    assert shown(company.sms()).version == "1.0"


def test_a_text_whose_approval_was_withdrawn_is_not_seen(company: Company) -> None:
    newer(company)
    company.sign_off(made="2026-01-21T10:00:00Z")
    company.commit("Approve the next", when="2026-02-02")
    company.keep(company.statement("withdrawal", made="2026-02-03T10:00:00Z"))
    company.commit("Withdraw", when="2026-02-03")
    assert text_of(company.sms()).state is TextState.WITHDRAWN
    assert shown(company.sms()).version == "1.0"


def test_no_text_says_by_itself_that_it_needs_no_approval(company: Company) -> None:
    company.policy("1.1", "Text two.")
    path = company.root / "policies/change.md"
    path.write_text(path.read_text("utf-8").replace("kind: policy", "kind: procedure"), "utf-8")
    company.commit("Make it another kind", when="2026-01-20")
    sms = company.sms()
    assert sms.ids["POL-CHG"].kind == "procedure"
    assert (shown(sms).kind, shown(sms).version) == ("policy", "1.0")


def test_where_nothing_was_ever_approved_nothing_is_in_force(tmp_path: Path) -> None:
    sms = Company(tmp_path, keys=keys()).sms()
    text = text_of(sms)
    assert (text.shown, text.judged, text.waits, text.is_withdrawn) == (None, None, True, False)
    assert list(in_force_now(sms)) == []


def test_a_text_approved_late_counts_from_the_day_it_names_until_its_approval_is_there(
    tmp_path: Path,
) -> None:
    company = Company(tmp_path, keys=keys())
    company.sign_off(made="2026-03-01T10:00:00Z")
    company.commit("Approve late", when="2026-03-02")
    for day, since in ((date(2026, 3, 1), date(2026, 1, 10)), (date(2026, 3, 2), date(2026, 3, 2))):
        company.today = day
        assert text_of(company.sms()).since == since


def test_a_document_whose_end_was_approved_is_withdrawn(company: Company) -> None:
    newer(company, lifecycle="retired")
    company.sign_off(made="2026-01-21T10:00:00Z")
    company.commit("Approve its end", when="2026-02-02")
    text = text_of(company.sms())
    assert (text.shown, text.is_withdrawn) == (None, True)


def test_a_confirmed_review_shows_its_day_and_one_that_nobody_confirmed_does_not(company: Company) -> None:
    company.policy(reviewed="2026-05-01")
    company.commit("Review", when="2026-05-01")
    sms = company.sms()
    assert (text_of(sms).waits, shown(sms).review.last) == (False, date(2026, 1, 10))
    company.keep(company.statement("confirmation", "P-0001", made="2026-05-02T10:00:00Z"))
    company.commit("Confirm", when="2026-05-02")
    assert shown(company.sms()).review.last == date(2026, 5, 1)
    company.policy("1.1", "Text two.", reviewed="2026-05-20")
    company.commit("Write", when="2026-05-20")
    assert (shown(company.sms()).version, shown(company.sms()).review.last) == ("1.0", date(2026, 5, 1))


def test_a_text_in_force_under_another_name_is_found(company: Company) -> None:
    (company.root / "policies/change.md").rename(company.root / "policies/changes.md")
    text = (company.root / "policies/changes.md").read_text("utf-8")
    company.write("policies/changes.md", text.replace('"1.0"', '"1.1"').replace("one", "two"))
    company.commit("Move and change", when="2026-01-20")
    sms = company.sms()
    assert (text_of(sms).written.path, shown(sms).path) == ("policies/changes.md", "policies/change.md")


def test_the_judgement_is_that_of_the_text_that_the_document_was_read_from(company: Company) -> None:
    newer(company)
    sms = company.sms()
    for document, version, approved in ((sms.ids["POL-CHG"], "1.1", False), (shown(sms), "1.0", True)):
        assert isinstance(document, Document)
        judged = approval_of(sms, document)
        assert judged is not None
        assert (judged.text.version, judged.approved) == (version, approved)


def test_the_time_of_grace_begins_with_the_day_on_which_the_text_came_into_force(company: Company) -> None:
    newer(company)
    (now,) = in_force_now(company.sms())
    assert (now.document.version, now.waiting_version, now.since) == ("1.0", "1.1", date(2026, 1, 10))
    last = date(2026, 1, 10) + timedelta(days=30)
    assert not now.is_over(Duration(30, "day"), last)
    assert now.is_over(Duration(30, "day"), last + timedelta(days=1))


def test_an_earlier_text_is_read_with_its_places() -> None:
    document = document_in(kinds(), "policies/change.md", WRITTEN)
    assert document is not None
    assert (document.version, document.at("owner").line) == ("1.0", 7)


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("effective: 2026-01-10", "effective: someday", {"effective"}),
        ("effective: 2026-01-10", "effective: 2026-01-10\ncolour: red", set()),  # no field of a policy
        ("title: ", "effective: 2026-01-10\ntitle: ", set()),
    ],
)
def test_a_field_of_an_earlier_text_that_cannot_be_read_is_lost(old: str, new: str, lost: set[str]) -> None:
    document = document_in(kinds(), "policies/change.md", WRITTEN.replace(old, new))
    assert document is not None
    assert document.lost == lost
    assert document.effective == (None if lost else date(2026, 1, 10))


def test_a_text_that_cannot_be_read_any_more_is_no_document(company: Company) -> None:
    for text in (
        "",
        "# No front matter\n",
        WRITTEN.replace("kind: policy", "kind: risk"),
        "---\nkind: policy\n---\n",
    ):
        assert document_in(kinds(), "policies/change.md", text) is None


@given(at=st.integers(0, len(WRITTEN)), cut=st.integers(0, 40), new=st.text(max_size=20))
def test_no_text_ends_the_reading(at: int, cut: int, new: str) -> None:
    text = WRITTEN[:at] + new + WRITTEN[at + cut :]
    document = document_in(kinds(), "policies/change.md", text)
    assert document is None or document.origin.file.text == text
