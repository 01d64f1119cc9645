"""CODEOWNERS as the forges read it."""

import pytest

from sms_lint.outside.forge.code_owners import line_for, owners_of, read_owners

GITHUB = """\
# Who is asked.
*            @acme/all
/policies/   @p-001 @p-002
/policies/change.md @p-008
docs/*       @p-003
**/own.yml   @p-004
/bare.yml
/with\\ space.md @p-005 # the reason
"""


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("README.md", ("@acme/all",)),
        ("policies/scope.md", ("@p-001", "@p-002")),
        ("policies/change.md", ("@p-008",)),
        ("docs/a.md", ("@p-003",)),
        ("docs/a/b.md", ("@acme/all",)),
        ("x/docs/a.md", ("@acme/all",)),
        ("records/a/own.yml", ("@p-004",)),
        ("bare.yml", ()),
        ("with space.md", ("@p-005",)),
    ],
)
def test_the_last_line_that_fits_counts(path: str, owners: tuple[str, ...]) -> None:
    assert owners_of(path, tuple(read_owners(GITHUB, "github"))) == owners


def test_sections_of_gitlab_are_asked_each_and_optional_ones_do_not_count() -> None:
    text = "[Judge] @p-001\n/sms.yml\n[Rules][2]\n/sms.yml @p-002\n^[Docs] @p-003\n*\n"
    lines = tuple(read_owners(text, "gitlab"))
    assert owners_of("sms.yml", lines) == ("@p-001", "@p-002")
    assert owners_of("README.md", lines) == ()


@pytest.mark.parametrize("path", ["policies/a b.md", "policies/ä.md", "schemas/", "sms.yml"])
def test_a_line_that_is_written_fits_its_path_and_no_other(path: str) -> None:
    lines = tuple(read_owners(line_for(path, ["@p-001"]), "github"))
    assert owners_of(path if not path.endswith("/") else f"{path}x.json", lines) == ("@p-001",)
    assert owners_of(f"other/{path}x", lines) == ()


@pytest.mark.parametrize("path", ["a[1].md", "a*.md", "!a.md", "#a.md", "a\nb.md", 'a".md'])
def test_what_no_forge_could_read_is_left_out(path: str) -> None:
    assert line_for(path, ["@p-001"]) == ""
