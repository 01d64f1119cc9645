"""Where the program was installed from, by the record that pip keeps."""

import json

import pytest

from sms_lint.starter.files import Answers, starter_files
from sms_lint.starter.source import Source, installed_from, source_of

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def record(url: str, **more: object) -> str:
    return json.dumps({"url": url, **more})


def git(url: str) -> str:
    return record(url, vcs_info={"vcs": "git", "commit_id": COMMIT, "requested_revision": "v1"})


@pytest.mark.parametrize(
    ("told", "place"),
    [
        (None, ""),
        (git("https://forge.example/sms-lint"), f"git+https://forge.example/sms-lint@{COMMIT}"),
        (git("https://me:secret@forge.example:8443/a.git"), f"git+https://forge.example:8443/a.git@{COMMIT}"),
        (git("ssh://git@forge.example/a.git"), f"git+ssh://git@forge.example/a.git@{COMMIT}"),
        (
            record("https://forge.example/sms_lint-1.0-py3-none-any.whl", archive_info={}),
            "https://forge.example/sms_lint-1.0-py3-none-any.whl",
        ),
    ],
)
def test_a_place_that_others_reach_is_named_without_secrets(told: str | None, place: str) -> None:
    assert source_of(told, "1.0") == Source(place)
    line = starter_files(Answers("A", install_from=place, profile="small"))["requirements.txt"]
    assert line.startswith(f"sms-lint @ {place}" if place else "sms-lint==")


@pytest.mark.parametrize("url", ["file:///opt/sms-lint", "file:///tmp/x.whl", "http://forge.example/x.whl"])
def test_a_place_that_others_do_not_reach_is_told(url: str) -> None:
    found = source_of(record(url, dir_info={"editable": True}), "1.2.3")
    assert found.place == ""
    assert "no workflow can install it" in found.missing
    assert "1.2.3" in found.missing


def test_this_program_knows_where_it_is_from() -> None:
    found = installed_from()
    assert not (found.place and found.missing)
