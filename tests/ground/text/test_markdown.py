"""Front matter, sections and links: those that the forge shows."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.text import body_start, front_matter, links, sections

TITLE = st.sampled_from(
    ["Scope", "scope", "Scope-1", "Roles & duties", "Zweck und Geltung", "目的", "`sms.yml`", "*", "1."]
)


def anchors(text: str) -> list[str]:
    return [section.anchor for section in sections(text)]


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("स्क्वाशिंग कमिट्स", "स्क्वाशिंग-कमिट्स"),
        ("Scope", "scope"),
        ("Roles & Responsibilities, 2nd edition", "roles--responsibilities-2nd-edition"),
        ("Für Außenstellen", "für-außenstellen"),
        ("変更管理方針", "変更管理方針"),
        ("Use of `sms.yml` and *care*", "use-of-smsyml-and-care"),
        ("[Change](change.md) process", "change-process"),
        ("snake_case 20000-1:8.6.1", "snake_case-20000-1861"),
    ],
)
def test_an_anchor_is_the_one_that_the_forge_makes(title: str, anchor: str) -> None:
    assert anchors(f"## {title}\n") == [anchor]


def test_a_second_heading_of_the_same_name_is_numbered() -> None:
    assert anchors("# A\n# A\n# A-1\n# A\n") == ["a", "a-1", "a-1-1", "a-2"]
    assert anchors("# A\n# B {: #a }\n# A\n") == ["a-1", "a", "a-2"]


@given(st.lists(TITLE, max_size=6), st.integers(0, 6))
def test_anchors_are_unique_and_stay_when_another_section_is_inserted(titles: list[str], at: int) -> None:
    before = anchors("".join(f"# {title}\n\nText.\n\n" for title in titles))
    assert len(set(before)) == len(before) == len(titles)
    at = min(at, len(titles))
    more = [*titles[:at], "Inserted", *titles[at:]]
    after = anchors("".join(f"# {title}\n\nText.\n\n" for title in more))
    assert [anchor for anchor in after if anchor != "inserted"] == before


@pytest.mark.parametrize(
    "text",
    [
        "Scope\n=====\n\nText.\n",
        "  # Scope #\n\nText.\n",
        "# Scope {: #scope }\n\nText.\n",
        "Scope {#scope}\n---\nText.\n",
    ],
)
def test_every_form_of_a_heading(text: str) -> None:
    found = sections(text)
    assert [(section.title, section.anchor) for section in found] == [("Scope", "scope")]
    assert text[found[0].body_start : found[0].body_end].strip() == "Text."


@pytest.mark.parametrize(
    "text", ["#Scope\n", "    # Scope\n", "> # Scope\n", "- # Scope\n", "\\# Scope\n", "<!--\n# Scope\n-->\n"]
)
def test_what_is_no_heading_of_the_document(text: str) -> None:
    assert sections(text) == ()


def test_clauses_of_a_section() -> None:
    text = '# Change\n\n## Kinds of change {: #kinds data-satisfies="20000-1:8.5.1.1-b 20000-1:8.5.1.2" }\n\nText.\n'
    section = sections(text)[1]
    assert section.title == "Kinds of change"
    assert section.anchor == "kinds"
    assert section.satisfies == ("20000-1:8.5.1.1-b", "20000-1:8.5.1.2")
    assert text[section.body_start : section.body_end].strip() == "Text."


def test_a_text_without_headings_has_no_sections() -> None:
    assert sections("Only text.\n") == ()
    assert sections("") == ()


def test_headings_and_links_in_code_are_none() -> None:
    text = "# One\n\n```sh\n# not a heading\n[no](link.md)\n```\n\nA `[no](code.md)` and [yes](page.md).\n"
    assert [section.title for section in sections(text)] == ["One"]
    assert [link.target for link in links(text)] == ["page.md"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](b.md)", ["b.md"]),
        ("[a](b.md#c 'title')", ["b.md#c"]),
        ('[a](<b.md> "title")', ["b.md"]),
        ("![a](picture.svg)", ["picture.svg"]),
        ("[![a](p.svg)](b.md)", ["p.svg", "b.md"]),
        ("[a][b]\n\n[b]: c.md", ["c.md"]),
        ("[a](b.md) and [c](d.md)", ["b.md", "d.md"]),
        ("[a](b_(c).md)", ["b_(c).md"]),
        ("[a](<b c.md>)", ["b c.md"]),
        ("``[a](`b.md)`` [c](d.md)", ["d.md"]),
        ("`` [a](b.md) `", ["b.md"]),
        ("<!-- [a](b.md) -->", []),
        ("[a]", []),
        ("(b.md)", []),
    ],
)
def test_links(text: str, targets: list[str]) -> None:
    found = list(links(text))
    assert sorted(link.target for link in found) == sorted(targets)
    assert all(text[link.start : link.end] == link.target for link in found)


@given(st.text(st.sampled_from("ab-#:\n\r `~[]()!é{}\t\"'*_<>|\\"), max_size=200))
def test_any_text_is_read_and_places_lie_inside(text: str) -> None:
    found = sections(text)
    for section in found:
        assert 0 <= section.start < section.end <= len(text)
        assert section.end <= section.body_start <= section.body_end <= len(text)
    assert [section.body_end for section in found[:-1]] == [section.start for section in found[1:]]
    for link in links(text):
        assert text[link.start : link.end] == link.target


@given(st.text(st.sampled_from("ab: \n-"), max_size=40), st.text(st.sampled_from("ab# \n"), max_size=40))
def test_front_matter_is_found_in_the_whole_file(keys: str, body: str) -> None:
    keys = keys.replace("---", "--").strip("\n-")
    text = f"---\n{keys}\n---\n{body}"
    start, end = front_matter(text)
    assert text[start:end] == f"{keys}\n"
    assert text[body_start(text) :] == body


@pytest.mark.parametrize("text", ["", "---", "---\n", "---\na: 1\n", " ---\na: 1\n---\n", "a: 1\n---\n"])
def test_no_front_matter(text: str) -> None:
    assert front_matter(text) == (0, 0)
    assert body_start(text) == 0


@pytest.mark.parametrize(
    "unit",
    [
        "# a\n",
        "[",
        "](",
        "`",
        "![a](",
        "# a {: #a }\n",
        "- ",
        "[a]: ",
        "**",
        "<",
        "(",
        "](a ",
        "](<",
        "<!-- [a](b.md) -->\n",
        "`a``b```[c](d)",
    ],
)
def test_no_text_takes_long(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = process_time()
    list(links(text))
    sections(text)
    assert process_time() - started < 2
