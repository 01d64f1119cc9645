"""The composite action and the GitLab component: what they run is run here, with the inputs that users give."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from tests.project.forge_programs import ForgePrograms

ROOT = Path(__file__).parents[2]
SYSTEM = ROOT / "tests/systems/form"
SOUND = ROOT / "tests/systems/minimal"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
SPEC, COMPONENT = yaml.safe_load_all((ROOT / "templates/check.yml").read_text("utf-8"))
DEFAULTS = {name: told["default"] for name, told in ACTION["inputs"].items()}


@pytest.fixture
def programs(tmp_path: Path) -> ForgePrograms:
    return ForgePrograms(tmp_path)


def run(
    script: str, folder: Path, programs: ForgePrograms, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script as a runner does: `bash -e`, with the programs first on the path."""
    path = f"{programs.bin}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def action(folder: Path, programs: ForgePrograms, **inputs: str) -> subprocess.CompletedProcess[str]:
    """All steps of the action that run something, with the inputs of `with`."""
    given = {**DEFAULTS, **{name.replace("_", "-"): value for name, value in inputs.items()}}
    done = subprocess.CompletedProcess[str]([], 0)
    for step in ACTION["runs"]["steps"]:
        if "run" in step and done.returncode == 0:
            environment = {name: filled(value, given) for name, value in step.get("env", {}).items()}
            summary = str(folder.parent / "summary.md")
            done = run(
                step["run"],
                folder,
                programs,
                GITHUB_ACTION_PATH=str(ROOT),
                GITHUB_STEP_SUMMARY=summary,
                **environment,
            )
    return done


def filled(value: str, inputs: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: inputs[match[1]], value)


def test_the_action_annotates_and_fails_where_something_is_wrong(
    tmp_path: Path, programs: ForgePrograms
) -> None:
    folder = shutil.copytree(SYSTEM, tmp_path / "work" / "sms")
    told = action(folder, programs, sarif="findings.sarif")
    assert told.returncode == 1, told.stdout + told.stderr
    assert told.stdout.startswith("::error file=")
    assert json.loads((folder / "findings.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert "# Service management system" in (folder.parent / "summary.md").read_text("utf-8")
    below = action(folder.parent, programs, root="sms")
    assert below.returncode == 1, below.stderr
    assert "::error file=" in below.stdout


def test_no_input_is_read_as_a_command(tmp_path: Path, programs: ForgePrograms) -> None:
    folder = shutil.copytree(SOUND, tmp_path / "work" / "sms")
    told = action(folder, programs, root="$(touch ran); touch ran", fail_on="note")
    assert told.returncode == 2, told.stdout
    assert not (folder / "ran").exists()
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), "inputs come as variables, never as text of a script"


def test_the_action_names_its_parts_by_their_commits() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "uses" not in step or re.search(r"@[0-9a-f]{40}$", step["uses"])
        assert "run" not in step or step["shell"] == "bash"


def component(folder: Path, programs: ForgePrograms, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The job of the component, with its inputs filled in as GitLab does."""
    given = {name: told["default"] for name, told in SPEC["spec"]["inputs"].items()} | inputs
    (job,) = COMPONENT.values()
    variables = {
        name: re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda match: given[match[1]], value)
        for name, value in job["variables"].items()
    }
    return run("\n".join(job["script"]), folder, programs, **variables)


def test_the_component_reports_findings_to_the_merge_request(tmp_path: Path, programs: ForgePrograms) -> None:
    folder = shutil.copytree(SYSTEM, tmp_path / "sms")
    told = component(folder, programs)
    assert told.returncode == 1, told.stdout + told.stderr
    (job,) = COMPONENT.values()
    reports: Mapping[str, Any] = job["artifacts"]["reports"]
    assert json.loads((folder / reports["codequality"]).read_text("utf-8"))
    suites = etree.fromstring((folder / reports["junit"]).read_bytes())
    assert int(suites.get("failures")) > 0
    assert SPEC["spec"]["inputs"].keys() == set(
        re.findall(r"inputs\.(\w+)", (ROOT / "templates/check.yml").read_text("utf-8"))
    )


def test_the_component_takes_the_version_that_is_asked_for(tmp_path: Path, programs: ForgePrograms) -> None:
    folder = shutil.copytree(SYSTEM, tmp_path / "sms")
    (programs.bin / "python").write_text('#!/bin/sh\necho "$@" >> "$PWD/asked"\n', "utf-8")
    component(folder, programs, version="0.1.0", fail_on="note")
    component(folder, programs)
    asked = (folder / "asked").read_text("utf-8").splitlines()
    assert [row.rpartition(" ")[2] for row in asked] == ["sms-lint==0.1.0", "sms-lint"]
