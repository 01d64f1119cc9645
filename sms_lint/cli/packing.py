"""Commands for audit packs: make one, and check one."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, as_day, root_argument, root_of, say
from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import make_parent, read_given, write_given

if TYPE_CHECKING:
    from sms_lint.outside.ssh_signature import Key
    from sms_lint.publish.pack import PackRefused, PackVerdict

PackFiles = Mapping[str, bytes]


def pack(options: argparse.Namespace) -> int:
    """Make the audit pack of a period: one file that anybody can check."""
    if options.token:
        return _add_token(options)
    if not options.first or not options.last:
        raise SmsError(
            "the period is missing; give it with --from and --to, such as --from 2026-01-01 --to 2026-06-30"
        )
    if options.first > options.last:
        raise SmsError(f"the period ends before it begins: {options.first} to {options.last}")
    today = datetime.now(UTC).date()
    if options.last > today:
        raise SmsError(
            f"the period ends on {options.last}, but today is {today} (UTC); it can end today at the latest"
        )
    if (options.authority or options.query) and not options.key:
        raise SmsError("a timestamp covers the signature of a pack; name your key with --key")
    if options.key and not options.key.is_file():
        raise SmsError(f"there is no key {options.key}; name the file of your SSH key with --key")
    return _make(options, ended=options.last < today)


def _make(options: argparse.Namespace, *, ended: bool) -> int:
    from sms_lint.outside.timestamp import query
    from sms_lint.publish.pack import SIGNATURE, bag, sealed, stamped, write_archive
    from sms_lint.publish.pack.content import info, payload
    from sms_lint.publish.pack.gather import PackPeriod, gather

    root = root_of(options)
    period = PackPeriod(options.first, options.last)
    has_token = bool(options.authority or options.query)
    gathered = gather(root, period, say, with_repository=not options.without_repository)
    own = version("sms-lint")
    say("Writing the pack")
    files = bag(payload(gathered, own, has_token=has_token), info(gathered, own, has_token=has_token))
    if options.key:
        files = sealed(files, partial(_signed, options.key))
    if options.authority:
        say(f"Asking {options.authority} for a timestamp")
        files = stamped(files, _answer(options, files[SIGNATURE]))
    target = options.output or root / "build" / f"audit-pack-{period.first}-{period.last}.tar"
    make_parent(target, root)
    write_archive(target, files, root)
    if options.query:
        write_given(options.query, [query(files[SIGNATURE])], root)
        say(f"Send {options.query} to an authority; then: sms-lint pack --output {target} --token ANSWER")
    _report(target, files, ended=ended)
    return CLEAN


def _report(target: Path, files: PackFiles, *, ended: bool) -> None:
    from sms_lint.publish.pack import SIGNATURE

    size = sum(map(len, files.values()))
    say(f"{target}: {len(files):,} files, {size:,} bytes")
    if SIGNATURE not in files:
        say("It is not signed, so nobody can tell who made it; sign it with --key.")
    if not ended:
        say("The last day has not ended (UTC): the same command may give another pack later.")


def _signed(key: Path, message: bytes) -> bytes:
    from sms_lint.outside.ssh_signature import sign_bytes
    from sms_lint.publish.pack import NAMESPACE

    return sign_bytes(message, key, NAMESPACE)


def _answer(options: argparse.Namespace, signature: bytes) -> bytes:
    """What the authority answers, put in order and checked."""
    from sms_lint.outside.timestamp import ask, query

    return _accepted(options, signature, ask(options.authority, query(signature)))


def _accepted(options: argparse.Namespace, signature: bytes, token: bytes) -> bytes:
    """A token in order; said where it cannot be checked yet. Raises SmsError where it does not count."""
    from sms_lint.outside.timestamp import TimestampError, check_token, tidied

    ordered = token
    try:
        ordered = tidied(token)
        moment = check_token(signature, ordered, _certificates(options))
    except TimestampError as error:
        if not error.unknown:
            raise SmsError(f"the timestamp does not count: {error}") from None
        say(f"The timestamp is for this pack; its authority was not checked: {error}.")
        return ordered
    say(f"Timestamp of {moment:%Y-%m-%d %H:%M:%S} UTC")
    return ordered


def _add_token(options: argparse.Namespace) -> int:
    from sms_lint.publish.pack import SIGNATURE, PackError, read_archive, stamped, write_archive

    if not options.output or options.first or options.last or options.key:
        raise SmsError("--token adds a timestamp to a pack that is there: name only that pack, with --output")
    try:
        files = read_archive(options.output)
    except PackError as error:
        raise SmsError(f"{options.output} is not a pack: {error}") from None
    if SIGNATURE not in files:
        raise SmsError(f"{options.output} is not signed, so there is nothing that a timestamp could cover")
    token = _accepted(options, files[SIGNATURE], read_given(options.token))
    write_archive(options.output, stamped(files, token))
    say(f"{options.output}: the timestamp was added")
    return CLEAN


def _certificates(options: argparse.Namespace) -> bytes:
    return b"\n".join(read_given(path) for path in options.certificates)


def verify(options: argparse.Namespace) -> int:
    """Check an audit pack by keys that you bring along; exit code 0 only where every step passes."""
    from sms_lint.publish.pack import PackError, read_archive, read_folder
    from sms_lint.publish.pack import verify as judge
    from sms_lint.publish.pack.verify import failed, moment_of

    try:
        files = (read_folder if options.pack.is_dir() else read_archive)(options.pack)
    except PackError as error:
        return _said(failed(str(error)))
    if options.commands:
        return _print_commands(files)
    check_token = _by(_certificates(options)) if options.certificates else None
    moment = moment_of(files, check_token)
    trusted = _trusted(options, (moment or datetime.now(UTC)).date())
    verdict = judge(files, trusted, check_token)
    if options.rebuild and verdict.outcome != "fail":
        from sms_lint.publish.pack.rebuild import rebuilt

        verdict = replace(verdict, steps=(*verdict.steps, rebuilt(files, version("sms-lint"), say)))
    return _said(verdict)


def _by(certificates: bytes) -> "Callable[[bytes, bytes], datetime | PackRefused]":
    from sms_lint.outside.timestamp import TimestampError, check_token
    from sms_lint.publish.pack import PackRefused

    def check(data: bytes, token: bytes) -> "datetime | PackRefused":
        try:
            return check_token(data, token, certificates)
        except TimestampError as error:
            return PackRefused(str(error), error.unknown)

    return check


def _trusted(options: argparse.Namespace, day: date) -> "Mapping[str, tuple[Key, ...]]":
    """The keys that count on a day: that of the timestamp, or today."""
    from sms_lint.model.trust import read_trust
    from sms_lint.publish.pack.signers import read_signers

    if options.signers:
        return read_signers(read_given(options.signers).decode("utf-8", "replace"))
    if not options.trust:
        return {}
    read = read_trust(read_given(options.trust))
    if read.trust is None:
        what = f": {read.faults[0].message}" if read.faults else ""
        raise SmsError(f"{options.trust} contains no readable trust settings{what}")
    keys = {
        signer.who: tuple(own.key for own in signer.keys if own.valid(day)) for signer in read.trust.everybody
    }
    return {who: every for who, every in keys.items() if every}


def _said(verdict: "PackVerdict") -> int:
    for step in verdict.steps:
        why = f": {step.why}" if step.why else ""
        say(f"{step.outcome.upper() if step.outcome == 'fail' else step.outcome:12} {step.what}{why}")
    by = f", signed by {verdict.signer}" if verdict.signer else ""
    when = (
        f", at the latest on {verdict.moment:%Y-%m-%d}"
        if verdict.moment
        else ", at a time that is not proven"
    )
    say({
        "pass": f"The pack is in order{by}{when}.",
        "fail": "The pack is NOT in order. Do not use it; ask for another one.",
        "cannot tell": "It cannot be determined whether the pack is in order. Do not rely on it yet.",
    }[verdict.outcome])  # fmt: skip
    return CLEAN if verdict.outcome == "pass" else FINDINGS


def _print_commands(files: PackFiles) -> int:
    """The commands for this pack; only whether it has a timestamp, and its commit, are taken from it."""
    from sms_lint.publish.pack import TOKEN
    from sms_lint.publish.pack.content import repository_in
    from sms_lint.publish.pack.instructions import instructions

    say(instructions("Printed by sms-lint", repository_in(files), has_token=TOKEN in files))
    return CLEAN


def pack_arguments(command: argparse.ArgumentParser) -> None:
    """Which period, where the pack goes, and who signs it."""
    root_argument(command)
    command.add_argument(
        "--from", dest="first", type=as_day, metavar="DATE", help="the first day of the period"
    )
    command.add_argument("--to", dest="last", type=as_day, metavar="DATE", help="the last day of the period")
    command.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="the file of the pack (default: build/audit-pack-FROM-TO.tar below the root)",
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
    _certificates_argument(command)


def verify_arguments(command: argparse.ArgumentParser) -> None:
    """Which pack, and by what it is checked."""
    command.add_argument("pack", type=Path, metavar="PACK", help="the file of the pack, or its folder")
    group = command.add_mutually_exclusive_group()
    group.add_argument(
        "--signers",
        type=Path,
        metavar="FILE",
        help="who may sign packs, in the form of ssh-keygen (allowed signers)",
    )
    group.add_argument(
        "--trust",
        type=Path,
        metavar="FILE",
        help="who may sign packs, by a trust.yml that does not come from the pack",
    )
    command.add_argument(
        "--commands", action="store_true", help="print the commands that check this pack without sms-lint"
    )
    command.add_argument(
        "--rebuild", action="store_true", help="build it again from the repository in it, and compare"
    )
    _certificates_argument(command, "--authority")


def _certificates_argument(command: argparse.ArgumentParser, *also: str) -> None:
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
