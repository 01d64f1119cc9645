"""The form of a bag, and which names it may hold."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.publish.pack import SIGNATURE, TOKEN, bag, name_fault, sealed, stamped
from tests.publish.pack.making import INFO, PAYLOAD, pack


def test_a_bag_has_what_the_form_asks_for() -> None:
    made = bag({"b.txt": b"two", "a/c.txt": b"one"}, {"Source-Organization": "Example"})
    assert list(made) == [
        "bag-info.txt", "bagit.txt", "data/a/c.txt", "data/b.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt",
    ]  # fmt: skip
    assert made["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert made["bag-info.txt"] == b"Payload-Oxum: 6.2\nSource-Organization: Example\n"
    assert made["manifest-sha256.txt"].splitlines() == [
        b"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed  data/a/c.txt",
        b"3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3  data/b.txt",
    ]


def test_the_order_of_what_is_given_makes_no_difference() -> None:
    turned = bag(dict(reversed(PAYLOAD.items())), dict(reversed(INFO.items())))
    assert list(turned.items()) == list(bag(PAYLOAD, INFO).items())


def test_sha256sum_agrees(tmp_path: Path) -> None:
    for name, content in pack().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    for listed in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--strict", "--quiet", "-c", listed], cwd=tmp_path, check=True)


def test_a_signature_and_a_token_are_added() -> None:
    signed = sealed(bag(PAYLOAD, INFO), lambda raw: b"signature of %d bytes" % len(raw))
    assert signed[SIGNATURE].startswith(b"signature of ")
    assert stamped(signed, b"token")[TOKEN] == b"token"
    with pytest.raises(SmsError, match="is not signed"):
        stamped(bag(PAYLOAD, INFO), b"token")


@pytest.mark.parametrize("name", ["a", "a/b/c.txt", ".a", "a.b-c_d", "A/b", "..a/x", "x" * 100])
def test_names_that_may_be(name: str) -> None:
    assert name_fault([name]) == ""


@pytest.mark.parametrize(
    "name",
    [
        "", "/", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/../b", "a/./b", "...", "a./b", "a.", "-a", "a/-b",
        "a b", "a\nb", "a\\b", "a:b", "a\0b", "é", "e\u0301", "a\u202eb", "\ud800", "C:/a", "~/a?", "a*", "x" * 101,
        "/".join(["x" * 50] * 3), "a\n", "\u212a",
    ],
)  # fmt: skip
def test_names_that_may_not_be(name: str) -> None:
    assert name_fault([name])
    with pytest.raises(SmsError, match="cannot be packed"):
        bag({name: b""}, {})


@pytest.mark.parametrize(
    "names",
    [
        ("a", "A"), ("a/b", "A/b"), ("a/b", "A/c"), ("a", "a/b"), ("A", "a/b"), ("x/y.txt", "x/Y.txt"),
        ("a/b/c", "a/B/d"), ("a/b", "a/b/c/d"),
    ],
)  # fmt: skip
def test_names_that_collide(names: tuple[str, ...]) -> None:
    assert name_fault(names)
    assert name_fault(reversed(names))
    with pytest.raises(SmsError, match="cannot be packed"):
        bag(dict.fromkeys(names, b""), {})


def test_an_empty_bag_is_refused() -> None:
    with pytest.raises(SmsError, match="nothing to pack"):
        bag({}, INFO)


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("A", "x\ny"),
        ("A", "x\rB: z"),
        ("A", ""),
        ("a b", "x"),
        ("A:", "x"),
        ("Payload-Oxum", "1.1"),
        ("A", "\u2028"),
    ],
)
def test_what_is_said_is_one_line(label: str, value: str) -> None:
    with pytest.raises(SmsError, match="cannot be stated"):
        bag(PAYLOAD, {label: value})


@given(st.dictionaries(st.text(max_size=12), st.binary(max_size=20), max_size=6))
def test_whatever_is_given_there_is_a_bag_or_a_reason(payload: dict[str, bytes]) -> None:
    if not payload or name_fault(f"data/{name}" for name in payload):
        with pytest.raises(SmsError, match=r"."):
            bag(payload, {})
    else:
        made = bag(payload, {})
        assert name_fault(made) == ""
        assert {name.removeprefix("data/") for name in made if name.startswith("data/")} == set(payload)
