"""Sign the documents of the example with keys that everybody can make: `python -m tooling.example_approvals`.

The persons of the example are invented, so their keys prove nothing: each is derived from the person's id. With
`--keys` the public keys are printed, for trust.yml.
"""

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from sms_lint.history.approvals import Approvals
from sms_lint.history.approvals.making import statement_on
from sms_lint.history.branch import TRUST_ID
from sms_lint.load import load
from sms_lint.model.node import Document
from sms_lint.model.statement import NAMESPACE, Statement, statement_bytes
from sms_lint.outside.ssh_signature import Key, read_key, sign
from sms_lint.system.approval_status import approvals_of, needed_level
from sms_lint.system.sms import Sms

TOP = Path(__file__).resolve().parents[1]
ROBOT = "forge-gateway"


def example_key(name: str) -> Ed25519PrivateKey:
    """The key of somebody in the example: known to everybody."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"example key of {name}".encode()).digest())


def public_key(name: str) -> Key:
    """Its public half."""
    raw = example_key(name).public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    return read_key(raw.decode())


def missing(sms: Sms, approvals: Approvals, now: datetime) -> Iterator[tuple[Statement, str]]:
    """What has to be signed until every document reaches its level, and by whom."""
    trusts = approvals.branch.trusts
    adopted = approvals.chain.adopted
    if trusts and adopted and trusts[-1].read.digest != adopted[-1].digest:
        for owner in adopted[-1].trust.owners.people:
            yield statement_on(approvals, TRUST_ID, "approval", public_key(owner), "", now), owner
        return  # the documents are signed under the new settings, once these count
    for document in sms.documents:
        judged = approvals.latest(document.id)
        needed = needed_level(sms, document.kind)
        if document.lifecycle == "active" and judged is not None and judged.level < needed:
            yield from _for(sms, approvals, document, now)


def _for(
    sms: Sms, approvals: Approvals, document: Document, now: datetime
) -> Iterator[tuple[Statement, str]]:
    approver = sms.holders[document.approver][0]
    approval = statement_on(approvals, document.id, "approval", public_key(approver), "", now)
    if needed_level(sms, document.kind) == 1:
        repository = approval.repository
        yield replace(approval, meaning="review", forge=f"{repository}, a review by {approver}"), ROBOT
        return
    author = next(person for person in sms.holders[document.owner] if person != approver)
    yield statement_on(approvals, document.id, "authorship", public_key(author), document.owner, now), author
    yield approval, approver


def main() -> int:
    """Write what is missing."""
    sms = load(TOP, with_history=True)
    if "--keys" in sys.argv:
        for name in sys.argv[2:]:
            print(name, public_key(name).line)
        return 0
    approvals = approvals_of(sms)
    if approvals is None:
        print("this is not a git repository")
        return 1
    made = list(missing(sms, approvals, datetime.now(UTC)))
    with TemporaryDirectory() as folder:
        for statement, signer in made:
            key = Path(folder) / signer
            private = example_key(signer).private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
            key.write_bytes(private)
            key.chmod(0o600)
            key.with_name(f"{signer}.pub").write_text(public_key(signer).line, "utf-8")
            target = TOP / statement.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(statement_bytes(statement))
            target.with_name(f"{target.name}.sig").write_bytes(sign(target, key, NAMESPACE))
    print(f"{len(made)} statements written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
