"""The language of the settings, and an organization's own file of names and sentences."""

import shutil
from pathlib import Path

import pytest

from sms_lint.load import load

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(MINIMAL, tmp_path / "system")


def settings(root: Path, lines: str) -> None:
    with (root / "sms.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"\n{lines}\n")


def test_english_where_the_settings_say_nothing(root: Path) -> None:
    assert load(root).translation.section("Purpose") == "Purpose"


def test_the_language_of_the_settings(root: Path) -> None:
    settings(root, "language: de")
    assert load(root).translation.section("Purpose") == "Zweck"


def test_an_own_file_counts_first(root: Path) -> None:
    settings(root, "language: de\ntranslation: wording.yml")
    (root / "wording.yml").write_text("sections:\n  Purpose: [Anliegen]\n", "utf-8")
    sms = load(root)
    assert not list(sms.found("settings"))
    assert sms.translation.section("Purpose") == "Anliegen"
    assert sms.config.judging_files == ("wording.yml",)


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("wording.yml", None, "`wording.yml` is no file"),
        ("../wording.yml", None, "`../wording.yml` leads out of the repository"),
        ("wording.yml", "- a list\n", "`wording.yml` cannot be read"),
        ("wording.yml", "menu: {Owner: x}\n", "`wording.yml` is not used: `menu` is none of its groups"),
    ],
)
def test_a_file_that_cannot_be_used(root: Path, path: str, content: str | None, said: str) -> None:
    settings(root, f"language: de\ntranslation: {path}")
    if content is not None:
        (root / path).write_text(content, "utf-8")
    sms = load(root)
    (fault,) = sms.found("settings")
    assert fault.message.startswith(said)
    assert fault.at.path == "sms.yml"
    assert sms.translation.section("Purpose") == "Zweck"


def test_a_setting_of_the_wrong_form(root: Path) -> None:
    settings(root, "language: Deutsch")
    (fault,) = load(root).found("settings")
    assert "must be the code of a language" in fault.message
