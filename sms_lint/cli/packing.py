"""The command that makes an audit pack, and adds a timestamp to one."""

import argparse
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, as_day, root_argument, root_of, tell
from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import make_parent, read_given, write_given

if TYPE_CHECKING:
    from sms_lint.publish.pack.stages import AuditStage

PackFiles = Mapping[str, bytes]


def pack(options: argparse.Namespace) -> int:
    """Make the audit pack of a period, or for a stage of an audit: one file that anybody can check."""
    if options.token:
        return _add_token(options)
    today, stage = datetime.now(UTC).date(), _stage(options)
    if stage:
        options.last = options.last or today
        options.first = options.first or stage.first_day(options.last)
    if not options.first or not options.last:
        raise SmsError(
            "the period is missing; give it with --from and --to, such as --from 2026-01-01 --to 2026-06-30, or name "
            "the stage of an audit with --stage"
        )
    if options.first > options.last:
        raise SmsError(f"the period ends before it begins: {options.first} to {options.last}")
    if options.last > today:
        raise SmsError(
            f"the period ends on {options.last}, but today is {today} (UTC); it can end today at the latest"
        )
    if (options.authority or options.query) and not options.key:
        raise SmsError("a timestamp covers the signature of a pack; name your key with --key")
    if options.key and not options.key.is_file():
        raise SmsError(f"there is no key {options.key}; name the file of your SSH key with --key")
    return _make(options, stage, today)


def _stage(options: argparse.Namespace) -> "AuditStage | None":
    from sms_lint.publish.pack.stages import audit_stage

    return audit_stage(options.stage) if options.stage else None


def _make(options: argparse.Namespace, stage: "AuditStage | None", today: date) -> int:
    from sms_lint.outside.timestamp.checking import query
    from sms_lint.publish.pack import SIGNATURE, bag, sealed, stamped, write_archive
    from sms_lint.publish.pack.content import info, payload
    from sms_lint.publish.pack.gather import PackPeriod, gather

    root = root_of(options)
    period = PackPeriod(options.first, options.last)
    has_token = bool(options.authority or options.query)
    gathered = gather(root, period, tell, with_repository=not options.without_repository, stage=stage)
    own = version("sms-lint")
    tell("Writing the pack")
    files = bag(payload(gathered, own, has_token=has_token), info(gathered, own, has_token=has_token))
    if options.key:
        files = sealed(files, partial(_signed, options.key))
        _refuse_key(root, files[SIGNATURE], today)
    if options.authority:
        tell(f"Asking {options.authority} for a timestamp")
        files = stamped(files, _answer(options, files[SIGNATURE]))
    about = stage.id if stage else str(period.first)
    target = options.output or root / "build" / f"audit-pack-{about}-{period.last}.tar"
    make_parent(target, root)
    write_archive(target, files, root)
    if options.query:
        write_given(options.query, [query(files[SIGNATURE])], root)
        tell(f"Send {options.query} to an authority; then: sms-lint pack --output {target} --token ANSWER")
    tell(gathered.branch.sentence)
    _report(target, files, ended=period.last < today)
    return CLEAN


def _refuse_key(root: Path, signature: bytes, day: date) -> None:
    """Raise SmsError where the trust settings in force know the key and do not let it sign packs."""
    from sms_lint.cli.pack_keys import trust_of
    from sms_lint.outside.ssh_signature import key_in

    key, trust = key_in(signature), trust_of(root)
    who = trust.by_key(key) if trust and key else None
    if trust is None or key is None:
        return
    if who is None:
        tell(
            f"Nobody in trust.yml has the key {key.fingerprint}: whoever checks the pack needs it in another way."
        )
    elif why := who.why_not(key, day, "pack"):
        raise SmsError(
            f"the key {key.fingerprint} of {who.who} {why}; no pack was written. Sign with a key that is for packs, or "
            "have the owners of trust.yml add `pack` to its purposes"
        )


def _report(target: Path, files: PackFiles, *, ended: bool) -> None:
    from sms_lint.publish.pack import SIGNATURE

    size = sum(map(len, files.values()))
    tell(f"{target}: {len(files):,} files, {size:,} bytes")
    if SIGNATURE not in files:
        tell("It is not signed, so nobody can tell who made it; sign it with --key.")
    if not ended:
        tell("The last day has not ended (UTC): the same command may give another pack later.")


