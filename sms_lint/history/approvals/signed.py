"""The statements whose signature holds, and what is wrong with the others."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sms_lint.history.branch import Kept, Trail
from sms_lint.model.statement import NAMESPACE, Statement, StatementError, read_statement
from sms_lint.outside.ssh_signature import Key, SignatureError, signer


@dataclass(frozen=True)
class Signed:
    """A statement that a key has signed; whose key it is, and whether it may, is judged apart."""

    statement: Statement
    key: Key
    path: str
    position: int
    gone: int | None = None


class Broken(NamedTuple):
    """A file that is no signed statement, and why; `unknown` where this program cannot tell."""

    path: str
    why: str
    position: int
    gone: int | None = None
    unknown: bool = False


def day_of(trail: Trail, one: Signed) -> date:
    """The day by which keys are judged: the proven one, else that of the step that brought it, whatever it states.

    What is not committed yet is judged by what it states.
    """
    moment = trail.proven(one.position)
    if moment is None and one.position < len(trail.line):
        moment = trail.moments[one.position]
    return (moment or one.statement.moment).date()


def read_signed(trail: Trail) -> tuple[tuple[Signed, ...], tuple[Broken, ...]]:
    """Every statement that the branch ever kept, and every file that pretends to be one."""
    results = [_read(one) for one in trail.kept]
    return (
        tuple(one for one in results if isinstance(one, Signed)),
        tuple(one for one in results if isinstance(one, Broken)),
    )


def _read(kept: Kept) -> Signed | Broken:
    try:
        statement = _statement(kept)
        key = signer(kept.raw, kept.signature or b"", NAMESPACE)
    except StatementError as error:
        return Broken(kept.path, str(error), kept.position, kept.gone)
    except SignatureError as error:
        return Broken(kept.path, str(error), kept.position, kept.gone, error.unknown)
    return Signed(statement, key, kept.path, kept.position, kept.gone)


def _statement(kept: Kept) -> Statement:
    statement = read_statement(kept.raw)
    if kept.path != statement.path:
        raise StatementError(f"the file belongs at `{statement.path}`")
    if kept.signature is None:
        raise StatementError(f"there is no signature `{kept.path}.sig` beside it")
    return statement
