"""Texts take the place of others: all of them, or none."""

import os
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.starter.disk import replace_texts


def held(folder: Path) -> dict[str, str]:
    """What is in the files of a folder, by their names."""
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in "ab":
        (tmp_path / f"{name}.yml").write_text(f"{name}: 1\n", "utf-8")
    return tmp_path


BEFORE = {"a.yml": "a: 1\n", "b.yml": "b: 1\n"}


def test_texts_are_changed_added_and_removed(folder: Path) -> None:
    replace_texts(folder, BEFORE, {"a.yml": "a: 2\n", "b.yml": None, "c.yml": "c: 1\n"})
    assert held(folder) == {"a.yml": "a: 2\n", "c.yml": "c: 1\n"}


@pytest.mark.parametrize(
    ("changed", "text"), [("b.yml", "somebody else\n"), ("b.yml", None), ("c.yml", "there already\n")]
)
def test_where_somebody_changed_one_meanwhile_none_is_written(
    folder: Path, changed: str, text: str | None
) -> None:
    if text is None:
        (folder / changed).unlink()
    else:
        (folder / changed).write_text(text, "utf-8")
    was = held(folder)
    with pytest.raises(SmsError, match=f"{changed} was changed while it was being read; nothing was changed"):
        replace_texts(folder, BEFORE, {"a.yml": "a: 2\n", "b.yml": None, "c.yml": "c: 1\n"})
    assert held(folder) == was


@pytest.mark.skipif(os.name != "posix", reason="needs a folder in the way of a file")
def test_where_one_cannot_be_put_in_its_place_the_others_return(folder: Path) -> None:
    (folder / "z.yml").mkdir()
    (folder / "z.yml" / "inside").write_text("x", "utf-8")
    with pytest.raises(SmsError, match=r"z\.yml cannot be written: .*; nothing was changed"):
        replace_texts(folder, BEFORE, {"a.yml": "a: 2\n", "b.yml": None, "c.yml": "c: 1\n", "z.yml": "z\n"})
    assert held(folder) == BEFORE
