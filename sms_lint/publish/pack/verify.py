"""Whether a pack is what its signer made: step by step, each passed, failed, or undetermined."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from sms_lint.outside.ssh_signature import Key, SignatureError, signer
from sms_lint.publish.pack.bag import (
    DATA,
    DECLARATION,
    DECLARED,
    INFO,
    MANIFEST,
    NAMESPACE,
    SIGNATURE,
    TAG_MANIFEST,
    TAGS,
    TOKEN,
    TOKEN_LABEL,
    read_info,
)
from sms_lint.publish.pack.names import PackError, name_fault
from sms_lint.publish.pack.packed_branch import STATE, branch_said

PackOutcome = Literal["pass", "fail", "cannot tell"]
_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)")


class VerificationResult(NamedTuple):
    """One question, its outcome, and why."""

    what: str
    outcome: PackOutcome
    why: str = ""


class PackRefused(NamedTuple):
    """Why a timestamp does not count; `unknown` where that cannot be determined."""

    why: str
    unknown: bool = False


# Of some bytes and a token: the moment that it proves.
CheckPackToken = Callable[[bytes, bytes], datetime | PackRefused]


@dataclass(frozen=True)
class PackVerdict:
    """All steps, who signed, and by when that is proven; both empty where they are not known."""

    steps: tuple[VerificationResult, ...]
    signer: str = ""
    moment: datetime | None = None

    @property
    def outcome(self) -> PackOutcome:
        """Passed only where every step is; failed where one is."""
        found = {step.outcome for step in self.steps}
        if "fail" in found or not found:
            return "fail"
        return "cannot tell" if "cannot tell" in found else "pass"


def failed(why: str) -> PackVerdict:
    """The verdict on what is no pack at all."""
    return PackVerdict((VerificationResult("it is a pack, and its names are in order", "fail", why),))


def verify(
    files: Mapping[str, bytes],
    trusted: Mapping[str, tuple[Key, ...]],
    check_token: CheckPackToken | None = None,
    refused: Mapping[Key, str] | None = None,
) -> PackVerdict:
    """Judge a pack by itself. `trusted` are keys by whose they are, from outside of the pack; none: it cannot be told.

    `check_token` judges timestamps by an authority, from outside too; where it is given, there has to be one.
    `refused` are keys that are known and may not sign packs, each with the reason.
    """
    try:
        _in_form(files)
        payload = {name: raw for name, raw in files.items() if name.startswith(DATA)}
        listed = _read_manifest(files[MANIFEST], MANIFEST)
        tags = _read_manifest(files[TAG_MANIFEST], TAG_MANIFEST)
    except PackError as error:
        return failed(str(error))
    steps = [
        _branch(files),
        VerificationResult("it is a pack, and its names are in order", "pass"),
        _step("every file is listed, and nothing else", _unlisted(payload, listed, tags)),
        _step("every file has the digest listed", _altered(files, listed)),
        _step("the lists have the digests that are signed", _altered(files, tags)),
    ]
    signature, who = _signature(files, trusted, refused or {})
    token, moment = _timestamp(files, check_token)
    return PackVerdict((*steps, signature, *token), who, moment)


def _branch(files: Mapping[str, bytes]) -> VerificationResult:
    what, found = "it comes from the accepted branch", branch_said(read_info(files))
    if isinstance(found, str):
        return VerificationResult(what, "cannot tell" if STATE not in read_info(files) else "fail", found)
    outcome: Mapping[str, PackOutcome] = {"accepted": "pass", "cannot tell": "cannot tell"}
    return VerificationResult(what, outcome.get(found.state, "fail"), found.sentence.removesuffix("."))


def moment_of(files: Mapping[str, bytes], check_token: CheckPackToken | None) -> datetime | None:
    """The moment that the timestamp over the signature proves; None where none does."""
    return _timestamp(files, check_token)[1]


def _in_form(files: Mapping[str, bytes]) -> None:
    if fault := name_fault(files):
        raise PackError(fault)
    for name in (*TAGS, TAG_MANIFEST):
        if name not in files:
            raise PackError(
                f"there is no `{name}`; name the file of the pack, or the folder that contains `{name}`"
            )
    if files[DECLARATION] != DECLARED:
        raise PackError(f"`{DECLARATION}` is not that of a pack")
    known = {*TAGS, TAG_MANIFEST, SIGNATURE, TOKEN}
    for name in files:
        if name not in known and not name.startswith(DATA):
            raise PackError(f"`{name}` does not belong in a pack")


def _read_manifest(raw: bytes, name: str) -> Mapping[str, str]:
    """The digests by names. Raises PackError where it is not in the one form that is written."""
    found: dict[str, str] = {}
    try:
        text = raw.decode("ascii")
    except UnicodeDecodeError:
        raise PackError(f"`{name}` is damaged") from None
    for line in text.split("\n")[:-1]:
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found:
            raise PackError(
                f"`{name}` has a line that is not a digest and a name, or a name twice: {line[:120]!a}"
            )
        found[match[2]] = match[1]
    if not text.endswith("\n") or list(found) != sorted(found):
        raise PackError(f"`{name}` is cut off, or not in the order of the names")
    if fault := name_fault(found):
        raise PackError(f"in `{name}`: {fault}")
    return found


def _step(what: str, faults: Iterator[str]) -> VerificationResult:
    first = next(faults, None)
    return VerificationResult(what, "pass") if first is None else VerificationResult(what, "fail", first)


def _unlisted(
    payload: Mapping[str, bytes], listed: Mapping[str, str], tags: Mapping[str, str]
) -> Iterator[str]:
    for name in sorted(payload.keys() - listed.keys()):
        yield f"`{name}` is in the pack, but in no list: it was added"
    for name in sorted(listed.keys() - payload.keys()):
        yield f"`{name}` is in `{MANIFEST}`, but not in the pack: it was removed, or has another name"
    if tuple(tags) != TAGS:
        yield f"`{TAG_MANIFEST}` does not list {', '.join(TAGS)}, and only these"


def _altered(files: Mapping[str, bytes], listed: Mapping[str, str]) -> Iterator[str]:
    for name, digest in listed.items():
        if name in files and hashlib.sha256(files[name]).hexdigest() != digest:
            yield f"`{name}` has another digest than the one listed: it was altered"


def _signature(
    files: Mapping[str, bytes], trusted: Mapping[str, tuple[Key, ...]], refused: Mapping[Key, str]
) -> tuple[VerificationResult, str]:
    what = "the signature is valid, and the key is trusted"
    raw = files.get(SIGNATURE)
    if raw is None:
        return VerificationResult(what, "fail", "the pack is not signed"), ""
    try:
        key = signer(files[TAG_MANIFEST], raw, NAMESPACE)
    except SignatureError as error:
        return VerificationResult(what, "cannot tell" if error.unknown else "fail", str(error)), ""
    whose = ", ".join(sorted(who for who, keys in trusted.items() if key in keys))
    if whose:
        return VerificationResult(what, "pass", f"signed by {whose} with the key {key.fingerprint}"), whose
    if why := refused.get(key):
        return VerificationResult(what, "fail", f"the key {key.fingerprint} may not sign packs: {why}"), ""
    if not trusted and not refused:
        why = f"the signature holds, by the key {key.fingerprint}; no trusted keys were given to compare it with"
        return VerificationResult(what, "cannot tell", why), ""
    return VerificationResult(
        what, "fail", f"it is signed with the key {key.fingerprint}, which is not among those trusted"
    ), ""


def _timestamp(
    files: Mapping[str, bytes], check_token: CheckPackToken | None
) -> tuple[tuple[VerificationResult, ...], datetime | None]:
    what = "the timestamp covers the signature"
    token, signature = files.get(TOKEN), files.get(SIGNATURE)
    if token is None:
        if f"\n{TOKEN_LABEL}: ".encode() in b"\n" + files.get(INFO, b""):
            return (
                VerificationResult(what, "fail", "the pack says that it has a timestamp, but there is none"),
            ), None
        if check_token is not None:
            return (VerificationResult(what, "fail", "the pack has no timestamp"),), None
        return (), None
    if signature is None:
        return (VerificationResult(what, "fail", "there is no signature that it could cover"),), None
    if check_token is None:
        why = "the certificate of its authority was not given"
        return (VerificationResult(what, "cannot tell", why),), None
    found = check_token(signature, token)
    if isinstance(found, PackRefused):
        return (VerificationResult(what, "cannot tell" if found.unknown else "fail", found.why),), None
    return (
        VerificationResult(what, "pass", f"signed at the latest at {found:%Y-%m-%d %H:%M:%S} UTC"),
    ), found
