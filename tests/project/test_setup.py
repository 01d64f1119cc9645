"""Set-up on machines that lack something says in a sentence what, and what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[2] / "tooling" / "setup.sh"


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def set_up(folder: Path, *arguments: str, python: Path) -> subprocess.CompletedProcess[str]:
    (folder / "tooling").mkdir()
    (folder / "tooling" / "uv.txt").touch()
    command = ["sh", str(SETUP), *arguments]
    environment = {"PATH": "/usr/bin:/bin", "PYTHON": str(python)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_an_old_python_is_refused_with_its_version(tmp_path: Path) -> None:
    old = program(tmp_path / "python", 'case "$2" in *version_info*) exit 1 ;; *) echo 3.9.2 ;; esac')
    done = set_up(tmp_path, python=old)
    assert done.returncode == 1
    assert f"Python 3.11 or newer is needed, and {old} is 3.9.2." in done.stderr


def test_no_python_is_said(tmp_path: Path) -> None:
    done = set_up(tmp_path, python=tmp_path / "absent")
    assert done.returncode == 1
    assert "absent is not installed." in done.stderr


def test_a_python_without_ensurepip_is_refused_with_the_remedy(tmp_path: Path) -> None:
    bare = tmp_path / "python"
    itself = f'*_base_executable*) echo "{bare}" ;;'
    program(bare, f'case "$2" in *ensurepip*) exit 1 ;; {itself} *) exec "{sys.executable}" "$@" ;; esac')
    done = set_up(tmp_path, python=bare)
    assert done.returncode == 1
    assert "sudo apt-get install python3-venv" in done.stderr
    assert not (tmp_path / ".tools").exists()


@pytest.mark.parametrize("step", ["lok", "--help"])
def test_an_unknown_step_is_refused_before_anything_is_made(tmp_path: Path, step: str) -> None:
    done = set_up(tmp_path, step, python=Path(sys.executable))
    assert done.returncode == 1
    assert f"there is no step called {step}." in done.stderr
    assert not (tmp_path / ".tools").exists()
