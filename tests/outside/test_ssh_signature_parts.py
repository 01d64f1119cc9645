"""Signatures put together field by field: keys on security tokens, and what is said of each field that is wrong."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sms_lint.outside.ssh_signature import (
    MOST_BYTES,
    SignatureError,
    allowed_signers,
    armoured,
    read_key,
    signer,
)

MESSAGE, NAMESPACE, APPLICATION = b"the text\n", "approval@sms-lint", b"ssh:"
SK_ED25519, SK_ECDSA = b"sk-ssh-ed25519@openssh.com", b"sk-ecdsa-sha2-nistp256@openssh.com"
TOUCHED, COUNTER = b"\x01", b"\x00\x00\x00\x07"
NOT_THESE = "the signature does not belong to these bytes: they were changed, or it is the signature of something else"
MORE = "the signature contains more than it should"
Sign = Callable[[bytes], bytes]


def string(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value


def number(value: int) -> bytes:
    return string(value.to_bytes(value.bit_length() // 8 + 1, "big"))


def signed(namespace: str = NAMESPACE, digest: str = "sha512", message: bytes = MESSAGE) -> bytes:
    """The bytes that a key signs."""
    parts = (namespace.encode(), b"", digest.encode(), hashlib.new(digest, message).digest())
    return b"SSHSIG" + b"".join(map(string, parts))


def made(key: bytes, inner: bytes, **fields: Any) -> bytes:
    """A signature in its text form; `fields` are what differs from a sound one."""
    parts = {"namespace": NAMESPACE.encode(), "reserved": b"", "hash": b"sha512", **fields}
    head = fields.get("head", b"SSHSIG\x00\x00\x00\x01")
    middle = string(key) + string(parts["namespace"]) + string(parts["reserved"]) + string(parts["hash"])
    return armoured(head + middle + string(inner) + fields.get("more", b""))


def why(signature: bytes) -> str:
    with pytest.raises(SignatureError) as caught:
        signer(MESSAGE, signature, NAMESPACE)
    return str(caught.value)


# A plain key.

PLAIN = ed25519.Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
POINT = PLAIN.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
KEY = string(b"ssh-ed25519") + string(POINT)


def inner(data: bytes, algorithm: bytes = b"ssh-ed25519") -> bytes:
    return string(algorithm) + string(PLAIN.sign(data))


def test_a_plain_key_with_either_hash() -> None:
    assert signer(MESSAGE, made(KEY, inner(signed())), NAMESPACE).blob == KEY
    shorter = made(KEY, inner(signed(digest="sha256")), hash=b"sha256")
    assert signer(MESSAGE, shorter, NAMESPACE).type == "ssh-ed25519"


@pytest.mark.parametrize(
    ("signature", "sentence"),
    [
        (made(KEY, inner(signed(message=b"other"))), NOT_THESE),
        (made(KEY, inner(signed()), namespace=b"git"), "it was made for `git`, not for `approval@sms-lint`"),
        (
            made(KEY, inner(signed()), head=b"SSHSIG\x00\x00\x00\x02"),
            "the signature has an unknown form",
        ),
        (
            made(KEY, inner(signed()), head=b"SSHSIX\x00\x00\x00\x01"),
            "the signature has an unknown form",
        ),
        (made(KEY, inner(signed()), reserved=b"x"), MORE),
        (made(KEY, inner(signed()), more=b"x"), MORE),
        (made(KEY, inner(signed()) + b"x"), MORE),
        (made(KEY, inner(signed()), hash=b"sha1"), "the signature names a hash that is not allowed"),
        (made(KEY, inner(signed())[:-1]), "the signature is cut off"),
        (made(KEY[:8], inner(signed())), "the signature is cut off"),
        (made(KEY, b"\x00\x00"), "the signature is cut off"),
        (
            made(KEY, inner(signed(), b"ssh-rsa")),
            "a key of the type `ssh-ed25519` may not sign by `ssh-rsa`",
        ),
        (
            made(string(b"ssh-ed25519") + string(b"short"), inner(signed())),
            "the key in the signature is damaged",
        ),
        (
            made(string(b"ssh-dss") + string(b"x"), inner(signed())),
            "keys of the type `ssh-dss` cannot be checked",
        ),
        (
            made(string(b"ssh-\xff") + string(b"x"), inner(signed())),
            "keys of the type `ssh-\ufffd` cannot be checked",
        ),
        (
            made(KEY, inner(signed()), namespace=b"\xff"),
            "it was made for `\ufffd`, not for `approval@sms-lint`",
        ),
        (
            made(KEY, inner(signed(), b"\xff")),
            "a key of the type `ssh-ed25519` may not sign by `\ufffd`",
        ),
    ],
)
def test_what_is_said_of_a_field(signature: bytes, sentence: str) -> None:
    assert why(signature) == sentence


def test_only_a_type_that_is_not_known_cannot_be_told() -> None:
    for key, unknown in (
        (string(b"ssh-dss") + string(b"x"), True),
        (string(b"ssh-ed25519") + string(b"x"), False),
    ):
        with pytest.raises(SignatureError) as caught:
            signer(MESSAGE, made(key, inner(signed())), NAMESPACE)
        assert caught.value.unknown is unknown


def test_the_text_form() -> None:
    sound = made(KEY, inner(signed()))
    lines = sound.splitlines(keepends=True)
    none = "this is not a signature made by `ssh-keygen -Y sign`, or it is cut off"
    form = "the signature is not in the form that `ssh-keygen` writes"
    assert max(len(line) for line in lines[1:-1]) == 71
    assert why(lines[0] + lines[-1]) == none
    assert why(b"".join(lines[:-1])) == none
    assert why(b"".join(lines[1:])) == none
    assert why(sound.replace(b"\n", b"\r\n")) == form
    assert why(sound[:-1]) == form
    assert why(lines[0] + b"*" + b"".join(lines[1:])) == "the signature is damaged"
    assert why(armoured(b"x" * MOST_BYTES)) == none
    assert why(armoured(b"x")) == "the signature has an unknown form"
    longest = b"x" * (MOST_BYTES * 70 // 71 * 3 // 4 - 100)
    assert len(armoured(longest)) <= MOST_BYTES
    assert why(armoured(longest)) == "the signature has an unknown form"


# RSA and the curves.


@pytest.mark.parametrize(
    ("size", "algorithm", "digest", "sentence"),
    [
        (2048, b"rsa-sha2-256", SHA256(), ""),
        (2048, b"rsa-sha2-512", SHA512(), ""),
        (2048, b"rsa-sha2-256", SHA512(), NOT_THESE),
        (2048, b"ssh-rsa", SHA1(), "a key of the type `ssh-rsa` may not sign by `ssh-rsa`"),
        (1024, b"rsa-sha2-512", SHA512(), "a key of the type `ssh-rsa` may not sign by `rsa-sha2-512`"),
    ],
)
def test_rsa(size: int, algorithm: bytes, digest: HashAlgorithm, sentence: str) -> None:
    key = rsa.generate_private_key(65537, size)
    numbers = key.public_key().public_numbers()
    blob = string(b"ssh-rsa") + number(numbers.e) + number(numbers.n)
    raw = key.sign(signed(), PKCS1v15(), digest)
    signature = made(blob, string(algorithm) + string(raw))
    if sentence:
        assert why(signature) == sentence
    else:
        assert signer(MESSAGE, signature, NAMESPACE).type == "ssh-rsa"


def elliptic(more: bytes = b"", algorithm: bytes = b"ecdsa-sha2-nistp256") -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    blob = string(b"ecdsa-sha2-nistp256") + string(b"nistp256") + string(point)
    first, second = decode_dss_signature(key.sign(signed(), ec.ECDSA(SHA256())))
    return made(blob, string(algorithm) + string(number(first) + number(second) + more))


def test_a_curve() -> None:
    assert signer(MESSAGE, elliptic(), NAMESPACE).type == "ecdsa-sha2-nistp256"
    assert why(elliptic(b"x")) == NOT_THESE
    assert why(elliptic(algorithm=b"ecdsa-sha2-nistp384")) == (
        "a key of the type `ecdsa-sha2-nistp256` may not sign by `ecdsa-sha2-nistp384`"
    )
    key = string(b"ecdsa-sha2-nistp256") + string(b"nistp256")
    assert (
        why(made(key, string(b"ecdsa-sha2-nistp256") + string(b"x"))) == "the key in the signature is damaged"
    )


def test_two_numbers_that_are_cut_off() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    blob = string(b"ecdsa-sha2-nistp256") + string(b"nistp256") + string(point)
    assert why(made(blob, string(b"ecdsa-sha2-nistp256") + string(number(7)))) == NOT_THESE


# Keys on security tokens: they sign the hash of their application, flags and counter, and the hash of the message.


def on_token(
    flags: bytes = TOUCHED,
    counter: bytes = COUNTER,
    *,
    application: bytes = APPLICATION,
    algorithm: bytes = SK_ED25519,
    tail: bytes | None = None,
) -> bytes:
    data = hashlib.sha256(application).digest() + flags + counter + hashlib.sha256(signed()).digest()
    key = string(SK_ED25519) + string(POINT) + string(APPLICATION)
    end = flags + counter if tail is None else tail
    return made(key, string(algorithm) + string(PLAIN.sign(data)) + end)


def test_a_key_on_a_token() -> None:
    found = signer(MESSAGE, on_token(), NAMESPACE)
    assert found.type == SK_ED25519.decode()
    assert signer(MESSAGE, on_token(b"\x05"), NAMESPACE) == found
    assert read_key(found.line) == found


@pytest.mark.parametrize(
    "signature",
    [
        on_token(b"\x00"),
        on_token(b"\x04"),
        on_token(tail=b"\x05" + COUNTER),
        on_token(tail=TOUCHED + b"\x00\x00\x00\x08"),
        on_token(tail=b""),
        on_token(tail=TOUCHED + COUNTER + b"x"),
        on_token(tail=b"x" + TOUCHED + COUNTER),
        on_token(application=b"ssh:other"),
        on_token(algorithm=b"ssh-ed25519"),
        made(string(SK_ED25519) + string(POINT), string(SK_ED25519) + string(b"x" * 64) + TOUCHED + COUNTER),
        made(string(SK_ED25519) + string(b"short") + string(APPLICATION), string(SK_ED25519) + string(b"x" * 64) + TOUCHED + COUNTER),
        made(string(SK_ED25519) + string(POINT) + string(APPLICATION), string(SK_ED25519) + string(b"")),
    ],
)  # fmt: skip
def test_a_key_on_a_token_that_signed_something_else(signature: bytes) -> None:
    assert why(signature) == NOT_THESE


def curve_on_token(
    flags: bytes = TOUCHED, *, algorithm: bytes = SK_ECDSA, application: bytes = APPLICATION
) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    data = hashlib.sha256(application).digest() + flags + COUNTER + hashlib.sha256(signed()).digest()
    first, second = decode_dss_signature(key.sign(data, ec.ECDSA(SHA256())))
    blob = string(SK_ECDSA) + string(b"nistp256") + string(point) + string(APPLICATION)
    return made(blob, string(algorithm) + string(number(first) + number(second)) + flags + COUNTER)


def test_a_curve_on_a_token() -> None:
    assert signer(MESSAGE, curve_on_token(), NAMESPACE).type == SK_ECDSA.decode()
    assert why(curve_on_token(b"\x00")) == NOT_THESE
    assert why(curve_on_token(algorithm=b"ecdsa-sha2-nistp256")) == NOT_THESE
    assert why(curve_on_token(application=b"other")) == NOT_THESE


def test_the_file_of_allowed_signers() -> None:
    first, two = (read_key(f"ssh-ed25519 {line}") for line in (
        "AAAAC3NzaC1lZDI1NTE5AAAAIAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB",
        "AAAAC3NzaC1lZDI1NTE5AAAAIAICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC",
    ))  # fmt: skip
    assert allowed_signers({"P-0002": (two,), "P-0001": (first, two)}, "approval@sms-lint") == (
        f'P-0001 namespaces="approval@sms-lint" {first.line}\n'
        f'P-0001 namespaces="approval@sms-lint" {two.line}\n'
        f'P-0002 namespaces="approval@sms-lint" {two.line}\n'
    )
    assert allowed_signers({}, "approval@sms-lint") == ""
