"""Merges by which another line takes the place of the branch: what was closed in what they merged binds."""

import pytest

from tests.history.generated.building import Files, Story, plain
from tests.history.record_changes.records import risk
from tests.history.record_changes.test_history import found, judged

TRUST: Files = {"trust.yml": ("100644", "version: 1\n")}
BASE = plain(z=risk("RSK-9", "open"))


def overridden(story: Story, head: int, since: int = 0) -> list[tuple[int, str, bool]]:
    """Which merge overrode which record, and whether that still stands."""
    report = judged(story, head, since)
    numbers = story.numbers  # type: ignore[attr-defined]
    told = [breach for breach in report.altered if breach.overridden]
    assert all((breach in report.standing) != bool(breach.restored) for breach in told)
    assert all(not breach.on_branch and breach in report.beside for breach in told)
    return [(numbers[breach.commit], breach.alteration.id, not breach.restored) for breach in told]


def begun() -> tuple[Story, int, int]:
    """A branch that closed a record, and somebody's work on how it was before that."""
    story = Story()
    first = story.commit({**BASE, **plain(a=risk(state="open"))})
    main = story.commit({**BASE, **plain(a=risk())}, [first])
    desk = story.commit({**BASE, **plain(a=risk(state="open"), b=risk("RSK-2", "open"))}, [first])
    return story, main, desk


def test_a_row_that_a_dropped_branch_altered_and_moved_is_told_where_that_was_done() -> None:
    story, path = Story(), "records/data/rows.csv"
    header = plain(data__rows="kind: incident\nid: TAB-ROWS\ntitle: Rows\ndata: rows.csv\n")
    rows = {**header, path: ("100644", "id,status,title\nINC-1,closed,Flood\n")}
    first = story.commit(rows)
    altered = story.commit({**rows, path: ("100644", "id,status,title\nINC-1,closed,Fire\n")}, [first])
    moved = plain(i="kind: incident\nid: INC-1\ntitle: Fire\nstatus: closed\n")
    moved_out = story.commit({**rows, path: ("100644", "id,status,title\n"), **moved}, [altered])
    merge = story.commit(rows, [first, moved_out])
    assert overridden(story, merge) == []
    report = judged(story, merge)
    numbers = story.numbers  # type: ignore[attr-defined]
    assert (altered, "INC-1") in {(numbers[breach.commit], breach.alteration.id) for breach in report.beside}


def test_merges_of_both_ways_that_keep_what_is_closed() -> None:
    for number in range(2):
        story, main, desk = begun()
        both = {**BASE, **plain(a=risk(), b=risk("RSK-2", "open"))}
        merge = story.commit(both, [main, desk][:: 1 if number else -1])
        assert overridden(story, merge) == []


def test_a_record_that_was_closed_and_mended_before_the_merge() -> None:
    story, main, desk = begun()
    closed = story.commit({**story.tree(desk), **plain(b=risk("RSK-2"))}, [desk])
    mended = story.commit({**story.tree(desk), **plain(b=risk("RSK-2", title="Ice"))}, [closed])
    merge = story.commit({**story.tree(mended), **plain(a=risk())}, [main, mended])
    assert found(judged(story, merge), story) == []


def test_an_octopus_takes_of_each_what_it_closed() -> None:
    story, main, desk = begun()
    one = story.commit({**story.tree(desk), **plain(b=risk("RSK-2"))}, [desk])
    two = story.commit({**story.tree(main), **plain(z=risk("RSK-9"))}, [main])
    merge = story.commit(plain(a=risk(), b=risk("RSK-2"), z=risk("RSK-9")), [main, one, two])
    assert found(judged(story, merge), story) == []


def test_an_older_branch_merged_after_its_work_was_squashed_and_mended() -> None:
    """What the branch itself did to the record is told there, once."""
    story, main, desk = begun()
    closed = story.commit({**story.tree(desk), **plain(b=risk("RSK-2"))}, [desk])
    squash = story.commit({**BASE, **plain(a=risk(), b=risk("RSK-2"))}, [main])
    changed = story.commit({**BASE, **plain(a=risk(), b=risk("RSK-2", title="Ice"))}, [squash])
    merge = story.commit(story.tree(changed), [changed, closed])
    assert overridden(story, merge) == []
    assert (changed, "changed", "RSK-2", True) in found(judged(story, merge), story)


def test_what_is_filled_in_later_overrides_nothing() -> None:
    story = Story()
    plan = "kind: incident\nid: INC-1\nstatus: {}\nshort: Down\n"
    first = story.commit(plain(i=plan.format("new")))
    work = story.commit(plain(i=plan.format("closed")), [first])
    squash = story.commit(plain(i=plan.format("closed")), [first])
    linked = story.commit(plain(i=plan.format("closed") + "problem: PRB-1\n"), [squash])
    merge = story.commit(story.tree(linked), [linked, work])
    assert found(judged(story, merge), story) == []


def test_a_branch_that_altered_a_closed_record_and_is_not_taken() -> None:
    """The branch keeps what it has: what the other did to it is told of the other alone."""
    story = Story()
    first = story.commit(plain(a=risk()))
    bad = story.commit(plain(a=risk(title="Ice")), [first])
    merge = story.commit(plain(a=risk()), [first, bad])
    assert overridden(story, merge) == []


