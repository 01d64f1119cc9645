"""The repository's own files keep what they promise: targets, lock, workflows, licence, nothing of one machine."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROMISED_BY_README = {"site", "test"}
PINNED_ACTION = re.compile(
    r"uses: (?P<action>[\w./-]+)@(?P<commit>[0-9a-f]{40}) # v(?P<version>\d+\.\d+\.\d+)$"
)
DIRECT_PIN = re.compile(r"^(?P<pin>[A-Za-z0-9._-]+==[^\s;]+)", re.MULTILINE)
# Brackets keep this file from naming what it looks for.
REGISTRY_HOSTS = re.compile(
    r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs[.]org|registry[.]yarnpkg[.]com|crates[.]io/api|rubygems[.]org"
    r"|proxy[.]golang[.]org|conda[.]anaconda[.]org",
    re.IGNORECASE,
)
HOME_FOLDERS = re.compile(r"(?<![\w.~-])/(?:home|Users)/[a-z][\w-]*/|(?<![\w.~-])/[r]oot/|[A-Z]:\\Users\\")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def make_targets(makefile: str) -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.MULTILINE))


def named_targets(text: str) -> set[str]:
    """Targets in code spans, and on lines that are nothing but the command."""
    spans = re.findall(r"`make ([a-z][a-z-]*)", text)
    return {
        *spans,
        *re.findall(r"^ *(?:\$ )?make ([a-z][a-z-]*)(?: [A-Z]+=\S+)*(?: *#.*)?$", text, re.MULTILINE),
    }


def repository_files() -> list[Path]:
    """What git tracks, and what it would track: everything that is not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> dict[str, str]:
    found = {}
    for path in repository_files():
        content = path.read_bytes()
        if b"\0" not in content:
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8", errors="replace")
    return found


def workflow(path: Path) -> dict[Any, Any]:
    parsed = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(parsed, dict)
    return parsed


def direct_requirements() -> list[Requirement]:
    project = tomllib.loads(read("pyproject.toml"))
    texts = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return [Requirement(text) for text in texts + project["build-system"]["requires"]]


def locked_versions(lock: str) -> dict[str, set[str]]:
    versions: dict[str, set[str]] = {}
    for pin in DIRECT_PIN.findall(lock):
        name, _, version = pin.partition("==")
        versions.setdefault(canonicalize_name(name), set()).add(version)
    return versions


def unmet(requirements: list[Requirement], lock: str) -> list[str]:
    """The requirements that the lock does not pin, or pins outside their range."""
    locked = locked_versions(lock)
    return [
        str(wanted)
        for wanted in requirements
        if not locked.get(canonicalize_name(wanted.name))
        or not all(wanted.specifier.contains(version) for version in locked[canonicalize_name(wanted.name)])
    ]


def unpinned(text: str) -> list[str]:
    """The lines that use an action without a commit and the version it stands for."""
    lines = [line.strip().removeprefix("- ") for line in text.splitlines() if "uses:" in line]
    return [line for line in lines if not PINNED_ACTION.fullmatch(line)]


def test_a_lock_within_its_ranges_is_silent() -> None:
    assert unmet([Requirement("pydantic>=2,<3")], "pydantic==2.12.0 \\\n    --hash=sha256:00\n") == []


@pytest.mark.parametrize("lock", ["pydantic==3.0 \\\n", "pydantic-core==2.12.0 \\\n", ""])
def test_a_lock_outside_its_ranges_is_found(lock: str) -> None:
    assert unmet([Requirement("pydantic>=2,<3")], lock) == ["pydantic<3,>=2"]


def test_the_lock_satisfies_pyproject() -> None:
    assert unmet(direct_requirements(), read("requirements.lock")) == []


