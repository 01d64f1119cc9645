"""What a self-assessment has to say where it falls short."""

from pathlib import Path
from shutil import copytree

import pytest

from sms_lint.load import load

MINIMAL = Path(__file__).parents[2] / "systems" / "minimal"
ENTRY = """kind: self-assessment
id: REG-SELF
title: Self-assessment
owner: change-manager
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SA-01
    clause: 20000-1:8.5.3
    conformity: partial
    justification: Baselines are not taken every time.
    evidence: [Ten releases of the year]
    action: Take the baseline as a step of the plan
    owner: change-manager
    due: 2026-12-01
    assessed_by: change-manager
    assessed_at: 2026-09-15
    every: 12 months
"""


def said(tmp_path: Path, text: str) -> list[str]:
    root = tmp_path / "system"
    copytree(MINIMAL, root)
    (root / "records" / "self.yml").write_text(text, "utf-8")
    return [problem.message for problem in load(root).reading_faults]


@pytest.mark.parametrize("conformity", ["partial", "none"])
@pytest.mark.parametrize("field", ["action", "owner", "due"])
def test_what_falls_short_needs_action_owner_and_day(conformity: str, field: str, tmp_path: Path) -> None:
    lines = ENTRY.replace("conformity: partial", f"conformity: {conformity}").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith(f"    {field}:"))
    (message,) = said(tmp_path, text)
    assert f"`{field}`" in message


def test_what_is_fully_met_needs_none_of_them(tmp_path: Path) -> None:
    lines = ENTRY.replace("conformity: partial", "conformity: full").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith(("    action:", "    owner:", "    due:")))
    assert said(tmp_path, text) == []


def test_an_action_is_not_due_before_the_judgement(tmp_path: Path) -> None:
    (message,) = said(tmp_path, ENTRY.replace("2026-12-01", "2026-09-01"))
    assert "`due`" in message
