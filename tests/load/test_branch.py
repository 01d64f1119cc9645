"""The branch as git holds it, with what is on the disk as the step to come: read from real repositories."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.history.branch import Branch, StoredStatement
from sms_lint.load.branch import is_evidence, read_branch
from sms_lint.model.controlled_files import MOST_BYTES
from sms_lint.model.statement import digests
from sms_lint.outside.git import MISSING, opened, read_commits
from tests.history.approvals.company import git
from tests.history.generated.building import LINK, PLAIN, Files, Story
from tests.history.record_changes.records import policy

TRUST = "version: 1\nrepository: x\nowners: {people: [P-0001]}\nadopted: 2026-01-01\n"
SIGNED = "records/approvals/POL-A/1.0.approval.P-0002.json"


class Told:
    """A history, made in a real repository and read."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.story, self.ids = folder, Story(), dict[int, str]()

    def commit(self, files: Files, *parents: int) -> int:
        number = len(self.story.trees)
        return self.story.commit(files, parents or ([number] if number else []))

    def make(self) -> None:
        numbers = self.story.make(self.folder, len(self.story.trees))
        self.ids = {number: identity for identity, number in numbers.items()}

    def branch(self, base: int = 0, **options: Any) -> Branch:
        with opened(self.folder) as repository:
            assert repository is not None
            commits = read_commits(repository, ("",))
            return read_branch(repository, commits, base=self.ids.get(base, ""), **options)


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path / "r")


def files(mode: str = PLAIN, /, **texts: str) -> Files:
    """Policies by their names; an underscore stands for a slash."""
    return {f"policies/{name.replace('_', '/')}.md": (mode, text) for name, text in texts.items()}


def versions(branch: Branch, id_: str = "POL-A") -> list[tuple[str, str, int, str]]:
    return [(text.version, text.path, text.position, text.commit) for text in branch.versions[id_]]


def test_texts_statements_and_settings_step_by_step(told: Told) -> None:
    first = {**files(a=policy()), "trust.yml": (PLAIN, TRUST)}
    told.commit(first)
    told.commit({**first, SIGNED: (PLAIN, "{}"), f"{SIGNED}.sig": (PLAIN, "signature")})
    told.commit({**files(a=policy("1.1", text="Two.")), "trust.yml": (PLAIN, TRUST.replace("1\n", "2\n", 1))})
    told.make()
    branch = told.branch()
    path = "policies/a.md"
    assert branch.line == tuple(told.ids[number] for number in (1, 2, 3))
    assert versions(branch) == [("1.0", path, 0, told.ids[1]), ("1.1", path, 2, told.ids[3])]
    assert branch.stored_statements == (StoredStatement(SIGNED, b"{}", b"signature", 1, 2),)
    assert [(text.position, text.read.trust and text.read.trust.version) for text in branch.trusts] == [
        (0, 1),
        (2, 2),
    ]
    assert branch.texts == {}
    assert len(branch.origins[branch.versions["POL-A"][1].blob]) == 1


def test_what_the_front_matter_says(told: Told) -> None:
    text = policy().replace(
        "lifecycle: active", "lifecycle: active\nowner: boss\napprover: [a]\neffective: 2026-01-10"
    )
    told.commit(files(a=text, b=policy(id_="POL-B").partition("# A policy")[0]))
    told.make()
    branch = told.branch()
    (found,) = branch.versions["POL-A"]
    sha256, blob = digests(text.encode())
    assert (
        found.id,
        found.kind,
        found.version,
        found.lifecycle,
        found.owner,
        found.approver,
        found.effective,
    ) == (
        *("POL-A", "policy", "1.0", "active", "boss", ""),
        "2026-01-10",
    )
    assert (found.sha256, found.blob, found.is_empty) == (sha256, blob, False)
    assert branch.versions["POL-B"][0].is_empty


@pytest.mark.parametrize(
    "text",
    [
        policy().replace("id: POL-A\n", ""),
        policy().replace("kind: policy", "kind: risk"),
        policy().replace("kind: policy", "kind: nonsense"),
        "# No front matter\n",
        policy() + "x" * MOST_BYTES,
    ],
    ids=["no id", "a record", "no kind", "no front matter", "too large"],
)
def test_what_is_no_document_has_no_versions(told: Told, text: str) -> None:
    told.commit(files(a=text, b=policy(id_="POL-B")))
    told.make()
    assert list(told.branch().versions) == ["POL-B"]


