"""Doing the fixes of findings, or showing what they would change."""

import argparse
from collections.abc import Iterator
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import complain, say
from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import plural
from sms_lint.translation import ours, told

if TYPE_CHECKING:
    from sms_lint.load.read_files import ReadFiles
    from sms_lint.model.finding import Finding, Result
    from sms_lint.starter.fixing import Fixed, Texts


def fix_arguments(command: argparse.ArgumentParser) -> None:
    """Whether findings are put right, and which."""
    command.add_argument(
        "--fix", action="store_true", help="put right what can be put right safely, and report the rest"
    )
    command.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: the fixes too that are a guess, or decide something; look at them afterwards",
    )
    command.add_argument(
        "--diff", action="store_true", help="write nothing; show what --fix would change, and nothing else"
    )


def refuse_combinations(options: argparse.Namespace) -> None:
    """Raises SmsError where fixes are asked for that could not be done."""
    asked = options.fix or options.diff
    if options.unsafe_fixes and not asked:
        raise SmsError("--unsafe-fixes goes with --fix or --diff: it says which fixes are done")
    if options.fix and options.diff:
        raise SmsError("--diff writes nothing; use it or --fix")
    if asked and (options.as_of or options.base or options.after):
        raise SmsError(
            "fixes are for the files as they are now: --fix and --diff go without --as-of, --base and --after"
        )


def fix_files(root: Path, options: argparse.Namespace, paths: list[str]) -> bool:
    """Do the fixes that are asked for, or show them with `--diff`: whether anything changes. Says what was done."""
    from sms_lint.load.read_files import ReadFiles
    from sms_lint.rules.lint import within
    from sms_lint.rules.names import chosen
    from sms_lint.starter.disk import put_all
    from sms_lint.starter.fixing import fixed

    def wanted(finding: "Finding") -> bool:
        return chosen(finding, options.select, options.ignore) and within(finding, paths)

    kept = ReadFiles()  # what was read is kept from one round to the next
    found = fixed(partial(_judged, root, options, kept), unsafe=options.unsafe_fixes, wanted=wanted)
    changes = dict(_changes(root, found))
    if options.diff:
        for path, (before, after) in sorted(changes.items()):
            _show_difference(path, before, after)
    elif changes:
        put_all(root, {path: after for path, (_, after) in changes.items()})
    _tell(found, changes, done=not options.diff)
    return bool(changes)


def _judged(root: Path, options: argparse.Namespace, kept: "ReadFiles", texts: "Texts") -> "Result":
    from sms_lint.load import load
    from sms_lint.rules import checks_for
    from sms_lint.rules.lint import lint

    sms = load(root, today=options.today, overlay=texts, read=kept)
    return lint(sms, checks_for(sms))


def _changes(root: Path, found: "Fixed") -> Iterator[tuple[str, tuple[bytes, bytes]]]:
    """The bytes of each file that changes, before and after. Raises SmsError where one was changed meanwhile."""
    from sms_lint.outside.disk import read_plain

    for path, text in found.after.items():
        raw, after = read_plain(root, path), text.encode()
        if found.before[path] not in (raw.decode("utf-8", "replace"), *_other_encodings(raw)):
            raise SmsError(f"{root / path} was changed while it was being read; run the command again")
        if raw != after:
            yield path, (raw, after)


def _other_encodings(raw: bytes) -> Iterator[str]:
    """What a file says that is not in UTF-8, read as the loader reads it to say so."""
    yield raw.decode("utf-16", "replace")
    yield raw.decode("latin-1")


def _show_difference(path: str, before: bytes, after: bytes) -> None:
    old, new = (raw.decode("utf-8", "replace").splitlines() for raw in (before, after))
    for text in unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm=""):
        say(text)


def _tell(found: "Fixed", changes: dict[str, tuple[bytes, bytes]], *, done: bool) -> None:
    """What became of the fixes, apart from the report: other programs may read that one."""
    verb = "fixed" if done else "would be fixed"
    complain(ours(f"{plural(len(found.done), 'finding')} {verb} in {plural(len(changes), 'file')}"))
    for finding in found.taken_back:
        title = told().finding(finding.rule, finding.fix.title) if finding.fix else ""
        place = f"{finding.at.path}: {finding.rule}: {title}"
        complain(f"{ours('not done, since it would make something worse')}: {place}")
    if found.unsafe:
        more = plural(len(found.unsafe), "more finding")
        complain(
            ours(f"{more} with a fix that is a guess, or decides something; --unsafe-fixes does those too")
        )
