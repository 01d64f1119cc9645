"""Commands for those who extend a system: one more of something, and what is still to be done."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import (
    CLEAN,
    ask,
    judged,
    output_argument,
    root_argument,
    root_of,
    say,
    tell,
    today_argument,
    write_out,
)
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.system.sms import Sms


RULE, TRUST, CATALOGUE = "rule", "trust", "catalogue"
_KEY = Path.home() / ".ssh" / "id_ed25519.pub"
_TRY_RULES = "sms-lint rules --test"


def new(options: argparse.Namespace) -> int:
    """Add a document or record with the next id, or `new rule`, `new catalogue`, `new trust`."""
    from sms_lint.load import load
    from sms_lint.starter.disk import replace_text, write_new
    from sms_lint.starter.entry import Wanted, addition

    root = root_of(options)
    sms = load(root, today=options.today)
    if options.kind == RULE and RULE not in sms.kinds:
        return _new_rule(root, sms, options)
    if options.kind == TRUST and TRUST not in sms.kinds:
        return _new_trust(root, sms, options)
    if options.kind == CATALOGUE and CATALOGUE not in sms.kinds:
        return _new_catalogue(root, sms, options)
    wanted = Wanted(options.kind, options.title or "", options.id or "", options.register or "")
    added = addition(sms, wanted)
    if added.before is None:
        _, left = write_new(root, {added.path: added.text})
        if left:
            raise SmsError(f"{added.path} already exists")
    else:
        replace_text(root, added.path, added.before.text, added.text)
    tell(f"{added.id}: written to {added.path}")
    if added.open_fields:
        tell(f"Fill in: {', '.join(added.open_fields)}")
    tell(f"Then run: sms-lint check {added.path}")
    return CLEAN


def _new_rule(root: Path, sms: "Sms", options: argparse.Namespace) -> int:
    """Write a first rule of the organization's own, and name its file in the settings."""
    from sms_lint.model.settings import SETTINGS_FILE
    from sms_lint.outside.disk import PlainFiles, read_plain
    from sms_lint.rules import checks_for
    from sms_lint.starter.disk import replace_texts
    from sms_lint.starter.rule import FIRST_FILE, RuleWanted, rule_addition

    about, field = options.about or "", options.field or ""
    if not about and sys.stdin.isatty() and sys.stdout.isatty():
        about = ask("Which kind is the rule about, such as risk or change")
        field = field or ask("Which field does it require (leave empty for a suitable one)")
    wanted = RuleWanted(about, field, options.id or "", options.title or "")
    paths = (SETTINGS_FILE, *(sms.config.own_rules or (FIRST_FILE,)))
    there = PlainFiles(root)
    texts = {path: read_plain(root, path).decode("utf-8", "replace") for path in paths if there.is_file(path)}
    taken = frozenset(check.rule.id for check in checks_for(sms))
    added = rule_addition(sms, wanted, texts, taken)
    replace_texts(root, texts, added.texts)
    tell(f"{added.id}: written to {added.path}")
    tell(f"Change it to say what you mean, then run: {_TRY_RULES}")
    return CLEAN


def _new_catalogue(root: Path, sms: "Sms", options: argparse.Namespace) -> int:
    """Write a clause catalogue of the organization's own, and name it in the settings."""
    from sms_lint.model.settings import SETTINGS_FILE
    from sms_lint.outside.disk import PlainFiles, read_plain
    from sms_lint.starter.disk import replace_texts
    from sms_lint.starter.own_catalogue import catalogue_addition

    texts = {SETTINGS_FILE: read_plain(root, SETTINGS_FILE).decode("utf-8", "replace")}
    base = options.extends or ""
    name = options.id or (f"our-{base}" if base and "/" not in base else "")
    if options.edition and not base:
        raise SmsError("say which catalogue there is a newer edition of, with --extends NAME")
    added = catalogue_addition(
        sms, name, options.title or "", base, texts[SETTINGS_FILE], options.edition or ""
    )
    if PlainFiles(root).is_file(added.path):
        raise SmsError(f"{added.path} already exists")
    replace_texts(root, texts, added.texts)
    tell(f"{added.path}: written, and named in {SETTINGS_FILE}")
    tell("Change it to say what you mean, then run: sms-lint check --select clause-catalogue")
    return CLEAN


