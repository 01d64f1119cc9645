"""Times the judgement of 10,000 signed statements, beside `ssh-keygen -Y verify`, and prints ratios.

    python -m benchmarks.approvals [--documents 1000] [--versions 10]

Each document has several versions, each with a review that a robot attested: that many statements and signatures, in as
many files, in one repository. All of them are judged.
"""

import argparse
import hashlib
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sms_lint.history.approvals import judge
from sms_lint.load.branch import read_branch
from sms_lint.model.statement import NAMESPACE, Statement, digests, statement_bytes
from sms_lint.outside.git import opened, read_commits
from sms_lint.outside.ssh_signature import Key, armoured, read_key

_TRUST = """version: 1
repository: https://example.invalid/sms
owners: {{people: [P-001]}}
adopted: 2020-01-01
people:
  - {{person: P-001, roles: [{{role: approver, from: 2020-01-01}}], emails: [p-001@example.invalid]}}
  - {{person: P-002, emails: [p-002@example.invalid]}}
robots:
  - {{name: ci, keys: [{{key: {key}, from: 2020-01-01}}]}}
"""
_TEXT = """---
kind: policy
id: POL-{number}
version: "1.{version}"
lifecycle: active
approver: approver
effective: 2026-01-01
---
"""


def string(value: bytes) -> bytes:
    """A field in the wire format of SSH."""
    return len(value).to_bytes(4, "big") + value


def signature(private: Ed25519PrivateKey, public: Key, message: bytes) -> bytes:
    """As `ssh-keygen -Y sign` makes it, in a fraction of its time."""
    fields = (NAMESPACE.encode(), b"", b"sha512")
    signed = b"SSHSIG" + b"".join(map(string, (*fields, hashlib.sha512(message).digest())))
    inner = string(b"ssh-ed25519") + string(private.sign(signed))
    return armoured(b"SSHSIG\0\0\0\1" + b"".join(map(string, (public.blob, *fields, inner))))


def make(folder: Path, documents: int, versions: int, private: Ed25519PrivateKey, public: Key) -> None:
    """Make the repository, in an empty folder."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    stream = b"".join(history(documents, versions, private, public))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream, check=True)


def history(documents: int, versions: int, private: Ed25519PrivateKey, public: Key) -> Iterator[bytes]:
    """What `git fast-import` reads: a commit for each version of ten documents, with its statements."""
    trust = _TRUST.format(key=public.line).encode()
    yield _commit(0, {"trust.yml": trust, "sms.yml": b"organization:\n  name: Example\n"})
    previous: dict[int, str] = {}
    mark = 0
    for version in range(versions):
        for first in range(0, documents, 10):
            mark += 1
            files: dict[str, bytes] = {}
            for number in range(first, min(first + 10, documents)):
                raw = (_TEXT.format(number=number, version=version) + f"Text {version}. " * 60).encode()
                sha256, blob = digests(raw)
                one = Statement(
                    "review", f"POL-{number}", f"1.{version}", sha256, blob, "P-001", "approver", "2026-01-01",
                    previous.get(number, ""), "https://example.invalid/sms", "main", hashlib.sha256(trust).hexdigest(),
                    "2026-01-01T00:00:00Z", "forge",
                )  # fmt: skip
                previous[number] = sha256
                statement = statement_bytes(one)
                files[f"policies/{number}.md"] = raw
                files[one.path] = statement
                files[f"{one.path}.sig"] = signature(private, public, statement)
            yield _commit(mark, files)


def _commit(mark: int, files: dict[str, bytes]) -> bytes:
    who = f"P-002 <p-002@example.invalid> {1_767_225_600 + mark * 60} +0000"
    head = f"commit refs/heads/main\ncommitter {who}\ndata 1\nx\n".encode()
    parts = [
        f"M 100644 inline {path}\ndata {len(raw)}\n".encode() + raw + b"\n" for path, raw in files.items()
    ]
    return head + b"".join(parts)


def main() -> None:
    """Make the repository, and time it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--versions", type=int, default=10)
    options = parser.parse_args()
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"benchmark").digest())
    public = read_key(private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode())
    with TemporaryDirectory() as folder:
        root = Path(folder)
        make(root, options.documents, options.versions, private, public)
        start = time.perf_counter()
        with opened(root) as repository:
            assert repository is not None
            commits = read_commits(repository, ("policies", "records", "trust.yml"))
            branch = read_branch(repository, commits)
        read = time.perf_counter()
        judged = judge(branch)
        done = time.perf_counter()
        approved = sum(one.approved for every in judged.texts.values() for one in every)
        by_openssh = _openssh(root, private, public, 100)
    count = len(judged.signed)
    ours = (done - read) / count
    print(f"{count:,} signed statements on {options.documents:,} documents: {approved:,} texts approved")
    print(f"read {read - start:.2f} s, judged {done - read:.2f} s, in all {done - start:.2f} s")
    print(
        f"a statement {ours * 1000:.2f} ms; `ssh-keygen -Y verify` {by_openssh * 1000:.2f} ms: ratio {ours / by_openssh:.3f}"
    )


def _openssh(root: Path, private: Ed25519PrivateKey, public: Key, count: int) -> float:
    """Seconds for one signature by OpenSSH's own program."""
    (root / "signers").write_text(f"ci {public.line}\n", "utf-8")
    (root / "m.sig").write_bytes(signature(private, public, b"message"))
    command = ["ssh-keygen", "-Y", "verify", "-f", "signers", "-I", "ci", "-n", NAMESPACE, "-s", "m.sig"]
    start = time.perf_counter()
    for _ in range(count):
        subprocess.run(command, cwd=root, input=b"message", capture_output=True, check=True)
    return (time.perf_counter() - start) / count


if __name__ == "__main__":
    main()
