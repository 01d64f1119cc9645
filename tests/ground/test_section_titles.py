"""A heading is called what it says, however it is numbered, joined and decorated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.section_titles import _other_names, is_called, usual_names
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document

REQUIRED = {
    title: model.KIND.noun
    for model in kinds().values()
    if issubclass(model, Document)
    for title in model.SECTIONS
}
TITLE = st.sampled_from(sorted(REQUIRED))
OTHER = st.sampled_from(("Background", "Definitions", "Audience", "Terms", "Exceptions", "Related documents"))


def test_every_required_section_has_other_names() -> None:
    assert set(_other_names()) == set(REQUIRED)


@given(
    TITLE.flatmap(lambda title: st.tuples(st.just(title), st.sampled_from(sorted(usual_names(title))))),
    st.sampled_from(("", "1 ", "1. ", "2.3 ", "2.3.1 - ", "A. ", "(b) ", "iv) ", "§ 4 ")),
    st.sampled_from((str.title, str.upper, str.casefold, str.capitalize)),
    st.sampled_from(("", " of this policy", " of the document", ":", ".")),
)
def test_numbers_capitals_and_the_document_itself_do_not_matter(
    named: tuple[str, str], number: str, form: object, end: str
) -> None:
    title, name = named
    assert callable(form)
    assert is_called(f"{number}{form(name)}{end}", usual_names(title))


@given(TITLE, OTHER, st.sampled_from((" and ", " & ", ", ", " / ", " + ")), st.booleans())
def test_one_heading_may_name_several_sections(title: str, other: str, joint: str, first: bool) -> None:
    heading = f"{title}{joint}{other}" if first else f"{other}{joint}{title}"
    assert is_called(heading, usual_names(title))
    assert not is_called(other, usual_names(title))


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Responsibilities", "Roles and responsibilities"),
        ("Scope", "Purpose and scope"),
        ("Purpose", "Purpose, scope and users"),
        ("Purpose", "Policy purpose"),
        ("Responsibilities", "Our responsibilities"),
        ("Scope", "Who this applies to"),
        ("Steps", "Step 1: stop the job"),
        ("Steps", "Step-by-step instructions"),
    ],
)
def test_usual_names_count(title: str, heading: str) -> None:
    assert is_called(heading, usual_names(title))


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Responsibilities", "Responsiblities"),
        ("Scope", "Telescope"),
        ("Purpose", "Multipurpose printers"),
        ("Steps", "Stepping back"),
        ("Purpose", "Background"),
        ("Purpose", "Review of the purpose"),
    ],
)
def test_what_only_looks_alike_does_not(title: str, heading: str) -> None:
    assert not is_called(heading, usual_names(title))
