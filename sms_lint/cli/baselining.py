"""Writing the baseline when the checks are adopted, and taking out of it what is put right."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, as_day, speaking, tell
from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sms_lint.model.finding import Result, Rule
    from sms_lint.system.sms import Sms


def baseline_arguments(command: argparse.ArgumentParser) -> None:
    """What is done with the baseline, until when it holds, and why."""
    command.add_argument(
        "--baseline",
        choices=("write", "prune"),
        help="write: accept all findings there are, once, on adoption; prune: take out what is put right",
    )
    command.add_argument(
        "--reason",
        metavar="TEXT",
        default="",
        help="with --baseline write: why the findings are accepted for now",
    )
    command.add_argument(
        "--until",
        type=as_day,
        metavar="DATE",
        help="with --baseline write: the last day; afterwards they count",
    )


def refuse_choices(options: argparse.Namespace) -> None:
    """Raises SmsError where a baseline would be of a part of the findings, or of other files than those here."""
    if not options.baseline:
        if options.reason or options.until:
            raise SmsError("--reason and --until go with --baseline write")
        return
    others = (options.select, options.ignore, options.paths, options.as_of, options.base, options.after)
    if any(others) or options.fix or options.diff:
        raise SmsError("--baseline is about all findings of the files as they are: use it by itself")
    if options.baseline == "write" and not (options.reason and options.until):
        raise SmsError(
            "--baseline write needs --reason and --until: until when, and why, the findings are accepted"
        )


def write_baseline(root: Path, options: argparse.Namespace) -> int:
    """Write or shorten the baseline, and say how much it holds."""
    from sms_lint.load import load
    from sms_lint.model.accepted import BASELINE_FILE
    from sms_lint.outside.disk import write_file
    from sms_lint.starter.baseline import baseline_text, first_baseline, pruned, refuse_second

    sms = load(root, today=options.today)
    result, rules = _judged(sms)
    if options.baseline == "write":
        refuse_second(there=BASELINE_FILE in sms.paths)
        said = first_baseline(
            result.findings, rules, today=sms.today, until=options.until, reason=options.reason
        )
    elif sms.baseline is None:
        raise SmsError(f"there is no {BASELINE_FILE} that can be read; `--baseline write` makes one")
    else:
        said = pruned(sms.baseline, result.unneeded)
    try:
        write_file(root, BASELINE_FILE, baseline_text(said).encode())
    except OSError as error:
        raise SmsError(f"{root / BASELINE_FILE} cannot be written: {error.strerror}") from None
    with speaking(sms.translation):
        tell(f"{BASELINE_FILE} lists {plural(sum(entry.times for entry in said.findings), 'finding')}")
    return CLEAN


def _judged(sms: "Sms") -> "tuple[Result, Mapping[str, Rule]]":
    """What all rules find, and the rules. Raises SmsError where one failed."""
    from sms_lint.rules import checks_for
    from sms_lint.rules.lint import lint

    checks = checks_for(sms)
    result = lint(sms, checks)
    if result.faults:
        raise SmsError(f"a rule failed, so that not all findings are known: {result.faults[0]}")
    return result, {check.rule.id: check.rule for check in checks}
