"""Applying fixes: what stays, what is taken back, and what two fixes in one place come to."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.source import Location, SourceFile
from sms_lint.model.finding import Finding, Result
from sms_lint.model.fix import Fix, TextEdit, apart
from sms_lint.starter.fixing import Texts, fixed, with_fix

PATH = "policies/a.md"
# Line ends of every sort, a byte-order mark, letters of one to four bytes, a sign that nobody sees.
PIECES = st.text(st.sampled_from("ab \n\r\u00e4\u20ac\U0001f6a8\ufeff\u200b|'\"#:-"), max_size=60)


@given(PIECES, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8), PIECES), max_size=6))
def test_every_byte_beside_an_edit_stays(text: str, spans: list[tuple[int, int, str]]) -> None:
    file = SourceFile(PATH, text)
    edits: list[TextEdit] = []
    for start, length, new in spans:
        end = min(start + length, len(text))
        edit = TextEdit(Location(file, min(start, end), end), new)
        if apart((*edits, edit)):
            edits.append(edit)
    after = with_fix({}, [Fix("do it", tuple(edits))]).get(PATH, text).encode()
    rest = after
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.at.start):
        kept = text[done : edit.at.start].encode() + edit.text.encode()
        assert rest.startswith(kept)
        rest, done = rest[len(kept) :], edit.at.end
    assert rest == text[done:].encode()


def finding_of(file: SourceFile, start: int, word: str, new: str | None, *, safe: bool) -> Finding:
    at = Location(file, start, start + len(word))
    fix = None if new is None else Fix(f"write {new}", (TextEdit(at, new),), safe)
    return Finding(f"no-{word}", "error", at, f"there is {word}", fix=fix)


class Words:
    """A judge that knows words: each has a severity, and perhaps a better one."""

    def __init__(
        self, start: str, better: Mapping[str, str | None], *, unsafe: frozenset[str] = frozenset()
    ) -> None:
        self.start, self.better, self.unsafe = start, better, unsafe
        self.asked = 0

    def __call__(self, texts: Texts) -> Result:
        self.asked += 1
        text = texts.get(PATH, self.start)
        file = SourceFile(PATH, text)
        found = [
            finding_of(file, match.start(), word, new, safe=word not in self.unsafe)
            for word, new in self.better.items()
            for match in re.finditer(word, text)
        ]
        return Result(tuple(found), (), "2026-01-01")


def test_fixes_are_done_together_and_what_follows_from_them_in_the_next_round() -> None:
    judge = Words("one six, one\r\n", {"one": "two", "six": "ten", "two": "three"})
    done = fixed(judge)
    assert done.after == {PATH: "three ten, three\r\n"}
    assert not done.taken_back


def test_what_makes_something_worse_is_taken_back_and_the_rest_is_done() -> None:
    judge = Words("bad good", {"bad": "ill", "good": "fine", "ill": None, "ll": None})
    done = fixed(judge)
    assert done.after == {PATH: "bad fine"}
    assert [finding.rule for finding in done.taken_back] == ["no-bad"]


def test_a_fix_that_changes_nothing_ends() -> None:
    judge = Words("bad", {"bad": "bad"})
    done = fixed(judge)
    assert not done.after
    assert len(done.taken_back) == 1


def test_unsafe_fixes_wait_until_they_are_asked_for() -> None:
    judge = Words("bad good", {"bad": "x", "good": "y"}, unsafe=frozenset({"bad"}))
    done = fixed(judge)
    assert done.after == {PATH: "bad y"}
    assert [finding.rule for finding in done.unsafe] == ["no-bad"]
    assert fixed(judge, unsafe=True).after == {PATH: "x y"}


def test_two_fixes_that_undo_each_other_end() -> None:
    judge = Words("ping", {"ping": "pong", "pong": "ping"})
    assert judge.asked == 0
    fixed(judge)
    assert judge.asked < 40


@pytest.mark.parametrize("gap", ["", " ", "  "])
@settings(max_examples=20)
@given(st.permutations(["aab", "aba", "baa"]))
def test_fixes_in_one_place_never_mix(gap: str, words: list[str]) -> None:
    """Overlapping and touching ones are done one after the other, on the text that the first has left."""
    judge = Words(gap.join(words), {"aab": "1", "aba": "2", "baa": "3"})
    done = fixed(judge)
    text = done.after.get(PATH, "")
    assert not judge({PATH: text}).findings
    assert set(text) <= {"1", "2", "3", "a", "b", " "}
