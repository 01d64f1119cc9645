"""What a person sees in a line of YAML is what is read, or it is told; what is meant as a comment is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.text import read_yaml

PLAIN_WORDS = ("the", "desk", "answers", "calls", "by", "night", "C#", "a-b", "95", "%", "don't", "fast,")
MARKED = (
    "#4711", "#desk", "*urgent*", "*all", "&co", "!now", "@desk", "`code`", "%5", "key:", "- one", "? why", "(see", "> 95",
    "| a |", "[draft]", "{x}", "'so'", '"so"', "{{name}}", "<b>",
)  # fmt: skip
# Words that end no sentence are left out: a comment behind them is no comment.
SAID = st.lists(
    st.sampled_from(("desk", "answers", "calls", "night", "C#", "fast")), min_size=1, max_size=5
).map(" ".join)


def told(text: str) -> list[str]:
    """All that is told of a text: what is lost, and what is wrong with its form."""
    parsed = read_yaml(text)
    return [item.lost for item in parsed.plain if item.lost] + [flaw.message for flaw in parsed.flaws]


def seen(text: str) -> object:
    values = read_yaml(text).values
    return values["title"] if isinstance(values, dict) else None


@given(SAID, st.sampled_from((" # ", "  # ", "   #", "\t# ", " #: ", " ## ", " #todo: ", " # 3 ")), SAID)
def test_a_comment_is_left_alone(said: str, mark: str, comment: str) -> None:
    for text in (f"title: {said}{mark}{comment}\n", f"title: '{said}'{mark}{comment}\n"):
        assert seen(text) == said
        assert told(text) == []
    assert told(f"title:{mark}\n  {said}\n") == []


@given(st.lists(st.sampled_from(PLAIN_WORDS + MARKED), min_size=1, max_size=6).map(" ".join))
def test_what_is_not_read_as_it_is_seen_is_told(said: str) -> None:
    if said.startswith(("'", '"')):  # quotes around the whole text are seen as such
        return
    text = f"title: {said}\n"
    # A list or group in brackets is no text, which the field says.
    assert seen(text) == said or not isinstance(seen(text), str | None) or told(text)
    listed = f"title:\n  - {said}\n"
    values = seen(listed)
    is_text = isinstance(values, list) and isinstance(values[0], str | None)
    assert values == [said] or (values and not is_text) or told(listed)


FOLDER = st.text("abefnrtuvxNLP0_ dklmw", min_size=1, max_size=6).filter(lambda name: name == name.strip())
ROOT = st.sampled_from(("C:\\", "d:\\", "\\\\", "..\\", "%TEMP%\\", "$env:TEMP\\"))


@given(ROOT, st.lists(FOLDER, min_size=2, max_size=4).map("\\".join))
def test_a_path_in_double_quotes_is_read_as_it_is_seen_or_told(root: str, path: str) -> None:
    if " " in path.split("\\", maxsplit=1)[0]:  # the path is recognised by its first word
        return
    text = f'title: "{root}{path}"\n'
    assert seen(text) == root + path or told(text)
    assert told(f"title: '{root}{path}'\n") == []
    doubled = f"{root}{path}".replace("\\", "\\\\")
    assert told(f'title: "{doubled}"\n') == []


@given(st.lists(SAID.map(str.capitalize), min_size=2, max_size=4))
def test_ends_of_lines_that_are_written_out_are_meant(said: list[str]) -> None:
    text = "\\n".join(said)
    assert told(f'title: "{text}"\n') == []


ITEM = st.sampled_from(("- ", "* ", "1. ", "2) ", "• "))


@given(st.lists(SAID, min_size=2, max_size=4), ITEM)
def test_a_list_that_runs_on_is_told(said: list[str], mark: str) -> None:
    lines = "".join(f"  {mark}{item}\n" for item in said)
    assert told(f"title: |\n{lines}") == []
    apart = lines.replace("\n", "\n\n")
    assert told(f"title: >\n{apart}") == []
    assert told(f"title: >\n{lines}")
    assert told(f"title: Some words\n{lines}")
    assert told(f'title: "Some words\n{lines}  "\n')


@pytest.mark.parametrize(
    "said", ["Some words\n  and more of them", "See clause\n  12. It says so", "a\n  b - c"]
)
def test_a_sentence_may_go_on_in_the_next_line(said: str) -> None:
    assert told(f"title: {said}\n") == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Backup (see # 4) of files", "`Backup (see`"),
        ("Works with # the desk", "`Works with`"),
        ("Room # 12", "`Room`"),
        ("#general", "ends with nothing"),
        ("> 95 % of calls", "needs quotes"),
        ("*urgent* calls first", "needs quotes"),
        ("&co and others", "in quotes"),
    ],
)
def test_what_is_lost_is_named(said: str, words: str) -> None:
    assert any(words in message for message in told(f"title: {said}\n"))


@pytest.mark.parametrize("sign", ["\\u200b", "\\x00", "\\u00AD", "\\u202e", "\\uFEFF", "\\u2028"])
def test_what_is_invisible_once_it_is_read_is_told(sign: str) -> None:
    assert any(
        "invisible" in message or "does not hold" in message for message in told(f'title: "a{sign}b"\n')
    )
    assert any("invisible" in message for message in told(f'"a{sign}": b\n')) or sign == "\\x00"
