"""The files of statements: where they are, and what is wrong with those that are no statements."""

from typing import NamedTuple

from sms_lint.ground.source import Location, SourceFile, whole
from sms_lint.history.approvals.signed import SignedStatement
from sms_lint.model.statement import FOLDER, statement_bytes
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.sms import Sms

_STATEMENT, _SIGNATURE = ".json", ".sig"


class UnreadableStatement(NamedTuple):
    """A file among the statements that is not one; `unknown` where this program cannot tell."""

    path: str
    why: str
    unknown: bool = False


def unreadable(sms: Sms) -> tuple[UnreadableStatement, ...]:
    """Every file among the statements that cannot be read as one."""
    return sms.once(_unreadable)


def _unreadable(sms: Sms) -> tuple[UnreadableStatement, ...]:
    approvals = approvals_of(sms)
    if approvals is None or not approvals.branch.commits.complete:
        return ()
    there = (broken for broken in approvals.broken if broken.gone is None)
    unreadable_statements = [UnreadableStatement(broken.path, broken.why, broken.unknown) for broken in there]
    certificates = {
        authority.file for adopted in approvals.chain.adopted for authority in adopted.trust.authorities
    }
    for path in sorted(
        path for path in sms.paths if path.startswith(FOLDER + "/") and path not in certificates
    ):
        statement = path.removesuffix(_SIGNATURE)
        if path.endswith(_STATEMENT):
            continue
        if statement != path and statement.endswith(_STATEMENT):
            if statement not in sms.paths:
                unreadable_statements.append(
                    UnreadableStatement(path, f"there is no statement `{statement}` that it signs")
                )
        elif not path.endswith((".md", ".yml", ".yaml")):  # those are read as documents and records
            unreadable_statements.append(
                UnreadableStatement(
                    path, "it is neither a statement (`.json`) nor its signature (`.json.sig`)"
                )
            )
    return tuple(unreadable_statements)


def kept_at(signed: SignedStatement) -> Location:
    """The place that stands for a statement: the one line of its file."""
    return whole(SourceFile(signed.path, statement_bytes(signed.statement).decode()))


def file_at(path: str) -> Location:
    """The place that stands for a file that is no text, or is there no more."""
    return whole(SourceFile(path, ""))


def subject_of(path: str) -> str:
    """The id of what a file should be about, by the folder that it lies in."""
    return (
        path.removeprefix(FOLDER + "/").partition("/")[0] if path.count("/") > FOLDER.count("/") + 1 else ""
    )
