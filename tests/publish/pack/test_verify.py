"""What a verdict says: first on what is in order, then on each thing that is not."""

import base64
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.outside.ssh_signature import Key, armoured, read_key, sign
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
from sms_lint.publish.pack.verify import PackVerdict, VerificationResult, failed, moment_of
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

BEGIN, END = b"-----BEGIN SSH SIGNATURE-----", b"-----END SSH SIGNATURE-----"
BRANCH = "it comes from the accepted branch"
SIGNED = "the signature is valid, and the key is trusted"
STAMPED = "the timestamp covers the signature"


def last_step(verdict: PackVerdict) -> VerificationResult:
    """What is told of the signature, or of the timestamp where there is one."""
    return verdict.steps[-1]


def not_passed(files: dict[str, bytes], **more: object) -> list[VerificationResult]:
    return [step for step in verify(files, TRUSTED).steps if step.outcome != "pass"]


def test_a_signed_pack_passes() -> None:
    verdict = verify(pack(), TRUSTED)
    assert (verdict.outcome, verdict.signer, verdict.moment) == ("pass", "P-0001", None)
    assert [step.outcome for step in verdict.steps] == ["pass"] * 6
    assert [(step.what, step.why) for step in verdict.steps] == [
        (BRANCH, "It comes from the branch `main`, the accepted branch: the commit is a step of it"),
        ("it is a pack, and its names are in order", ""),
        ("every file is listed, and nothing else", ""),
        ("every file has the digest listed", ""),
        ("the lists have the digests that are signed", ""),
        (SIGNED, f"signed by P-0001 with the key {OWNER.public.fingerprint}"),
    ]


def test_a_pack_with_a_timestamp_passes() -> None:
    verdict = verify(pack(token=True), TRUSTED, check_token)
    assert (verdict.outcome, verdict.moment) == ("pass", MOMENT)
    assert last_step(verdict) == (STAMPED, "pass", "signed at the latest at 2026-12-31 12:00:00 UTC")


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
    assert last_step(verdict) == (
        SIGNED,
        "cannot tell",
        f"the signature holds, by the key {OWNER.public.fingerprint}; no trusted keys were given to compare it with",
    )
    assert verify({**pack(), "data/index.md": b""}, {}).outcome == "fail"


def test_a_key_of_two_is_said_to_be_of_both() -> None:
    both = {"P-0002": (OWNER.public,), "P-0001": (STRANGER.public, OWNER.public)}
    assert verify(pack(), both).signer == "P-0001, P-0002"


def test_without_an_authority_the_timestamp_cannot_be_told() -> None:
    verdict = verify(pack(token=True), TRUSTED)
    assert verdict.outcome == "cannot tell"
    assert last_step(verdict) == (STAMPED, "cannot tell", "the certificate of its authority was not given")
    assert verdict.moment is None


def test_an_authority_asks_for_a_timestamp() -> None:
    verdict = verify(pack(), TRUSTED, check_token)
    assert verdict.outcome == "fail"
    assert last_step(verdict) == (STAMPED, "fail", "the pack has no timestamp")


def test_a_timestamp_over_something_else_fails() -> None:
    verdict = verify(stamped(pack(), b"of another pack"), TRUSTED, check_token)
    assert verdict.outcome == "fail"
    assert last_step(verdict) == (STAMPED, "fail", "it covers something else")


def test_a_timestamp_without_a_signature_covers_nothing() -> None:
    files = {name: raw for name, raw in pack(token=True).items() if name != SIGNATURE}
    assert verify(files, TRUSTED, check_token).steps[-2:] == (
        (SIGNED, "fail", "the pack is not signed"),
        (STAMPED, "fail", "there is no signature that it could cover"),
    )
    assert moment_of(files, check_token) is None


def test_a_key_that_may_not_sign_packs_is_refused_with_the_reason() -> None:
    verdict = verify(pack(), {}, refused={OWNER.public: "it is of P-0001, for approvals"})
    why = f"the key {OWNER.public.fingerprint} may not sign packs: it is of P-0001, for approvals"
    assert last_step(verdict) == (SIGNED, "fail", why)
    assert verdict.signer == ""


def test_without_trusted_keys_a_stranger_beside_refused_ones_fails() -> None:
    verdict = verify(pack(by=STRANGER), {}, refused={OWNER.public: "it is for approvals"})
    assert last_step(verdict).outcome == "fail"


def test_a_signature_of_a_kind_that_is_not_known_cannot_be_told() -> None:
    unknown = OWNER.sign(b"").replace(b"\n", b"")
    blob = base64.b64decode(unknown.removeprefix(BEGIN).removesuffix(END)).replace(
        b"ssh-ed25519", b"ssh-ed25518"
    )
    verdict = verify({**pack(), SIGNATURE: armoured(blob)}, TRUSTED)
    assert last_step(verdict) == (SIGNED, "cannot tell", "keys of the type `ssh-ed25518` cannot be checked")


@pytest.mark.parametrize(
    ("said", "outcome", "why"),
    [
        (
            {"Branch": "draft", "Branch-State": "not the accepted branch", "Branch-Reason": "not on it"},
            "fail",
            (
                "It comes from the branch `draft`, which is NOT the accepted branch `main`: the commit is no step of it. "
                "Nothing in this pack shows what is in force"
            ),
        ),
        (
            {"Branch-State": "cannot tell", "Branch-Reason": "remotes differ"},
            "cannot tell",
            (
                "It comes from the branch `main`. It cannot be told whether that is the accepted branch `main`: one remote "
                "has the commit on it, and another one has not"
            ),
        ),
        ({"Branch-State": "cannot tell"}, "fail", "what the pack says of its branch contradicts itself"),
    ],
)
def test_the_branch_comes_first(said: dict[str, str], outcome: str, why: str) -> None:
    verdict = verify(sealed(bag(PAYLOAD, {**INFO, **said}), OWNER.sign), TRUSTED)
    assert verdict.steps[0] == (BRANCH, outcome, why)
    assert verdict.outcome == outcome


