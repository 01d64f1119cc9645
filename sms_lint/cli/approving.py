"""Commands around approval: signing, and what the signatures prove."""

import argparse
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, as_day, root_argument, root_of, say, tell
from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import read_given, write_file
from sms_lint.translation import on_screen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sms_lint.history.approvals import Approvals
    from sms_lint.model.statement import Meaning
    from sms_lint.outside.git import Repository
    from sms_lint.outside.ssh_signature import Key
    from sms_lint.system.sms import Sms


def approve(options: argparse.Namespace) -> int:
    """Sign a document as its approver, or trust.yml as one of its owners (id TRUST)."""
    return _sign(options, "withdrawal" if options.withdraw else "approval")


def authored(options: argparse.Namespace) -> int:
    """Sign a document as its author."""
    return _sign(options, "authorship")


def confirm(options: argparse.Namespace) -> int:
    """Confirm as its owner that a document was reviewed and needs no change."""
    return _sign(options, "confirmation")


def _sign(options: argparse.Namespace, meaning: "Meaning") -> int:
    from sms_lint.history.approvals.making import statement_on
    from sms_lint.model.statement import NAMESPACE, statement_bytes
    from sms_lint.system.approval_status.signing import before_signing, refuse_what_is_no_document

    root = root_of(options)
    sms, approvals = _judged(root)
    refuse_what_is_no_document(sms, approvals, options.id)
    key = _public_key(options.key)
    statement = statement_on(approvals, options.id, meaning, key, options.role or "", datetime.now(UTC))
    for shown in before_signing(approvals, statement):
        say(shown)
    if not options.yes:
        _ask_whether("Is this the text that you have read, and do you sign it?")
    raw = statement_bytes(statement)
    _write_signed(root, statement.path, raw, options.key, NAMESPACE)
    tell(f"{statement.person} signed {statement.id} {statement.version} ({meaning}).")
    tell(f"Commit {statement.path} and {statement.path}.sig together.")
    return CLEAN


def _ask_whether(question: str) -> None:
    """Go on where somebody says yes. Raises SmsError for any other answer, and where nobody answers."""
    try:
        answer = input(f"{on_screen(question)} [y/N] ")
    except EOFError:
        raise SmsError("nobody answered, so nothing was signed; with --yes there is no question") from None
    if answer.strip().casefold() not in ("y", "yes", on_screen("yes")):
        raise SmsError("nothing was signed")


def _judged(root: Path) -> "tuple[Sms, Approvals]":
    from sms_lint.load import load
    from sms_lint.outside.git import MISSING
    from sms_lint.system.approval_status import approvals_of

    sms = load(root, with_history=True)
    approvals = approvals_of(sms)
    if approvals is None:
        raise SmsError(f"{root} is not a git repository, or has no commit yet, so there is no history")
    if not approvals.branch.commits.complete:
        raise SmsError(f"the clone is shallow, so its history is not known; {MISSING}")
    return sms, approvals


def _public_key(key: Path) -> "Key":
    from sms_lint.outside.ssh_signature import SignatureError, read_key

    public = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
    try:
        return read_key(public.read_text("utf-8"))
    except OSError:
        raise SmsError(
            f"there is no {public}; name your SSH key with --key; its public half has to be beside it"
        ) from None
    except (SignatureError, UnicodeDecodeError) as error:
        raise SmsError(f"{public} cannot be read: {error}") from None


def _write_signed(root: Path, path: str, raw: bytes, key: Path, namespace: str) -> None:
    """Write a statement and its signature, both or neither."""
    from sms_lint.outside.ssh_signature import sign_bytes

    signed = sign_bytes(raw, key, namespace)
    try:
        write_file(root, f"{path}.sig", signed)  # first: a signature without its statement says nothing
        write_file(root, path, raw)
    except OSError as error:
        raise SmsError(f"{error.filename or root / path} cannot be written: {error.strerror}") from None


def capture(options: argparse.Namespace) -> int:
    """Turn the reviews that a forge recorded into statements, signed by a robot."""
    from sms_lint.history.approvals.captured import captured
    from sms_lint.model.statement import NAMESPACE, statement_bytes
    from sms_lint.outside.forge import read_export
    from sms_lint.outside.git import opened

    root = root_of(options)
    raw = read_given(options.export)
    merged = read_export(options.forge, raw)
    _, approvals = _judged(root)
    with opened(root) as repository:
        files_of = partial(_files_of, repository)
        ancestors_of = partial(_ancestors_of, repository)
        key = _public_key(options.key)
        made, unused = captured(approvals, merged, files_of, ancestors_of, key, datetime.now(UTC))
    for statement in made:
        _write_signed(root, statement.path, statement_bytes(statement), options.key, NAMESPACE)
        deed = "confirmed the review of" if statement.meaning == "confirmation" else "approved"
        tell(f"{statement.path}: {statement.person} {deed} {statement.id} {statement.version}")
    for review in unused:
        tell(f"not counted: {review.account}: {review.why}")
    tell(f"change {merged.proposal.number}: {len(made)} statement{'' if len(made) == 1 else 's'} written")
    return CLEAN


