"""What the branch tells of its steps: when they were made, what became part of them, and who wrote what."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sms_lint.history.branch import Branch, DisplacedTrust, TextVersion
from sms_lint.outside.git import Commit, Commits, FileChange, Identity, Origin

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
NOBODY = Identity("", "")


def day(number: int) -> datetime:
    return datetime(2026, 6, number, tzinfo=UTC)


def commit(id_: str, *parents: str, made: datetime | None = None) -> Commit:
    return Commit(id_, parents, NOBODY, NOBODY, "", made, "")


def change(path: str) -> FileChange:
    return FileChange(path, "100644", "100644", "before", "after")


def branch(*commits: Commit, sides: dict[str, tuple[tuple[str, ...], ...]] | None = None) -> Branch:
    """A branch up to the last of some commits; `sides` are the paths that each changed, by its parents."""
    by_id = {commit.id: commit for commit in commits}
    changes = {
        id_: tuple(tuple(map(change, side)) for side in (sides or {}).get(id_, ((),))) for id_ in by_id
    }
    read = Commits(commits[-1].id, True, by_id, changes, {})
    return Branch(read, read.line(), {}, (), (), now=NOW, shown=day(5))


MERGED = (
    commit("a", made=day(1)),
    commit("b", "a", made=day(4)),
    commit("c", "a", made=day(2)),
    commit("d", "b", "c", made=day(3)),
    commit("e", "d", made=day(5)),
)


def test_a_commit_becomes_part_of_the_branch_with_the_step_that_takes_it_in() -> None:
    assert branch(*MERGED).line == ("a", "b", "d", "e")
    assert branch(*MERGED).entered == {"a": 0, "b": 1, "d": 2, "c": 2, "e": 3}


def test_a_parent_that_is_not_there_becomes_part_of_nothing() -> None:
    assert branch(commit("b", "a"), commit("c", "b", "x")).entered == {"b": 0, "c": 1}


def test_no_step_is_earlier_than_the_one_before_it() -> None:
    assert branch(*MERGED).moments == (day(1), day(4), day(4), day(5))


def test_a_step_without_a_day_or_from_the_future_has_that_of_the_one_before() -> None:
    first = datetime.fromtimestamp(0, UTC)
    assert branch(commit("a"), commit("b", "a", made=day(2)), commit("c", "b")).moments == (
        first,
        day(2),
        day(2),
    )
    edge = NOW + timedelta(days=1)
    steps = (
        commit("a", made=day(2)),
        commit("b", "a", made=edge + timedelta(seconds=1)),
        commit("c", "b", made=edge),
    )
    assert branch(*steps).moments == (day(2), day(2), edge)


def test_clocks_may_differ_by_a_day() -> None:
    read = branch(*MERGED)
    second = timedelta(seconds=1)
    assert not read.is_future(NOW + timedelta(days=1))
    assert read.is_future(NOW + timedelta(days=1) + second)
    assert not read.is_after_shown(day(6))
    assert read.is_after_shown(day(6) + second)


def test_a_step_is_proven_by_the_earliest_timestamp_on_it_or_after_it() -> None:
    stamped = replace(branch(*MERGED), timestamps={"b": day(8), "d": day(7)})
    assert [stamped.proven(position) for position in range(5)] == [day(7), day(7), day(7), None, None]
    assert replace(branch(*MERGED), timestamps={"b": day(7), "d": day(8)}).proven(2) == day(8)
    assert branch(*MERGED).proven(0) is None


def test_the_commits_that_touched_some_paths_within_some_steps() -> None:
    sides = {
        "a": (("x.md",),),
        "b": (("x.md", "y.md"),),
        "c": (("y.md",),),
        "d": (("y.md",), ("x.md", "y.md")),
        "e": (("z.md",),),
    }
    read = branch(*MERGED, sides=sides)

    def touched(*paths: str, after: int = -1, until: int = 9) -> list[str]:
        return [commit.id for commit in read.commits_to(frozenset(paths), after, until)]

    assert touched("x.md") == ["a", "b"], "the merge changed it only against one side"
    assert touched("y.md") == ["b", "c", "d"]
    assert touched("x.md", "z.md") == ["a", "b", "e"]
    assert touched("x.md", after=0) == ["b"]
    assert touched("y.md", after=1, until=2) == ["c", "d"]
    assert touched("y.md", until=1) == ["b"]
    assert touched("none.md") == []


def test_a_commit_that_never_became_part_of_the_branch_touched_nothing() -> None:
    read = branch(commit("x"), commit("a"), sides={"x": (("x.md",),), "a": (("x.md",),)})
    assert [commit.id for commit in read.commits_to(frozenset({"x.md"}), -1, 9)] == ["a"]


def test_the_commits_behind_a_content() -> None:
    origins = {
        "third": (Origin("d", "second"),),
        "second": (Origin("c", "first"), Origin("b", "third")),
        "first": (Origin("a", ""),),
        "": (Origin("e", ""),),
    }
    read = replace(branch(*MERGED), origins=origins)

    def behind(blob: str, *settled: str, until: int = 9) -> list[str]:
        return [commit.id for commit in read.commits_behind(blob, frozenset(settled), until)]

    assert behind("third") == ["a", "b", "c", "d"]
    assert behind("first") == ["a"]
    assert behind("third", "second") == ["d"]
    assert behind("third", "first") == ["b", "c", "d"]
    assert behind("unknown") == []


def test_whoever_builds_on_a_content_did_not_bring_it() -> None:
    """`a` and `b` are steps; `x` left at `a`, `y` at `b`, and both came with the merge `m`."""
    made = (commit("a"), commit("b", "a"), commit("x", "a"), commit("y", "b"), commit("m", "b", "x", "y"))
    read = branch(*made)
    read = replace(
        read,
        commits=replace(read.commits, by_id={commit.id: commit for commit in reversed(made)}),
        origins={"text": tuple(Origin(commit.id, "") for commit in made)},
    )

    def behind(until: int) -> list[str]:
        return [commit.id for commit in read.commits_behind("text", frozenset(), until)]

    assert read.line == ("a", "b", "m")
    assert behind(0) == ["a"]
    assert behind(1) == ["a", "b", "x"], "what did not build on it may be where it is from"
    assert behind(2) == ["a", "b", "m", "x", "y"]


def test_what_a_step_changed() -> None:
    read = branch(*MERGED, sides={"d": (("x.md",), ("y.md",))})
    assert [changed.path for changed in read.changes_at(2)] == ["x.md"]


@pytest.mark.parametrize(
    ("effective", "declared"), [("2026-01-10", date(2026, 1, 10)), ("", None), ("soon", None)]
)
def test_the_day_that_a_text_names(effective: str, declared: date | None) -> None:
    text = TextVersion("A", "policy", "1.0", "a.md", "", "", "active", "", "", effective, 0, "")
    assert text.declared == declared
    assert not text.is_empty


def test_trust_settings_that_a_merge_put_out_of_force_and_the_way_out() -> None:
    displaced = DisplacedTrust("a" * 40, "b" * 40, 3)
    assert displaced.sentence == (
        "version 3 of the trust settings was in force in bbbbbbbbb, and is no longer since commit aaaaaaaaa merged that"
    )
    assert displaced.way_out == (
        "if bbbbbbbbb was the branch, put it first again: check it out, and merge the rest into it (`git merge --no-ff`) "
        "or take over what is to stay (`git cherry-pick`); if it was not, the owners of those settings sign the ones in "
        "force: `sms-lint approve TRUST`"
    )
