"""Generated parts: what is between the marks is written anew, and nothing else, byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.text.generated_parts import END_MARK, begin_mark, generated_parts, with_parts

# Whole paragraphs as people write them; none opens a block that would take in what follows.
_LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="<`~[\u2028\u2029"),
    max_size=30,
)
_PEOPLE = st.lists(_LINES, max_size=4).map("\n\n".join)
_NAMES = st.sampled_from(["results", "trends", "major-incidents"])
_WRITTEN = st.lists(st.sampled_from(["One.", "| a |", "- b", "### Heading"]), max_size=3).map("\n\n".join)
_DOCUMENTS = st.lists(st.tuples(_PEOPLE, _NAMES, _WRITTEN), max_size=4)


def document(pieces: list[tuple[str, str, str]], newline: str = "\n") -> str:
    texts = [f"{people}\n\n{begin_mark(name)}\n\n{part}\n\n{END_MARK}\n" for people, name, part in pieces]
    return "".join(texts).replace("\n", newline)


def of_people(text: str) -> list[str]:
    """Everything outside the parts."""
    found, done = [], 0
    for part in generated_parts(text):
        assert part.end is not None
        found.append(text[done : part.start])
        done = part.end
    return [*found, text[done:]]


def test_a_text_without_marks_stays() -> None:
    assert with_parts("# A\n\nText.\n", {"results": "New."}) == "# A\n\nText.\n"


def test_a_part_that_is_not_written_stays() -> None:
    text = document([("Mine.", "results", "Old.")])
    assert with_parts(text, {"trends": "New."}) == text


def test_a_part_is_written_anew_and_set_off() -> None:
    text = document([("Mine.", "results", "Old."), ("Mine too.", "trends", "Old.")])
    assert with_parts(text, {"results": "| a |\n| --- |"}) == (
        "Mine.\n\n<!-- sms-lint part: results -->\n\n| a |\n| --- |\n\n<!-- sms-lint end -->\n"
        "Mine too.\n\n<!-- sms-lint part: trends -->\n\nOld.\n\n<!-- sms-lint end -->\n"
    )


@pytest.mark.parametrize("fence", ["```\n{0}\n```\n", "> {0}\n", "- item\n\n  {0}\n"])
def test_marks_in_code_quotations_and_lists_are_none(fence: str) -> None:
    marks = f"{begin_mark('results')}\nOld.\n{END_MARK}"
    text = fence.format(marks)
    assert with_parts(text, {"results": "New."}) == text


def test_a_part_that_is_never_closed_is_told_and_left() -> None:
    text = f"{begin_mark('results')}\n\nOld.\n\n{begin_mark('trends')}\n\nOld.\n\n{END_MARK}\n"
    assert [(part.name, part.end is None) for part in generated_parts(text)] == [
        ("results", True),
        ("trends", False),
    ]
    assert with_parts(text, {"results": "New.", "trends": ""}).startswith(
        f"{begin_mark('results')}\n\nOld.\n\n"
    )


@given(_DOCUMENTS, st.dictionaries(_NAMES, _WRITTEN), st.sampled_from(["\n", "\r\n"]))
def test_nothing_but_generated_parts_changes(
    pieces: list[tuple[str, str, str]], written: dict[str, str], newline: str
) -> None:
    text = document(pieces, newline)
    after = with_parts(text, written)
    assert of_people(after) == of_people(text)
    assert with_parts(after, written) == after
    for part in generated_parts(after):
        if part.name in written:
            assert after[part.start : part.end].split() == written[part.name].split()
