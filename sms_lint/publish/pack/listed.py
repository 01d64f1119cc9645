"""What the printed list has people look at beside the digests: the repository in a pack, its texts, its approvals."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sms_lint.ground.errors import SmsError
from sms_lint.model.statement import NAMESPACE, StatementError, digests, read_statement
from sms_lint.outside.git import bundle_head, stray_objects
from sms_lint.outside.ssh_signature import SignatureError, signer
from sms_lint.publish.pack.bag import DATA
from sms_lint.publish.pack.content import BLOBS, BUNDLE
from sms_lint.publish.pack.signers import read_signers
from sms_lint.publish.pack.verify import VerificationResult

_BLOB_LINE = re.compile(r"([0-9a-f]{40}|[0-9a-f]{64}) (\S+)")
_FIRST_TRUST = re.compile(rf"{DATA}trust/001-[0-9a-f]{{12}}\.yml")
_REGISTER = f"{DATA}in-force.json"


def bundle_result(
    files: Mapping[str, bytes], commit: str, branch: str, repository: Path
) -> VerificationResult:
    """Whether the repository, cloned with every object checked, holds the commit as that branch, and nothing else."""
    what, raw = "the repository in it holds the commit named, and nothing else", files[DATA + BUNDLE]
    if not raw.startswith(bundle_head(commit, branch) + b"PACK"):
        return VerificationResult(what, "fail", "it ends at another commit, or is another branch")
    try:
        strays = stray_objects(repository, commit)
    except SmsError as error:
        return VerificationResult(what, "fail", str(error))
    if strays:
        return VerificationResult(what, "fail", f"{strays:,} objects in it belong to nothing")
    return VerificationResult(what, "pass", f"every object up to {commit[:12]} was checked")


def texts_result(files: Mapping[str, bytes], held: Mapping[str, bytes]) -> VerificationResult:
    """Whether each text is one that the repository holds. `held` are its objects, by git's ids."""
    what = "the texts are those that the repository holds"
    lines = _blob_lines(files)
    if lines is None:
        return VerificationResult(what, "fail", f"`{DATA}{BLOBS}` cannot be read")
    for blob, name in lines.items():
        if held.get(blob) is None or files.get(name) != held[blob]:
            return VerificationResult(
                what, "fail", f"`{name}` is not the object {blob[:12]} of the repository"
            )
    return VerificationResult(what, "pass", f"{len(lines):,} texts were compared")


def blobs_named(files: Mapping[str, bytes]) -> frozenset[str]:
    """Git's ids of the texts that a pack lists."""
    return frozenset(_blob_lines(files) or ())


def _blob_lines(files: Mapping[str, bytes]) -> Mapping[str, str] | None:
    lines = files.get(DATA + BLOBS, b"").decode("utf-8", "replace").splitlines()
    matched = [_BLOB_LINE.fullmatch(line) for line in lines]
    return {match[1]: match[2] for match in matched if match} if all(matched) else None


def approvals_result(files: Mapping[str, bytes]) -> VerificationResult:
    """Whether each approval in the register is signed, for the text in the pack, by a key of its trust settings."""
    what = "each approval in the register is signed by a key of the trust settings in it"
    try:
        faults: list[str] = []
        count = 0
        for text, approval in _approvals(files):
            count += 1
            faults += _approval_faults(files, text, approval)
    except (ValueError, TypeError, KeyError, RecursionError, SmsError):
        return VerificationResult(what, "fail", f"`{_REGISTER}` or what it names cannot be read")
    if faults:
        return VerificationResult(what, "fail", faults[0])
    return VerificationResult(what, "pass", f"{count:,} signatures were checked")


def _approvals(files: Mapping[str, bytes]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for text in json.loads(files[_REGISTER])["texts"]:
        for approval in (*text["approvers"], *text["authors"]):
            yield text, approval


def _approval_faults(
    files: Mapping[str, bytes], text: Mapping[str, Any], approval: Mapping[str, Any]
) -> Iterator[str]:
    path = approval["statement"]
    raw, signature = _kept(files, path), _kept(files, f"{path}.sig")
    if raw is None or signature is None:
        yield f"`{path}` or its signature is not in the pack"
        return
    try:
        statement, key = read_statement(raw), signer(raw, signature, NAMESPACE)
    except (StatementError, SignatureError) as error:
        yield f"`{path}`: {error}"
        return
    if statement.sha256 != digests(files[DATA + text["file"]])[0]:
        yield f"`{path}` is about another text than `{DATA}{text['file']}`"
    if not any(key in keys for signers in _signers(files) for keys in signers.values()):
        yield f"`{path}` is signed by a key that no trust settings in the pack name"


def _kept(files: Mapping[str, bytes], path: str) -> bytes | None:
    """A statement as the pack has it: in its place, under another name, or gone before the end."""
    renamed = json.loads(files.get(f"{DATA}names.json", b"{}"))
    gone = (name for name in files if name.startswith(f"{DATA}gone/") and name.endswith(f"/{path}"))
    names = (f"{DATA}{path}", f"{DATA}{renamed.get(path, '')}", *gone)
    return next((files[name] for name in names if name in files), None)


def _signers(files: Mapping[str, bytes]) -> Iterator[Mapping[str, Any]]:
    for name, raw in files.items():
        if name.startswith(f"{DATA}trust/") and name.endswith(".signers.txt"):
            yield read_signers(raw.decode("utf-8", "replace"), NAMESPACE)


def first_trust(files: Mapping[str, bytes]) -> str:
    """The SHA-256 of the first trust settings in a pack; empty where it has none."""
    first = next((name for name in sorted(files) if _FIRST_TRUST.fullmatch(name)), "")
    return hashlib.sha256(files[first]).hexdigest() if first else ""


def root_result(files: Mapping[str, bytes], named: str) -> VerificationResult:
    """Whether the first trust settings are those that were named in another way."""
    what, found = "the first trust settings are those that were named", first_trust(files)
    if not found:
        return VerificationResult(what, "fail", "there are no trust settings in it")
    return VerificationResult(
        what, "pass" if found == named.casefold() else "fail", f"their SHA-256 is {found}"
    )
