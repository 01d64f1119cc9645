"""Where contents came from: told from what differs between each commit and its parents."""

from collections.abc import Iterable, Mapping

import pytest

from sms_lint.outside.git.origins import Origin, origins_of
from sms_lint.outside.git.sides import FileChange, Side

FILE = "100644"

Changes = dict[str, list[Side]]


def side(**files: tuple[str, str]) -> Side:
    """Some files as seen from one parent: names stand for ids, empty for no file."""
    return tuple(
        FileChange(path, before and FILE, after and FILE, before, after)
        for path, (before, after) in files.items()
    )


def found(changes: Changes, held: Mapping[str, str] | None = None) -> dict[str, list[Origin]]:
    """The origins; `held` gives the lines of texts, a letter for each."""
    raw = {blob: b"\n".join(letter.encode() for letter in lines) for blob, lines in (held or {}).items()}

    def read(blobs: Iterable[str]) -> Mapping[str, bytes]:
        return {blob: raw[blob] for blob in blobs if blob in raw}

    return {blob: list(origins) for blob, origins in origins_of(changes, read).items()}


def test_a_content_comes_from_the_commits_that_brought_it() -> None:
    changes: Changes = {
        "third": [side(a=("x", "y"))],
        "second": [side(a=("", "x"), b=("", "y"))],
        "first": [()],
    }
    assert found(changes) == {
        "y": [Origin("third", "x"), Origin("second", "")],
        "x": [Origin("second", "")],
    }


def test_what_was_taken_away_has_no_origin() -> None:
    assert found({"one": [side(a=("x", ""))]}) == {}


def test_a_merge_brought_what_no_parent_had_there() -> None:
    taken_in: Changes = {"merge": [side(a=("x", "y")), ()]}
    assert found(taken_in) == {}
    own = {"merge": [side(a=("x", "z"), b=("", "w")), side(a=("y", "z"))]}
    assert found(own) == {"z": [Origin("merge", "x"), Origin("merge", "y")]}
    same = {"merge": [side(a=("x", "z")), side(a=("x", "z"))]}
    assert found(same) == {"z": [Origin("merge", "x")]}
    octopus: Changes = {"merge": [side(a=("x", "z")), side(a=("y", "z")), ()]}
    assert found(octopus) == {}
    behind = {"merge": [side(b=("v", "w"), a=("x", "z")), side(a=("y", "z"))]}
    assert found(behind) == {"z": [Origin("merge", "x"), Origin("merge", "y")]}


@pytest.mark.parametrize(
    ("old", "new", "is_continued"),
    [
        ("ab", "axyz", True),
        ("abc", "axyz", False),
        ("abcd", "abxy", True),
        ("abcd", "axyz", False),
        ("ab", "xy", False),
        ("aab", "ax", True),
    ],
)
def test_a_text_with_half_of_the_lines_of_one_that_went_was_made_from_it(
    old: str, new: str, is_continued: bool
) -> None:
    moved = {"move": [side(**{"a.md": ("x", ""), "b.md": ("", "y")})]}
    origins = [Origin("move", ""), Origin("move", "x")] if is_continued else [Origin("move", "")]
    assert found(moved, {"x": old, "y": new}) == {"y": origins}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"---\nold: 1\n---\n\nabc\n", b"---\nnew: 1\n---\n\n  \nxyz\n"),
        (b"\nabc\n", b"\nxyz\n"),
        (b"---\nabc\n", b"---\nxyz\n"),
    ],
)
def test_empty_lines_and_rules_are_shared_by_all_texts(old: bytes, new: bytes) -> None:
    moved = {"move": [side(**{"a.md": ("x", ""), "b.md": ("", "y")})]}
    raw = {"x": old, "y": new}
    origins = origins_of(moved, lambda blobs: {blob: raw[blob] for blob in blobs})
    assert origins == {"y": (Origin("move", ""),)}


def test_lines_are_compared_without_spaces_around_them() -> None:
    moved = {"move": [side(**{"a.md": ("x", ""), "b.md": ("", "y")})]}
    raw = {"x": b"abc  \n", "y": b"\tabc\n"}
    origins = origins_of(moved, lambda blobs: {blob: raw[blob] for blob in blobs})
    assert origins["y"] == (Origin("move", ""), Origin("move", "x"))


def test_a_text_that_was_moved_over_another_one_was_made_from_both() -> None:
    over = {"move": [side(**{"a.md": ("x", ""), "b.md": ("w", "y")})]}
    assert found(over, {"x": "ab", "y": "ab", "w": "cd"}) == {"y": [Origin("move", "w"), Origin("move", "x")]}


def test_what_only_moved_is_no_text_that_went() -> None:
    moved = {"move": [side(**{"a.md": ("x", ""), "b.md": ("", "x")})]}
    assert found(moved, {"x": "ab"}) == {"x": [Origin("move", "")]}


def test_only_texts_in_markdown_are_compared() -> None:
    asked: list[str] = []

    def read(blobs: Iterable[str]) -> Mapping[str, bytes]:
        asked.extend(blobs)
        return {}

    tables = {
        "move": [side(**{"a.csv": ("x", ""), "b.csv": ("", "y")})],
        "new": [side(**{"c.md": ("", "z")})],
    }
    assert origins_of(tables, read)["y"] == (Origin("move", ""),)
    assert asked == []
    moved = {"move": [side(**{"a.csv": ("x", ""), "b.csv": ("", "v"), "c.md": ("", "y")})]}
    origins_of(moved, read)
    assert sorted(asked) == ["x", "y"]


def test_a_text_that_git_does_not_have_shares_nothing() -> None:
    moved = {"move": [side(**{"a.md": ("x", ""), "b.md": ("", "y")})]}
    for held in ({"x": "ab"}, {"y": "ab"}, {}):
        assert found(moved, held) == {"y": [Origin("move", "")]}
