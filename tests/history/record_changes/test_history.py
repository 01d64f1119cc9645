"""Whole histories judged: the branch step by step, and what was done beside it."""

import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.history.record_changes import Ledger, over_history
from sms_lint.model.kinds import kinds
from sms_lint.outside.git import opened, read_commits
from tests.history.generated.building import LINK, PLAIN, PROGRAM, Files, Story, plain
from tests.history.record_changes.records import entry, policy, register, risk


def judged(story: Story, head: int, since: int = 0, exempt: Sequence[str] = ()) -> Ledger:
    commits, texts, numbers = story.read(head)
    ids = {number: identity for identity, number in numbers.items()}
    story.numbers = numbers  # type: ignore[attr-defined]
    read = lambda blobs: {blob: texts[blob] for blob in blobs if blob in texts}  # noqa: E731 - as short as what it says
    return over_history(commits, read, kinds(), ids.get(since, ""), frozenset(exempt))


def test_what_is_read_from_git_is_what_was_told(tmp_path: Path) -> None:
    """All else here is judged without a repository."""
    story = Story()
    first = story.commit({**plain(a=risk(), b=risk("RSK-2")), "trust.yml": (PLAIN, "version: 1\n")})
    side = story.commit({"records/a.yml": (PROGRAM, risk(title="Fire"))}, [first], subject="On the\nside")
    main = story.commit({"records/a.yml": (LINK, "b.yml"), "docs/x.md": (PLAIN, "x")}, [first])
    merge = story.commit(story.tree(side), [main, side], subject="")
    told, texts, own = story.read(merge)
    numbers = story.make(tmp_path / "r", merge)
    with opened(tmp_path / "r") as repository:
        assert repository is not None
        commits = read_commits(repository, ("",))
        assert repository.blobs(texts) == texts
    assert [numbers[one] for one in commits.line()] == [own[one] for one in told.line()]
    assert {numbers[one]: sides for one, sides in commits.changes.items()} == {
        own[one]: sides for one, sides in told.changes.items()
    }
    for identity, commit in commits.by_id.items():
        other = next(one for one in told.by_id.values() if own[one.id] == numbers[identity])
        assert (commit.author, commit.committer, commit.committed, commit.subject) == (
            *(other.author, other.committer, other.committed),
            other.subject,
        )
        assert [numbers[one] for one in commit.parents] == [own[one] for one in other.parents]


def found(report: Ledger, story: Story) -> list[tuple[int, str, str, bool]]:
    """Which commit did what to which record, and whether that was a step of the branch."""
    numbers = story.numbers  # type: ignore[attr-defined]
    return [
        (numbers[breach.commit], breach.alteration.fault, breach.alteration.id, breach.on_branch)
        for breach in report.altered
    ]


def line(*trees: Files) -> Story:
    story = Story()
    for number, tree in enumerate(trees):
        story.commit(tree, [number] if number else [])
    return story


def check(story: Story, head: int, expected: list[tuple[int, str, str, bool]]) -> Ledger:
    report = judged(story, head)
    assert found(report, story) == expected
    assert report.complete
    return report


def test_honest_work_is_silent() -> None:
    story = line(
        plain(a=risk(state="open")),
        plain(a=risk(state="open", title="Fire")),
        plain(a=risk(title="Fire")),
        plain(b=risk(title="Fire")),
        plain(c=register(entry(title="Fire"), entry("RSK-2", "open"))),
        plain(c=register(entry(title="Fire"), entry("RSK-2"))),
    )
    report = check(story, 6, [])
    assert report.judged == 6


def test_a_change_is_named_with_who_did_it() -> None:
    report = check(line(plain(a=risk()), plain(a=risk(title="Fire"))), 2, [(2, "changed", "RSK-1", True)])
    (breach,) = report.altered
    assert breach.committer.name == "p-0002"
    assert breach.alteration.path == "records/a.yml"
    assert report.standing == report.on_branch == report.altered


def test_putting_back_is_no_alteration() -> None:
    story = line(plain(a=risk()), plain(a=risk(title="Fire")), plain(a=risk(title="Ice")), plain(a=risk()))
    report = check(story, 4, [(2, "changed", "RSK-1", True), (3, "changed", "RSK-1", True)])
    assert not report.standing
    assert {story.numbers[breach.restored] for breach in report.altered} == {4}  # type: ignore[attr-defined]


def test_taken_away_and_back_with_another_text() -> None:
    story = line(plain(a=risk()), {}, plain(a=risk(title="Fire")), {}, plain(b=risk()))
    report = check(
        story,
        5,
        [(2, "deleted", "RSK-1", True), (3, "changed", "RSK-1", True), (4, "deleted", "RSK-1", True)],
    )
    assert not report.standing


