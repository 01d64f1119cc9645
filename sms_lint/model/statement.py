"""Statements about a text: who states what about which bytes. In-toto statements in one canonical form, signed apart.

The form is that of in-toto's Statement v1: https://github.com/in-toto/attestation.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, cast, get_args

NAMESPACE = "approval@sms-lint"
FOLDER = "records/approvals"
MOST_BYTES = 64 * 1024
_TYPE = "https://in-toto.io/Statement/v1"
_PREDICATE = "urn:sms-lint:approval:1"
# A `review` is an approval that a forge recorded; a `confirmation` is of the control data beside an approved text.
Meaning = Literal["authorship", "approval", "review", "withdrawal", "confirmation"]
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
_SHA256, _BLOB = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_ID = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# In the order of the alphabet, as they are written.
_FIELDS = (
    "branch", "effective", "forge", "id", "made", "meaning", "person", "previous", "repository", "role", "shown",
    "trust", "version",
)  # fmt: skip
# Left out where it is empty: statements about texts that show nothing are as they were before there was such a field.
_OPTIONAL = "shown"


class StatementError(Exception):
    """Why these bytes are no statement, in a sentence."""


@dataclass(frozen=True)
class Statement:
    """What a person states about a text, or a robot about a forge's review (`forge`: where, and by which account).

    `sha256` and `blob` are digests of the text's bytes, `previous` that of the version approved before, empty for
    the first. `effective` is the stated start (ISO 8601), empty where the text states none. `trust` is the digest of
    the trust settings in force when it was made, `made` the moment the signer states (UTC). `shown` is a digest of the
    files that the text shows, empty where it shows none, or the statement is from before these were named.
    """

    meaning: Meaning
    id: str
    version: str
    sha256: str
    blob: str
    person: str
    role: str
    effective: str
    previous: str
    repository: str
    branch: str
    trust: str
    made: str
    forge: str = ""
    shown: str = ""

    @property
    def path(self) -> str:
        """The path where it is kept; its signature is beside it, with `.sig` at the end.

        One version is confirmed again and again, each time with another day in its bytes.
        """
        of = f".{self.sha256[:12]}" if self.meaning == "confirmation" else ""
        return f"{FOLDER}/{self.id}/{self.version}.{self.meaning}.{self.person}{of}.json"

    @property
    def is_attested_confirmation(self) -> bool:
        """Whether a robot states it of what the forge recorded, in place of the owner."""
        return self.meaning == "confirmation" and bool(self.forge)

    @property
    def moment(self) -> datetime:
        """When its signer says it was made."""
        return datetime.fromisoformat(self.made).astimezone(UTC)


def digests(raw: bytes, *, long: bool = False) -> tuple[str, str]:
    """The SHA-256 of a text, and git's own id of it (`long`: in a repository that uses SHA-256)."""
    framed = f"blob {len(raw)}\0".encode() + raw
    own = hashlib.sha256(framed) if long else hashlib.sha1(framed, usedforsecurity=False)
    return hashlib.sha256(raw).hexdigest(), own.hexdigest()


def statement_bytes(statement: Statement) -> bytes:
    """The statement in its canonical form: keys in order, no spaces, UTF-8, a line end at the end."""
    predicate = {name: getattr(statement, name) for name in _FIELDS}
    if not statement.shown:
        del predicate[_OPTIONAL]
    subject = {"digest": {"gitBlob": statement.blob, "sha256": statement.sha256}, "name": statement.id}
    whole = {"_type": _TYPE, "predicate": predicate, "predicateType": _PREDICATE, "subject": [subject]}
    return (json.dumps(whole, separators=(",", ":"), ensure_ascii=False) + "\n").encode()


def read_statement(raw: bytes) -> Statement:
    """Read a statement from bytes. Raises StatementError where they are something else, or in another form."""
    if len(raw) > MOST_BYTES:
        raise StatementError("the file is too large for a statement")
    try:
        whole = json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise StatementError("the file is not JSON in UTF-8, or it is cut off") from None
    statement = _statement(whole)
    if statement_bytes(statement) != raw:
        raise StatementError(
            "the file is not in the only allowed form: it has a key twice, spaces or another order"
        )
    return statement


def _statement(whole: Any) -> Statement:
    _exactly(whole, ("_type", "predicate", "predicateType", "subject"), "the statement")
    if whole["_type"] != _TYPE or whole["predicateType"] != _PREDICATE:
        raise StatementError("this is a statement of another type, or of a newer version of this program")
    subjects = whole["subject"]
    if not isinstance(subjects, list) or len(subjects) != 1:
        raise StatementError("a statement is about one text")
    subject = subjects[0]
    _exactly(subject, ("digest", "name"), "its subject")
    _exactly(subject["digest"], ("gitBlob", "sha256"), "its digest")
    predicate = whole["predicate"]
    named = isinstance(predicate, dict) and _OPTIONAL in predicate
    _exactly(predicate, tuple(name for name in _FIELDS if named or name != _OPTIONAL), "its predicate")
    texts = {
        _OPTIONAL: "",
        **predicate,
        "sha256": subject["digest"]["sha256"],
        "blob": subject["digest"]["gitBlob"],
    }
    if wrong := [name for name, value in texts.items() if not isinstance(value, str) or not _plain(value)]:
        raise StatementError(f"`{wrong[0]}` is not plain text")
    if subject["name"] != texts["id"]:
        raise StatementError("its subject and its id differ")
    for name, form, empty in _FORMS:
        if not form.fullmatch(texts[name]) and not (empty and not texts[name]):
            raise StatementError(f"`{name}` does not have the expected form: `{texts[name][:80]}`")
    try:
        date.fromisoformat(texts["effective"] or texts["made"][:10])
        datetime.fromisoformat(texts["made"])
    except ValueError:
        raise StatementError("it names a day that does not exist") from None
    if texts["meaning"] not in MEANINGS:
        raise StatementError(f"`{texts['meaning'][:80]}` is not a known meaning")
    return Statement(**cast(dict[str, Any], texts))


_FORMS = (
    ("id", _ID, False), ("sha256", _SHA256, False), ("blob", _BLOB, False), ("person", _ID, False),
    ("version", re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?"), False), ("made", _TIME, False),
    ("effective", _DAY, True), ("previous", _SHA256, True), ("trust", _SHA256, False), ("shown", _SHA256, True),
    ("role", re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"), True),
)  # fmt: skip


def _plain(value: str) -> bool:
    return len(value) <= 1000 and value.isprintable()


def _exactly(value: object, names: tuple[str, ...], what: str) -> None:
    if not isinstance(value, dict):
        raise StatementError(f"{what} is not a group of fields")
    for name in value:
        if name not in names:
            raise StatementError(f"{what} has an unknown field: `{str(name)[:80]}`")
    for name in names:
        if name not in value:
            raise StatementError(f"{what} has no `{name}`")
