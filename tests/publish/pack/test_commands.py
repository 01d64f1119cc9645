"""The printed commands, run by a shell on real packs: a good one passes, and each tampered one fails at one of them."""

import io
import os
import subprocess
import tarfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from sms_lint.outside.ssh_signature import read_key, sign
from sms_lint.outside.timestamp import TimestampError
from sms_lint.outside.timestamp.checking import check_token, query
from sms_lint.publish.pack import SIGNATURE, TOKEN, bag, sealed, stamped, verify
from sms_lint.publish.pack.archive import archive
from sms_lint.publish.pack.commands import PackRepository, commands
from tests.authority import Authority
from tests.publish.pack.making import INFO

TAG_MANIFEST, MANIFEST = "tagmanifest-sha256.txt", "manifest-sha256.txt"
TEXT = b"---\nid: POL-CHG\n---\nEvery change is approved.\n"
SAID = {**INFO, "Timestamp-Token": TOKEN}


CLEAN = {  # a fixture of the module is made before a test has its own
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "p-0001",
    "GIT_AUTHOR_EMAIL": "p-0001@example.invalid", "GIT_COMMITTER_NAME": "p-0001",
    "GIT_COMMITTER_EMAIL": "p-0001@example.invalid",
}  # fmt: skip


def run(folder: Path, *command: str) -> bytes:
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, **CLEAN})
    return done.stdout


