"""The command that checks an audit pack."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, say, tell
from sms_lint.cli.packing import certificates_argument, certificates_in
from sms_lint.outside.disk import read_given
from sms_lint.translation import on_screen

if TYPE_CHECKING:
    from sms_lint.cli.pack_keys import PackKeys
    from sms_lint.publish.pack import PackRefused, PackVerdict

PackFiles = Mapping[str, bytes]


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
    check_token = _by(certificates_in(options)) if options.certificates else None
    moment = moment_of(files, check_token)
    keys = _keys(options, (moment or datetime.now(UTC)).date())
    verdict = judge(files, keys.trusted, check_token, keys.refused)
    if verdict.outcome == "fail":
        return _said(verdict)
    return _made_again(files, verdict, options.root_trust)


def _made_again(files: PackFiles, verdict: "PackVerdict", root_trust: str | None) -> int:
    """What the repository in the pack adds to a verdict."""
    from sms_lint.publish.pack.listed import first_trust, root_result
    from sms_lint.publish.pack.rebuild import rebuilt

    found = rebuilt(files, version("sms-lint"), tell)
    root = (root_result(files, root_trust),) if root_trust else ()
    code = _said(replace(verdict, steps=(*verdict.steps, *found.steps, *root)))
    if found.history:
        counts = ", ".join(f"{number:,} {outcome}" for outcome, number in found.history.items())
        tell(
            f"What the history in it proves by itself: {counts}. Its first page says what was not verified, and why."
        )
    if not root and (first := first_trust(files)):
        tell(f"Compare the SHA-256 of the first trust settings with what the organization tells you: {first}")
    return code


def _by(certificates: bytes) -> "Callable[[bytes, bytes], datetime | PackRefused]":
    from sms_lint.outside.timestamp import TimestampError
    from sms_lint.outside.timestamp.checking import check_token
    from sms_lint.publish.pack import PackRefused

    def check(data: bytes, token: bytes) -> "datetime | PackRefused":
        try:
            return check_token(data, token, certificates)
        except TimestampError as error:
            return PackRefused(str(error), error.unknown)

    return check


def _keys(options: argparse.Namespace, day: date) -> "PackKeys":
    """The keys that count on a day: that of the timestamp, or today."""
    from sms_lint.cli.pack_keys import PackKeys, keys_of
    from sms_lint.publish.pack.signers import read_signers

    if options.signers:
        return PackKeys(read_signers(read_given(options.signers).decode("utf-8", "replace")), {})
    return keys_of(options.trust, day) if options.trust else PackKeys({}, {})


def _said(verdict: "PackVerdict") -> int:
    for step in verdict.steps:
        why = f": {step.why}" if step.why else ""
        outcome = on_screen(step.outcome)
        say(f"{outcome.upper() if step.outcome == 'fail' else outcome:12} {on_screen(f'{step.what}{why}')}")
    by = f", signed by {verdict.signer}" if verdict.signer else ""
    when = (
        f", at the latest on {verdict.moment:%Y-%m-%d}"
        if verdict.moment
        else ", at a time that is not proven"
    )
    tell({
        "pass": f"The pack is in order{by}{when}.",
        "fail": "The pack is NOT in order. Do not use it; ask for another one.",
        "cannot tell": "It cannot be told whether the pack is in order. Do not rely on it yet.",
    }[verdict.outcome])  # fmt: skip
    return CLEAN if verdict.outcome == "pass" else FINDINGS


def _print_commands(files: PackFiles) -> int:
    """The commands for this pack; only whether it has a timestamp, and its commit, are taken from it."""
    from sms_lint.publish.pack import TOKEN
    from sms_lint.publish.pack.content import repository_in
    from sms_lint.publish.pack.instructions import instructions

    say(instructions("Printed by sms-lint", repository_in(files), has_token=TOKEN in files))
    return CLEAN


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
        help="who may sign packs, by a trust.yml that is not out of the pack",
    )
    command.add_argument(
        "--commands", action="store_true", help="print the commands that check this pack without sms-lint"
    )
    command.add_argument(
        "--root-trust", metavar="SHA256", help="the SHA-256 of the first trust.yml, learned in another way"
    )
    certificates_argument(command, "--authority")
