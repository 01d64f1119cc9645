"""Commands that write to people: reminders for owners, and the comment on a proposal."""

import argparse
import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, OUR_FAULT, root_argument, root_of, say, tell, today_argument, warn
from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import given, make_parent, read_given, write_given

if TYPE_CHECKING:
    from sms_lint.model.reminder_settings import MailSettings
    from sms_lint.outside.forge.items import Items
    from sms_lint.outside.mail import Letter
    from sms_lint.report.reminders import Reminder

_MOST_TEXT = 60_000  # of a comment; the forges take little more


def remind(options: argparse.Namespace) -> int:
    """Tell each owner role what is overdue, what comes due, and what is wrong on the branch."""
    from sms_lint.load import load
    from sms_lint.model.translated import translated
    from sms_lint.report import Style
    from sms_lint.report.reminders import as_letter, reminders
    from sms_lint.rules import checks_for
    from sms_lint.rules.lint import lint

    root = root_of(options)
    sms = load(root, today=options.today)
    checks = checks_for(sms)
    result = lint(sms, checks)
    for fault in result.faults:
        warn(f"fault of sms-lint: {fault}; please report it. The other rules ran.")
    style = Style(version("sms-lint"), {check.rule.id: check.rule for check in checks})
    told = reminders(sms, translated(result, sms.translation), style, suspect=options.suspect)
    if options.project:
        _keep_issues(options, told)
    elif options.letters or options.send:
        _by_mail(options, root, told, sms.config.reminders.mail)
    else:
        for reminder in told:
            say(as_letter(reminder))
    tell(f"{len(told)} owner roles have something to see to")
    return OUR_FAULT if result.faults else CLEAN


def _keep_issues(options: argparse.Namespace, told: "Sequence[Reminder]") -> None:
    from sms_lint.outside.forge.keeping import keep_issues
    from sms_lint.report.reminders import MARKS, as_issue, mark_of

    wanted = {str(mark_of(reminder)): (reminder.title, str(as_issue(reminder))) for reminder in told}
    for done in keep_issues(_items(options), wanted, MARKS):
        say(done)


def _items(options: argparse.Namespace) -> "Items":
    from sms_lint.outside.forge.asking import talking
    from sms_lint.outside.forge.items import items

    return items(options.forge, talking(options.forge, options.address or "", os.environ), options.project)


def _by_mail(
    options: argparse.Namespace,
    root: Path,
    told: "Sequence[Reminder]",
    settings: "MailSettings | None",
) -> None:
    """Write or send a letter to each role whose last one said something else."""
    from sms_lint.outside.mail import Server, message_of, send
    from sms_lint.report.reminders import file_name

    if settings is None:
        raise SmsError(
            "sms.yml does not say how mail goes out; `sms-lint explain reminders.mail` says what to set"
        )
    sent = _sent(options.sent)
    letters = _letters(told, settings, sent)
    moment = datetime.now(UTC)
    if options.letters:
        for owner, letter in letters.items():
            path = options.letters / f"{file_name(owner)}.eml"
            make_parent(path, root)
            write_given(path, [message_of(letter, settings.sender, moment).as_bytes()], root)
            tell(f"written: {path}")
        _remember(options.sent, sent, letters)
        return
    if not settings.host:
        raise SmsError(
            "`reminders.mail` in sms.yml names no host that takes the mail; `--letters DIR` needs none"
        )
    server = Server(settings.host, settings.port, settings.security)
    for owner, letter in letters.items():
        for address in send(server, [message_of(letter, settings.sender, moment)], os.environ):
            tell(f"sent: {letter.subject} to {address}")
            _remember(options.sent, sent, {owner: letter})


def _letters(
    told: "Sequence[Reminder]", settings: "MailSettings", sent: Mapping[str, str]
) -> "dict[str, Letter]":
    """The letters that say something which the last one to the same role did not."""
    from sms_lint.outside.mail import Letter
    from sms_lint.report.reminders import as_letter, digest_of

    found = {}
    for reminder in told:
        text, to = str(as_letter(reminder)), settings.to.get(reminder.owner) or settings.others
        if to is None:
            warn(f"`reminders.mail` in sms.yml has no address for {reminder.owner}, and none for `others`")
        elif sent.get(reminder.owner) != digest_of(text):
            found[reminder.owner] = Letter(to, reminder.subject, text, digest_of(text))
    return found


def _sent(path: Path | None) -> dict[str, str]:
    """The digest of the last letter to each role, as an earlier run kept it."""
    if path is None or not path.exists():
        return {}
    try:
        kept = json.loads(read_given(path))
    except ValueError:
        raise SmsError(
            f"{path} does not hold what was sent; remove it, and everything is sent once more"
        ) from None
    return {str(owner): str(digest) for owner, digest in kept.items()} if isinstance(kept, dict) else {}


def _remember(path: Path | None, sent: dict[str, str], letters: "Mapping[str, Letter]") -> None:
    from sms_lint.ground.output.json_text import json_text

    sent.update((owner, letter.digest) for owner, letter in letters.items())
    if path is not None:
        write_given(path, [json_text(sent).encode()])


def comment(options: argparse.Namespace) -> int:
    """Write a text as a comment on a proposal, or renew the comment that is there."""
    from sms_lint.ground.output.markdown_page import mark
    from sms_lint.outside.forge.keeping import keep_comment

    if not options.number.isdigit():
        raise SmsError(f"`{options.number}` is no number of a proposal")
    # Where a workflow runs, a proposal may have put a link, which would tell what it leads to.
    text = read_given(given(options.text, Path.cwd()), _MOST_TEXT).decode("utf-8", "ignore")
    ours = str(mark("sms-lint check"))
    done = keep_comment(_items(options), options.number, ours, f"{ours}\n{text}")
    tell(f"the comment on {options.number}: {done}")
    return CLEAN


def remind_arguments(command: argparse.ArgumentParser) -> None:
    """Where reminders go; without any of it to the screen."""
    root_argument(command)
    today_argument(command)
    where = command.add_mutually_exclusive_group()
    where.add_argument(
        "--project", metavar="OWNER/NAME", help="keep one issue for each role in this project of the forge"
    )
    where.add_argument(
        "--letters", type=Path, metavar="DIR", help="write a mail for each role into this folder"
    )
    where.add_argument(
        "--send", action="store_true", help="send a mail to each role, as `reminders.mail` in sms.yml says"
    )
    command.add_argument(
        "--sent",
        type=Path,
        metavar="FILE",
        help="keep here what was mailed, so that nobody is told the same twice",
    )
    command.add_argument(
        "--suspect",
        action="store_true",
        help="name documents too that are to be re-confirmed: what they rest on changed since their review",
    )
    _forge_arguments(command)


def comment_arguments(command: argparse.ArgumentParser) -> None:
    """Which text on which proposal."""
    command.add_argument(
        "text", type=Path, metavar="FILE", help="the text, as `check --format markdown` writes it"
    )
    command.add_argument("--project", required=True, metavar="OWNER/NAME", help="the project of the forge")
    command.add_argument("--number", required=True, metavar="NUMBER", help="the number of the proposal")
    _forge_arguments(command)


def _forge_arguments(command: argparse.ArgumentParser) -> None:
    from sms_lint.outside.forge import FORGES

    command.add_argument(
        "--forge", choices=tuple(FORGES), default="github", help="which forge (default: github)"
    )
    command.add_argument(
        "--address", metavar="URL", help="where the forge's API is, where it is one of your own"
    )