def _signed(key: Path, message: bytes) -> bytes:
    from sms_lint.outside.ssh_signature import sign_bytes
    from sms_lint.publish.pack import NAMESPACE

    return sign_bytes(message, key, NAMESPACE)


def _answer(options: argparse.Namespace, signature: bytes) -> bytes:
    """What the authority answers, put in order and checked."""
    from sms_lint.outside.timestamp.asking import ask
    from sms_lint.outside.timestamp.checking import query

    return _accepted(options, signature, ask(options.authority, query(signature)))


def _accepted(options: argparse.Namespace, signature: bytes, token: bytes) -> bytes:
    """A token in order; said where it cannot be checked yet. Raises SmsError where it does not count."""
    from sms_lint.outside.timestamp import TimestampError, tidied
    from sms_lint.outside.timestamp.checking import check_token

    ordered = token
    try:
        ordered = tidied(token)
        moment = check_token(signature, ordered, certificates_in(options))
    except TimestampError as error:
        if not error.unknown:
            raise SmsError(f"the timestamp does not count: {error}") from None
        tell(f"The timestamp is for this pack; its authority was not checked: {error}.")
        return ordered
    tell(f"Timestamp of {moment:%Y-%m-%d %H:%M:%S} UTC")
    return ordered


def _add_token(options: argparse.Namespace) -> int:
    from sms_lint.publish.pack import SIGNATURE, PackError, read_archive, stamped, write_archive

    if not options.output or options.first or options.last or options.key or options.stage:
        raise SmsError("--token adds a timestamp to a pack that is there: name only that pack, with --output")
    try:
        files = read_archive(options.output)
    except PackError as error:
        raise SmsError(f"{options.output} is not a pack: {error}") from None
    if SIGNATURE not in files:
        raise SmsError(f"{options.output} is not signed, so there is nothing that a timestamp could cover")
    token = _accepted(options, files[SIGNATURE], read_given(options.token))
    write_archive(options.output, stamped(files, token))
    tell(f"{options.output}: the timestamp was added")
    return CLEAN


def certificates_in(options: argparse.Namespace) -> bytes:
    """The certificates that are named, one after the other."""
    return b"\n".join(read_given(path) for path in options.certificates)


def pack_arguments(command: argparse.ArgumentParser) -> None:
    """Which period or stage, where the pack goes, and who signs it."""
    root_argument(command)
    command.add_argument(
        "--from", dest="first", type=as_day, metavar="DATE", help="the first day of the period"
    )
    command.add_argument("--to", dest="last", type=as_day, metavar="DATE", help="the last day of the period")
    command.add_argument(
        "--stage",
        metavar="STAGE",
        help="for a stage of an audit: stage-1, stage-2, surveillance-1, surveillance-2 or recertification; the period "
        "is then that which the stage looks at, and ends today, unless --from and --to say otherwise",
    )
    command.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="the file of the pack (default: build/audit-pack-FROM-TO.tar or build/audit-pack-STAGE-TO.tar below the "
        "root)",
    )
    command.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="sign it with your SSH key, or the `.pub` of one that an agent holds",
    )
    command.add_argument(
        "--without-repository",
        action="store_true",
        help="leave out the repository itself: it contains everything that was ever committed",
    )
    _timestamp_arguments(command)


def _timestamp_arguments(command: argparse.ArgumentParser) -> None:
    """How the pack gets its timestamp."""
    group = command.add_mutually_exclusive_group()
    group.add_argument(
        "--authority", metavar="URL", help="ask the timestamp authority at this address for a token"
    )
    group.add_argument(
        "--query", type=Path, metavar="FILE", help="write the query for an authority, to be sent by hand"
    )
    group.add_argument(
        "--token",
        type=Path,
        metavar="FILE",
        help="add the answer of an authority to the pack named with --output",
    )
    certificates_argument(command)


def certificates_argument(command: argparse.ArgumentParser, *also: str) -> None:
    """The certificates of an authority."""
    command.add_argument(
        "--certificates",
        *also,
        dest="certificates",
        type=Path,
        action="append",
        default=[],
        metavar="PEM",
        help="the certificates of the timestamp authority; may be repeated",
    )