def test_opened_again_edited_and_closed_in_three_commits_of_a_branch() -> None:
    story = Story()
    first = story.commit(plain(a=risk()))
    one = story.commit(plain(a=risk(state="open")), [first])
    two = story.commit(plain(a=risk(state="open", title="Fire")), [one])
    three = story.commit(plain(a=risk(title="Fire")), [two])
    merge = story.commit(plain(a=risk(title="Fire")), [first, three])
    report = judged(story, merge)
    assert (merge, "changed", "RSK-1", True) in found(report, story)
    assert (one, "moved-back", "RSK-1", False) in found(report, story)
    assert {commit for commit, *_ in found(report, story)} == {one, two, three, merge}


def test_changed_in_a_branch_and_put_back() -> None:
    story = Story()
    first = story.commit(plain(a=risk()))
    one = story.commit(plain(a=risk(title="Fire")), [first])
    two = story.commit(plain(a=risk(), b=risk("RSK-2", "open")), [one])
    merge = story.commit(story.tree(two), [first, two])
    report = check(story, merge, [(one, "changed", "RSK-1", False)])
    assert report.beside == report.altered
    assert not report.on_branch


def test_moved_in_a_branch_and_then_changed() -> None:
    story = Story()
    first = story.commit(plain(a=risk()))
    one = story.commit(plain(b=risk()), [first])
    two = story.commit(plain(b=risk(title="Fire")), [one])
    three = story.commit(plain(b=risk()), [two])
    merge = story.commit(plain(b=risk()), [first, three])
    check(story, merge, [(two, "changed", "RSK-1", False)])


def test_a_merge_that_throws_the_branch_away() -> None:
    story = Story()
    first = story.commit(plain(a=risk()))
    one = story.commit({}, [first])
    merge = story.commit(plain(a=risk()), [first, one])
    check(story, merge, [(one, "deleted", "RSK-1", False)])


def test_an_evil_merge() -> None:
    story = Story()
    first = story.commit(plain(a=risk()))
    one = story.commit(plain(a=risk(), b=risk("RSK-2", "open")), [first])
    merge = story.commit(plain(a=risk(title="Fire"), b=risk("RSK-2", "open")), [first, one])
    report = judged(story, merge)
    assert (merge, "changed", "RSK-1", True) in found(report, story)
    assert {commit for commit, *_ in found(report, story)} == {merge}


def test_honest_merges_are_silent() -> None:
    """A record of the branch itself may still be mended before it is merged, and main goes on meanwhile."""
    story = Story()
    first = story.commit(
        plain(a=risk(state="open"), m=register(entry("RSK-5", "open"), entry("RSK-6", "open")))
    )
    one = story.commit(
        {**story.tree(first), **plain(b="kind: awareness\nid: AWR-1\nperson: P-001\n")}, [first]
    )
    two = story.commit({**story.tree(one), **plain(b="kind: awareness\nid: AWR-1\nperson: P-002\n")}, [one])
    main = story.commit(plain(a=risk(), m=register(entry("RSK-5"), entry("RSK-6", "open"))), [first])
    into = story.commit(
        {**story.tree(two), **plain(a=risk(), m=register(entry("RSK-5"), entry("RSK-6", "open")))},
        [two, main],
    )
    last = story.commit({**story.tree(into), **plain(m=register(entry("RSK-5"), entry("RSK-6")))}, [into])
    merge = story.commit(story.tree(last), [main, last])
    check(story, merge, [])


def test_what_was_altered_on_main_is_told_once() -> None:
    story = Story()
    first = story.commit(plain(a=risk()))
    branch = story.commit(plain(a=risk(), b=risk("RSK-2", "open")), [first])
    tamper = story.commit(plain(a=risk(title="Fire")), [first])
    merge = story.commit(plain(a=risk(title="Fire"), b=risk("RSK-2", "open")), [tamper, branch])
    mend = story.commit({**story.tree(merge), **plain(a=risk())}, [merge])
    back = story.commit(story.tree(mend), [merge, mend])
    report = check(story, back, [(tamper, "changed", "RSK-1", True)])
    assert not report.standing


def test_a_pull_that_turned_the_branch_around() -> None:
    """The first parent of the merge is the copy at somebody's desk, the second what was the branch."""
    story = Story()
    first = story.commit(plain(a=risk(state="open")))
    main = story.commit(plain(a=risk()), [first])
    desk = story.commit(plain(a=risk(state="open"), b=risk("RSK-2", "open")), [first])
    merge = story.commit(plain(a=risk(title="Fire"), b=risk("RSK-2", "open")), [desk, main])
    check(story, merge, [(merge, "changed", "RSK-1", False)])


@pytest.mark.parametrize("mode", [PROGRAM, LINK])
def test_links_and_programs(mode: str) -> None:
    text = risk() if mode == PROGRAM else "elsewhere.yml"
    story = line(
        plain(a=risk()), {"records/a.yml": (mode, text)}, plain(a=risk(title="Fire")), plain(a=risk())
    )
    report = check(story, 4, [(2, "link-or-mode", "RSK-1", True), (3, "changed", "RSK-1", True)])
    assert not report.standing