@pytest.mark.parametrize("name", ["requirements.lock", "tooling/engines.txt", "tooling/uv.txt"])
def test_every_pin_has_a_hash_and_no_line_names_a_source(name: str) -> None:
    lock = read(name)
    entries = [entry for entry in re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE) if "==" in entry]
    assert entries
    assert [entry.partition(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"^--.*|https?://\S+|file:\S+", lock, re.MULTILINE) == []


def test_the_installer_is_pinned_within_its_range() -> None:
    assert unmet([Requirement(read("tooling/uv.in").strip())], read("tooling/uv.txt")) == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_targets_that_the_documents_name_exist(name: str) -> None:
    assert named_targets(read(name)) <= make_targets(read("Makefile"))


def test_prose_names_no_target() -> None:
    assert named_targets("make sure of it\nmakes\n") == set()
    assert named_targets("`make a`\n\n    make b  # why\n$ make c PYTHON=python3.12\n") == {"a", "b", "c"}


def test_readme_names_the_two_commands() -> None:
    assert named_targets(read("README.md")) >= PROMISED_BY_README


def test_help_is_the_default_target_and_lists_every_target() -> None:
    told = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(re.findall(r"^  make ([a-z-]+)", told.stdout, re.MULTILINE)) == make_targets(read("Makefile"))


def test_what_asks_for_the_night_is_run_at_night() -> None:
    recipe = read("Makefile").split("\nnightly:")[1].split("\n\n")[0]
    run = re.findall(r"\btests/\S+", recipe)
    asking = [
        path.relative_to(ROOT)
        for path in (ROOT / "tests").rglob("*.py")
        if path != Path(__file__)
        and re.search(r"SMS_LINT_(?:NIGHTLY|WHOLE)|fewer_pages", path.read_text("utf-8"))
    ]
    assert len(asking) > 10
    assert [path for path in asking if not any(path.is_relative_to(part) for part in run)] == []
    assert [part for part in run if not (ROOT / part).exists()] == []


def test_each_workflow_is_known() -> None:
    known = {
        "anchor.yml", "check.yml", "judge.yml", "nightly.yml", "publish.yml", "release.yml", "review-reminders.yml",
        "upgrade.yml",
    }  # fmt: skip
    assert {path.name for path in WORKFLOWS} <= known


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_has_no_permissions_of_its_own(path: Path) -> None:
    assert workflow(path)["permissions"] == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_job_states_its_permissions_and_a_time_limit(path: Path) -> None:
    for name, job in workflow(path)["jobs"].items():
        assert job["permissions"], name
        assert job["timeout-minutes"] <= 60, name


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "uses:" in text
    assert unpinned(text) == []


def test_an_action_by_tag_is_found() -> None:
    assert unpinned("    - uses: actions/checkout@v7\n") == ["uses: actions/checkout@v7"]


def test_one_action_has_one_commit_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if found := PINNED_ACTION.search(line):
                pins.setdefault(found["action"], set()).add(found["commit"])
    assert {action: commits for action, commits in pins.items() if len(commits) > 1} == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_runs_foreign_code_with_our_rights(path: Path) -> None:
    triggers = workflow(path)[True]  # YAML 1.1 reads the key `on` as yes
    # judge.yml has to come from the branch: tests/project/test_judge_workflow.py says what it may not do.
    admitted = {"pull_request_target"} if path.name == "judge.yml" else set()
    assert {"pull_request_target", "workflow_run"} & set(triggers) == admitted
    for job in workflow(path)["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_no_file_names_a_package_registry() -> None:
    assert {
        name: REGISTRY_HOSTS.findall(text) for name, text in texts().items() if REGISTRY_HOSTS.search(text)
    } == {}


def test_no_file_names_a_folder_of_one_machine() -> None:
    own = f"{ROOT}/"
    found = {name for name, text in texts().items() if own in text or HOME_FOLDERS.search(text)}
    assert found == set()


def test_the_scan_sees_the_repository() -> None:
    assert {"pyproject.toml", "Makefile", "requirements.lock"} <= set(texts())


def test_the_scans_find_what_they_look_for() -> None:
    assert REGISTRY_HOSTS.search("https://" + "pypi" + ".org/simple")
    assert HOME_FOLDERS.search("see /" + "home/someone/sms")
    assert not HOME_FOLDERS.search("https://example.org/home/service/")


def test_licence_is_apache_2_in_full() -> None:
    licence = read("LICENSE")
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert tomllib.loads(read("pyproject.toml"))["project"]["license"] == "Apache-2.0"
