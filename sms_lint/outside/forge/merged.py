"""A proposal as its forge recorded it, open or merged, and how an export is read."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from sms_lint.ground.errors import SmsError

MOST_BYTES = 16 * 1024 * 1024
_MOST_CHARACTERS = 500
# What follows the address of a repository in that of a proposal.
_NUMBERED = re.compile(r"(https?://.+?)/(?:pulls?|(?:-/)?merge_requests)/([0-9]+)")


def _utc(value: datetime) -> datetime:
    """In UTC; a moment without a zone is taken for UTC."""
    try:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError:
        raise ValueError("there is no such moment") from None


def _plain(value: str) -> str:
    if len(value) > _MOST_CHARACTERS or not value.isprintable():
        raise ValueError("it is longer than any name or address, or holds characters that nobody sees")
    return value


Moment = Annotated[datetime, AfterValidator(_utc)]
# A name, an id or an address: it gets into statements and messages.
Word = Annotated[str, AfterValidator(_plain)]


class Approved(NamedTuple):
    """An approval that counts: by whom (the account), when (UTC), and of which commit."""

    account: str
    at: datetime
    commit: str


class RefusedApproval(NamedTuple):
    """A review that does not count, and why, in a sentence."""

    account: str
    why: str


@dataclass(frozen=True)
class ForgeProposal:
    """A proposed change: its number and address, the branch it is for, its last commit, and the reviews.

    `author` is the account that opened it, empty where that was deleted; `commits` are those that it consists of.
    `contributors` are the accounts that wrote on it; `unknown` are addresses of authors without an account. `numbers`
    are those of the accounts, by their names in small letters.
    """

    forge: str
    number: int
    address: str
    target: str
    head: str
    author: str
    commits: frozenset[str]
    contributors: frozenset[str]
    unknown: tuple[str, ...]
    approved: tuple[Approved, ...]
    refused: tuple[RefusedApproval, ...]
    numbers: Mapping[str, int] = field(default_factory=dict)

    def number_of(self, account: str) -> int | None:
        """The number of an account, as the export has it; None where it has none."""
        return self.numbers.get(account.casefold())

    @property
    def repository(self) -> str:
        """The address of the repository that it is a change of."""
        matched = _NUMBERED.fullmatch(self.address)
        return matched[1] if matched else self.address


@dataclass(frozen=True)
class Merged:
    """A proposal that was merged: when, and the commit by which it came to the branch; empty where that is its own."""

    proposal: ForgeProposal
    merge: str
    at: datetime


class MergeShape(BaseModel):
    """A part of an export: what is not named here is not looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=False, defer_build=True)


S = TypeVar("S", bound=MergeShape)


def read_shape(raw: bytes, model: type[S], what: str) -> S:
    """The export that bytes are. Raises SmsError where they are not."""
    if len(raw) > MOST_BYTES:
        raise SmsError(
            f"the export is larger than {MOST_BYTES // 2**20} MiB, so it is not the export of one change"
        )
    try:
        return model.model_validate(json.loads(raw.decode("utf-8"), object_pairs_hook=_once))
    except UnicodeDecodeError:
        raise SmsError("the export is not written in UTF-8") from None
    except ValidationError as error:
        first = error.errors()[0]
        route = ".".join(map(str, first["loc"])) or "it"
        raise SmsError(
            f"the export does not have the form that {what} writes: {route}: {first['msg'].lower()}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise SmsError(f"the export is not JSON: {error}") from None


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"the key `{name[:80]}` is used twice")
        found[name] = value
    return found


# What brings the workflow that exports every page.
UPGRADE = "let the workflow that `sms-lint upgrade` brings export it"


def last_left_out(head: str, commits: Iterable[str]) -> str:
    """Why an export cannot name everybody who wrote on a change; empty where it holds the last commit."""
    if head in commits:
        return ""
    return "the export lacks the last commit of the change, so nobody can say who wrote it; export every page"


def same(account: str, other: str) -> bool:
    """Whether two accounts are one: forges do not tell capitals apart."""
    return account.casefold() == other.casefold()
