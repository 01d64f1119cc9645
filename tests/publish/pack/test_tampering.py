"""Packs that somebody had their hands on, by the thousand: none of them passes."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.publish.pack import SIGNATURE, TOKEN, PackError, bag, read_folder, sealed, verify
from sms_lint.publish.pack.archive import archive, files_of
from tests.publish.pack.making import INFO, OWNER, PAYLOAD, STRANGER, TRUSTED, check_token, pack, token_of

Files = dict[str, bytes]
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SAID = {**INFO, "Timestamp-Token": TOKEN}


def flip(chance: Random, raw: bytes) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ chance.randrange(1, 256)]) + raw[at + 1 :]


def altered(chance: Random, content: bytes) -> bytes:
    way = chance.randrange(4)
    if way == 0 and content:
        return flip(chance, content)
    if way == 1 and content:
        return content[: chance.randrange(len(content))]
    if way == 2 and content:
        at = chance.randrange(len(content))
        return content[:at] + content[at + 1 :]
    return content + chance.randbytes(chance.randrange(1, 5))


def one_of(chance: Random, files: Files) -> str:
    return chance.choice(sorted(files))


def change(chance: Random, files: Files) -> Files:
    name = one_of(chance, files)
    return {**files, name: altered(chance, files[name])}


def delete(chance: Random, files: Files) -> Files:
    gone = one_of(chance, files)
    return {name: raw for name, raw in files.items() if name != gone}


def add(chance: Random, files: Files) -> Files:
    folder = chance.choice(
        ["", "data/", "data/texts/", "other/", "data/texts/POL-CHG/1.0.md/", "../", "/", "DATA/"]
    )
    name = chance.choice(
        ["x", "x.txt", "bagit.TXT", "fetch.txt", "manifest-sha512.txt", "-x", "x y", ".git", "index.md"]
    )
    return {folder + name: chance.randbytes(3), **files}


def swap(chance: Random, files: Files) -> Files:
    first, second = chance.sample(sorted(files), 2)
    return {**files, first: files[second], second: files[first]}


def rename(chance: Random, files: Files) -> Files:
    old = one_of(chance, files)
    new = chance.choice([old.upper(), old + "x", "data/x", "x", old[:-1], "data/texts/y", "./" + old])
    return {(new if name == old else name): raw for name, raw in files.items()}


def again(chance: Random, files: Files) -> Files:
    """Something of the payload is altered, and every list made again; the signature is the old one."""
    payload = {name.removeprefix("data/"): raw for name, raw in files.items() if name.startswith("data/")}
    changed = chance.choice([change, delete, add, swap, rename])(chance, payload)
    try:
        fresh = dict(bag(changed, SAID if TOKEN in files else INFO))
    except SmsError:  # a name that cannot be packed is tried in the old lists
        fresh = {f"data/{name}": raw for name, raw in changed.items()}
    return {**{name: raw for name, raw in files.items() if not name.startswith("data/")}, **fresh}


def by_a_stranger(chance: Random, files: Files) -> Files:
    fresh = again(chance, files)
    signature = STRANGER.sign(fresh[TAG_MANIFEST])
    return {**fresh, SIGNATURE: signature, **({TOKEN: token_of(signature)} if TOKEN in files else {})}


def for_another_purpose(chance: Random, files: Files) -> Files:
    fresh = again(chance, files) if chance.random() < 0.5 else files
    signature = OWNER.sign(
        fresh[TAG_MANIFEST], chance.choice(["approval@sms-lint", "anchor@sms-lint", "git", "file"])
    )
    return {**fresh, SIGNATURE: signature, **({TOKEN: token_of(signature)} if TOKEN in files else {})}


def of_another_pack(chance: Random, files: Files) -> Files:
    other = sealed(bag({**PAYLOAD, "number": chance.randbytes(4)}, INFO), OWNER.sign)
    signature = other[SIGNATURE]
    return {**files, SIGNATURE: signature, **({TOKEN: token_of(signature)} if TOKEN in files else {})}


def lists(chance: Random, files: Files) -> Files:
    """A line of a list is taken out, put elsewhere, or stands twice."""
    name = chance.choice([MANIFEST, TAG_MANIFEST, "bag-info.txt"])
    lines = files[name].splitlines(keepends=True)
    line = lines.pop(chance.randrange(len(lines)))
    if way := chance.randrange(3):
        lines.insert(chance.randrange(len(lines) + 1), line)
        lines += [line] * (way - 1)
    return {**files, name: b"".join(lines)}


def signature_alone(chance: Random, files: Files) -> Files:
    return {**files, SIGNATURE: altered(chance, files[SIGNATURE])}


def signed_by_trusted_key_later(chance: Random, files: Files) -> Files:
    """What the timestamp is there for: the lists are made and signed again, and the old token is kept, or none."""
    if TOKEN not in files:
        return by_a_stranger(chance, files)
    fresh = again(chance, files)
    return {**fresh, SIGNATURE: OWNER.sign(fresh[TAG_MANIFEST])}


WAYS: tuple[Callable[[Random, Files], Files], ...] = (
    change, change, delete, add, swap, rename, again, by_a_stranger, for_another_purpose, of_another_pack, lists,
    signature_alone, signed_by_trusted_key_later,
)  # fmt: skip


def passes(files: Files, *, token: bool) -> bool:
    return verify(files, TRUSTED, check_token if token else None).outcome == "pass"


def read(raw: bytes) -> Files:
    try:
        return dict(files_of(raw))
    except PackError:
        return {}


def test_ten_thousand_packs_that_were_tampered_with_are_refused() -> None:
    tried: Counter[str] = Counter()
    for number in range(100_000 if os.environ.get("SMS_LINT_NIGHTLY") else 10_000):
        chance = Random(number)
        token = number % 2 == 0
        good = pack(token=token)
        way = chance.choice(WAYS)
        bad = way(chance, good)
        if bad == good:
            continue
        assert not passes(bad, token=token), (number, way.__name__)
        tried[way.__name__] += 1
    assert len(tried) == len(set(WAYS))
    assert min(tried.values()) > 400


def test_whatever_is_put_between_two_tampers_they_are_refused() -> None:
    for number in range(1000):
        chance, good = Random(number), pack()
        bad = good
        for _ in range(chance.randrange(2, 4)):
            try:
                bad = chance.choice(WAYS[:6])(chance, bad)
            except (KeyError, ValueError, IndexError):
                break
        assert bad == good or not passes(bad, token=False), number


def test_every_byte_of_an_archive_counts() -> None:
    small = sealed(bag({"a": b"one", "b": b""}, INFO), OWNER.sign)
    raw = b"".join(archive(small))
    assert passes(read(raw), token=False)
    for at in range(len(raw)):
        flipped = raw[:at] + bytes([raw[at] ^ (1 << at % 8)]) + raw[at + 1 :]
        assert not passes(read(flipped), token=False), at


def test_archives_that_are_cut_or_grown_are_refused() -> None:
    raw = b"".join(archive(pack()))
    for number in range(1000):
        chance = Random(number)
        at, other = sorted(chance.sample(range(len(raw)), 2))
        for bad in (
            raw[:at],
            raw[:at] + raw[other:],
            raw[:at] + raw[at:other] * 2 + raw[other:],
            raw + raw[at:other],
        ):
            assert bad == raw or not passes(read(bad), token=False), (number, at, other)


@pytest.mark.parametrize("token", [True, False])
def test_a_folder_in_which_a_file_is_a_link_to_the_same_bytes(tmp_path: Path, token: bool) -> None:
    files = pack(token=token)
    for name, content in files.items():
        (tmp_path / "pack" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pack" / name).write_bytes(content)
    assert passes(dict(read_folder(tmp_path / "pack")), token=token)
    for name, content in files.items():
        path, outside = tmp_path / "pack" / name, tmp_path / "outside"
        outside.write_bytes(content)
        path.unlink()
        path.symlink_to(outside)
        with pytest.raises(PackError, match="is a link"):
            read_folder(tmp_path / "pack")
        path.unlink()
        path.write_bytes(content)
    (tmp_path / "data").symlink_to(tmp_path / "pack" / "data")
    (tmp_path / "pack" / "data").rename(tmp_path / "real")
    (tmp_path / "pack" / "data").symlink_to(tmp_path / "real")
    with pytest.raises(PackError, match="is a link"):
        read_folder(tmp_path / "pack")
