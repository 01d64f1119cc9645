"""`sms-lint sample`: the sample on the screen or in a file, and a sentence where there is none."""

import json
from pathlib import Path

import pytest

from sms_lint.cli import main


def test_the_same_seed_gives_the_same_file(tmp_path: Path) -> None:
    names = [tmp_path / "a.json", tmp_path / "b.json"]
    given = ["sample", "change", "--root", str(Path(__file__).parents[2]), "--size", "4", "--seed", "x"]
    given += ["--period", "2026-01..2026-09", "--where", "category=normal", "--where", "category=standard"]
    for name in names:
        assert main([*given, "--format", "json", "--output", str(name)]) == 0
    shown = json.loads(names[0].read_text())
    assert names[0].read_text() == names[1].read_text()
    assert len(shown["drawn"]) == 4
    assert shown["where"] == {"category": ["normal", "standard"]}
    assert all("2026-01-01" <= drawn["day"] <= "2026-09-30" for drawn in shown["drawn"])


def test_an_empty_population_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sms.yml").write_text("organization: {name: Ours}\n")
    given = ["sample", "change", "--root", str(tmp_path), "--size", "4", "--seed", "x", "--format", "csv"]
    assert main(given) == 1
    assert "Nothing was drawn: no record of change matches" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--where", "category"], "write a field and a word"),
        (["--where", "=x"], "write a field and a word"),
        (["--period", "2026-13"], "2026-13 is no period"),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sms.yml").write_text("organization: {name: Ours}\n")
    assert main(["sample", "change", "--root", str(tmp_path), "--size", "4", "--seed", "x", *given]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("size", ["0", "-1", "ten", "1.5", "²"])
def test_a_size_is_a_number_of_records(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["sample", "change", "--seed", "x", f"--size={size}"])
    assert "is no number of records" in capsys.readouterr().err
