"""What installs a program for the tests asks nobody, and what is named is taken or nothing."""

from pathlib import Path

import pytest

from tooling import installing, postgresql


def a_server(folder: Path) -> Path:
    for name in ("initdb", "postgres"):
        program = folder / name
        program.write_text("#!/bin/sh\nexit 0\n", "utf-8")
        program.chmod(0o755)
    return folder


def test_a_server_that_is_named_or_on_the_path_is_taken(tmp_path: Path) -> None:
    folder = a_server(tmp_path)
    assert postgresql.find({postgresql.NAMED_BY: str(folder), "PATH": ""}) == folder
    assert postgresql.find({"PATH": str(folder)}) == folder


def test_where_a_folder_is_named_without_a_server_nothing_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "with_apt", lambda *_: pytest.fail("it was to be installed"))
    assert postgresql.find_or_install({postgresql.NAMED_BY: str(tmp_path), "PATH": ""}) is None


def test_where_none_is_there_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, done = tmp_path / "15" / "bin", list[str]()
    folder.mkdir(parents=True)

    def run(command: tuple[str, ...], _seconds: int) -> bool:
        done.append(" ".join(command))
        a_server(folder)
        return True

    monkeypatch.setattr(postgresql, "_PLACES", (str(tmp_path),))
    monkeypatch.setattr(postgresql, "with_apt", lambda package: [("Installing", (("install", package),))])
    monkeypatch.setattr(postgresql, "succeeds", run)
    assert postgresql.find_or_install({"PATH": ""}) == folder
    assert done == ["install postgresql"]


def test_a_failed_way_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "_PLACES", (str(tmp_path),))
    monkeypatch.setattr(postgresql, "with_apt", lambda _package: [("Installing", (("false",),))])
    assert postgresql.find_or_install({"PATH": ""}) is None


def test_nobody_is_asked_for_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "administrator", lambda: None)
    assert list(installing.with_apt("chromium")) == []


def test_a_command_that_cannot_be_run_or_fails_is_no_success() -> None:
    assert installing.succeeds(("true",), 10)
    assert not installing.succeeds(("false",), 10)
    assert not installing.succeeds(("no-such-program-here",), 10)
