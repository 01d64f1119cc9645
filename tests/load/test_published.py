"""Lists of digests that the settings name: used, or told and said to be unchecked."""

import shutil
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.load import load

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
SENTENCE = "The lighthouse shall paint its northern stairs every second spring before the gulls return from the south.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = shutil.copytree(MINIMAL, tmp_path / "system")
    with (root / "sms.yml").open("a", encoding="utf-8") as stream:
        stream.write("\ntext: {published: [published/lights.txt]}\n")
    return root


def digested(root: Path, text: str = SENTENCE, standard: str = "Lighthouses") -> int:
    (root.parent / "copy.txt").write_text(text, "utf-8")
    output = str(root / "published" / "lights.txt")
    return main(["digest", str(root.parent / "copy.txt"), "--standard", standard, "--output", output])


def test_what_the_command_makes_is_compared(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert digested(root) == 0
    assert "1 word group\n" in capsys.readouterr().out
    sms = load(root)
    assert [each.standard for each in sms.published] == ["Lighthouses"]
    assert not list(sms.found("settings"))
    assert not sms.unchecked
    assert sms.config.judging_files == ("published/lights.txt",)
    made = (root / "published" / "lights.txt").read_text("utf-8")
    assert not [word for word in ("northern", "stairs", "gulls", "spring") if word in made]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "`published/lights.txt` is no file"),
        (
            "The text itself, which should not be here.\n",
            "`published/lights.txt` is not used: line 1 is no digest",
        ),
        (
            "standard: A\nwords: 7\ngroups: all\n012345678\n",
            "`published/lights.txt` is not used: its groups overlap",
        ),
    ],
)
def test_a_list_that_cannot_be_used(root: Path, content: str | None, said: str) -> None:
    if content is not None:
        (root / "published").mkdir()
        (root / "published" / "lights.txt").write_text(content, "utf-8")
    sms = load(root)
    (fault,) = sms.found("settings")
    assert fault.message.startswith(said)
    assert fault.at.file.text[fault.at.start : fault.at.end] == "published/lights.txt"
    assert [each.what for each in sms.unchecked] == ["the digests published/lights.txt"]
    assert not sms.published


@pytest.mark.parametrize(
    ("text", "standard", "said"),
    [
        ("Too short.", "Lighthouses", "holds no sentence that is long enough"),
        ("%PDF-1.7", "Lighthouses", "is no plain text in UTF-8"),
        ("\0", "Lighthouses", "is no plain text in UTF-8"),
        (SENTENCE, " ", "name the standard"),
    ],
)
def test_what_gives_no_list(
    root: Path, capsys: pytest.CaptureFixture[str], text: str, standard: str, said: str
) -> None:
    assert digested(root, text, standard) == 2
    assert said in capsys.readouterr().err
    assert not (root / "published").exists()
