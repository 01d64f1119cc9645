"""A Markdown text as a tree: what the forges show, each part where it is written; any text at all."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.text.prose import DEEPEST, Element, parsed

SIGNS = st.text(st.sampled_from("aé漢-#:\n\r `~[]()!{}\t\"'*_<>|\\.@/w1&;=+"), max_size=120)


def kinds(text: str) -> list[str]:
    return [part.kind for part in parsed(text).walk()][1:]


def of_kind(text: str, kind: str) -> list[Element]:
    return [part for part in parsed(text).walk() if part.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("- a\n  - b\n    - c\n", "list", ["- a\n  - b\n    - c\n", "- b\n    - c\n", "- c\n"]),
        ("Steps:\n1. a\n2. b\n", "list", ["1. a\n2. b\n"]),
        ("| a |\n|--:|\n| `x \\| y` |\n", "code", ["`x \\| y`"]),
        ("Text\n\n    code\n", "code_block", ["code\n"]),
        ("~~a~~", "strike", ["~~a~~"]),
        ("- [x] a\n- [ ] b\n", "task", ["[x]", "[ ]"]),
        ("> [!WARNING]\n> Mind.\n", "quote", ["> [!WARNING]\n> Mind.\n"]),
        ("a[^1]\n\n[^1]: b\n", "footnote", ["[^1]: b\n"]),
        ("![a][b]\n\n[b]: c.png", "picture", ["![a][b]"]),
        ("<https://a.example>", "link", ["<https://a.example>"]),
        ("---\nkind: policy\n---\nÜber *é*.\n", "emphasis", ["*é*"]),
    ],
)
def test_what_the_forges_show(text: str, kind: str, written: list[str]) -> None:
    assert [text[part.start : part.end] for part in of_kind(text, kind)] == written


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("See https://a.example/x.", ["https://a.example/x"]),
        ("(see https://a.example/x_(y))", ["https://a.example/x_(y)"]),
        ("www.a.example, and", ["http://www.a.example"]),
        ("Mail desk@a.example!", ["mailto:desk@a.example"]),
        ("`https://a.example`", []),
        ("[https://a.example](b.md)", ["b.md"]),
        ("git@host: and a@b and https:// and www.", []),
    ],
)
def test_bare_addresses(text: str, targets: list[str]) -> None:
    assert [part.target for part in of_kind(text, "link")] == targets


@given(SIGNS)
def test_every_part_lies_in_what_holds_it(text: str) -> None:
    def inside(element: Element) -> None:
        for child in element.children:
            assert 0 <= child.start <= child.end <= len(text)
            if element.kind != "document":
                assert element.start <= child.start
                assert child.end <= element.end
            inside(child)

    inside(parsed(text))


def test_what_is_nested_too_deeply_is_kept() -> None:
    text = "> " * 5000 + "word\n"
    depth, element = 0, parsed(text)
    while element.children:
        depth, element = depth + 1, element.children[0]
    assert depth <= DEEPEST + 3
    assert "word" in parsed(text).words


@pytest.mark.parametrize(
    "unit", ["a@", "www.", "https://a.b/(", "[^1]", "- [ ] ", "| a ", "> ", "~~a", "é", "&amp;", "a@b.c."]
)
def test_no_text_takes_long(unit: str) -> None:
    started = process_time()
    parsed(unit * (100_000 // len(unit)))
    assert process_time() - started < 2