class Place:
    """A repository, the keys of two people, and an authority for timestamps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("owner", "stranger"):
            run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", name)
        public = (folder / "owner.pub").read_text("utf-8").strip()
        (folder / "signers").write_text(f'P-0001 namespaces="pack@sms-lint" {public}\n', "utf-8")
        self.authority = Authority(folder / "authority")
        (folder / "tsa.pem").write_bytes(self.authority.pem)
        self._repository()
        self.good = self.made(self.payload)

    def _repository(self) -> None:
        root = self.folder / "repository"
        root.mkdir()
        run(root, "git", "init", "-q", "-b", "main")
        (root / "change.md").write_bytes(TEXT)
        run(root, "git", "add", "-A")
        run(root, "git", "commit", "-q", "-m", "Begin")
        self.commit = run(root, "git", "rev-parse", "HEAD").decode().strip()
        blob = run(root, "git", "rev-parse", "HEAD:change.md").decode().strip()
        run(root, "git", "-c", "pack.threads=1", "bundle", "create", "-q", "../bundle", "HEAD", "main")
        self.payload = {
            "texts/POL-CHG.md": TEXT,
            "repository.bundle": (self.folder / "bundle").read_bytes(),
            "blobs.txt": f"{blob} data/texts/POL-CHG.md\n".encode(),
            "record.yml": b"entries: []\n",
        }

    def sign(self, message: bytes, key: str = "owner", namespace: str = "pack@sms-lint") -> bytes:
        (self.folder / "message").write_bytes(message)
        return sign(self.folder / "message", self.folder / key, namespace)

    def token(self, data: bytes) -> bytes:
        return self.authority.answer(query(data))

    def made(
        self, payload: Mapping[str, bytes], key: str = "owner", namespace: str = "pack@sms-lint"
    ) -> dict[str, bytes]:
        signed = sealed(bag(payload, SAID), partial(self.sign, key=key, namespace=namespace))
        return dict(stamped(signed, self.token(signed[SIGNATURE])))

    def check(self, raw: bytes, folder: Path) -> tuple[int, str]:
        """How many of the commands succeed before one fails, of how many, and what was printed."""
        at = PackRepository("data/repository.bundle", self.commit, "data/blobs.txt")
        lines = [command.line for command in commands(has_token=True, repository=at)]
        (folder / "x.tar").write_bytes(raw)
        (folder / "work").mkdir()
        named = {
            "PACK": str(folder / "x.tar"), "SIGNERS": str(self.folder / "signers"), "SIGNER": "P-0001",
            "AUTHORITY": str(self.folder / "tsa.pem"),
        }  # fmt: skip
        script = "set -e\n" + "".join(f"{line}\necho :passed:\n" for line in lines)
        done = subprocess.run(
            ["sh", "-c", script], cwd=folder / "work", capture_output=True, text=True, errors="replace", check=False,
            env={**os.environ, **named},
        )  # fmt: skip
        passed = done.stdout.count(":passed:")
        assert (done.returncode == 0) == (passed == len(lines))
        return (-1 if passed == len(lines) else passed), [*lines, ""][passed]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("place"))


def packed(files: Mapping[str, bytes]) -> bytes:
    return b"".join(archive(files))


def test_a_good_pack_passes_every_command(place: Place, tmp_path: Path) -> None:
    assert place.check(packed(place.good), tmp_path) == (-1, "")


def test_this_program_agrees(place: Place) -> None:
    trusted = {"P-0001": (read_key((place.folder / "owner.pub").read_text("utf-8")),)}
    by_authority = partial(check_token, authority_pem=place.authority.pem)
    assert verify(place.good, trusted, by_authority).outcome == "pass"
    other = dict(stamped(place.good, place.token(b"other")))
    with pytest.raises(TimestampError, match="for other bytes"):
        verify(other, trusted, by_authority)


def _with(change: Mapping[str, bytes]) -> Callable[[Place], bytes]:
    return lambda place: packed({**place.good, **change})


def _without(name: str) -> Callable[[Place], bytes]:
    return lambda place: packed({path: raw for path, raw in place.good.items() if path != name})


def _again(change: Mapping[str, bytes]) -> Callable[[Place], bytes]:
    """Lists made again, signature and token as they were."""
    return lambda place: packed({**place.good, **bag({**place.payload, **change}, SAID)})


def _signed(
    change: Mapping[str, bytes], key: str = "owner", namespace: str = "pack@sms-lint"
) -> Callable[[Place], bytes]:
    return lambda place: packed(place.made({**place.payload, **change}, key, namespace))


def _later(place: Place) -> bytes:
    files = {**place.good, **bag({**place.payload, "record.yml": b"entries: [late]\n"}, SAID)}
    return packed({**files, SIGNATURE: place.sign(files[TAG_MANIFEST])})


def _bundle(place: Place) -> bytes:
    raw = place.payload["repository.bundle"]
    return packed(
        place.made({**place.payload, "repository.bundle": raw[:-30] + bytes([raw[-30] ^ 1]) + raw[-29:]})
    )


def _entry(name: str, content: bytes = b"x", **about: object) -> Callable[[Place], bytes]:
    """An entry at the front of the archive that our own writer would never make."""

    def made(place: Place) -> bytes:
        info = tarfile.TarInfo(name)
        info.mode = 0o644
        for field, value in about.items():
            setattr(info, field, value)
        info.size = len(content)
        stream = io.BytesIO(info.tobuf(tarfile.USTAR_FORMAT, "utf-8") + content + bytes(-len(content) % 512))
        return stream.getvalue() + packed(place.good)

    return made


TAMPERED: dict[str, tuple[Callable[[Place], bytes], str]] = {
    "a file altered": (_with({"data/record.yml": b"entries: [x]\n"}), f"-c {MANIFEST}"),
    "a text altered": (_with({"data/texts/POL-CHG.md": TEXT + b"\n"}), f"-c {MANIFEST}"),
    "a file added": (_with({"data/new.yml": b""}), "find data"),
    "a file added outside": (_with({"new.yml": b""}), "-path ./data -prune"),
    "a list added": (_with({"manifest-md5.txt": b""}), "-path ./data -prune"),
    "a file taken away": (_without("data/record.yml"), f"-c {MANIFEST}"),
    "the signature taken away": (_without(SIGNATURE), "ssh-keygen"),
    "the timestamp taken away": (_without(TOKEN), "openssl"),
    "a list taken away": (_without(MANIFEST), f"-c {TAG_MANIFEST}"),
    "lists made again": (_again({"record.yml": b"entries: [x]\n"}), "ssh-keygen"),
    "signed by a stranger": (_signed({}, key="stranger"), "ssh-keygen"),
    "signed for something else": (_signed({}, namespace="approval@sms-lint"), "ssh-keygen"),
    "signed again later": (_later, "openssl"),
    "a damaged bundle": (_bundle, "fsckObjects"),
    "a text that was never there": (_signed({"texts/POL-CHG.md": TEXT + b"!\n"}), "hash-object"),
    "a bundle of nothing": (_signed({"repository.bundle": b"# v2 git bundle\n"}), "rev-parse"),
    "a link": (_entry("pack/data/x", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd"), "long.txt"),
    "a pipe": (_entry("pack/data/x", b"", type=tarfile.FIFOTYPE), "long.txt"),
    "a program": (_entry("pack/data/x", mode=0o755), "long.txt"),
    "a way out": (_entry("pack/../../x"), "names.txt"),
    "an absolute path": (_entry("/tmp/sms-lint-x"), "names.txt"),
    "a space in a name": (_entry("pack/data/a b"), "names.txt"),
    "a name twice": (_entry("pack/data/record.yml"), "uniq"),
    "a name in other letters": (_entry("pack/data/Record.yml"), "uniq"),
    "no archive": (lambda _: b"x" * 1000, "tar -tvf"),
}


@pytest.mark.parametrize(("made", "at"), TAMPERED.values(), ids=TAMPERED.keys())
def test_a_tampered_pack_fails_at_a_command(
    made: Callable[[Place], bytes], at: str, place: Place, tmp_path: Path
) -> None:
    passed, line = place.check(made(place), tmp_path)
    assert passed >= 0
    assert at in line
