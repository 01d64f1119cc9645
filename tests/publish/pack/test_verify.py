"""What a verdict says: first on what is in order, then on each thing that is not."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.outside.ssh_signature import read_key, sign
from sms_lint.publish.pack import (
    SIGNATURE,
    TOKEN,
    PackRefused,
    bag,
    read_folder,
    sealed,
    stamped,
    verify,
    write_archive,
)
from sms_lint.publish.pack.archive import files_of
from sms_lint.publish.pack.bag import manifest
from sms_lint.publish.pack.verify import VerificationResult, failed, moment_of
from tests.publish.pack.making import (
    INFO,
    MOMENT,
    OWNER,
    PAYLOAD,
    STRANGER,
    TRUSTED,
    check_token,
    pack,
    token_of,
)


def not_passed(files: dict[str, bytes], **more: object) -> list[VerificationResult]:
    return [step for step in verify(files, TRUSTED).steps if step.outcome != "pass"]


def test_a_signed_pack_passes() -> None:
    verdict = verify(pack(), TRUSTED)
    assert (verdict.outcome, verdict.signer, verdict.moment) == ("pass", "P-0001", None)
    assert [step.outcome for step in verdict.steps] == ["pass"] * 6


def test_a_pack_with_a_timestamp_passes() -> None:
    verdict = verify(pack(token=True), TRUSTED, check_token)
    assert (verdict.outcome, verdict.moment) == ("pass", MOMENT)
    assert verdict.steps[-1].why == "signed at the latest at 2026-12-31 12:00:00 UTC"


def test_a_signature_by_ssh_keygen_passes(tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)

    def by_program(raw: bytes) -> bytes:
        (tmp_path / "message").write_bytes(raw)
        return sign(tmp_path / "message", key, "pack@sms-lint")

    public = read_key((tmp_path / "key.pub").read_text("utf-8"))
    files = sealed(bag(PAYLOAD, INFO), by_program)
    assert verify(files, {"P-0002": (public,)}).outcome == "pass"
    assert verify(files, TRUSTED).outcome == "fail"


def test_without_trusted_keys_it_cannot_be_told() -> None:
    verdict = verify(pack(), {})
    assert verdict.outcome == "cannot tell"
    assert OWNER.public.fingerprint in verdict.steps[-1].why
    assert verify({**pack(), "data/index.md": b""}, {}).outcome == "fail"


def test_a_key_of_two_is_said_to_be_of_both() -> None:
    both = {"P-0002": (OWNER.public,), "P-0001": (STRANGER.public, OWNER.public)}
    assert verify(pack(), both).signer == "P-0001, P-0002"


def test_without_an_authority_the_timestamp_cannot_be_told() -> None:
    assert verify(pack(token=True), TRUSTED).outcome == "cannot tell"


def test_an_authority_asks_for_a_timestamp() -> None:
    assert verify(pack(), TRUSTED, check_token).outcome == "fail"


def test_a_timestamp_that_came_later_counts() -> None:
    signed = pack()
    assert verify(stamped(signed, token_of(signed[SIGNATURE])), TRUSTED, check_token).outcome == "pass"
    assert moment_of(stamped(signed, token_of(signed[SIGNATURE])), check_token) == MOMENT
    assert moment_of(signed, check_token) is None


def test_a_timestamp_that_cannot_be_told() -> None:
    verdict = verify(pack(token=True), TRUSTED, lambda *_: PackRefused("it is of a newer form", unknown=True))
    assert (verdict.outcome, verdict.steps[-1].why) == ("cannot tell", "it is of a newer form")


def test_what_failed_is_worse_than_what_cannot_be_told() -> None:
    assert verify({**pack(token=True), "data/x": b""}, {}).outcome == "fail"


def test_a_trusted_key_that_signs_again_has_no_timestamp() -> None:
    old = pack(token=True)
    new = dict(
        sealed(bag({**PAYLOAD, "index.md": b"# Another\n"}, {**INFO, "Timestamp-Token": TOKEN}), OWNER.sign)
    )
    assert verify({**new, TOKEN: old[TOKEN]}, TRUSTED, check_token).steps[-1].outcome == "fail"
    assert "there is none" in verify(new, TRUSTED, check_token).steps[-1].why
    assert verify(new, TRUSTED).outcome == "fail"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            {"data/index.md": b"# A pack!\n"},
            "`data/index.md` has another digest than the one listed: it was altered",
        ),
        ({"data/new.md": b""}, "`data/new.md` is in the pack, but in no list: it was added"),
        ({"new.md": b""}, "`new.md` does not belong in a pack"),
        (
            {"data/Index.md": b""},
            "the names `data/index.md` and `data/Index.md` are the same on some systems",
        ),
        ({"bagit.txt": b"BagIt-Version: 0.97\n"}, "`bagit.txt` is not that of a pack"),
        (
            {"bag-info.txt": pack()["bag-info.txt"].replace(b"2026-12-31", b"2020-01-01")},
            "`bag-info.txt` has another digest than the one listed",
        ),
        ({"manifest-sha256.txt": b""}, "`manifest-sha256.txt` is cut off, or not in the order of the names"),
        ({"manifest-sha256.txt": b"\xff\n"}, "`manifest-sha256.txt` is damaged"),
        (
            {"manifest-sha256.txt": b"0  x\n"},
            "`manifest-sha256.txt` has a line that is not a digest and a name",
        ),
        (
            {"tagmanifest-sha256.txt": b"0" * 64 + b"  ../x\n"},
            "in `tagmanifest-sha256.txt`: the name '../x' is not",
        ),
        ({SIGNATURE: b""}, "this is not a signature made by `ssh-keygen -Y sign`, or it is cut off"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, bytes], why: str) -> None:
    steps = not_passed({**pack(), **change})
    assert steps
    assert steps[0].outcome == "fail"
    assert steps[0].why.startswith(why)


@pytest.mark.parametrize("name", sorted(pack()))
def test_nothing_may_be_missing(name: str) -> None:
    steps = not_passed({path: raw for path, raw in pack().items() if path != name})
    assert [step for step in steps if step.outcome == "fail"]


def test_a_signature_for_another_purpose_does_not_count() -> None:
    files = sealed(bag(PAYLOAD, INFO), lambda raw: OWNER.sign(raw, "approval@sms-lint"))
    assert "it was made for `approval@sms-lint`" in verify(files, TRUSTED).steps[-1].why


def test_a_stranger_does_not_count() -> None:
    assert "an authority that is not trusted" in verify(pack(by=STRANGER), TRUSTED).steps[-1].why


def test_what_is_no_pack_has_a_verdict_too() -> None:
    assert failed("it is a picture").outcome == "fail"
    assert verify({}, TRUSTED).outcome == "fail"


def test_an_archive_and_its_folder_are_judged_alike(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.tar", pack())
    subprocess.run(["tar", "-xf", "a.tar"], cwd=tmp_path, check=True)
    assert read_folder(tmp_path / "pack") == files_of((tmp_path / "a.tar").read_bytes())


NAMES = st.sampled_from([*sorted(pack(token=True)), "data/x", "x", "../x", "DATA/index.md"])
CONTENTS = st.one_of(st.binary(max_size=200), st.sampled_from(sorted(pack(token=True).values())))


@given(st.dictionaries(NAMES, CONTENTS))
def test_whatever_is_given_there_is_a_verdict(files: dict[str, bytes]) -> None:
    moment_of(files, check_token)
    assert verify(files, TRUSTED, check_token).outcome == ("pass" if files == pack(token=True) else "fail")


@pytest.mark.parametrize("left", [("bagit.txt", "manifest-sha256.txt"), ("bag-info.txt", "bagit.txt"), ()])
def test_the_signed_list_has_to_be_whole(left: tuple[str, ...]) -> None:
    files = pack()
    lines = files["tagmanifest-sha256.txt"].decode().splitlines(keepends=True)
    short = "".join(line for line in lines if line[66:].strip() in left).encode()
    found = verify({**files, "tagmanifest-sha256.txt": short, SIGNATURE: OWNER.sign(short)}, TRUSTED)
    assert found.outcome == "fail"


def test_a_list_stands_in_the_order_of_its_names() -> None:
    files = pack()
    lines = files["manifest-sha256.txt"].decode().splitlines(keepends=True)
    turned = "".join(reversed(lines)).encode()
    tags = {name: files[name] for name in ("bag-info.txt", "bagit.txt")} | {"manifest-sha256.txt": turned}
    listed = manifest(tags)
    bad = {**files, **tags, "tagmanifest-sha256.txt": listed, SIGNATURE: OWNER.sign(listed)}
    assert "not in the order" in verify(bad, TRUSTED).steps[0].why
