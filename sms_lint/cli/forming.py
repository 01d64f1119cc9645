"""The command for people who edit in the browser: forms for the repository, and their changes without their losses."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from sms_lint.cli.common import CLEAN, FINDINGS, root_argument, root_of, tell
from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import given, lay_out, read_given, read_plain

_FOLDER = Path("build", "forms")


def forms(options: argparse.Namespace) -> int:
    """Write forms for the browser, in which documents and registers are edited without git."""
    root = root_of(options)
    return _restore(root, options.restore) if options.restore else _write(root, options)


def _write(root: Path, options: argparse.Namespace) -> int:
    """The configuration alone, or with the page and the script where the package of the editor is given."""
    from sms_lint.load import load
    from sms_lint.publish.forms.collections import offer
    from sms_lint.publish.forms.configuration import Backend, configuration_text
    from sms_lint.publish.forms.page import FETCHED, form_files

    sms = load(root)
    backend, offered = Backend(sms), offer(sms)
    configuration = configuration_text(backend, offered)
    files = {"config.json": configuration.encode()}
    if options.editor:
        files = {**form_files(backend, configuration, [*map(read_given, options.editor)])}
    folder = given(options.output, root) if options.output else root / _FOLDER
    try:
        lay_out(folder, files)
    except OSError as error:
        raise SmsError(f"{error.filename} cannot be written: {error.strerror}") from None
    tell(f"The forms are in {folder}")
    for sentence in offered.left_out:
        tell(sentence)
    if not options.editor:
        tell(f"The page is written with --editor and the packages that `{FETCHED}` fetches")
    return CLEAN


def _restore(root: Path, revision: str) -> int:
    """Put what forms changed since a revision into the files as they were there."""
    from sms_lint.intake.rewritten import restored

    left = 0
    for path, old, new in _changed(root, revision):
        text = restored(old, new)
        if text is None:
            left += 1
            tell(f"{path} was left as it is: only a person can put its changes into the earlier text")
        elif text != new:
            lay_out(root, {path: text.encode()})
            tell(f"{path}: only the changed values differ from {revision} now")
    return FINDINGS if left else CLEAN


def _changed(root: Path, revision: str) -> Iterator[tuple[str, str, str]]:
    """The path of each document and record that differs from a revision, with its text there and its text now."""
    from sms_lint.model.controlled_files import is_controlled, is_text
    from sms_lint.outside.git import PLAIN_MODES, opened

    with opened(root) as repository:
        if repository is None:
            raise SmsError("this is no git repository, so there is no earlier text")
        tree = repository.tree(repository.resolve(revision))
        wanted = {
            path: identity
            for path, (mode, identity) in tree.items()
            if mode in PLAIN_MODES and is_controlled(path) and is_text(path)
        }
        blobs = repository.blobs(wanted.values())
    for path, identity in wanted.items():
        try:
            old, new = blobs[identity].decode(), read_plain(root, path).decode()
        except (KeyError, OSError, UnicodeDecodeError):
            continue  # not here, or no text: `check` speaks of it
        if old != new:
            yield path, old, new


def forms_arguments(command: argparse.ArgumentParser) -> None:
    """Where the forms go, and whose script they run."""
    root_argument(command)
    command.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="the folder of the forms, such as build/site/forms (default: build/forms below the root)",
    )
    command.add_argument(
        "--editor",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="the packages of the editor and its symbols, as `npm pack` fetches them; they are put beside the page",
    )
    command.add_argument(
        "--restore",
        metavar="REVISION",
        help="write no forms: put the values that forms changed since this revision into the texts as they were",
    )
