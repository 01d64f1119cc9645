"""The command that gives something another id."""

import argparse
from functools import partial
from pathlib import Path

from sms_lint.cli.common import CLEAN, root_argument, root_of, say
from sms_lint.ground.sentences import listed, plural


def rename(options: argparse.Namespace) -> int:
    """Give a role, an entry or a draft another id, in every place that names it; nothing else changes."""
    from sms_lint.load import load
    from sms_lint.starter.disk import replace_texts
    from sms_lint.starter.rename import renaming, texts_naming

    root = root_of(options)
    sms = load(root)
    found = renaming(sms, dict(texts_naming(sms, partial(_text_of, root))), options.old, options.new)
    if not options.dry_run:
        after = {path: None if path in found.moved else new for path, (_, new) in found.texts.items()}
        after |= {target: found.texts[path][1] for path, target in found.moved.items()}
        replace_texts(root, {path: old for path, (old, _) in found.texts.items()}, after)
    for path in sorted(found.texts):
        say(path)
    for path, target in found.moved.items():
        say(f"{path} is now {target}")
    done = "would change" if options.dry_run else "changed"
    say(f"{plural(found.places, 'place')} in {plural(len(found.texts), 'file')} {done}")
    if found.noted:
        say(
            f"What is closed goes on naming {options.old}; `formerly` of {options.new} says that it is the same"
        )
    if found.in_force:
        say(f"In force, and in need of a higher version and its approval: {listed(found.in_force, shown=20)}")
    if "trust.yml" in found.texts:
        say("trust.yml changed: its owners have to sign it again (sms-lint approve TRUST)")
    return CLEAN


def _text_of(root: Path, path: str) -> str | None:
    """The text of a file; None where it is no text."""
    from sms_lint.outside.disk import read_plain

    try:
        return read_plain(root, path).decode()
    except UnicodeDecodeError:
        return None


def rename_arguments(command: argparse.ArgumentParser) -> None:
    """What, and how it is called from now on."""
    root_argument(command)
    command.add_argument(
        "old", metavar="ID", help="the id of a role, such as change-manager, or of an entry or draft"
    )
    command.add_argument("new", metavar="NEW", help="the id that it gets")
    command.add_argument("--dry-run", action="store_true", help="write nothing; say which files would change")
