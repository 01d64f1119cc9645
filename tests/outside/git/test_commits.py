"""The history as it is, whatever somebody laid beside it to make git show another one."""

import hashlib
import os
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.outside.git import Commits, Repository, opened, read_commits
from sms_lint.outside.git.commits import Commit, read_commit
from tests.outside.git.test_file_changes import commit, git


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Four commits on one line."""
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "-q")
    for number in range(4):
        commit(root, "policies/a.md", f"text {number}\n", f"Change {number}")
    return root


def past_of(root: Path) -> Commits:
    with opened(root) as repository:
        assert repository is not None
        return read_commits(repository, ("policies", "records"))


def tricks_of(root: Path) -> tuple[str, ...]:
    with opened(root) as repository:
        assert repository is not None
        return repository.tricks


def raw_commit(root: Path, raw: bytes) -> str:
    """A commit object of any bytes, made the head of main."""
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"], cwd=root, input=raw, check=True, capture_output=True
    )  # fmt: skip
    identity = made.stdout.decode().strip()
    git(root, "update-ref", "refs/heads/main", identity)
    return identity


def test_the_line_and_what_each_step_changed(root: Path) -> None:
    commits = past_of(root)
    assert commits.complete
    assert [commits.by_id[commit_id].subject for commit_id in commits.line()] == [
        f"Change {number}" for number in range(4)
    ]
    first, *others = commits.line()
    assert [change.before for change in commits.first_parent_changes(first)] == [""]
    assert all(len(commits.first_parent_changes(commit_id)) == 1 for commit_id in others)
    assert tricks_of(root) == ()


def test_a_merge_is_seen_from_each_parent(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "side", "HEAD~2")
    commit(root, "policies/b.md", "b\n", "On the side")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "Merge", "side")
    commits = past_of(root)
    sides = commits.changes[commits.head]
    assert [[change.path for change in side] for side in sides] == [["policies/b.md"], ["policies/a.md"]]
    assert len(commits.line()) == 5


def test_a_replaced_commit_is_not_followed(root: Path) -> None:
    before = past_of(root)
    git(root, "replace", before.line()[-1], before.line()[0])
    assert past_of(root).line() == before.line()
    assert tricks_of(root) == ("refs/replace",)


def test_grafts_are_not_followed(root: Path) -> None:
    line = past_of(root).line()
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/grafts").write_text(f"{line[-1]} {line[0]}\n", "utf-8")
    assert past_of(root).line() == line
    assert tricks_of(root) == ("info/grafts",)


def test_a_made_up_shallow_file_is_no_complete_history(root: Path) -> None:
    line = past_of(root).line()
    (root / ".git/shallow").write_text(f"{line[2]}\n", "utf-8")
    assert not past_of(root).complete


def test_a_forged_commit_graph_hides_nothing(root: Path, tmp_path: Path) -> None:
    line = past_of(root).line()
    git(root, "commit-graph", "write", "--reachable")
    graph = root / ".git/objects/info/commit-graph"
    graph.chmod(0o644)
    graph.write_bytes(without_parent(graph.read_bytes(), line[2]))
    assert git(root, "rev-list", "--count", "HEAD") == "2", "git itself falls for it"
    assert past_of(root).line() == line
    git(tmp_path, "clone", "-q", "--shared", str(root), "borrowing")
    assert past_of(tmp_path / "borrowing").line() == line


def without_parent(raw: bytes, commit_id: str) -> bytes:
    """A commit-graph file in which a commit has no parent, with a checksum that fits."""
    body, chunks = bytearray(raw[:-20]), raw[6]
    table = [struct.unpack(">4sQ", raw[8 + 12 * number : 20 + 12 * number]) for number in range(chunks)]
    places = dict(table)
    count = struct.unpack(">I", raw[places[b"OIDF"] + 255 * 4 : places[b"OIDF"] + 256 * 4])[0]
    ids = [
        raw[places[b"OIDL"] + 20 * number : places[b"OIDL"] + 20 * (number + 1)].hex()
        for number in range(count)
    ]
    at = places[b"CDAT"] + 36 * ids.index(commit_id) + 20
    body[at : at + 8] = struct.pack(">II", 0x70000000, 0x70000000)
    return bytes(body) + hashlib.sha1(body).digest()


def test_a_mailmap_changes_no_name(root: Path) -> None:
    (root / ".mailmap").write_text("Boss <boss@example.invalid> <p-0001@example.invalid>\n", "utf-8")
    git(root, "add", ".mailmap")
    git(root, "commit", "-q", "-m", "Names")
    assert {past_commit.author.email for past_commit in past_of(root).by_id.values()} == {
        "p-0001@example.invalid"
    }


def test_attributes_hide_no_change(root: Path) -> None:
    (root / ".gitattributes").write_text("*.md -diff binary export-ignore linguist-generated\n", "utf-8")
    commit(root, "policies/a.md", "hidden\n", "Hide it")
    commits = past_of(root)
    assert [change.path for change in commits.first_parent_changes(commits.head)] == ["policies/a.md"]


def test_a_missing_object_cannot_be_told(root: Path) -> None:
    identity = past_of(root).line()[1]
    (root / ".git/objects" / identity[:2] / identity[2:]).unlink()
    with pytest.raises(SmsError, match="fetch-depth: 0"):
        past_of(root)


def test_a_worktree_and_a_folder_below_the_top_are_read(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "-q", str(tmp_path / "tree"))
    assert len(past_of(tmp_path / "tree").line()) == 4
    with opened(root / "policies") as repository:
        assert repository is not None
        assert repository.prefix == "policies/"
        assert repository.files(repository.head) == {"a.md": b"text 3\n"}


def test_a_repository_of_long_ids(tmp_path: Path) -> None:
    root = tmp_path / "long"
    root.mkdir()
    git(root, "init", "-q", "--object-format=sha256")
    commit(root, "policies/a.md", "text\n", "Change")
    assert len(past_of(root).head) == 64


@pytest.mark.parametrize(
    "name",
    [
        "-x",
        "--output=written",
        ":(glob)**",
        "HEAD -- policies",
        "HEAD:policies/a.md",
        "",
        "a\nb",
        "no-such",
        "@{-1}",
    ],
)
def test_what_is_no_revision_is_refused(root: Path, name: str) -> None:
    with opened(root) as repository:
        assert repository is not None
        with pytest.raises(SmsError, match="is not a revision of this repository"):
            repository.resolve(name)
    assert not (root / "written").exists()


def test_a_branch_that_looks_like_an_option_is_not_taken_for_one(root: Path) -> None:
    git(root, "update-ref", "refs/heads/-x", "HEAD")
    with opened(root) as repository:
        assert repository is not None
        assert repository.resolve("refs/heads/-x") == repository.head
        assert repository.resolve("HEAD~2") == past_of(root).line()[1]


def test_tags_are_known_by_the_name_that_they_were_made_with(root: Path) -> None:
    git(root, "tag", "light", "HEAD~1")
    git(root, "tag", "-a", "-m", "x", "audit-1", "HEAD~2")
    git(root, "update-ref", "refs/tags/audit-9", "refs/tags/audit-1")
    git(root, "tag", "-d", "audit-1")
    with opened(root) as repository:
        assert repository is not None
        assert [name for name, _ in repository.tags()] == ["light"]


ODD = {
    b"author A <a@x> 1 +0000\nauthor B <b@x> 1 +0000\ncommitter C <c@x> 1 +0000\n\nx": "it has 2 lines `author`",
    b"author A <a@x> 1 +0000\ncommitter C <c@x> 1 +0000\n\nseen\0hidden": "NUL character",
    b"author A <a@x> 99999999999999999999 +0000\ncommitter C <c@x> 1 +0000\n\nx": "the date of its author is none",
    b"author A <a@x> 1 +9999\ncommitter C <c@x> 1 +0000\n\nx": "the date of its author is none",
    b"author A a@x 1 +0000\ncommitter C <c@x> 1 +0000\n\nx": "its author has no name, address and date",
    b"author A <a@x> 1 +0000\n\nx": "it has no lines `committer`",
}


@pytest.mark.parametrize(("tail", "fault"), ODD.items(), ids=ODD.values())
def test_an_odd_commit_is_read_and_said_to_be_odd(root: Path, tail: bytes, fault: str) -> None:
    commits = past_of(root)
    tree = git(root, "rev-parse", "HEAD^{tree}")
    made = raw_commit(root, f"tree {tree}\nparent {commits.head}\n".encode() + tail)
    found = past_of(root)
    assert found.head == made
    assert any(fault in stated for stated in found.by_id[made].faults)
    assert len(found.line()) == 5


def raw(author: str = "A <a@x> 1767000000 +0130", more: str = "", message: str = "Subject\n") -> bytes:
    """The bytes of a commit."""
    head = f"tree {'1' * 40}\nauthor {author}\ncommitter C D <c@x> 1767000001 -0200\n{more}"
    return f"{head}\n{message}".encode()


def test_what_a_commit_says() -> None:
    found = read_commit("c" * 40, raw(), ("p" * 40,))
    assert (found.id, found.parents) == ("c" * 40, ("p" * 40,))
    assert (found.author, found.committer) == (("A", "a@x"), ("C D", "c@x"))
    assert found.authored == "2025-12-29T10:50:00+01:30"
    assert found.committed is not None
    assert found.committed.isoformat() == "2025-12-29T09:20:01+00:00"
    assert (found.message, found.subject, found.co_authors) == ("Subject\n", "Subject", ())
    assert (found.signature, found.signed, found.faults) == (b"", b"", ())
    assert found == Commit(
        found.id, found.parents, found.author, found.committer, found.authored, found.committed, "Subject\n"
    )


@pytest.mark.parametrize(
    ("author", "name", "email", "authored"),
    [
        ("<a@x> 0 +0000", "", "a@x", "1970-01-01T00:00:00+00:00"),
        ("A<a@x> 0 +0000", "A", "a@x", "1970-01-01T00:00:00+00:00"),
        ("A  B <> -60 -0001", "A  B", "", "1969-12-31T23:58:00-00:01"),
        ("\u00c4 <\u00e4@x> 0 +0000", "\u00c4", "\u00e4@x", "1970-01-01T00:00:00+00:00"),
    ],
)
def test_whom_a_commit_names(author: str, name: str, email: str, authored: str) -> None:
    found = read_commit("c" * 40, raw(author), ())
    assert (found.author, found.authored, found.faults) == ((name, email), authored, ())


def test_a_commit_in_another_encoding_is_read_with_marks() -> None:
    found = read_commit("c" * 40, raw().replace(b"author A <a@x>", b"author \xc4 <\xe4@x>") + b"\xff", ())
    assert (found.author, found.message) == (("\ufffd", "\ufffd@x"), "Subject\n\ufffd")


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("One\nline\n\nMore\n\nAnd more\n", "One line"),
        ("\n\n  One \n\n\nMore\n", "One"),
        ("XML and JSON X\n", "XML and JSON X"),
        ("", ""),
    ],
)
def test_the_subject_is_the_first_paragraph(message: str, subject: str) -> None:
    assert read_commit("c" * 40, raw(message=message), ()).subject == subject


def test_whoever_is_named_at_the_start_of_a_line_wrote_too() -> None:
    message = (
        "Subject\n\nCo-authored-by: B B <b@x>\nCO-AUTHORED-BY:\t<c@x>\nnot Co-authored-by: D <d@x>\n"
        "Co-authored-by: nobody\nco-authored-by:E<e@x>"
    )
    assert read_commit("c" * 40, raw(message=message), ()).co_authors == (
        ("B B", "b@x"),
        ("", "c@x"),
        ("E", "e@x"),
    )


@pytest.mark.parametrize("field", ["gpgsig", "gpgsig-sha256"])
def test_what_was_signed_is_the_commit_without_its_signature(field: str) -> None:
    signed = read_commit("c" * 40, raw(more=f"{field} one\n two\n \n three\nencoding x\n"), ())
    assert signed.signature == b"one\ntwo\n\nthree"
    assert signed.signed == raw(more="encoding x\n")
    assert signed.faults == ()


def test_further_lines_of_other_fields_stay_in_what_was_signed() -> None:
    kept = "mergetag a\n b\n"
    assert read_commit("c" * 40, raw(more=f"gpgsig one\n two\n{kept}"), ()).signed == raw(more=kept)
    assert read_commit("c" * 40, raw(more=f"{kept}gpgsig one\n"), ()).signed == raw(more=kept)


def test_the_first_of_two_signatures_is_the_one_git_looks_at() -> None:
    assert read_commit("c" * 40, raw(more="gpgsig-sha256 two\ngpgsig one\n"), ()).signature == b"one"


NO_AUTHOR = "its author has no name, address and date"
NO_COMMITTER = "its committer has no name, address and date"


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ((b"author A", b"author A <a@x> 1 +0000\nauthor A"), ("it has 2 lines `author`",)),
        ((b"tree ", b"Tree "), ("it has no lines `tree`",)),
        ((b"committer ", b"x "), ("it has no lines `committer`", NO_COMMITTER)),
        ((b"author A <a@x> 1767000000 +0130\n", b""), ("it has no lines `author`", NO_AUTHOR)),
        ((b"<a@x>", b"a@x"), (NO_AUTHOR,)),
        ((b"+0130", b"+2400"), ("the date of its author is none",)),
        ((b"-0200", b"-9900"), ("the date of its committer is none",)),
        ((b"1767000000", b"9" * 12), ("the date of its author is none",)),
        ((b"1767000000", b"9" * 30), ("the date of its author is none",)),
        ((b"Subject", b"\0"), ("it holds a NUL character, which hides what follows",)),
        ((b"Subject", b"Subject\n\nauthor B <b@x> 1 +0000"), ()),
    ],
)
def test_what_git_would_refuse(changed: tuple[bytes, bytes], faults: tuple[str, ...]) -> None:
    found = read_commit("c" * 40, raw().replace(*changed), ())
    assert found.faults == faults
    if NO_AUTHOR in faults:
        assert (found.author, found.authored) == (("", ""), "")
    if NO_COMMITTER in faults:
        assert (found.committer, found.committed) == (("", ""), None)


def test_a_date_that_is_none_is_left_open() -> None:
    found = read_commit("c" * 40, raw("A <a@x> 1 +9999").replace(b"-0200", b"-9999"), ())
    assert (found.authored, found.committed, found.author) == ("", None, ("A", "a@x"))


def test_bytes_that_begin_with_a_space_are_a_field_of_no_name() -> None:
    assert read_commit("c" * 40, b" x", ()).faults == (
        *(f"it has no lines `{name}`" for name in ("tree", "author", "committer")),
        NO_AUTHOR,
        NO_COMMITTER,
    )


def test_the_changes_below_some_paths_and_of_all(root: Path) -> None:
    for name in ("policies.md", "policies/deep/b.md", "other/c.md", "records"):
        commit(root, name, "x\n", name)
    (root / "policies/a.md").unlink()
    (root / "policies/deep/b.md").chmod(0o755)
    git(root, "commit", "-qam", "Last")
    commits = past_of(root)
    own = {
        commits.by_id[identity].subject: [change.path for change in commits.first_parent_changes(identity)]
        for identity in commits.line()[4:]
    }
    assert own == {
        "policies.md": [],
        "policies/deep/b.md": ["policies/deep/b.md"],
        "other/c.md": [],
        "records": ["records"],
        "Last": ["policies/a.md", "policies/deep/b.md"],
    }
    last = commits.changes[commits.head][0]
    blob = git(root, "rev-parse", "HEAD:policies/deep/b.md")
    assert last[0][1:] == ("100644", "", git(root, "rev-parse", "HEAD~1:policies/a.md"), "")
    assert last[1] == ("policies/deep/b.md", "100644", "100755", blob, blob)
    assert [
        path for identity in commits.line()[4:] for side in commits.sides[identity] for path, *_ in side
    ] == [
        *("policies.md", "policies/deep/b.md", "other/c.md", "records"),
        *("policies/a.md", "policies/deep/b.md"),
    ]


def test_the_commits_up_to_another_one_below_the_folder_that_was_opened(root: Path) -> None:
    commit(root, "b.md", "x\n", "Above")
    with opened(root / "policies") as repository:
        assert repository is not None
        until = repository.resolve("HEAD~2")
        commits = read_commits(repository, ("",), until)
        assert (commits.head, len(commits.by_id)) == (until, 3)
        assert [change.path for change in commits.first_parent_changes(until)] == ["a.md"]
        above = read_commits(repository, ("",))
        assert above.changes[above.head] == ((),)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_as_a_commit(raw: bytes) -> None:
    found = read_commit("0" * 40, raw, ())
    assert found.subject is not None
    assert found.faults or b"author" in raw


def test_forged_dates_change_nothing_of_the_order(root: Path) -> None:
    environment = {
        **os.environ,
        "GIT_COMMITTER_DATE": "2001-01-01T00:00:00Z",
        "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z",
    }
    (root / "policies/a.md").write_text("early\n", "utf-8")
    subprocess.run(["git", "commit", "-qam", "Early"], cwd=root, env=environment, check=True)
    commits = past_of(root)
    assert commits.by_id[commits.line()[-1]].subject == "Early"


def test_a_repository_is_only_read(root: Path) -> None:
    before = sorted((path.name, path.stat().st_mtime_ns) for path in (root / ".git").rglob("*"))
    past_of(root)
    assert sorted((path.name, path.stat().st_mtime_ns) for path in (root / ".git").rglob("*")) == before


def test_the_empty_repository_is_gone_afterwards(root: Path) -> None:
    kept: list[Repository] = []
    with opened(root) as repository:
        assert repository is not None
        kept.append(repository)
        assert repository.folder.is_dir()
    assert not kept[0].folder.exists()
