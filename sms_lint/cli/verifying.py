"""The command that verifies the whole history."""

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, root_argument, root_of, say, tell
from sms_lint.translation import on_screen

if TYPE_CHECKING:
    from sms_lint.history.anchors import AnchorJudgement


def verify_history(options: argparse.Namespace) -> int:
    """Walk the whole history: approvals, trust settings, closed records, merged commits, anchors."""
    from sms_lint.load import load_proof
    from sms_lint.system.verification import verification

    root = root_of(options)
    sms = load_proof(root)
    outside = _outside(root, options.outside) if options.outside else None
    steps = list(verification(sms, options.root_trust or "", outside))
    for check in steps:
        detail = f" ({check.detail})" if check.detail else ""
        said = (check.outcome, check.what, check.why)
        say(f"{': '.join(map(on_screen, said))}{detail}")
    counts = Counter(check.outcome for check in steps)
    tell(
        f"{counts['pass']} pass, {counts['fail']} fail, {counts['cannot tell']} cannot be determined, "
        f"{counts['set aside']} set aside, {counts['taken on trust']} taken on trust"
    )
    wrong = counts["fail"] or (counts["cannot tell"] and not options.allow_unknown)
    return FINDINGS if wrong else CLEAN


def _outside(root: Path, folder: Path) -> "tuple[AnchorJudgement, ...]":
    """What a copy of the anchors says that is held elsewhere."""
    from sms_lint.cli.anchor_files import on_disk, outside_copy
    from sms_lint.history.anchors import compared

    return tuple(compared(on_disk(root), outside_copy(folder)))


def verify_history_arguments(command: argparse.ArgumentParser) -> None:
    """What it is compared with."""
    root_argument(command)
    command.add_argument(
        "--root-trust", metavar="SHA256", help="the SHA-256 of the first trust.yml, received in another way"
    )
    command.add_argument(
        "--outside", type=Path, metavar="DIR", help="a copy of the anchors that is held elsewhere"
    )
    command.add_argument(
        "--allow-unknown",
        action="store_true",
        help="exit with 0 where nothing failed, although something cannot be determined",
    )
