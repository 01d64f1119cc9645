"""Whatever a repository configures to be run: no command of ours runs it."""

import os
import subprocess
from pathlib import Path

import pytest

from sms_lint.cli import main
from tests.history.approvals.company import Company, git
from tests.publish.site.conftest import CLAUSES, fewer_pages

# Each setting that git takes for a program, or a part of one, in some command.
PROGRAMS = (
    "alias.log", "alias.rev-parse", "core.alternateRefsCommand", "core.askPass", "core.editor", "core.fsmonitor",
    "core.gitProxy", "core.pager", "core.sshCommand", "credential.helper", "diff.canary.command",
    "diff.canary.textconv", "diff.external", "difftool.canary.cmd", "filter.canary.clean", "filter.canary.process",
    "filter.canary.smudge", "gpg.openpgp.program", "gpg.program", "gpg.ssh.defaultKeyCommand", "gpg.ssh.program",
    "gpg.x509.program", "guitool.canary.cmd", "interactive.diffFilter", "merge.canary.driver", "mergetool.canary.cmd",
    "pager.log", "pager.show", "remote.origin.receivepack", "remote.origin.uploadpack", "sequence.editor",
    "trailer.canary.cmd", "trailer.canary.command", "uploadpack.packObjectsHook", "web.browser",
)  # fmt: skip
SWITCHES = {
    "log.showSignature": "true", "core.untrackedCache": "true", "diff.renames": "copies", "log.follow": "true",
    "extensions.partialClone": "origin", "remote.origin.promisor": "true", "remote.origin.url": "ext::sh -c {program}",
    "protocol.ext.allow": "always", "core.commitGraph": "true", "feature.manyFiles": "true", "core.attributesFile": "{attributes}",
}  # fmt: skip
HOOKS = (
    "applypatch-msg", "commit-msg", "fsmonitor-watchman", "post-checkout", "post-commit", "post-index-change",
    "post-merge", "post-rewrite", "pre-auto-gc", "pre-commit", "pre-push", "pre-rebase", "prepare-commit-msg",
    "push-to-checkout", "reference-transaction", "update",
)  # fmt: skip
ATTRIBUTES = "*.md diff=canary filter=canary merge=canary working-tree-encoding=UTF-16 export-subst\n*.yml filter=canary diff=canary\n"


class Hostile(Company):
    """A company whose repository runs a program wherever git lets it."""

    def arm(self, folder: Path) -> Path:
        canary, program = folder / "ran", folder / "program.sh"
        program.write_text(f'#!/bin/sh\necho "$0 $*" >> {canary}\n', "utf-8")
        program.chmod(0o755)
        attributes = folder / "attributes"
        attributes.write_text(ATTRIBUTES, "utf-8")
        config = [f"[{_section(name)}]\n\t{name.rpartition('.')[2]} = {program}\n" for name in PROGRAMS]
        config += [
            f"[{_section(name)}]\n\t{name.rpartition('.')[2]} = {value.format(program=program, attributes=attributes)}\n"
            for name, value in SWITCHES.items()
        ]
        included = folder / "included"
        included.write_text("".join(config), "utf-8")
        with (self.root / ".git/config").open("a", encoding="utf-8") as stream:
            stream.write(f"[include]\n\tpath = {included}\n")
        for name in HOOKS:
            hook = self.root / ".git/hooks" / name
            hook.parent.mkdir(exist_ok=True)
            hook.write_bytes(program.read_bytes())
            hook.chmod(0o755)
        (self.root / ".git/info/attributes").write_text(ATTRIBUTES, "utf-8")
        self.write(".gitattributes", ATTRIBUTES)
        return canary


def _section(name: str) -> str:
    first, _, rest = name.partition(".")
    middle = rest.rpartition(".")[0]
    return f'{first} "{middle}"' if middle else first


@pytest.fixture
def company(tmp_path: Path) -> Hostile:
    company = Hostile(tmp_path)
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    git(company.root, "tag", "audit-2026", "HEAD~1")
    return company


def test_the_canary_sings_where_git_is_run_as_usual(company: Hostile, tmp_path: Path) -> None:
    canary = company.arm(tmp_path)
    for command in (["status"], ["diff"], ["log", "-p"], ["show", "HEAD~1"]):
        canary.unlink(missing_ok=True)
        subprocess.run(["git", *command], cwd=company.root, capture_output=True, check=False)
        assert canary.exists(), f"git {command[0]} would run it"


COMMANDS = (
    ["check"], ["check", "--base", "HEAD~1"], ["check", "--as-of", "2026-01-06"], ["coverage"], ["history", "POL-CHG"],
    ["in-force"], ["in-force", "POL-CHG", "--on", "2026-01-09"], ["authored", "POL-CHG", "--yes", "--key", "{key}"],
    ["approve", "POL-CHG", "--yes", "--key", "{key}"], ["site"], ["anchor"], ["anchor", "--check"], ["verify-history"],
    ["pack", "--from", "2026-01-01", "--to", "2026-03-01", "--output", "{output}"],
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_of_ours_runs_anything(company: Hostile, tmp_path: Path, command: list[str]) -> None:
    canary = company.arm(tmp_path)
    key, output = company.key("P-0003"), tmp_path / "out.tar"
    words = [word.format(key=key, output=output) for word in command]
    try:
        with fewer_pages(CLAUSES):
            code = main([*words, "--root", str(company.root)])
    except SystemExit as stop:  # a command that is not known
        code = int(stop.code or 0)
    assert not canary.exists(), canary.read_text("utf-8")
    assert code in (0, 1), "it was refused, so nothing was tried"


def test_the_variables_of_a_hook_that_runs_us_do_not_lead_astray(
    company: Hostile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    canary = company.arm(tmp_path)
    for name in (
        "GIT_EXTERNAL_DIFF",
        "GIT_PAGER",
        "GIT_EDITOR",
        "GIT_SSH_COMMAND",
        "GIT_ASKPASS",
        "GIT_PROXY_COMMAND",
    ):
        monkeypatch.setenv(name, str(tmp_path / "program.sh"))
    monkeypatch.setenv("GIT_DIR", str(company.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(company.root / ".git/index"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(tmp_path / "program.sh"))
    assert main(["in-force", "POL-CHG", "--on", "2026-02-01", "--root", str(company.root)]) == 0
    assert "POL-CHG 1.0: E2" in capsys.readouterr().out
    assert not canary.exists()
    assert os.environ["GIT_DIR"]
