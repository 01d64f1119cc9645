"""Trust settings, signed statements and anchors for random histories; each is made once."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from sms_lint.history.anchors import AnchorEntry
from sms_lint.model.statement import NAMESPACE, Statement, digests, statement_bytes
from tests.history.generated.building import PLAIN, Files
from tests.ssh_keys import make_key, sign

OWNER, STRANGER = "P-0001", "P-0009"


@cache
def _folder() -> Path:
    return Path(mkdtemp(prefix="keys-"))


@cache
def _key(person: str) -> Path:
    path = _folder() / person
    make_key(path)
    return path


@cache
def trust(name: str, version: int, owner: str) -> str:
    """A text of the trust settings that knows its owner alone."""
    public = _key(owner).with_suffix(".pub").read_text("utf-8").strip()
    return (
        f"# {name}\nversion: {version}\nrepository: https://example.invalid/sms\n"
        f"owners: {{people: [{owner}]}}\nadopted: 2020-01-01\n"
        f"people:\n  - person: {owner}\n    keys: [{{key: {public}, from: 2020-01-01}}]\n"
    )


@cache
def _signed(person: str, version: str, text: str) -> tuple[str, str, str]:
    """A statement about a text of the trust settings; without a version, about a policy under these settings."""
    sha256, blob = digests(text.encode())
    made = Statement(
        meaning="approval", id="TRUST", version=version, sha256=sha256, blob=blob, person=person, role="",
        effective="", previous="", repository="https://example.invalid/sms", branch="main", trust="0" * 64,
        made="2026-01-08T10:00:00Z",
    )  # fmt: skip
    if not version:
        made = replace(
            made, id="POL-CHG", version="1.0", role="approver", effective="2026-01-10", trust=sha256
        )
    raw = statement_bytes(made)
    return made.path, raw.decode(), sign(raw, _key(person), NAMESPACE).decode()


def statement(person: str, version: str, text: str) -> Files:
    """The two files of a statement."""
    path, raw, signature = _signed(person, version, text)
    return {path: (PLAIN, raw), f"{path}.sig": (PLAIN, signature)}


@cache
def anchor(number: int, variant: str) -> str:
    """An anchor in the one form that is allowed, for a commit that there is not."""
    previous = "" if number == 1 else "1" * 64
    return AnchorEntry(number, variant * 40, "2" * 64, previous).raw.decode()