def test_a_text_of_the_largest_size_is_read_and_one_in_another_encoding_is_not(told: Told) -> None:
    largest = policy() + "x" * (MOST_BYTES - len(policy()))
    told.commit(files(a=largest))
    told.make()
    assert list(told.branch().versions) == ["POL-A"]
    (told.folder / "policies").mkdir()
    (told.folder / "policies/b.md").write_bytes(policy(id_="POL-B", text="Ä").encode("latin-1"))
    git(told.folder, "add", "policies/b.md")
    git(told.folder, "commit", "-q", "-m", "Encoding")
    assert list(told.branch().versions) == ["POL-A"]
    shown = told.branch(with_texts=True).texts.values()
    assert policy(id_="POL-B", text="\ufffd") in shown, "it is shown with marks"


def test_a_text_that_moves_is_the_same_version(told: Told) -> None:
    told.commit(files(a=policy()))
    told.commit(files(b_c=policy()))
    told.commit({})
    told.commit(files(d=policy()))
    told.make()
    assert versions(told.branch()) == [("1.0", "policies/d.md", 0, told.ids[1])]


def test_a_link_is_no_text(told: Told) -> None:
    told.commit(files(a=policy()))
    told.commit({**files(a=policy()), **files(LINK, b=policy(id_="POL-B"))})
    told.make()
    assert list(told.branch().versions) == ["POL-A"]


def test_files_elsewhere_are_no_evidence() -> None:
    assert is_evidence("trust.yml")
    assert is_evidence("policies/a.md")
    assert is_evidence(SIGNED)
    assert is_evidence("records/anchors/000001.tsr")
    for path in (
        "a.md",
        "docs/a.md",
        "policies/.a.md",
        "policies/a.txt",
        "records/approvalsX/a.json",
        "x/trust.yml",
    ):
        assert not is_evidence(path)


def test_what_is_on_the_disk_is_the_step_to_come(told: Told) -> None:
    both = {**files(a=policy(), b=policy(id_="POL-B")), "trust.yml": (PLAIN, TRUST)}
    told.commit({**both, SIGNED: (PLAIN, "{}"), f"{SIGNED}.sig": (PLAIN, "signature")})
    told.make()
    disk: Mapping[str, bytes] = {
        "policies/a.md": policy("1.1", text="Two.").encode(),
        "policies/b.md": policy(id_="POL-B").encode(),
        "docs/c.md": policy(id_="POL-C").encode(),
        "trust.yml": TRUST.replace("1\n", "2\n", 1).encode(),
        SIGNED: b"{}",
    }
    branch = told.branch(on_disk=disk)
    assert branch.line == (told.ids[1],)
    path = "policies/a.md"
    assert versions(branch) == [("1.0", path, 0, told.ids[1]), ("1.1", path, 1, "")]
    assert versions(branch, "POL-B") == [("1.0", "policies/b.md", 0, told.ids[1])]
    assert "POL-C" not in branch.versions
    assert [text.position for text in branch.trusts] == [0, 1]
    without = [(kept.signature, kept.position, kept.gone) for kept in branch.stored_statements]
    assert without == [(b"signature", 0, 1), (None, 1, None)], "the signature is gone"
    nothing = told.branch(on_disk={})
    assert versions(nothing) == [("1.0", path, 0, told.ids[1])]
    assert [kept.gone for kept in nothing.stored_statements] == [1]


def test_a_statement_that_changes_is_another_one(told: Told) -> None:
    def kept(text: str, signature: str = "one", path: str = SIGNED) -> Files:
        return {path: (PLAIN, text), f"{path}.sig": (PLAIN, signature)}

    told.commit(kept("{}"))
    told.commit({**kept("[]"), "records/approvals/more.txt": (PLAIN, "x")})
    told.commit({SIGNED: (PLAIN, "[]")})
    told.commit({f"{SIGNED}.sig": (PLAIN, "one")})
    told.make()
    assert [
        (kept.raw, kept.signature, kept.position, kept.gone) for kept in told.branch().stored_statements
    ] == [
        (b"{}", b"one", 0, 1),
        (b"[]", b"one", 1, 2),
        (b"[]", None, 2, 3),
    ]
    assert [one.path for one in told.branch(on_disk=kept_on_disk()).stored_statements][
        -1
    ] == f"{SIGNED[:-5]}x.json"


