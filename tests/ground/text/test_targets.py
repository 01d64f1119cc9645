"""Where links lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.text import LinkTarget, link_target


@pytest.mark.parametrize(
    "link", ["https://example.org/a#b", "mailto:desk@example.org", "tel:+44", "//example.org"]
)
def test_addresses_are_left_alone(link: str) -> None:
    assert link_target("policies/a.md", link) is None


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("b.md", LinkTarget("policies/b.md", "")),
        ("./b.md#c", LinkTarget("policies/b.md", "c")),
        ("../processes/b.md", LinkTarget("processes/b.md", "")),
        ("#c", LinkTarget("policies/a.md", "c")),
        ("b%20c.md?x=1#d%C3%A9", LinkTarget("policies/b c.md", "dé")),
        ("../sms.yml", LinkTarget("sms.yml", "")),
        ("..", LinkTarget(".", "")),
        ("../../b.md", LinkTarget(None, "")),
        ("/policies/b.md", LinkTarget(None, "")),
    ],
)
def test_a_relative_link_is_followed(link: str, target: LinkTarget) -> None:
    assert link_target("policies/a.md", link) == target


def test_a_link_from_the_top() -> None:
    assert link_target("README.md", "policies/a.md") == LinkTarget("policies/a.md", "")
    assert link_target("README.md", "../a.md") == LinkTarget(None, "")


@given(st.text(max_size=40))
def test_any_link_is_read(link: str) -> None:
    target = link_target("policies/a.md", link)
    assert target is None or target.path is None or not target.path.startswith(("/", "../"))
