"""The pages as files: one for every rule and kind, and every link between them leads somewhere."""

import re
from posixpath import dirname, join, normpath

import pytest

from sms_lint.report.reference import Reference, markdown_pages

LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture(scope="module")
def pages(reference: Reference) -> dict[str, str]:
    return markdown_pages(reference)


def test_every_rule_and_kind_has_a_file_and_stands_in_its_list(
    reference: Reference, pages: dict[str, str]
) -> None:
    for folder, names in (("rules", [rule.id for rule in reference.rules]), ("kinds", [*reference.kinds])):
        for name in names:
            assert f"{folder}/{name}.md" in pages
            assert f"[{name}](../{folder}/{name}.md)" in pages[f"{folder}/index.md"]
    assert {"settings/index.md", "settings/trust.md"} <= pages.keys()


def test_every_link_leads_to_a_file(pages: dict[str, str]) -> None:
    followed = 0
    for path, text in pages.items():
        prose = re.sub(r"^(`{3,}).*?^\1$|`[^`\n]*`", "", text, flags=re.M | re.S)
        for target in LINK.findall(prose):
            followed += 1
            assert normpath(join(dirname(path), target)) in pages, f"{path}: {target}"
    assert followed > 900


def test_a_bar_in_a_cell_is_no_column(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        for line in text.split("\n"):
            if line.startswith("| ") and "settings" in path:
                assert len(re.findall(r"(?<!\\)\|", line)) == 6, line