def test_broken_in_one_commit_and_changed_in_the_next() -> None:
    broken = risk() + "cause: 'Rain\n"
    story = line(plain(a=risk()), plain(a=broken), plain(a=broken + "x: y\n"), plain(a=risk(title="Fire")))
    report = check(story, 4, [(4, "changed", "RSK-1", True)])
    numbers = story.numbers  # type: ignore[attr-defined]
    assert [(numbers[file.commit], file.path, numbers.get(file.compared)) for file in report.unreadable] == [
        (2, "records/a.yml", None),
        (3, "records/a.yml", 4),
    ]


def test_broken_at_the_end_is_not_known() -> None:
    report = check(line(plain(a=risk()), plain(a="kind: risk\nid: 'RSK-1\n")), 2, [])
    assert [file.compared for file in report.unreadable] == [""]


def test_broken_beside_the_branch() -> None:
    story = Story()
    first = story.commit(plain(a=risk()))
    one = story.commit(plain(a="kind: risk\nid: 'RSK-1\n"), [first])
    two = story.commit(plain(a=risk(title="Fire")), [one])
    three = story.commit(plain(a=risk()), [two])
    merge = story.commit(plain(a=risk()), [first, three])
    report = check(story, merge, [(two, "changed", "RSK-1", False)])
    numbers = story.numbers  # type: ignore[attr-defined]
    assert [(numbers[file.commit], numbers[file.compared]) for file in report.unreadable] == [(one, two)]


def test_versions_of_documents_count_on_the_branch_alone() -> None:
    def file(text: str) -> Files:
        return {"policies/a.md": (PLAIN, text)}

    story = Story()
    first = story.commit(file(policy()))
    one = story.commit(file(policy("1.1", text="Two.")), [first])
    two = story.commit(file(policy("1.1", text="Three.")), [one])
    merge = story.commit(file(policy("1.1", text="Three.")), [first, two])
    last = story.commit(file(policy("1.1", text="Four.")), [merge])
    silent = story.commit(file(policy("1.2", text="Five.")), [last], subject="")
    report = check(
        story,
        silent,
        [(last, "version-not-raised", "POL-A", True), (silent, "no-summary", "POL-A", True)],
    )
    assert report.altered[-1].alteration.message == (
        "POL-A has a new text, and the commit that brought it does not say what changed; write a first line for each commit"
    )


def test_from_a_commit_on() -> None:
    story = line(plain(a=risk()), plain(a=risk(title="Fire")), plain(a=risk(title="Ice")))
    report = judged(story, 3, since=2)
    assert found(report, story) == [(3, "changed", "RSK-1", True)]
    assert report.judged == 1
    with pytest.raises(SmsError) as refused:
        over_history(story.read(3)[0], lambda _: {}, kinds(), "0" * 40)
    assert str(refused.value) == (
        "the commit 000000000 is not part of this history, so nothing after it can be judged"
    )


def test_exceptions() -> None:
    story = line(plain(a=risk()), plain(a=risk(title="Fire")), plain(a=risk(title="Ice")))
    report = judged(story, 3)
    commits = [breach.commit for breach in report.altered]
    assert not judged(story, 3, exempt=["RSK-1"]).altered
    assert not judged(story, 3, exempt=[f"RSK-1@{commits[0]}", f"RSK-1@{commits[1][:7]}"]).altered
    one = judged(story, 3, exempt=[f"RSK-1@{commits[0][:9]}", f"RSK-1@{commits[1][:6]}", "RSK-2"])
    assert [two.commit for two in one.altered] == commits[1:]


def test_rows_of_tables() -> None:
    header = "kind: incident\nid: TAB-1\ntitle: Incidents\ndata: ../data/i.csv\n"
    rows = "id;status;title\nINC-1;closed;Printer\nINC-2;new;Mouse\n"

    def table(text: str, more: str = "") -> Files:
        return {"records/t/h.yml": (PLAIN, header + more), "records/data/i.csv": (PLAIN, text)}

    story = line(
        table(rows),
        table(rows.replace("new", "closed")),
        table(rows.replace("new", "closed").replace("Mouse", "Screen")),
        table(rows.replace("new", "closed").replace("Mouse", "Screen"), "columns: {title: other}\n"),
        table("id;status;title\nINC-1;closed;Printer\n", "columns: {title: title}\n"),
    )
    report = judged(story, 5)
    assert found(report, story) == [
        (3, "changed", "INC-2", True),
        (4, "changed", "INC-1", True),
        (4, "changed", "INC-2", True),
        (5, "deleted", "INC-2", True),
    ]


