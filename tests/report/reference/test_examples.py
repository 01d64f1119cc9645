"""Examples taken apart: no line is lost, and the lines that matter are those that the rule speaks of."""

from sms_lint.model.finding import Rule
from sms_lint.report.reference import Reference
from sms_lint.report.reference.blocks import Code, Heading, Prose
from sms_lint.report.reference.examples import example_blocks


def rule(text: str) -> Rule:
    return Rule("sms_lint.rules.context.late", text, severity="error")


BAD = "Bad: {words}\n\n```yaml a.yml\nid: X\ndue: 1 {mark}\n```\n"


def test_a_rule_without_examples_has_none() -> None:
    assert list(example_blocks(rule("It is late.\n\nBecause."))) == []


def test_words_between_examples_stay() -> None:
    blocks = list(
        example_blocks(rule("Late.\n\n" + BAD.format(words="(twice)", mark="# <- late") + "\nSo it is.\n"))
    )
    assert blocks == [
        Heading("Bad"),
        Prose("(twice)"),
        Code("a.yml", "id: X\ndue: 1 # <- late", (1,)),
        Prose("So it is."),
    ]


def test_the_mark_of_another_rule_does_not_count() -> None:
    (code,) = [
        block
        for block in example_blocks(rule("Late.\n\n" + BAD.format(words="", mark="# <- later")))
        if isinstance(block, Code)
    ]
    assert code.marked == ()


def test_what_was_put_right_stands_out() -> None:
    text = (
        "Late.\n\n"
        + BAD.format(words="", mark="# <- late")
        + "\nGood:\n\n```yaml a.yml\nid: X\ndue: 2\nnew: 1\n```\n"
    )
    good = list(example_blocks(rule(text)))[-1]
    assert good == Code("a.yml", "id: X\ndue: 2\nnew: 1", (1, 2), True)


def test_a_file_that_the_bad_example_does_not_have_has_no_marks() -> None:
    text = "Late.\n\n" + BAD.format(words="", mark="# <- late") + "\nGood:\n\n```yaml b.yml\nid: X\n```\n"
    assert list(example_blocks(rule(text)))[-1] == Code("b.yml", "id: X", (), True)


def test_each_good_is_held_against_the_bad_before_it() -> None:
    text = "".join(
        f"\nBad:\n\n```yaml\nrisk A:\n  due: {day}  # <- late\n```\n\nGood:\n\n```yaml\nrisk A:\n  due: 3\n```\n"
        for day in (1, 2)
    )
    codes = [block for block in example_blocks(rule(f"Late.\n{text}")) if isinstance(block, Code)]
    assert [code.marked for code in codes] == [(1,), (1,), (1,), (1,)]
    assert [code.mended for code in codes] == [False, True, False, True]


def test_no_line_of_an_example_is_lost(reference: Reference) -> None:
    for documented in reference.rules:
        body = documented.text.partition("\nBad:")[2]
        shown = "\n".join(
            block.text if isinstance(block, Code) else block.markdown
            for block in example_blocks(documented)
            if isinstance(block, Code | Prose)
        )
        lines = [
            line
            for line in body.split("\n")
            if line.strip() and not line.startswith(("```", "Good:", "Bad:"))
        ]
        assert [line for line in lines if line not in shown] == [], documented.id