def test_a_pack_that_says_nothing_of_a_branch_cannot_be_told() -> None:
    silent = {name: value for name, value in INFO.items() if "Branch" not in name}
    verdict = verify(sealed(bag(PAYLOAD, silent), OWNER.sign), TRUSTED)
    assert verdict.outcome == "cannot tell"
    assert verdict.steps[0] == (BRANCH, "cannot tell", "the pack does not say from which branch it comes")


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
    missing = (STAMPED, "fail", "the pack says that it has a timestamp, but there is none")
    assert last_step(verify(new, TRUSTED, check_token)) == missing
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
            "`bag-info.txt` has another digest than the one listed: it was altered",
        ),
        ({"manifest-sha256.txt": b""}, "`manifest-sha256.txt` is cut off, or not in the order of the names"),
        ({"manifest-sha256.txt": b"\xff\n"}, "`manifest-sha256.txt` is damaged"),
        (
            {"manifest-sha256.txt": b"0  x\n"},
            "`manifest-sha256.txt` has a line that is not a digest and a name, or a name twice: '0  x'",
        ),
        (
            {"manifest-sha256.txt": 2 * (b"0" * 64 + b"  data/x\n")},
            "`manifest-sha256.txt` has a line that is not a digest and a name, or a name twice: '"
            + "0" * 64
            + "  data/x'",
        ),
        (
            {"manifest-sha256.txt": b"a" * 121 + b"\n"},
            "`manifest-sha256.txt` has a line that is not a digest and a name, or a name twice: '"
            + "a" * 120
            + "'",
        ),
        (
            {"manifest-sha256.txt": pack()["manifest-sha256.txt"][:-1]},
            "`manifest-sha256.txt` is cut off, or not in the order of the names",
        ),
        (
            {"tagmanifest-sha256.txt": pack()["tagmanifest-sha256.txt"].partition(b"\n")[2]},
            "`tagmanifest-sha256.txt` does not list bag-info.txt, bagit.txt, manifest-sha256.txt, and only these",
        ),
        (
            {"manifest-sha256.txt": pack()["manifest-sha256.txt"] + b"f" * 64 + b"  data/x\n"},
            "`data/x` is in `manifest-sha256.txt`, but not in the pack: it was removed, or has another name",
        ),
        (
            {"tagmanifest-sha256.txt": b"0" * 64 + b"  ../x\n"},
            (
                "in `tagmanifest-sha256.txt`: the name '../x' is not allowed: only letters, digits, `.`, `_` and `-`, in "
                "folders divided by `/`; no part may be empty, begin with `-` or end with `.`"
            ),
        ),
        ({SIGNATURE: b""}, "this is not a signature made by `ssh-keygen -Y sign`, or it is cut off"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, bytes], why: str) -> None:
    steps = not_passed({**pack(), **change})
    assert steps
    assert steps[0].outcome == "fail"
    assert steps[0].why == why


@pytest.mark.parametrize("name", sorted(pack()))
def test_nothing_may_be_missing(name: str) -> None:
    steps = not_passed({path: raw for path, raw in pack().items() if path != name})
    assert [step for step in steps if step.outcome == "fail"]
    if "/" not in name and name != SIGNATURE:
        found = f"there is no `{name}`; name the file of the pack, or the folder that contains `{name}`"
        assert [step.why for step in steps] == [found]


def test_a_signature_for_another_purpose_does_not_count() -> None:
    files = sealed(bag(PAYLOAD, INFO), lambda raw: OWNER.sign(raw, "approval@sms-lint"))
    why = "it was made for `approval@sms-lint`, not for `pack@sms-lint`"
    assert last_step(verify(files, TRUSTED)) == (SIGNED, "fail", why)


def test_a_stranger_does_not_count() -> None:
    why = f"it is signed with the key {STRANGER.public.fingerprint}, which is not among those trusted"
    assert last_step(verify(pack(by=STRANGER), TRUSTED)) == (SIGNED, "fail", why)


@pytest.mark.parametrize(
    ("files", "trusted"),
    [
        (pack(), {}),
        (pack(by=STRANGER), TRUSTED),
        ({**pack(), SIGNATURE: b""}, TRUSTED),
        ({name: raw for name, raw in pack().items() if name != SIGNATURE}, TRUSTED),
    ],
    ids=["no trusted keys", "a stranger", "no signature", "not signed"],
)
def test_nobody_signed_it_who_is_not_shown_to_have(
    files: dict[str, bytes], trusted: dict[str, tuple[Key, ...]]
) -> None:
    assert verify(files, trusted).signer == ""


def test_what_is_no_pack_has_a_verdict_too() -> None:
    assert failed("it is a picture").outcome == "fail"
    assert (failed("it is a picture").signer, failed("it is a picture").moment) == ("", None)
    assert failed("it is a picture").steps == (
        ("it is a pack, and its names are in order", "fail", "it is a picture"),
    )
    assert PackVerdict(()).outcome == "fail"
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
    assert [step.why for step in verify(bad, TRUSTED).steps] == [
        "`manifest-sha256.txt` is cut off, or not in the order of the names"
    ]
