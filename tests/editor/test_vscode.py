"""The extension for VS Code: what it starts, and that it can be built and packed."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "editors/vscode"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed")
# What VS Code and the client of the protocol are to the extension, as far as it asks for them.
VSCODE = """
exports.workspace = {
  workspaceFolders: [{ uri: { fsPath: process.argv[2] } }],
  getConfiguration: () => ({ get: (name, other) => JSON.parse(process.argv[3]) || other }),
  onDidChangeConfiguration: () => ({}),
};
exports.commands = { registerCommand: () => ({}) };
exports.window = { showErrorMessage: (text) => console.log(JSON.stringify({ error: text })) };
"""
CLIENT = """
exports.LanguageClient = class {
  constructor(id, name, server) { this.server = server; }
  async start() {
    if (process.argv[4]) throw new Error(process.argv[4]);
    console.log(JSON.stringify(this.server.run));
  }
};
"""


def activated(tmp_path: Path, folder: Path, setting: object = None, fails: str = "") -> dict[str, object]:
    """What the extension starts in a folder, or what it says where that fails."""
    modules = tmp_path / "node_modules"
    for name, text in (("vscode/index.js", VSCODE), ("vscode-languageclient/node.js", CLIENT)):
        (modules / name).parent.mkdir(parents=True, exist_ok=True)
        (modules / name).write_text(text, "utf-8")
    shutil.copy(EXTENSION / "extension.js", tmp_path)
    (tmp_path / "run.js").write_text("require('./extension.js').activate({ subscriptions: [] });", "utf-8")
    assert NODE is not None
    run = subprocess.run(
        [NODE, "run.js", str(folder), json.dumps(setting), fails],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(run.stdout)
    return found


@needs_node
def test_it_starts_the_program_of_the_folder_else_of_the_path_else_what_is_set(tmp_path: Path) -> None:
    folder = tmp_path / "sms"
    folder.mkdir()
    assert activated(tmp_path, folder)["command"] == "sms-lint"
    own = folder / ".venv/bin/sms-lint"
    own.parent.mkdir(parents=True)
    own.touch()
    if sys.platform != "win32":
        started = activated(tmp_path, folder)
        assert (started["command"], started["args"]) == (str(own), ["lsp"])
        assert started["options"] == {"cwd": str(folder)}
    started = activated(tmp_path, folder, ["uvx", "sms-lint", "lsp"])
    assert (started["command"], started["args"]) == ("uvx", ["sms-lint", "lsp"])


@needs_node
def test_where_it_cannot_be_started_it_says_what_to_install(tmp_path: Path) -> None:
    said = str(activated(tmp_path, tmp_path, None, "spawn sms-lint ENOENT")["error"])
    assert "spawn sms-lint ENOENT" in said
    assert "pip install 'sms-lint[editor]'" in said


def test_it_says_what_the_handbook_says() -> None:
    manifest = json.loads((EXTENSION / "package.json").read_text("utf-8"))
    assert manifest["activationEvents"] == ["workspaceContains:**/sms.yml"]
    assert manifest["capabilities"]["untrustedWorkspaces"]["supported"] is False
    locked = json.loads((EXTENSION / "package-lock.json").read_text("utf-8"))["packages"]
    assert locked[""]["dependencies"] == manifest["dependencies"]
    assert locked[""]["devDependencies"] == manifest["devDependencies"]


@needs_node
@pytest.mark.skipif("SMS_LINT_NIGHTLY" not in os.environ, reason="fetches packages; tried at night")
def test_it_is_built_and_packed(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None or subprocess.run([npm, "ping"], capture_output=True, timeout=60, check=False).returncode:
        pytest.skip("npm is not installed, or its registry is out of reach")
    ignored = shutil.ignore_patterns("node_modules", "*.vsix")
    folder = shutil.copytree(EXTENSION, tmp_path / "vscode", ignore=ignored)
    for command in (["ci", "--no-audit", "--no-fund"], ["run", "package"]):
        run = subprocess.run(
            [npm, *command], cwd=folder, capture_output=True, text=True, timeout=600, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
    (packed,) = folder.glob("*.vsix")
    with zipfile.ZipFile(packed) as archive:
        names = set(archive.namelist())
    assert {"extension/extension.js", "extension/package.json"} <= names
    assert any("node_modules/vscode-languageclient/" in name for name in names)
