"""Anchors handed to a witness outside, and compared with it: a second repository, a folder, a token that was kept."""

import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.ground.errors import SmsError
from sms_lint.history.anchors import FOLDER
from sms_lint.outside.git import WITNESS_BRANCH, add_to_witness, witness_branch
from tests.authority import Authority
from tests.history.approvals.company import git

WitnessAt = Callable[[], str]


def step(root: Path, text: str) -> str:
    (root / "a.txt").write_text(text, "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", text)
    return git(root, "rev-parse", "HEAD")


def anchored(root: Path, *texts: str) -> None:
    """A step and an anchor for each."""
    for text in texts:
        step(root, text)
        assert main(["anchor"]) == 0
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", f"Anchor of {text}")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three steps with an anchor each; the tests take copies."""
    root = tmp_path_factory.mktemp("begun") / "sms"
    root.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "p-0001")
            patch.setenv(f"GIT_{role}_EMAIL", "p-0001@example.invalid")
        patch.chdir(root)
        git(root, "init", "-q", "-b", "main")
        (root / "sms.yml").write_text("organization:\n  name: Example\n", "utf-8")
        anchored(root, "one", "two", "three")
    return root


@pytest.fixture
def root(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(begun, tmp_path / "sms")
    monkeypatch.chdir(tmp_path / "sms")
    return tmp_path / "sms"


@pytest.fixture(params=["repository", "repository by address", "working copy", "folder"])
def witness(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    place = tmp_path / "witness"
    place.mkdir()
    if request.param == "working copy":
        git(place, "init", "-q", "-b", "main")
    elif request.param != "folder":
        git(place, "init", "-q", "--bare")
    return f"file://{place}" if request.param == "repository by address" else "../witness"


@pytest.fixture
def second(tmp_path: Path) -> str:
    git(tmp_path, "init", "-q", "--bare", "second")
    return str(tmp_path / "second")


def rewrite(root: Path, since: str) -> None:
    """History from an anchor on made anew, its anchors with it, so that nothing here shows it."""
    old = git(root, "log", "--format=%H", f"--grep=^{since}$", "-1")
    git(root, "reset", "-q", "--hard", f"{old}~1")
    anchored(root, f"{since}, made up", "and more", "and more again")


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> str:
    capsys.readouterr()
    assert main(["anchor", *arguments]) == code
    found = capsys.readouterr()
    return found.out + found.err


def test_what_was_handed_over_is_confirmed(
    root: Path, witness: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "3 files were handed to" in said(capsys, "--hand-to", witness, code=0)
    assert "holds all of them already" in said(capsys, "--hand-to", witness, code=0)
    head = git(root, "rev-parse", "HEAD~1")
    out = said(capsys, "--compare-with", witness, code=0)
    assert f"The witness confirms the branch up to anchor 3, commit {head[:12]}." in out
    anchored(root, "four")
    assert "1 newer anchors were not handed over yet" in said(capsys, "--compare-with", witness, code=0)
    assert "1 files were handed to" in said(capsys, "--hand-to", witness, code=0)
    assert "up to anchor 4" in said(capsys, "--compare-with", witness, code=0)


def test_history_and_private_copy_rewritten_show_at_the_witness_alone(
    root: Path, witness: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "--hand-to", witness, code=0)
    shutil.copytree(root / FOLDER, tmp_path / "copy")
    lost = git(root, "log", "--format=%H", "--grep=^two$", "-1")
    rewrite(root, "two")
    made_up = git(root, "log", "--format=%H", "--grep=^two, made up$", "-1")
    shutil.rmtree(tmp_path / "copy")
    shutil.copytree(root / FOLDER, tmp_path / "copy")
    out = said(capsys, "--check", "--outside", "../copy", code=1)  # no token: only the times cannot be told
    assert "all agree with the copy held outside" in out
    assert ": fail: " not in out
    out = said(capsys, "--compare-with", witness, code=1)
    assert f"The witness holds anchor 2 for commit {lost[:12]}, and here it is for {made_up[:12]}." in out
    assert "They agree up to anchor 1" in out
    assert (
        f"The first commit that is missing from the branch is {lost[:12]}; in its place the branch has {made_up[:12]}."
        in out
    )
    assert out.endswith("The witness does NOT confirm this repository.\n")
    assert "the witness holds another 000002.json" in said(capsys, "--hand-to", witness, code=2)


def test_the_rewritten_part_is_named_where_the_old_commits_are_gone(
    root: Path,
    second: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    said(capsys, "--hand-to", second, code=0)
    lost = git(root, "log", "--format=%H", "--grep=^one$", "-1")
    git(root, "checkout", "-q", "--orphan", "fresh")
    git(root, "rm", "-q", "-rf", FOLDER)
    anchored(root, "made up")
    git(root, "branch", "-q", "-M", "fresh", "main")
    git(tmp_path, "clone", "-q", "--no-local", str(root), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    out = said(capsys, "--compare-with", second, code=1)
    first = git(tmp_path / "clone", "rev-list", "--max-parents=0", "HEAD")
    assert f"holds anchor 1 for commit {lost[:12]}, and here it is for {first[:12]}" in out
    assert "They agree on no anchor before it." in out
    assert f"its history was rewritten; the first step here after that is {first[:12]}" in out


def test_anchors_that_were_deleted_or_cut_off(
    root: Path, second: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "--hand-to", second, code=0)
    git(root, "reset", "-q", "--hard", "HEAD~2")
    out = said(capsys, "--compare-with", second, code=1)
    assert "holds anchor 3" in out
    assert "here there is none" in out
    assert "They agree up to anchor 2" in out
    shutil.rmtree(root / FOLDER)
    assert "holds anchor 1" in said(capsys, "--compare-with", second, code=1)
    assert "there are no anchors yet" in said(capsys, "--hand-to", second, code=2)


def test_another_branch_is_checked_out(root: Path, second: str, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "--hand-to", second, code=0)
    kept = {path.name: path.read_bytes() for path in (root / FOLDER).iterdir()}
    git(root, "checkout", "-q", "--orphan", "other")
    step(root, "other")
    assert {path.name: path.read_bytes() for path in (root / FOLDER).iterdir()} == kept
    out = said(capsys, "--compare-with", second, code=1)
    assert "and so does this repository, but that commit is no step of the branch here" in out
    assert "nothing was handed over, since the anchors here do not hold" in said(
        capsys, "--hand-to", second, code=2
    )


def test_only_what_is_settled_is_handed_over(
    root: Path,
    tmp_path: Path,
    second: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    step(root, "four")
    assert main(["anchor"]) == 0
    out = said(capsys, "--hand-to", second, code=0)
    assert "000004.json is not committed and pushed yet" in out
    assert "3 files were handed to" in out
    git(tmp_path, "clone", "-q", str(root), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    anchored(tmp_path / "clone", "five")
    assert "is not committed and pushed yet" in said(capsys, "--hand-to", second, code=0)


def test_a_witness_repository_is_only_ever_added_to(
    root: Path, second: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "--hand-to", second, code=0)
    git(tmp_path, "clone", "-q", "-b", WITNESS_BRANCH, second, "theirs")
    altered = tmp_path / "theirs/000002.json"
    raw = altered.read_bytes()
    altered.unlink()
    git(tmp_path / "theirs", "commit", "-q", "-a", "-m", "Take one away")
    breach = git(tmp_path / "theirs", "rev-parse", "HEAD")
    altered.write_bytes(raw)
    git(tmp_path / "theirs", "add", "-A")
    git(tmp_path / "theirs", "commit", "-q", "-m", "Put it back")
    git(tmp_path / "theirs", "push", "-q")
    out = said(capsys, "--compare-with", second, code=1)
    assert f"The witness was altered: its commit {breach}" in out
    assert "changed or removed what had been handed over" in said(capsys, "--hand-to", second, code=2)


def test_two_who_hand_over_at_once(second: str) -> None:
    with witness_branch(second) as one, witness_branch(second) as two:
        assert add_to_witness(one, {"000001.json": b"one"}, "One")
        assert not add_to_witness(two, {"000001.json": b"two"}, "Two")
    with witness_branch(second) as after:
        assert after.files == {"000001.json": b"one"}
        assert add_to_witness(after, {"000002.json": b"two"}, "Two")
        with pytest.raises(SmsError, match="nothing there is ever changed"):
            add_to_witness(after, {"000001.json": b"other"}, "Other")
    assert git(Path(second), "log", "--format=%s", WITNESS_BRANCH).splitlines() == ["Two", "One"]


def test_a_folder_is_never_written_over(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "000002.json").write_bytes(b"other\n")
    assert "the witness holds another 000002.json" in said(capsys, "--hand-to", str(folder), code=2)
    assert [path.name for path in folder.iterdir()] == ["000002.json"]
    assert "000002.json of the witness is faulty" in said(capsys, "--compare-with", str(folder), code=1)
    (folder / "000002.json").unlink()
    assert "holds no anchors" in said(capsys, "--compare-with", str(folder), code=1)


@pytest.mark.parametrize(
    "target", ["none", "ftp://example.invalid/x", "ext::sh -c id", "git://example.invalid/x"]
)
def test_what_is_no_witness(target: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--hand-to", "--compare-with"):
        assert "is no witness" in said(capsys, option, target, code=2)


def test_a_repository_that_cannot_be_reached(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--hand-to", "--compare-with"):
        assert "cannot be used" in said(capsys, option, "file:///none/such", code=2)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def address(authority: Authority) -> Iterator[str]:
    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(authority.answer(asked))

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_token_that_was_kept_outside(
    root: Path, authority: Authority, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "authority.pem").write_bytes(authority.pem)
    pem = ("--certificates", "../authority.pem")
    said(capsys, "--hand-to", address, *pem, code=0)
    shutil.copy(root / FOLDER / "000003.tsr", tmp_path / "kept.tsr")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Token")
    assert "of anchor 3 was there at " in said(capsys, "--compare-with", "../kept.tsr", *pem, code=0)
    assert "does not count" in said(capsys, "--compare-with", "../kept.tsr", code=1)
    assert "an authority keeps nothing" in said(capsys, "--compare-with", address, code=2)
    git(root, "checkout", "-q", "--orphan", "other")
    step(root, "other")
    out = said(capsys, "--compare-with", "../kept.tsr", *pem, code=1)
    assert "is no step of the branch here" in out
    git(root, "checkout", "-q", "main")
    rewrite(root, "three")
    out = said(capsys, "--compare-with", "../kept.tsr", *pem, code=1)
    assert "is for none of the anchors here" in out
    assert "cut off or damaged" in said(capsys, "--compare-with", "sms.yml", code=2)


def test_a_token_is_handed_over_with_its_anchor(
    root: Path,
    authority: Authority,
    address: str,
    second: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    said(capsys, "--hand-to", second, code=0)
    said(capsys, "--hand-to", address, code=0)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Token")
    assert "1 files were handed to" in said(capsys, "--hand-to", second, code=0)
    (root / FOLDER / "000003.tsr").write_bytes(b"other")
    out = said(capsys, "--compare-with", second, code=1)
    assert "The token of anchor 3 is another one here" in out
