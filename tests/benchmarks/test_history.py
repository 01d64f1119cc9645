"""The made-up histories of the benchmark are honest, or its figures would be those of something else."""

from pathlib import Path

from benchmarks.history import history, judge, read


def test_nothing_is_altered_in_them(tmp_path: Path) -> None:
    history(tmp_path / "a", 120, 60, 5)
    assert judge(tmp_path / "a") == "120 commits judged, 0 alterations"
    history(tmp_path / "b", 40, 0, 10)
    assert read(tmp_path / "b") == "40 commits read"