def kept_on_disk() -> Mapping[str, bytes]:
    path = f"{SIGNED[:-5]}x.json"
    return {path: b"{}", f"{path}.sig": b"one"}


def test_all_that_came_after_the_base_is_one_step(told: Told) -> None:
    told.commit(files(a=policy()))
    told.commit(files(a=policy("1.1", text="Two.")))
    told.commit(files(a=policy("1.2", text="Three.")))
    told.make()
    path = "policies/a.md"
    branch = told.branch(base=1)
    assert branch.line == (told.ids[1], told.ids[3])
    assert versions(branch) == [
        ("1.0", path, 0, told.ids[1]),
        ("1.1", path, 1, told.ids[3]),
        ("1.2", path, 1, told.ids[3]),
    ]
    assert len(told.branch(base=3).line) == len(told.branch(base=9).line) == 3
    assert told.branch(base=2).line == tuple(told.ids[number] for number in (1, 2, 3))


def test_tags_on_the_branch_are_its_marks(told: Told) -> None:
    first = told.commit(files(a=policy()))
    side = told.commit(files(a=policy(), b=policy(id_="POL-B")), first)
    told.story.commit(files(a=policy("1.1", text="Two.")), [first])
    told.make()
    git(told.folder, "tag", "audit", told.ids[first])
    git(told.folder, "tag", "beside", told.ids[side])
    assert [(mark.name, mark.position) for mark in told.branch().marks] == [("audit", 0)]


def test_texts_are_there_where_they_are_asked_for(told: Told) -> None:
    told.commit({**files(a=policy()), "trust.yml": (PLAIN, TRUST), SIGNED: (PLAIN, "{}")})
    told.make()
    texts = told.branch(with_texts=True).texts
    assert texts == {digests(text.encode())[0]: text for text in (policy(), TRUST)}


def test_only_some_paths_are_read_where_not_all_evidence_is_asked_for(told: Told) -> None:
    told.commit({**files(a=policy()), "trust.yml": (PLAIN, TRUST)})
    told.make()
    only: Callable[[str], bool] = lambda path: path == "trust.yml"  # noqa: E731 - as short as what it says
    branch = told.branch(only=only)
    assert (branch.versions, len(branch.trusts), branch.origins) == ({}, 1, {})
    assert told.branch().origins


def test_without_trust_settings_no_origins_are_worked_out(told: Told) -> None:
    told.commit(files(a=policy()))
    told.make()
    assert told.branch().origins == {}


def test_the_day_that_is_shown(told: Told) -> None:
    told.commit(files(a=policy()))
    told.make()
    begun = datetime.now(UTC)
    branch = told.branch()
    assert begun <= branch.now <= branch.shown <= datetime.now(UTC)
    past, future = begun - timedelta(days=9), begun + timedelta(days=9)
    assert (told.branch(now=past).shown, told.branch(now=past).now > past) == (past, True)
    assert (told.branch(now=future).shown, told.branch(now=future).now) == (future, future)


def test_what_is_laid_beside_the_history_is_named(told: Told) -> None:
    told.commit(files(a=policy()))
    told.commit(files(a=policy("1.1", text="Two.")))
    told.make()
    assert told.branch().tricks == ()
    git(told.folder, "replace", told.ids[2], told.ids[1])
    assert told.branch().tricks == ("refs/replace",)


def test_a_text_that_git_does_not_have_stops_it(told: Told) -> None:
    told.commit(files(a=policy()))
    told.make()
    git(told.folder, "config", "uploadpack.allowFilter", "true")
    git(
        told.folder.parent,
        "clone",
        "-q",
        "--no-checkout",
        "--filter=blob:none",
        f"file://{told.folder}",
        "partial",
    )
    told.folder = told.folder.parent / "partial"
    with pytest.raises(SmsError) as refused:
        told.branch()
    assert str(refused.value) == f"git cannot read an earlier text of `policies/a.md`; {MISSING}"


def test_a_signature_without_a_statement_is_none(told: Told) -> None:
    told.commit({f"{SIGNED}.sig": (PLAIN, "signature")})
    told.make()
    assert told.branch().stored_statements == ()
