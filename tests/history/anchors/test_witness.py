"""Where the anchors here and those of a witness part: first where they do not, then each way in which they do."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sms_lint.history.anchors import AnchorEntry, Entries, WitnessDifference, first_difference


def commit(name: str) -> str:
    """An id that can be told from others by its beginning."""
    return name.encode().hex().ljust(40, "0")


def chain(*names: str) -> Entries:
    entries: list[AnchorEntry] = []
    for number, name in enumerate(names, start=1):
        before = entries[-1].digest if entries else ""
        entries.append(AnchorEntry(number, commit(name), "0" * 64, before))
    return Entries(tuple(entries))


def line(*names: str) -> tuple[str, ...]:
    return tuple(map(commit, names))


def against(
    here: Entries, witness: Entries, steps: tuple[str, ...], old: tuple[str, ...] = ()
) -> WitnessDifference | None:
    return first_difference(here, witness, steps, lambda _: old)


STEPS = line("a", "b", "c", "d")


def test_the_same_or_more_here_is_no_difference() -> None:
    assert against(chain("a", "c"), chain("a", "c"), STEPS) is None
    assert against(chain("a", "c", "d"), chain("a", "c"), STEPS) is None
    assert against(chain("a"), Entries(), STEPS) is None


def test_a_token_that_came_later_is_no_difference() -> None:
    with_token = Entries((replace(chain("a").entries[0], token=b"token"),))
    assert against(with_token, chain("a"), STEPS) is None


def test_a_token_that_is_missing_or_another_one() -> None:
    theirs = Entries((replace(chain("a").entries[0], token=b"token"),))
    missing = against(chain("a"), theirs, STEPS)
    assert missing == (
        "records/anchors/000001.tsr",
        ("The token of anchor 1 is not here: bring back that of the witness.",),
    )
    other = against(Entries((replace(theirs.entries[0], token=b"other"),)), theirs, STEPS)
    assert other is not None
    assert other.sentences == ("The token of anchor 1 is another one here: bring back that of the witness.",)


def test_an_anchor_that_says_something_else_of_the_same_commit() -> None:
    here = Entries((replace(chain("a").entries[0], tree="1" * 64),))
    found = against(here, chain("a"), STEPS)
    assert found is not None
    assert found.path == "records/anchors/000001.json"
    assert found.sentences == (
        f"The witness holds anchor 1 for commit {commit('a')[:12]}, and here it says something else of that commit.",
        "They agree on no anchor before it.",
        f"Commit {commit('a')[:12]} is a step of the branch here: the anchors were changed, not the history.",
    )


def test_the_first_commits_that_differ_are_named_where_the_old_ones_are_known() -> None:
    found = against(chain("a", "y"), chain("a", "d"), line("a", "b", "x", "y"), STEPS)
    assert found is not None
    assert found.sentences[:2] == (
        f"The witness holds anchor 2 for commit {commit('d')[:12]}, and here it is for {commit('y')[:12]}.",
        f"They agree up to anchor 1, for commit {commit('a')[:12]}.",
    )
    missing = f"The first commit that is missing from the branch is {commit('c')[:12]}"
    assert found.sentences[2:] == (f"{missing}; in its place the branch has {commit('x')[:12]}.",)


def test_a_branch_that_was_cut_off() -> None:
    known = against(chain("a"), chain("a", "d"), line("a", "b"), STEPS)
    assert known is not None
    assert known.sentences == (
        (
            f"The witness holds anchor 2 for commit {commit('d')[:12]}, and here there is none: it was deleted, cut off, or "
            "never came here."
        ),
        f"They agree up to anchor 1, for commit {commit('a')[:12]}.",
        f"The first commit that is missing from the branch is {commit('c')[:12]}; nothing is in its place.",
    )
    unknown = against(chain("a"), chain("a", "d"), line("a"))
    assert unknown is not None
    assert unknown.sentences[-1] == (
        f"Commit {commit('d')[:12]} is not in this repository: its history was rewritten; no step came here since."
    )
    rewritten = against(chain("a", "y"), chain("a", "d"), line("a", "x", "y"))
    assert rewritten is not None
    assert rewritten.sentences[-1] == (
        f"Commit {commit('d')[:12]} is not in this repository: its history was rewritten; the first step here after "
        f"that is {commit('x')[:12]}."
    )
    nothing = against(chain("y"), chain("d"), line("x", "y"))
    assert nothing is not None
    assert nothing.sentences[-1].endswith(f"the first step here after that is {commit('x')[:12]}.")


def test_a_commit_that_is_no_step_here() -> None:
    found = against(chain("b"), chain("b"), line("a", "c"), line("a", "b"))
    assert found is not None
    assert found.sentences == (
        (
            f"The witness holds anchor 1 for commit {commit('b')[:12]}, and so does this repository, but that commit is no "
            "step of the branch here."
        ),
        "They agree on no anchor before it.",
        (
            f"The first commit that is missing from the branch is {commit('b')[:12]}; in its place the branch has "
            f"{commit('c')[:12]}."
        ),
    )


@given(st.integers(1, 5), st.integers(0, 4))
def test_the_first_anchor_that_differs_is_the_one_named(kept: int, rewritten: int) -> None:
    honest = chain(*(f"s{at}" for at in range(kept + rewritten)))
    names = [*(f"s{at}" for at in range(kept)), *(f"x{at}" for at in range(rewritten + 1))]
    found = against(chain(*names), honest, line(*names))
    assert (found is None) == (rewritten == 0)
    if found:
        assert found.path == f"records/anchors/{kept + 1:06}.json"
        assert f"They agree up to anchor {kept}," in found.sentences[1]
        assert f"the first step here after that is {commit('x0')[:12]}." in found.sentences[2]
