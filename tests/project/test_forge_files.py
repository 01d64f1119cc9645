"""What the forge and adopters read: workflows and updates of the right form, owners of paths that exist, the hook."""

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from sms_lint.cli import main

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent
OWNER = re.compile(r"@sms-lint/[a-z-]+")


def run_program(
    name: str, *arguments: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment that the tests run in."""
    command = [str(PROGRAMS / name), *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def owners() -> list[tuple[str, list[str]]]:
    """The lines of CODEOWNERS: a pattern, and who is asked."""
    lines = (ROOT / ".github" / "CODEOWNERS").read_text("utf-8").splitlines()
    return [(line.split()[0], line.split()[1:]) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", sorted((ROOT / ".github" / "workflows").glob("*.yml"))),
        ("vendor.dependabot", [ROOT / ".github" / "dependabot.yml"]),
    ],
)
def test_the_forge_s_own_schema_admits_the_files(schema: str, paths: list[Path]) -> None:
    run = run_program("check-jsonschema", "--builtin-schema", schema, *map(str, paths))
    assert paths
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("pattern", "who"), owners(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_owners_are_teams_and_their_paths_exist(pattern: str, who: list[str]) -> None:
    assert who
    assert [name for name in who if not OWNER.fullmatch(name)] == []
    if pattern != "*":
        path = ROOT / pattern.strip("/")
        assert pattern.startswith("/")
        assert path.is_dir() if pattern.endswith("/") else path.is_file()


def test_everything_has_an_owner() -> None:
    assert owners()[0][0] == "*"


def test_updates_wait_a_week_and_come_together() -> None:
    updates = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text("utf-8"))["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip"}
    for update in updates:
        assert update["cooldown"]["default-days"] >= 7
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]
    assert 'cooldown="7 days"' in (ROOT / "tooling" / "setup.sh").read_text("utf-8")


def test_the_manifest_of_the_hook_is_one() -> None:
    run = run_program("pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert run.returncode == 0, run.stdout + run.stderr
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["pass_filenames"] is False


def try_hook(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the hook as pre-commit does. What the package needs is here already, so nothing is fetched."""
    environment = {
        **os.environ,
        "PIP_NO_BUILD_ISOLATION": "0",  # pip's negated options are named after the positive one
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PRE_COMMIT_HOME": str(folder.parent / "kept"),
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
        "VIRTUALENV_NO_DOWNLOAD": "1",
    }
    return run_program(
        "pre-commit", "try-repo", str(ROOT), "sms-lint", "--all-files", cwd=folder, env=environment
    )


def run_hook(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run what the manifest states by the program of this environment: pre-commit makes no environment for it."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    here = {**hook, "language": "system", "entry": f"{PROGRAMS}/{hook['entry']}"}
    config = folder.parent / "config.yaml"
    config.write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [here]}]}), "utf-8")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(folder.parent / "kept")}
    return run_program(
        "pre-commit", "run", "-c", str(config), "sms-lint", "--all-files", cwd=folder, env=environment
    )


# That pre-commit can install the package takes ten seconds, and is tried at night.
@pytest.mark.parametrize("run", [run_hook, try_hook] if os.environ.get("SMS_LINT_NIGHTLY") else [run_hook])
def test_the_hook_passes_a_sound_system_and_stops_a_faulty_one(
    tmp_path: Path, run: Callable[[Path], subprocess.CompletedProcess[str]]
) -> None:
    folder = tmp_path / "sms"
    assert main(["init", "--organization", "Somewhere else", str(folder)]) == 0
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "A small system"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    sound = run(folder)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert re.search(r"^Check the service management system\.+Passed$", sound.stdout, re.M)
    (folder / "policies" / "more.md").write_text("---\nkind: polcy\n---\n", "utf-8")
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
    faulty = run(folder)
    assert faulty.returncode == 1, faulty.stdout + faulty.stderr
    assert "Failed" in faulty.stdout
    assert "polcy" in faulty.stdout