def _new_trust(root: Path, sms: "Sms", options: argparse.Namespace) -> int:
    """Write the first trust settings, with one person in them."""
    from sms_lint.model.settings import SETTINGS_FILE
    from sms_lint.model.trust import TRUST_FILE
    from sms_lint.outside.disk import read_given
    from sms_lint.starter.disk import write_new
    from sms_lint.starter.first_trust import FirstSigner, first_trust

    if not options.person or not options.email:
        raise SmsError(
            "say who may sign first, with --person P-001 --email ADDRESS (the address in your commits)"
        )
    public = options.key if options.key.suffix == ".pub" else options.key.with_name(f"{options.key.name}.pub")
    if not public.is_file():
        raise SmsError(
            f"there is no {public}; make a key with `ssh-keygen -t ed25519`, or name yours with --key"
        )
    line = read_given(public).decode("utf-8", "replace")
    _, left = write_new(
        root, {TRUST_FILE: first_trust(sms, FirstSigner(options.person, line, options.email))}
    )
    if left:
        raise SmsError(f"{TRUST_FILE} already exists")
    tell(f"{TRUST_FILE} written: {options.person} may sign from today on")
    key = "" if options.key == _KEY else f" --key {options.key}"
    tell("Read it, and commit it. Then sign a document that you wrote and committed, as its author:")
    say(f"sms-lint authored ID{key}")
    tell(
        "Nobody approves a text of their own: name somebody else in trust.yml, who runs `sms-lint approve ID`"
    )
    if not sms.config.approval:
        tell(f"Nothing has to be approved until {SETTINGS_FILE} says so, as in `approval: {{policy: E2}}`")
    return CLEAN


def plan(options: argparse.Namespace) -> int:
    """Show what is still to be done, in order and by when: clause by clause, with file, owner and command."""
    from sms_lint.load import load
    from sms_lint.starter.plan_formats import PLAN_FORMATS
    from sms_lint.starter.schedule import plan_of

    root = root_of(options)
    sms = load(root, today=options.today)
    plan_ = plan_of(sms, judged(sms))
    write_out(PLAN_FORMATS[options.format](plan_), options.output, root)
    return CLEAN


def new_arguments(command: argparse.ArgumentParser) -> None:
    """What is added."""
    root_argument(command)
    command.add_argument(
        "kind",
        metavar="KIND",
        help="such as risk or policy; or `rule` or `catalogue` for one of your own, `trust` for who may sign",
    )
    command.add_argument("--title", metavar="TEXT", help="its title or name")
    command.add_argument("--id", metavar="ID", help="its id (default: the next one)")
    command.add_argument(
        "--register", metavar="ID", help="the register it goes into, where there are several"
    )
    command.add_argument("--about", metavar="KIND", help="for a rule: the kind that it is about")
    command.add_argument("--field", metavar="FIELD", help="for a rule: the field that it requires first")
    command.add_argument(
        "--extends",
        metavar="NAME",
        help="for a catalogue: the one that it changes, such as iso-iec-20000-1-2018",
    )
    command.add_argument(
        "--edition",
        metavar="YEAR",
        help="for a catalogue with --extends: begin a newer edition of that one, such as 2026",
    )
    command.add_argument("--person", metavar="ID", help="for trust: who may sign first, such as P-001")
    command.add_argument("--email", metavar="ADDRESS", help="for trust: the address in that person's commits")
    command.add_argument(
        "--key",
        type=Path,
        default=_KEY,
        metavar="FILE",
        help="for trust: the public half of that person's SSH key (default: ~/.ssh/id_ed25519.pub)",
    )
    today_argument(command)


def plan_arguments(command: argparse.ArgumentParser) -> None:
    """How the plan is shown."""
    root_argument(command)
    command.add_argument(
        "--format",
        choices=("text", "markdown", "json", "csv", "ics"),
        default="text",
        help="how it is shown (default: text)",
    )
    output_argument(command)
    today_argument(command)
