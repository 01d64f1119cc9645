"""Signatures checked in process, held against `ssh-keygen -Y verify` itself."""

import base64
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.outside.ssh_signature import Key, SignatureError, armoured, key_in, read_key, sign, signer
from tests import ssh_keys

MESSAGE, NAMESPACE = b"the text\n", "approval@sms-lint"
TYPES = {"ed25519": (), "rsa": ("-b", "2048"), "ecdsa": ("-b", "256"), "ecdsa-521": ("-b", "521")}


class Made:
    """A key of a type, and a signature of the message with it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.key = folder / name
        type_ = name.partition("-")[0]
        subprocess.run(
            ["ssh-keygen", "-q", "-t", type_, *TYPES[name], "-N", "", "-C", "", "-f", str(self.key)],
            check=True,
        )
        (folder / "message").write_bytes(MESSAGE)
        self.signature = sign(folder / "message", self.key, NAMESPACE)
        self.public = read_key(self.key.with_name(f"{name}.pub").read_text("utf-8"))
        self.signers = folder / f"{name}.signers"
        self.signers.write_text(f"P-001 {self.public.line}\n", "utf-8")

    def openssh_agrees(self, signature: bytes, message: bytes = MESSAGE) -> bool:
        """What `ssh-keygen -Y verify` says."""
        path = self.key.with_name("tried.sig")
        path.write_bytes(signature)
        command = [
            "ssh-keygen",
            "-Y",
            "verify",
            "-f",
            str(self.signers),
            "-I",
            "P-001",
            "-n",
            NAMESPACE,
            "-s",
            str(path),
        ]
        return subprocess.run(command, input=message, capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module", params=TYPES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("keys"), str(request.param))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("keys"), "ed25519")


def holds(signature: bytes, message: bytes = MESSAGE, namespace: str = NAMESPACE) -> bool:
    try:
        signer(message, signature, namespace)
    except SignatureError:
        return False
    return True


def test_a_signature_of_each_type_of_key_holds(made: Made) -> None:
    found = signer(MESSAGE, made.signature, NAMESPACE)
    assert found == made.public
    assert made.openssh_agrees(made.signature)
    told = subprocess.run(
        ["ssh-keygen", "-l", "-f", str(made.key)], capture_output=True, text=True, check=True
    ).stdout
    assert found.fingerprint in told
    assert key_in(made.signature.rstrip()) == made.public


def test_another_message_or_namespace_does_not(made: Made) -> None:
    assert not holds(made.signature, MESSAGE + b" ")
    assert not holds(made.signature, namespace="git")
    with pytest.raises(SignatureError, match="made for `approval@sms-lint`, not for `git`"):
        signer(MESSAGE, made.signature, "git")


def test_no_byte_can_be_changed(made: Made) -> None:
    for at in range(len(made.signature)):
        changed = bytearray(made.signature)
        changed[at] ^= 1 << (at % 8)
        assert not holds(bytes(changed)), at


def test_it_is_never_more_lenient_than_openssh(plain: Made) -> None:
    blob = base64.b64decode(b"".join(plain.signature.splitlines()[1:-1]))
    for at in range(0, len(blob), 3):
        changed = bytearray(blob)
        changed[at] ^= 0x80
        signature = armoured(bytes(changed))
        assert not holds(signature) or plain.openssh_agrees(signature), at


@pytest.mark.parametrize("cut", [0, 1, 40, 100, 200, -1, -2, -40])
def test_a_signature_that_is_cut_off(plain: Made, cut: int) -> None:
    assert not holds(plain.signature[:cut])


@pytest.mark.parametrize("more", [b"\n", b" ", b"x", b"-----BEGIN SSH SIGNATURE-----\n"])
def test_a_signature_with_something_added(plain: Made, more: bytes) -> None:
    assert not holds(plain.signature + more)
    assert not holds(more + plain.signature)
    assert not holds(plain.signature.replace(b"\n", b"\r\n"))


@given(st.binary(max_size=300))
def test_anything_else_is_a_sentence(raw: bytes) -> None:
    for signature in (raw, armoured(raw), armoured(b"SSHSIG" + raw), armoured(b"SSHSIG\0\0\0\1" + raw)):
        with pytest.raises(SignatureError):
            signer(MESSAGE, signature, NAMESPACE)


def _string(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value


def test_a_type_of_key_that_is_not_known_cannot_be_told() -> None:
    fields = (_string(b"ssh-dss"), NAMESPACE.encode(), b"", b"sha512", _string(b"ssh-dss") + _string(b"x"))
    blob = b"SSHSIG\0\0\0\1" + b"".join(map(_string, fields))
    with pytest.raises(SignatureError) as caught:
        signer(MESSAGE, armoured(blob), NAMESPACE)
    assert caught.value.unknown


@pytest.mark.parametrize(
    "line", ["", "ssh-ed25519", "ssh-ed25519 !!", "ssh-rsa AAAAC3NzaC1lZDI1NTE5", "x" * 100]
)
def test_what_is_no_public_key(line: str) -> None:
    with pytest.raises(SignatureError):
        read_key(line)


def test_a_key_is_read_back_from_its_line(made: Made) -> None:
    assert read_key(made.public.line + " with a comment") == made.public
    assert isinstance(made.public, Key)


def test_a_key_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(b"x")
    with pytest.raises(SmsError, match="there is no key"):
        sign(tmp_path / "m", tmp_path / "none", NAMESPACE)


def test_a_file_that_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(b"x")
    (tmp_path / "key").write_text("no key\n", "utf-8")
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(SmsError, match="`ssh-keygen` did not sign"):
        sign(tmp_path / "m", tmp_path / "key", NAMESPACE)


def test_openssh_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain: Made) -> None:
    (tmp_path / "m").write_bytes(b"x")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SmsError, match="install OpenSSH"):
        sign(tmp_path / "m", plain.key, NAMESPACE)
    assert holds(plain.signature), "checking needs no program"


# What is said, word for word.


def told(line: str) -> str:
    with pytest.raises(SignatureError) as caught:
        read_key(line)
    return str(caught.value)


def test_what_is_said_of_keys() -> None:
    blob = base64.b64encode(b"\x00\x00\x00\x0bssh-ed25519" + b"x" * 36).decode()
    assert read_key(f"ssh-ed25519 {blob} somebody's laptop").type == "ssh-ed25519"
    assert (
        told("ssh-ed25519") == "this is not a public key: that is a type and a long word, as in a `.pub` file"
    )
    assert told("ssh-ed25519 AAAA") == "this is not a public key: its long word is not complete"
    assert (
        told(f"ssh-ed25519 {blob[:4]}*{blob[4:]}")
        == "this is not a public key: its long word is not complete"
    )
    assert told(f"ssh-rsa {blob}") == "the public key has another type than `ssh-rsa`"


def test_a_fingerprint_has_no_filling() -> None:
    key = Key("ssh-ed25519", b"")
    assert key.fingerprint == "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"


def test_a_key_that_a_signature_names(plain: Made) -> None:
    assert key_in(plain.signature) == plain.public
    assert key_in(plain.signature.rstrip(b"\n")) == plain.public
    assert key_in(plain.signature + b"\n") == plain.public
    assert key_in(b"\n" + plain.signature) is None
    assert key_in(b"-----BEGIN PGP SIGNATURE-----\n") is None
    assert key_in(plain.signature[:-60]) is None


def refused_to_sign(message: Path, key: Path) -> str:
    with pytest.raises(SmsError) as caught:
        sign(message, key, NAMESPACE)
    return str(caught.value)


def test_what_is_said_where_nothing_is_signed(
    plain: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, key = plain.key.with_name("message"), tmp_path / "key"
    assert refused_to_sign(message, key) == f"there is no key {key}; name the file of your SSH key with --key"
    key.write_text("no key at all\n", "utf-8")
    key.chmod(0o600)
    assert refused_to_sign(message, key).startswith(f"`ssh-keygen` did not sign with {key}: ")
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "ssh-keygen"
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    for script, reason in (
        ("exit 1", "it gave no reason"),
        ("exit 0", "it gave no reason"),
        ("echo first >&2; printf 'last \\377\\n' >&2; exit 1", "last \ufffd"),
        ("echo '-----BEGIN SSH SIGNATURE-----'; echo refused >&2; exit 1", "refused"),
    ):
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
        assert refused_to_sign(message, key) == f"`ssh-keygen` did not sign with {key}: {reason}"
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert refused_to_sign(message, key) == "`ssh-keygen` is not installed; install OpenSSH to sign"


def test_keys_and_signatures_of_the_tests_are_those_of_openssh(tmp_path: Path) -> None:
    key, message = tmp_path / "key", tmp_path / "message"
    ssh_keys.make_key(key)
    message.write_bytes(MESSAGE)
    public = subprocess.run(
        ["ssh-keygen", "-y", "-f", key], check=True, capture_output=True, text=True
    ).stdout
    assert public == key.with_name("key.pub").read_text("utf-8")
    assert ssh_keys.sign(MESSAGE, key, NAMESPACE) == sign(message, key, NAMESPACE)
