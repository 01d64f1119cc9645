"""`sms-lint anchor`: the next one, its token, and what all of them prove."""

import errno
import hashlib
import multiprocessing
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from sms_lint.cli import main
from sms_lint.cli.anchor_files import on_disk, written
from sms_lint.ground.errors import SmsError
from sms_lint.history.anchors import FOLDER, AnchorEntry
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site import build_pages
from tests.authority import Authority
from tests.history.approvals.company import Company, git

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"), chain=True)


@pytest.fixture(scope="module")
def address(authority: Authority) -> Iterator[str]:
    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(authority.answer(asked) if self.path == "/" else b"<html>Not here</html>")

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, authority: Authority) -> Path:
    """A system in a repository, with the certificate of the authority beside it."""
    root = tmp_path / "sms"
    shutil.copytree(MINIMAL, root)
    git(root, "init", "-q")
    commit(root, "Begin")
    (tmp_path / "authority.pem").write_bytes(authority.pem)
    monkeypatch.chdir(root)
    return root


def commit(root: Path, subject: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", subject)


def kept(root: Path) -> list[str]:
    folder = root / FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["anchor", *arguments]) == 2
    return capsys.readouterr().err


PEM = ("--certificates", "../authority.pem")


def test_an_anchor_for_each_change(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = git(root, "rev-parse", "HEAD")
    assert main(["anchor"]) == 0
    out = capsys.readouterr().out
    assert f"Anchor 1 is for {head[:9]}: records/anchors/000001.json" in out
    assert kept(root) == ["000001.json"]
    assert "anchor 1 is for" in refused(capsys)
    commit(root, "Anchor 1")
    assert "only anchors were added since anchor 1" in refused(capsys)
    commit(root, "Empty, and yet a step")
    assert main(["anchor"]) == 0
    assert [entry.number for entry in on_disk(root).entries] == [1, 2]
    assert [entry.previous for entry in on_disk(root).entries][1] == on_disk(root).entries[0].digest


def test_with_tokens_of_an_authority_all_hold(
    root: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in (1, 2):
        assert main(["anchor", "--authority", address, *PEM]) == 0
        assert "An authority confirms that it existed at " in capsys.readouterr().out
        commit(root, f"Anchor {number}")
        commit(root, "More")
    assert kept(root) == ["000001.json", "000001.tsr", "000002.json", "000002.tsr"]
    shutil.copytree(root / FOLDER, root.parent / "copy")
    assert main(["anchor", "--check", *PEM, "--outside", "../copy"]) == 0
    out = capsys.readouterr().out
    assert out.endswith("The anchors are intact.\n")
    assert "Steps of the branch since then: 1; most steps in a row without an anchor: 1." in out
    assert "all agree with the copy kept elsewhere" in out
    (root / FOLDER / "000002.json").unlink()
    assert main(["anchor", "--check", *PEM, "--outside", "../copy"]) == 1
    out = capsys.readouterr().out
    assert (
        "records/anchors/000002.json: fail: anchor 2: it is in the copy kept elsewhere, but not here" in out
    )
    assert out.endswith("The anchors are not intact.\n")


def test_a_copy_may_be_a_whole_clone(root: Path, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["anchor", "--authority", address, *PEM]) == 0
    shutil.copytree(root, root.parent / "clone")
    assert main(["anchor", "--check", *PEM, "--outside", "../clone"]) == 0


def test_by_hand(root: Path, authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["anchor", "--query", "../one.tsq"]) == 0
    assert "The query for anchor 1 is in ../one.tsq" in capsys.readouterr().out
    commit(root, "Anchor 1")
    assert main(["anchor", "--query", "../again.tsq"]) == 0
    query = (root.parent / "one.tsq").read_bytes()
    assert (root.parent / "again.tsq").read_bytes() == query
    (root.parent / "one.tsr").write_bytes(authority.answer(query))
    assert main(["anchor", "--token", "../one.tsr", *PEM]) == 0
    assert kept(root) == ["000001.json", "000001.tsr"]
    assert "anchor 1 has a token already" in refused(capsys, "--token", "../one.tsr", *PEM)
    assert main(["anchor", "--check", *PEM]) == 0


def test_a_token_is_for_an_anchor_that_is_here(
    root: Path, authority: Authority, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["anchor", "--query", "../one.tsq"]) == 0
    answer = authority.answer((root.parent / "one.tsq").read_bytes())
    (root.parent / "bad.tsr").write_bytes(answer[:-1])
    assert "cut off or damaged" in refused(capsys, "--token", "../bad.tsr", *PEM)
    (root.parent / "none.tsr").write_bytes(b"")
    assert "cut off or damaged" in refused(capsys, "--token", "../none.tsr", *PEM)
    assert "cannot be read" in refused(capsys, "--token", "../missing.tsr", *PEM)
    (root.parent / "one.tsr").write_bytes(answer)
    commit(root, "Anchor 1")
    commit(root, "More")
    assert main(["anchor", "--authority", address, *PEM]) == 0
    assert "came later, already has its token" in refused(capsys, "--token", "../one.tsr", *PEM)
    (root / FOLDER / "000001.json").unlink()
    (root / FOLDER / "000002.json").unlink()
    assert "is not for any of the anchors" in refused(capsys, "--token", "../one.tsr", *PEM)


def test_an_authority_that_is_not_known_yet(
    root: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["anchor", "--authority", address]) == 0
    assert "Note: the token is kept, but does not count yet" in capsys.readouterr().out
    assert main(["anchor", "--check"]) == 1
    assert capsys.readouterr().out.endswith("It cannot be determined whether the anchors are intact.\n")


def test_the_authority_fails_and_nothing_is_added(
    root: Path, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "not an answer of a timestamp authority" in refused(capsys, "--authority", address + "other")
    assert "cannot be reached" in refused(capsys, "--authority", "http://127.0.0.1:9/")
    assert "https://" in refused(capsys, "--authority", "http://tsa.example/")
    assert kept(root) == []


def test_an_anchor_that_was_left_without_its_token_gets_it(root: Path, address: str) -> None:
    assert main(["anchor"]) == 0
    assert main(["anchor", "--authority", address, *PEM]) == 0
    assert kept(root) == ["000001.json", "000001.tsr"]


def test_repository_branch_and_authority_come_from_the_trust_settings(
    tmp_path: Path,
    authority: Authority,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    company = Company(tmp_path)
    pem, digest = "records/approvals/authority.pem", hashlib.sha256(authority.pem).hexdigest()
    company.write(pem, authority.pem.decode())
    company.trust_extra = f"authorities: [{{file: {pem}, sha256: {digest}}}]\n"
    company.write_trust(2)
    company.sign_trust(2, "P-0001")
    company.commit("An authority", when="2026-02-01")
    monkeypatch.chdir(company.root)
    git(company.root, "checkout", "-q", "-b", "draft")
    assert "this is the branch draft, and anchors are for main" in refused(capsys)
    git(company.root, "checkout", "-q", "main")
    assert main(["anchor", "--authority", address]) == 0
    [entry] = on_disk(company.root).entries
    assert (entry.repository, entry.branch) == ("https://example.invalid/sms", "main")
    assert main(["anchor", "--check"]) == 0
    company.write(pem, "another")
    company.commit("Another authority", when="2026-02-02")
    assert "is not the file whose SHA-256 trust.yml names" in refused(capsys, "--check")
    (company.root / pem).unlink()
    company.commit("None", when="2026-02-02")
    assert "there is no such file; commit it first" in refused(capsys, "--check")


def test_where_nothing_can_be_anchored(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    assert "fetch-depth: 0" in refused(capsys, "--root", "../shallow")
    plain = tmp_path / "plain"
    shutil.copytree(MINIMAL, plain)
    assert "is not a git repository" in refused(capsys, "--root", "../plain")
    assert "only for --check" in refused(capsys, "--outside", "..")
    assert "there is no folder" in refused(capsys, "--check", "--outside", "../missing")
    (root / "records/anchors").symlink_to(tmp_path)
    assert "a link to another place" in refused(capsys)


def test_names_cannot_steer_the_terminal(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["anchor"]) == 0
    (root / FOLDER / "a\x1b[2J").write_bytes(b"")
    capsys.readouterr()
    assert main(["anchor", "--check"]) == 1
    assert "\x1b" not in capsys.readouterr().out
    assert "\x1b" not in refused(capsys)


def test_linter_and_site_stay_quiet_about_anchors(
    root: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def shown() -> tuple[str, set[str]]:
        main(["check"])
        found = capsys.readouterr().out
        site = build_pages(load(root), Result((), (), "2026-10-31"), {})
        return found, set(site.pages)

    before = shown()
    assert main(["anchor", "--authority", address, *PEM]) == 0
    commit(root, "Anchor 1")
    capsys.readouterr()
    assert shown() == before


# Several at once (65), and a disk that refuses (64).


def _anchor(start: Any, number: int, results: Any) -> None:
    start.wait()
    results.put((number, main(["anchor"])))


def test_eight_runs_at_once_give_one_anchor(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    forked = multiprocessing.get_context("fork")
    start, results = forked.Barrier(8), forked.Queue()
    runs = [forked.Process(target=_anchor, args=(start, number, results)) for number in range(8)]
    for run in runs:
        run.start()
    codes = sorted(results.get(timeout=120)[1] for _ in runs)
    for run in runs:
        run.join()
    assert codes == [0] + [2] * 7
    assert capfd.readouterr().err.count("anchor 1 is for") == 7
    assert kept(root) == ["000001.json"]


def test_a_number_is_taken_once(root: Path) -> None:
    first, second = (AnchorEntry(1, digit * 40, digit * 64, "") for digit in "ab")
    assert written(root, first)
    assert not written(root, second)
    assert on_disk(root).entries == (first,)


@pytest.mark.parametrize("name", ["link", "fsync"])
@pytest.mark.parametrize("at", [1, 2])
def test_a_full_disk_leaves_nothing_half_made(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str, at: int
) -> None:
    real: Callable[..., Any] = getattr(os, name)
    calls = []

    def failing(*arguments: Any, **named: Any) -> Any:
        calls.append(arguments)
        if len(calls) == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **named)

    entry = AnchorEntry(1, "a" * 40, "b" * 64, "", token=b"token")
    with monkeypatch.context() as patched:
        patched.setattr(os, name, failing)
        with pytest.raises(SmsError, match="No space left on device; nothing was added"):
            written(root, entry)
    assert kept(root) == []
    assert written(root, entry)
    assert kept(root) == ["000001.json", "000001.tsr"]


# An auditor, who has no sms-lint.


def test_the_commands_of_the_handbook_find_what_sms_lint_finds(
    root: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "sms_lint/publish/handbook/anchors.md").read_text("utf-8")
    scripts = re.findall(r"^```bash\n(.*?)^```$", page, re.M | re.S)
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "ö b.txt").write_text("odd", "utf-8")
    commit(root, "Odd names")
    for number in (1, 2):
        assert main(["anchor", "--authority", address, *PEM]) == 0
        commit(root, f"Anchor {number}")
        commit(root, "More")
    shutil.copytree(root / FOLDER, root.parent / "copy")

    def run() -> list[bool]:
        return [
            subprocess.run(
                ["bash", "-euo", "pipefail", "-c", script], check=False, cwd=root, capture_output=True
            ).returncode
            == 0
            for script in scripts
        ]

    assert len(scripts) == 5
    assert run() == [True] * 5
    (root / FOLDER / "000001.json").write_bytes((root / FOLDER / "000002.json").read_bytes())
    assert run().count(False) >= 3
