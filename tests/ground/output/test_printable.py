"""Lines for a screen: each text is one line, and no line steers a terminal or a build service."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.output.characters import one_line, visible, words_of
from sms_lint.ground.output.printable import Painted, Printable, block, line, row
from tests.ground.output.hostile import HOSTILE, is_steered

COLOUR = re.compile(r"\x1b\[1;31m|\x1b\[0m")


@pytest.mark.parametrize(
    "text",
    [
        "A plain sentence, with ä, 日本 and 😀.",
        "a::b",
        "std::vector",
        "## Heading [x](y)",
        "#[x]",
        "12:30",
        "",
        "  a",
        ": a",
    ],
)
def test_an_honest_text_is_printed_as_it_is(text: str) -> None:
    assert line(text) == one_line(text) == visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", "<U+003A>:error::x"),
        ("  \t::error::x", "  \t<U+003A>:error::x"),
        ("a ##[add-mask]x", "a ##<U+005B>add-mask]x"),
        ("##vso[task.setvariable]x", "##vso<U+005B>task.setvariable]x"),
        ("a.md\n::error::x", "a.md<U+000A>::error::x"),
        ("\x1b]8;;http://x.invalid\x07x", "<U+001B>]8;;http://x.invalid<U+0007>x"),
        ("a\u202eb\x9b2J\u2028c\x00", "a<U+202E>b<U+009B>2J<U+2028>c<U+0000>"),
        ("caf\udce9.md", "caf<U+DCE9>.md"),
    ],
)
def test_what_would_steer_is_written_out(text: str, shown: str) -> None:
    assert line(text) == shown


@given(HOSTILE, HOSTILE, HOSTILE)
def test_whatever_the_pieces_hold_they_are_one_line(first: str, second: str, third: str) -> None:
    shown = line(first, Painted(second, "1;31"), third)
    assert len(f"x{shown}x".splitlines()) == 1
    assert not is_steered(COLOUR.sub("", shown))
    assert shown.count("\x1b") in (0, 2)
    assert not is_steered(line(f"{first}{second}{third}"))


@given(st.lists(HOSTILE, max_size=4))
def test_a_block_has_as_many_lines_as_it_was_given_texts(texts: list[str]) -> None:
    shown = block(texts)
    assert len(shown.splitlines()) == len(texts)
    assert not is_steered(shown)
    assert block(map(line, texts)) == shown


@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_a_row_has_as_many_cells_as_it_was_given(cells: list[str]) -> None:
    assert len(row(*cells).split("\t")) == len(cells)


@given(HOSTILE)
def test_words_are_one_line(text: str) -> None:
    assert len(f"x{words_of(text)}x".splitlines()) == 1


def test_a_line_that_would_be_a_command_has_no_colours() -> None:
    assert line("a ", Painted("b", "1;31")) == "a \x1b[1;31mb\x1b[0m"
    assert line(" ", Painted(":", "1;31"), ":error::x") == " <U+003A>:error::x"
    assert line(Painted("##", "1;31"), "[x]") == "##<U+005B>x]"


def test_what_is_put_together_is_plain_text_again() -> None:
    assert not isinstance(line("a") + "\n::error::x", Printable)
    assert not isinstance(f"{line('a')}", Printable)
    assert not isinstance(" ".join([line("a")]), Printable)
