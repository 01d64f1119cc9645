"""A draft is one marked commit on a branch of its own; what a person has to say stays a person's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.assistant.drafting import Change, draft
from sms_lint.assistant.permission import permission
from sms_lint.assistant.refusing import refuse_place, refuse_suppressions
from sms_lint.assistant.server import server
from sms_lint.ground.errors import SmsError
from sms_lint.model.kinds import kinds
from sms_lint.model.persons_word import AGREEMENT, OTHERWISE, PERSONS_WORD
from tests.assistant.asking import AGENT, POLICY, SCOPE, Model, asked, commit, edit, git, repository

RISK = "records/registers/risk.yml"
# What the name of a field begins with, or ends in, that may say that a person agreed or looked at something.
STEMS = ("accept", "acknowledg", "agreed", "approv", "check", "communicated", "confirm", "decision", "last_", "review",
         "signed", "verified")  # fmt: skip
ENDINGS = ("_review", "_reviewed", "_checked_at", "_decision", "_approved", "_verified", "_review_due")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = repository(tmp_path_factory.mktemp("drafting"))
    rows = root / "records/data/incident.csv"
    rows.write_text(rows.read_text("utf-8").replace("SVC-MAIL,new,", "SVC-MAIL,closed,"), "utf-8")
    commit(root, "Close the incident")
    return root


@pytest.fixture(autouse=True)
def nothing_else_changes(root: Path) -> Iterator[None]:
    """Whatever is drafted or refused: what is checked out, its branch and the index stay as they are."""
    before = git(root, "rev-parse", "main"), git(root, "symbolic-ref", "HEAD")
    yield
    assert (git(root, "rev-parse", "main"), git(root, "symbolic-ref", "HEAD")) == before
    assert git(root, "status", "--porcelain") == ""


def test_a_draft_is_one_marked_commit_on_a_branch_of_its_own(root: Path) -> None:
    text = (root / POLICY).read_text("utf-8")
    longer = SCOPE.replace("service", "service and of its parts")

    async def ask(model: Model) -> None:
        made = await model.told("draft", **edit(SCOPE, longer))
        again = await model.told("draft", **edit(SCOPE, longer))
        assert (made["branch"], again["branch"]) == ("draft/say-it-better", "draft/say-it-better-2")
        assert made["findings"] == []
        identity = made["commit"]
        assert git(root, "rev-parse", f"{identity}^", made["branch"]).split() == [
            git(root, "rev-parse", "main"),
            identity,
        ]
        assert git(root, "diff", "--name-only", "main", identity) == POLICY
        assert f"{git(root, 'show', f'{identity}:{POLICY}')}\n" == text.replace(SCOPE, longer)
        assert git(root, "log", "-1", "--format=%(trailers)", identity) == (
            f"Co-authored-by: assistant (language model) <{AGENT}>"
        )

    asked(server(root), ask)


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("it is there already", edit("", "x"), "is there already"),
    ("it is not there", edit("x", "y", "policies/new.md"), "the accepted branch has no"),
    ("it stands twice", edit("change", "x"), "stands"),
    ("a folder", edit("", "x", "records/registers"), "cannot be drafted"),
    ("a file as a folder", edit("", "x", f"{POLICY}/x.md"), "cannot be a file"),
    ("an error", edit(SCOPE, "It holds [everywhere](nowhere.md)."), "the draft brings errors"),
    ("a review", edit("last: 2026-06-01", "last: 2026-10-01"), "`review` says what a person did"),
    ("a withdrawn document", edit("lifecycle: active", "lifecycle: retired"), "`lifecycle` says"),
    (
        "an acceptance",
        edit("reason: It is under the criterion.", "reason: Fine.", RISK),
        "`acceptance_reason` says",
    ),
    ("an assessment", edit("reviewed_at: 2026-09-01", "reviewed_at: 2026-10-01", RISK), "`reviewed_at` says"),
    ("a closed row", edit("Mail late", "Mail early", "records/data/incident.csv"), "INC-2026-0001 is closed"),
    ("a loss", edit("kind: policy", "kind: nothing"), "POL-CHG would be gone"),
    ("a suppression", edit(SCOPE, f"{SCOPE} <!-- sms: ignore[x] -->"), "cannot accept findings"),
    ("a co-author", {**edit(SCOPE, "x"), "reason": "y Co-authored-by: P-001 <p>"}, "cannot name who wrote"),
    ("a reviewer", {**edit(SCOPE, "x"), "title": "Reviewed-by: P-001"}, "cannot name who wrote"),
    ("no title", {**edit(SCOPE, "x"), "title": " "}, "needs a title"),
]


@pytest.mark.parametrize(("draft_", "why"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_what_is_refused_leaves_nothing(root: Path, draft_: dict[str, Any], why: str) -> None:
    branches = git(root, "branch", "--list")
    changes = [Change(**each) for each in draft_["changes"]]
    with pytest.raises(SmsError, match=why):
        draft(permission(root, wanted="draft"), draft_["title"], draft_["reason"], changes)
    assert git(root, "branch", "--list") == branches


@pytest.mark.parametrize(
    "path",
    ["sms.yml", "trust.yml", "mkdocs.yml", "rules.yml", "CODEOWNERS", ".github/workflows/check.yml", "docs/x.md",
     "records/approvals/POL-CHG/1.0.md", "records/anchors/x.yml", "records/results/x.csv", "/policies/x.md",
     "policies/../trust.yml", "policies/./x.md", "policies//x.md", "policies\\x.md", "policies/.x.md", "policies/x\0.md",
     "policies/x.json", "policies/x.parquet", "schemas/x.yml", "records/vehicles/schema.json", ""],
)  # fmt: skip
def test_no_draft_touches_what_decides_or_proves(path: str) -> None:
    with pytest.raises(SmsError, match="cannot be drafted"):
        refuse_place(path)


ACCEPTED = "x: 1 # sms: ignore[a-rule] until=2026-12-31 agreed\n<!-- sms: ignore[b-rule]\nuntil=2026-12-31 agreed -->\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [("a-rule", "c-rule"), ("12-31 agreed\n<", "12-31 for ever\n<"), ("until=2026-12-31 agreed -->", "until=2099-12-31 -->"),
     ("x: 1", "y: 1 # sms: ignore[a-rule] until=2026-12-31 agreed\nx: 1")],
)  # fmt: skip
def test_what_accepts_a_finding_is_neither_added_nor_changed(old: str, new: str) -> None:
    refuse_suppressions(POLICY, ACCEPTED, ACCEPTED.replace("x: 1", "x: 2"))
    refuse_suppressions(POLICY, ACCEPTED, "x: 1\n")
    with pytest.raises(SmsError, match="cannot accept findings"):
        refuse_suppressions(POLICY, ACCEPTED, ACCEPTED.replace(old, new))


@given(st.text(alphabet="policesrd/.\\ \0ymx-", max_size=24))
def test_a_place_that_is_not_refused_lies_in_the_folders_of_documents(path: str) -> None:
    try:
        refuse_place(path)
    except SmsError:
        return
    assert path.split("/", maxsplit=1)[0] in ("policies", "processes", "records")
    assert not {"", ".", ".."} & set(path.split("/"))


def test_each_field_that_may_be_a_persons_word_is_sorted() -> None:
    named = {
        field.alias or name
        for model in kinds().values()
        for name, field in model.model_fields.items()
        if name.startswith(STEMS) or name.endswith(ENDINGS)
    }
    unsorted = named - PERSONS_WORD - AGREEMENT.keys() - OTHERWISE.keys()
    assert not unsorted, "say in model/persons_word.py whether a machine may fill these in"
