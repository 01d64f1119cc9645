"""Pages on a screen: within its width, the remedy in sight, and a rule no longer than a screen."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.model.example import example_text
from sms_lint.report.reference import Reference, as_text
from sms_lint.report.reference.blocks import (
    Bullets,
    Code,
    Facts,
    Grid,
    Heading,
    PageLinks,
    Prose,
    ReferencePage,
)


def plain(text: str, _colour: str) -> str:
    return text


def lines(reference: Reference, name: str, width: int = 100) -> list[str]:
    return as_text(reference.page(name), width, plain).split("\n")


def test_the_remedy_stands_right_below_the_fault(reference: Reference) -> None:
    assert lines(reference, "overdue-review")[:4] == [
        "overdue-review: A document or register is past its review date.",
        "",
        "To put it right",
        "  Review the content and set `last` to the day of the review, or retire the document.",
    ]


def test_a_kind_says_its_fields_states_and_place(reference: Reference) -> None:
    text = "\n".join(lines(reference, "risk"))
    for said in (
        "Ids begin with: `RSK-`",
        "  reviewed_at (Reviewed on): The day the risk was last assessed.",
        "States: `open`, `treated`, `closed`, in `status`",
        "A risk is closed once `status` is `closed`.",
        "treatment of the risk: by the day in `due`, while `status` is `open`",
        "`records/registers/risk.yml`",
        "risk-category-missing",
    ):
        assert said in text


def test_a_setting_says_its_default_and_its_rules(reference: Reference) -> None:
    text = "\n".join(lines(reference, "intervals.risk_review"))
    assert "Without it: `12 months`" in text
    assert "risk-assessment-overdue" in text


@pytest.mark.parametrize("width", [40, 72, 100])
def test_no_line_is_wider_than_the_screen(reference: Reference, width: int) -> None:
    for name in ("risk", "policy", "intervals", "register", "trust"):
        example = example_text(name).splitlines() if name in reference.kinds else []
        for line in lines(reference, name, width):
            told = line.strip() and line.removeprefix("    ") not in example
            assert len(line) <= width or " " not in line.strip() or not told, f"{name}: {line}"


def test_a_rule_fits_a_screen(reference: Reference) -> None:
    heights = [len(lines(reference, rule.id)) - 1 for rule in reference.rules]
    assert median(heights) < 40
    assert max(heights) <= 80


WORDS = st.text(alphabet="ab` |\n-#<", max_size=30)
BLOCKS = st.one_of(
    WORDS.map(Heading),
    WORDS.map(Prose),
    st.builds(Code, WORDS, WORDS),
    st.lists(WORDS, max_size=3).map(tuple).map(Bullets),
    WORDS.map(lambda word: Facts(((word, word), (word, PageLinks("rule", (word,)))))),
    WORDS.map(
        lambda word: Grid(word, ("A", "B", "C"), ((word, word, word), (PageLinks("kind", ()), word, "")))
    ),
)


@given(st.lists(BLOCKS, max_size=5), st.integers(20, 120))
def test_any_words_can_be_shown(blocks: list[Heading], width: int) -> None:
    text = as_text(ReferencePage("x", "X", "Summary.", tuple(blocks)), width, plain)
    assert text.startswith("X: Summary.\n")
    assert text.endswith("\n")
