"""The statements with a valid signature, and what is wrong with the others."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sms_lint.history.branch import Branch, StoredStatement
from sms_lint.model.statement import NAMESPACE, Statement, StatementError, read_statement
from sms_lint.outside.ssh_signature import Key, SignatureError, signer


@dataclass(frozen=True)
class SignedStatement:
    """A statement that a key has signed; whose key it is, and whether it may, is judged apart."""

    statement: Statement
    key: Key
    path: str
    position: int
    gone: int | None = None


class BrokenStatement(NamedTuple):
    """A file that is no signed statement, and why; `unknown` where this program cannot tell."""

    path: str
    why: str
    position: int
    gone: int | None = None
    unknown: bool = False


def day_of(branch: Branch, statement: SignedStatement) -> date:
    """The day by which keys are judged: the proven one, else that of the step that brought it, whatever it states.

    What is not committed yet is judged by what it states.
    """
    moment = branch.proven(statement.position)
    if moment is None and statement.position < len(branch.line):
        moment = branch.moments[statement.position]
    return (moment or statement.statement.moment).date()


def read_signed(branch: Branch) -> tuple[tuple[SignedStatement, ...], tuple[BrokenStatement, ...]]:
    """Every signed statement that the branch ever kept, and every file that claims to be one but is not."""
    results = [_read(statement) for statement in branch.stored_statements]
    return (
        tuple(result for result in results if isinstance(result, SignedStatement)),
        tuple(result for result in results if isinstance(result, BrokenStatement)),
    )


def _read(kept: StoredStatement) -> SignedStatement | BrokenStatement:
    try:
        statement = _statement(kept)
        key = signer(kept.raw, kept.signature or b"", NAMESPACE)
    except StatementError as error:
        return BrokenStatement(kept.path, str(error), kept.position, kept.gone)
    except SignatureError as error:
        return BrokenStatement(kept.path, str(error), kept.position, kept.gone, error.unknown)
    return SignedStatement(statement, key, kept.path, kept.position, kept.gone)


def _statement(kept: StoredStatement) -> Statement:
    statement = read_statement(kept.raw)
    if kept.path != statement.path:
        raise StatementError(f"the file belongs at `{statement.path}`")
    if kept.signature is None:
        raise StatementError(f"there is no signature `{kept.path}.sig` beside it")
    return statement
