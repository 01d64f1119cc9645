"""The command on what the forge has to see to: what is needed, who is asked for reviews, what is really enforced."""

import argparse
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, root_argument, root_of, say, tell
from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import files_below, read_given, read_plain, write_file
from sms_lint.translation import on_screen

if TYPE_CHECKING:
    from sms_lint.system.sms import Sms


_GITEA = "gitea"


def forge(options: argparse.Namespace) -> int:
    """Say what the forge has to enforce, write CODEOWNERS, and compare with the forge's real settings."""
    from sms_lint.load import load

    root = root_of(options)
    sms = load(root)
    if options.forge == _GITEA:
        return _needs_of_gitea(options)
    if options.write_owners:
        return _write_owners(root, sms, options.forge)
    if options.export is None and not options.ask:
        return _needs()
    return _compare(root, sms, options)


def _needs() -> int:
    from sms_lint.evidence.forge import NEEDS

    tell("What the forge has to see to, since no file in the repository can:")
    for need in NEEDS:
        tell(f"- {need.what}; else {need.without}")
    tell("- CODEOWNERS names somebody for each file that decides: `sms-lint forge --write-owners` writes it")
    tell(
        "- for documents at level E1 it names those who may approve them, and nobody else: their review is the approval"
    )
    tell("`--export FILE` or `--ask OWNER/NAME` compares this with the forge's settings.")
    return CLEAN


def _needs_of_gitea(options: argparse.Namespace) -> int:
    """Say the same for a forge whose settings cannot be read. Raises SmsError where they were to be."""
    from sms_lint.evidence.forge import NEEDS

    if options.write_owners or options.export is not None or options.ask:
        raise SmsError(
            "sms-lint cannot read the settings of Gitea or Forgejo, nor write CODEOWNERS in their form; "
            "`sms-lint forge --forge gitea` says what to set there by hand"
        )
    tell("What Gitea or Forgejo has to see to, to be set under Settings, Branches, Branch protection:")
    for need in NEEDS:
        tell(f"- {need.what}; else {need.without}")
    tell(
        "sms-lint cannot compare this with its settings. Reviews there are not captured: approve with keys (E2)."
    )
    return CLEAN


def _compare(root: Path, sms: "Sms", options: argparse.Namespace) -> int:
    from sms_lint.evidence.forge import CHECK, forge_checks
    from sms_lint.outside.forge.protection import BranchAsked, read_settings

    branch = sms.config.branch
    raw = _asked(options, branch) if options.ask else read_given(options.export)
    check = options.check or CHECK
    enforcements = read_settings(options.forge, raw, BranchAsked(branch, check, tuple(options.excepted)))
    checks = tuple(forge_checks(sms, (options.forge, check), _texts(root, sms), enforcements))
    for needed in checks:
        state, why = needed.enforcement
        without = f"; {on_screen(f'so {needed.without}')}" if state == "not enforced" else ""
        say(f"{': '.join(map(on_screen, (state, needed.what, why)))}{without}")
    counts = Counter(needed.enforcement.state for needed in checks)
    tell(
        f"{counts['enforced']} enforced, {counts['not enforced']} not enforced, {counts['cannot tell']} cannot be told"
    )
    wrong = counts["not enforced"] or (counts["cannot tell"] and not options.allow_unknown)
    return FINDINGS if wrong else CLEAN


def _asked(options: argparse.Namespace, branch: str) -> bytes:
    from sms_lint.outside.forge.asking import asking
    from sms_lint.outside.forge.protection import ask_settings

    ask = asking(options.forge, options.address or "", os.environ)
    return ask_settings(options.forge, ask, options.ask, branch)


def _write_owners(root: Path, sms: "Sms", forge_: str) -> int:
    from sms_lint.evidence.forge import as_lines, judging_files
    from sms_lint.outside.forge.code_owners import PLACES
    from sms_lint.starter.code_owners import MARK, code_owners

    texts = _texts(root, sms)
    place = next((place for place in PLACES[forge_] if place in texts), PLACES[forge_][0])
    if not texts.get(place, MARK).startswith(MARK):
        raise SmsError(f"{place} was written by somebody; move it away first, or add to it by hand")
    text = code_owners(sms, forge_, as_lines(judging_files(sms, {*texts, place})))
    try:
        write_file(root, place, text.encode())
    except OSError as error:
        raise SmsError(f"{place} cannot be written: {error.strerror}") from None
    tell(f"{place}: written")
    return CLEAN


def _texts(root: Path, sms: "Sms") -> Mapping[str, str]:
    """The files that decide, CODEOWNERS and workflows among them, of those that are there."""
    from sms_lint.evidence.forge import FOLDERS, named_files
    from sms_lint.load.files import leads_out

    below = (path for folder in FOLDERS for path in files_below(root, folder.rstrip("/")))
    found = {}
    for path in sorted({*(path for path in named_files(sms) if not leads_out(path)), *below}):
        try:
            found[path] = read_plain(root, path).decode("utf-8", "replace")
        except OSError:
            continue
    return found


def forge_arguments(command: argparse.ArgumentParser) -> None:
    """Which forge, and where its settings come from."""
    from sms_lint.outside.forge import FORGES

    root_argument(command)
    command.add_argument(
        "--forge", choices=(*FORGES, _GITEA), default="github", help="which forge (default: github)"
    )
    what = command.add_mutually_exclusive_group()
    what.add_argument(
        "--export", type=Path, metavar="FILE", help="compare with the settings that the forge gave as JSON"
    )
    what.add_argument(
        "--ask", metavar="OWNER/NAME", help="ask the forge itself, with the token in the environment"
    )
    what.add_argument(
        "--write-owners", action="store_true", help="write CODEOWNERS from roles, persons and trust.yml"
    )
    command.add_argument(
        "--address", metavar="URL", help="where the forge's API is, where it is one of your own"
    )
    command.add_argument(
        "--check", metavar="NAME", help="the name of the check that has to pass, where you gave it another"
    )
    command.add_argument(
        "--excepted",
        action="append",
        default=[],
        metavar="NAME",
        help="a robot that may push because you want it to, as the forge calls it; may be repeated",
    )
    command.add_argument(
        "--allow-unknown",
        action="store_true",
        help="exit with 0 where nothing is wrong, though something cannot be told",
    )
