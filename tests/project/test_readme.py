"""What README shows is what happens."""

import re
import shutil
from pathlib import Path

import pytest

from sms_lint.cli import main

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text("utf-8")


def test_the_broken_document_is_answered_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = re.search(r"^```markdown\n(.*?)^```\n\n```text\n(.*?)^```$", TEXT, re.M | re.S)
    assert found
    broken, shown = found.groups()
    root = tmp_path / "system"
    shutil.copytree(ROOT / "tests/systems/minimal", root)
    (root / "policies/change-management.md").write_text(broken + "# Change management policy\n", "utf-8")
    monkeypatch.chdir(root)
    assert main(["check", "--select", "dangling-reference", "--select", "overdue-review"]) == 1
    assert capsys.readouterr().out == shown + "\n2 errors (as of 2026-10-31)\n"


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#]+)\)", TEXT))))
def test_every_link_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


def test_nothing_is_left_to_be_filled_in() -> None:
    assert not re.search(r"@[A-Z_]+@", TEXT)
