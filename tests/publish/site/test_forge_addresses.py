"""Links to files and commits, as each kind of forge has them."""

import pytest

from sms_lint.model.settings import Config
from sms_lint.publish.site.forge_addresses import commit_address, file_address


def config(repository: str | None, forge: str | None = None) -> Config:
    given = {"organization": {"name": "A"}, "branch": "main", "repository": repository, "forge": forge}
    return Config.model_validate({name: value for name, value in given.items() if value is not None})


@pytest.mark.parametrize(
    ("repository", "forge", "shown", "edited", "commit"),
    [
        ("https://github.com/o/r", None, "blob/main/a.md", "edit/main/a.md", "commit/0a"),
        ("https://gitlab.example/o/g/r/", None, "-/blob/main/a.md", "-/edit/main/a.md", "-/commit/0a"),
        ("https://git.example/o/r", "gitlab", "-/blob/main/a.md", "-/edit/main/a.md", "-/commit/0a"),
        ("https://codeberg.org/o/r", None, "src/branch/main/a.md", "_edit/main/a.md", "commit/0a"),
        ("https://git.example/o/r", "gitea", "src/branch/main/a.md", "_edit/main/a.md", "commit/0a"),
        ("https://git.example/o/r", None, "blob/main/a.md", "edit/main/a.md", "commit/0a"),
    ],
)
def test_each_forge_has_its_addresses(
    repository: str, forge: str | None, shown: str, edited: str, commit: str
) -> None:
    settings, below = config(repository, forge), repository.rstrip("/")
    assert file_address(settings, "a.md") == f"{below}/{shown}"
    assert file_address(settings, "a.md", edited=True) == f"{below}/{edited}"
    assert commit_address(settings, "0a") == f"{below}/{commit}"


@pytest.mark.parametrize("repository", [None, "git@forge.example:o/r", "Harbour IT"])
def test_what_is_not_on_the_web_has_no_links(repository: str | None) -> None:
    settings = config(repository)
    assert file_address(settings, "a.md") is None
    assert commit_address(settings, "0a") is None