def test_rows_of_a_table_whose_header_changed_beside_the_branch() -> None:
    """Which column holds the state stands in the header, as it is beside the branch, too."""

    def table(column: str, title: str = "Printer") -> Files:
        header = f"kind: incident\nid: TAB-1\ntitle: Incidents\ndata: i.csv\ncolumns: {{status: {column}}}\n"
        rows = f"id,{column},title\nINC-1,closed,{title}\n"
        return {"records/h.yml": (PLAIN, header), "records/i.csv": (PLAIN, rows)}

    story = Story()
    first = story.commit(table("state"))
    renamed = story.commit(table("stage"), [first])
    altered = story.commit(table("stage", "Screen"), [renamed])
    back = story.commit(table("stage"), [altered])
    merge = story.commit(table("stage"), [first, back])
    check(story, merge, [(altered, "changed", "INC-1", False)])


def test_a_shallow_clone_is_not_complete(tmp_path: Path) -> None:
    line(plain(a=risk()), plain(a=risk(title="Fire"))).make(tmp_path / "r", 2)
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{tmp_path / 'r'}", "clone"], cwd=tmp_path, check=True
    )
    with opened(tmp_path / "clone") as repository:
        assert repository is not None
        report = over_history(read_commits(repository, ("records",)), repository.blobs, kinds())
    assert not report.complete
    assert not report.altered


def test_histories_that_have_nothing_in_common() -> None:
    """A merge of another root: what was closed over there is judged where it is merged."""
    story = Story()
    first = story.commit(plain(a=risk()))
    other = story.commit(plain(b=risk("RSK-2")))
    third = story.commit(plain(c=risk("RSK-3", "open")))
    good = story.commit(
        {**story.tree(first), **story.tree(other), **story.tree(third)}, [first, other, third]
    )
    bad = story.commit(plain(a=risk(title="Fire"), b=risk("RSK-2", title="Fire")), [good, other])
    report = judged(story, bad)
    assert sorted(found(report, story)) == [
        (bad, "changed", "RSK-1", True),
        (bad, "changed", "RSK-2", False),
        (bad, "changed", "RSK-2", True),
    ]


def test_texts_are_taken_in_together() -> None:
    """Git is asked once for all that is compared, and not at all for what was only added and never missed."""
    story = Story()
    base = plain(a=risk(), b=risk("RSK-2"), c=risk("RSK-3", "open"))
    first = story.commit(base)
    edited = story.commit({**base, **plain(c=risk("RSK-3", "open", "Ice"))}, [first])
    added = story.commit({**story.tree(edited), **plain(d=risk("RSK-4", "open"))}, [edited])
    moved = {**story.tree(added), **plain(e=risk("RSK-2") + "# Moved\n")}
    moving = story.commit({path: file for path, file in moved.items() if path != "records/b.yml"}, [added])
    side = story.commit({**base, **plain(c=risk("RSK-3", "open", "Fire"))}, [first])
    merge = story.commit(story.tree(moving), [moving, side])
    commits, texts, _ = story.read(merge)
    asked: list[set[str]] = []

    def read(blobs: Iterable[str]) -> Mapping[str, bytes]:
        wanted = {blob: texts[blob] for blob in blobs}
        asked.append({raw.decode() for raw in wanted.values()})
        return wanted

    assert over_history(commits, read, kinds()).altered == ()
    compared = {risk("RSK-2"), *(risk("RSK-3", "open", title) for title in ("Flood", "Ice", "Fire"))}
    assert asked == [compared | {risk("RSK-4", "open"), risk("RSK-2") + "# Moved\n"}]


def test_rows_that_could_not_be_read_beside_the_branch_for_a_while() -> None:
    header = "kind: incident\nid: TAB-1\ntitle: Incidents\ndata: i.csv\n"

    def table(rows: str) -> Files:
        return {"records/h.yml": (PLAIN, header), "records/i.csv": (PLAIN, rows)}

    sound = "id,status,title\nINC-1,closed,Printer\n"
    story = Story()
    first = story.commit(table(sound))
    broken = story.commit(table(sound.replace("id,", "number,")), [first])
    altered = story.commit(table(sound.replace("Printer", "Screen")), [broken])
    back = story.commit(table(sound), [altered])
    merge = story.commit(table(sound), [first, back])
    report = check(story, merge, [(altered, "changed", "INC-1", False)])
    assert [file.reason for file in report.unreadable] == ["it has no column with the ids"]


def test_a_commit_that_says_nothing_is_not_told_beside_what_is_wrong_with_its_text() -> None:
    story = Story()
    first = story.commit({"policies/a.md": (PLAIN, policy())})
    silent = story.commit({"policies/a.md": (PLAIN, policy(text="Two."))}, [first], subject="")
    check(story, silent, [(silent, "version-not-raised", "POL-A", True)])
