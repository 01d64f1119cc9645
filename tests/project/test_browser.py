"""Finding a browser: only one that starts counts."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tooling import browser


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "chromium"
    path.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_named_one_is_taken(program: Path) -> None:
    assert browser.find({"SMS_LINT_BROWSER": str(program), "PATH": ""}) == program


def test_one_on_the_path_is_found(program: Path) -> None:
    assert browser.find({"PATH": str(program.parent)}) == program


def test_one_that_does_not_start_is_passed_over(program: Path) -> None:
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert browser.find({"PATH": str(program.parent)}) != program


def test_a_named_one_that_does_not_start_is_not_replaced(program: Path) -> None:
    missing = {"SMS_LINT_BROWSER": str(program.with_name("absent")), "PATH": os.environ["PATH"]}
    assert browser.find(missing) is None
    assert browser.find_or_install(missing) is None


@pytest.mark.browser
def test_the_browser_shows_a_page(chromium: Browser, tmp_path: Path) -> None:
    page_file = tmp_path / "page.html"
    page_file.write_text("<title>Register</title><p>rows", encoding="utf-8")
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(page_file.as_uri())
        assert page.title() == "Register"