def _files_of(repository: "Repository | None", commit: str) -> "Mapping[str, str] | None":
    """Git's ids of the files of a commit; None where the commit is not here."""
    if repository is None or commit not in repository.blobs((commit,)):
        return None
    return {path: blob for path, (_, blob) in repository.tree(commit).items()}


def _ancestors_of(repository: "Repository | None", commit: str) -> frozenset[str]:
    """A commit and all that it builds on; nothing where the commit is not here."""
    if repository is None or commit not in repository.blobs((commit,)):
        return frozenset()
    return frozenset(repository.ancestors(commit))


def awaiting(options: argparse.Namespace) -> int:
    """List the texts on the branch that await an approval or their owner's confirmation, and whose."""
    from sms_lint.system.approval_status.awaited import waiting

    sms, _ = _judged(root_of(options))
    every = [text for text in waiting(sms) if text.commit]
    if options.commits:
        for commit in dict.fromkeys(text.commit for text in every):
            say(commit)
        return CLEAN
    for text in every:
        tell(f"{text.status.named(f'commit {text.commit[:9]}')} {text.words}")
    if not sms.config.approval:
        tell("no document has to be approved: sms.yml does not say so, as in `approval: {policy: E2}`")
    elif not every:
        tell("every text in use is approved as well as the settings ask, and every review is confirmed")
    return CLEAN


def in_force(options: argparse.Namespace) -> int:
    """Say which text of each document was in force on a day, and how that is known."""
    from sms_lint.history.approvals import each_in_force
    from sms_lint.history.approvals import in_force as found_for
    from sms_lint.system.approval_status.report import in_force_lines

    sms, approvals = _judged(root_of(options))
    day = options.on or sms.today
    if options.id and options.id not in approvals.texts:
        raise SmsError(f"there is no document {options.id}, and there never was one on this branch")
    texts = [found_for(approvals, options.id, day)] if options.id else list(each_in_force(approvals, day))
    for line in in_force_lines(approvals, texts, day):
        say(line)
    return CLEAN if all(force.proven for force in texts) else FINDINGS


def history(options: argparse.Namespace) -> int:
    """Print each version of a document or record: who wrote it, who approved it, and what changed."""
    from sms_lint.system.approval_status.report import history_lines

    sms, approvals = _judged(root_of(options))
    node = sms.get(options.id)
    if node is None and options.id not in approvals.texts:
        raise SmsError(f"there is no document or record {options.id}")
    path = node.path if node else approvals.texts[options.id][-1].text.path
    for line in history_lines(sms, approvals, options.id, path):
        say(line)
    return CLEAN


def signing_arguments(command: argparse.ArgumentParser) -> None:
    """What is signed, and with which key."""
    root_argument(command)
    command.add_argument("id", metavar="ID", help="the id of the document, such as POL-CHG")
    command.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        default=Path.home() / ".ssh" / "id_ed25519",
        help="your SSH key, or the `.pub` of one that an agent holds (default: ~/.ssh/id_ed25519)",
    )
    command.add_argument("--role", metavar="ROLE", help="the role in which you sign, where there are several")
    command.add_argument(
        "--yes", action="store_true", help="sign without a question; what is signed is still shown"
    )


def approve_arguments(command: argparse.ArgumentParser) -> None:
    """What is approved."""
    signing_arguments(command)
    command.add_argument("--withdraw", action="store_true", help="withdraw the approval of this text")


def capture_arguments(command: argparse.ArgumentParser) -> None:
    """The export, and the robot's key."""
    from sms_lint.outside.forge import FORGES

    root_argument(command)
    command.add_argument(
        "export", type=Path, metavar="EXPORT", help="the JSON export of the change from the forge"
    )
    command.add_argument("--forge", choices=tuple(FORGES), required=True, help="which forge it is from")
    command.add_argument("--key", type=Path, required=True, metavar="FILE", help="the robot's SSH key")


def awaiting_arguments(command: argparse.ArgumentParser) -> None:
    """In which form."""
    root_argument(command)
    command.add_argument(
        "--commits", action="store_true", help="print nothing but the commits that brought these texts"
    )


def in_force_arguments(command: argparse.ArgumentParser) -> None:
    """Which document, and when."""
    root_argument(command)
    command.add_argument("id", nargs="?", metavar="ID", help="one document (default: all)")
    command.add_argument("--on", type=as_day, metavar="DATE", help="the day (default: today)")


def history_arguments(command: argparse.ArgumentParser) -> None:
    """Of what."""
    root_argument(command)
    command.add_argument("id", metavar="ID", help="the id of a document or record")
