"""The made-up evidence of the benchmark counts, or its figures would be those of something else."""

from pathlib import Path

from benchmarks.verification import anchored, statements
from sms_lint.load import load_proof
from sms_lint.system.verification import verification


def whys(root: Path, outcome: str) -> list[str]:
    return [check.why for check in verification(load_proof(root)) if check.outcome == outcome]


def test_every_statement_counts(tmp_path: Path) -> None:
    statements(tmp_path, 20, 3)
    assert any("60 statements checked" in why for why in whys(tmp_path, "pass"))
    assert whys(tmp_path, "fail") == whys(tmp_path, "set aside") == []


def test_every_anchor_has_a_token_that_counts(tmp_path: Path) -> None:
    anchored(tmp_path, 12)
    assert "12 anchors agree with the branch" in whys(tmp_path, "pass")
    assert whys(tmp_path, "fail") == []
    branch = load_proof(tmp_path).branch
    assert branch is not None
    assert len(branch.timestamps) == 12