def test_a_merge_that_was_reverted_and_merged_again() -> None:
    story, main, desk = begun()
    closed = story.commit({**story.tree(desk), **plain(b=risk("RSK-2"))}, [desk])
    both = {**BASE, **plain(a=risk(), b=risk("RSK-2"))}
    merge = story.commit(both, [main, closed])
    revert = story.commit(story.tree(main), [merge])
    more = story.commit({**story.tree(closed), **plain(c=risk("RSK-3", "open"))}, [closed])
    ours = story.commit(story.tree(revert), [revert, more])
    again = story.commit({**both, **plain(c=risk("RSK-3", "open"))}, [ours])
    assert overridden(story, again) == []


@pytest.mark.parametrize("now", ["changed", "opened", "deleted"])
def test_another_line_in_the_place_of_the_branch(now: str) -> None:
    story, main, desk = begun()
    a = {"changed": plain(a=risk(title="Ice")), "opened": plain(a=risk(state="open")), "deleted": {}}[now]
    closed = story.commit({**BASE, **a}, [desk])
    merge = story.commit(story.tree(closed), [closed, main])
    after = story.commit({**story.tree(merge), **plain(n=risk("RSK-4", "open"))}, [merge])
    assert overridden(story, after) == [(merge, "RSK-1", True)]
    (breach,) = judged(story, after).standing
    assert breach.sentence == (
        f"{breach.alteration.message}; the merge {breach.commit[:9]} left out the state closed in {breach.parent[:9]}, "
        "which it merged"
    )
    assert story.numbers[breach.parent] == main  # type: ignore[attr-defined]
    mended = story.commit({**story.tree(after), **plain(a=risk())}, [after])
    assert overridden(story, mended) == [(merge, "RSK-1", False)]


def test_a_dropped_branch_that_had_closed_a_record() -> None:
    story, main, desk = begun()
    closed = story.commit({**story.tree(desk), **plain(b=risk("RSK-2"))}, [desk])
    merge = story.commit(story.tree(main), [main, closed])
    assert overridden(story, merge) == [(merge, "RSK-2", True)]
    revived = story.commit({**story.tree(merge), **plain(b=risk("RSK-2"))}, [merge])
    assert overridden(story, revived) == [(merge, "RSK-2", False)]
    another = story.commit({**story.tree(merge), **plain(b=risk("RSK-2", title="Ice"))}, [merge])
    assert overridden(story, another) == [(merge, "RSK-2", True)]
    mended = story.commit({**story.tree(merge), **plain(b=risk("RSK-2"))}, [another])
    assert overridden(story, mended) == [(merge, "RSK-2", False)], "whoever comes later may mend it"


def test_the_line_from_before_the_trust_settings_is_no_way_around_them() -> None:
    """The trust settings came with what was merged, so what was closed there under them binds."""
    story = Story()
    root = story.commit(BASE)
    begin = story.commit({**BASE, **TRUST, **plain(a=risk(state="open"))}, [root])
    main = story.commit({**BASE, **TRUST, **plain(a=risk())}, [begin])
    bad = {**BASE, **TRUST, **plain(a=risk(title="Ice"))}
    merge = story.commit(bad, [root, main])
    assert overridden(story, merge, since=merge) == [(merge, "RSK-1", True)]
    sound = story.commit(story.tree(main), [root, main])
    assert overridden(story, sound, since=sound) == []


def test_nor_where_that_line_altered_the_record_before_the_merge() -> None:
    story = Story()
    root = story.commit(plain(a=risk()))
    main = story.commit({**TRUST, **plain(a=risk())}, [root])
    bad = story.commit(plain(a=risk(title="Ice")), [root])
    merge = story.commit({**TRUST, **plain(a=risk(title="Ice"))}, [bad, main])
    assert overridden(story, merge, since=merge) == [(merge, "RSK-1", True)]


def test_work_from_before_the_trust_settings_that_is_merged_later() -> None:
    """What the branch did before anybody guarded it stays so, though an older copy is merged."""
    story = Story()
    root = story.commit(plain(a=risk()))
    work = story.commit(plain(a=risk(), b=risk("RSK-2", "open")), [root])
    mended = story.commit(plain(a=risk(title="Ice")), [root])
    main = story.commit({**TRUST, **plain(a=risk(title="Ice"))}, [mended])
    merge = story.commit({**TRUST, **plain(a=risk(title="Ice"), b=risk("RSK-2", "open"))}, [main, work])
    assert found(judged(story, merge, since=main), story) == []


def test_what_is_first_taken_in_otherwise_than_it_was_closed_still_waits() -> None:
    story, main, desk = begun()
    merge = story.commit(story.tree(desk), [desk, main])
    other = story.commit({**story.tree(desk), **plain(a=risk(state="open", title="Ice"))}, [merge])
    assert overridden(story, other) == [(merge, "RSK-1", True)]
    back = story.commit({**story.tree(desk), **plain(a=risk())}, [other])
    assert overridden(story, back) == [(merge, "RSK-1", False)]
