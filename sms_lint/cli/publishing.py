"""Commands that write pages and lists."""

import argparse
import gc
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from sms_lint.cli.common import (
    CLEAN,
    FINDINGS,
    OUR_FAULT,
    as_day,
    edition_argument,
    root_and_style,
    root_argument,
    root_of,
    say,
    tell,
)
from sms_lint.cli.printing import pdfs_for_site
from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import files_below, given, lay_out, read_plain, remove_file


def site(options: argparse.Namespace) -> int:
    """Check everything, and build the site."""
    from sms_lint.load.earlier import as_it_stood
    from sms_lint.publish.site.build import site_folder
    from sms_lint.publish.site.publish import BuildChoices, publish

    root, style = root_and_style(options)
    how = BuildChoices(
        options.edition,
        options.settings_from or "",
        partial(pdfs_for_site, root) if options.pdf else None,
        allow_shallow=options.allow_shallow,
    )
    if options.as_of:
        with as_it_stood(root, options.as_of) as earlier:
            output = options.output or site_folder(root, None, options.edition).with_name(
                f"site-{options.as_of}"
            )
            result, left_out = publish(
                earlier.folder, output, style, tell, how._replace(earlier=earlier, today=options.as_of)
            )
    else:
        result, left_out = publish(root, options.output, style, tell, how)
    if result.faults:
        return OUR_FAULT
    return FINDINGS if result.reaches("error") or left_out else CLEAN


def serve(options: argparse.Namespace) -> int:
    """Show the site on this machine, and build it again whenever a file changes."""
    from threading import Event

    from sms_lint.load.read_files import ReadFiles
    from sms_lint.publish.site.build import site_folder
    from sms_lint.publish.site.publish import BuildChoices, publish
    from sms_lint.publish.site.serve import served, watch

    gc.enable()  # this command runs for hours
    root, style = root_and_style(options)
    how = BuildChoices(options.edition, allow_shallow=True, read=ReadFiles())

    def rebuild() -> None:
        nonlocal how
        try:
            publish(root, options.output, style, tell, how)
            how = how._replace(only_changed=True)  # the first is whole: who knows what made the old site
        except SmsError as error:
            tell(f"The site was not built: {error}")
        except Exception as error:  # noqa: BLE001 - whoever writes goes on writing; the next change is tried again
            tell(f"fault of sms-lint: {type(error).__name__}: {error}; please report it")
        tell(f"Showing it at {address} (stop with Ctrl+C)")

    with served(site_folder(root, options.output, options.edition), options.port) as address:
        watch(root, rebuild, Event())
    return CLEAN


def reference(options: argparse.Namespace) -> int:
    """Write the schemas that come from the code, or compare them; with --pages, the pages of rules and kinds too."""
    from sms_lint.model.kinds import kinds
    from sms_lint.report.reference import FOLDER, Reference, markdown_pages, schema_files
    from sms_lint.rules import checks

    root = (options.root or Path.cwd()).resolve()
    wanted = schema_files(kinds())
    present = {path: read_plain(root, path) for path in files_below(root, FOLDER) if path.count("/") == 1}
    stale = sorted(present.keys() - wanted.keys())
    changed = [path for path, text in wanted.items() if present.get(path) != text.encode()]
    if options.check:
        for path in (*changed, *stale):
            tell(f"{path} is not what the code generates; run `sms-lint reference`")
        return FINDINGS if changed or stale else CLEAN
    _write_texts(root, {path: wanted[path] for path in changed})
    for path in stale:
        remove_file(root, path)
    tell(f"{len(wanted)} files: {len(changed)} written, {len(stale)} removed")
    if options.pages:
        pages = markdown_pages(Reference(tuple(check.rule for check in checks()), kinds()))
        _write_texts(given(options.pages, root), pages)
        tell(f"{len(pages)} pages written below {options.pages}")
    return CLEAN


def _write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files below a folder. Raises SmsError where that cannot be done."""
    try:
        lay_out(folder, {path: text.encode() for path, text in texts.items()})
    except OSError as error:
        raise SmsError(f"{error.filename} cannot be written: {error.strerror}") from None


def owners(options: argparse.Namespace) -> int:
    """Print each document and register with its owner role, for scripts."""
    from sms_lint.ground.output.printable import row
    from sms_lint.load import load

    sms = load(root_of(options))
    for node in sms.controlled:
        say(row(node.id, str(node.owner)))
    return CLEAN


def site_arguments(command: argparse.ArgumentParser) -> None:
    """Where the site goes."""
    root_argument(command)
    command.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="the folder of the site (default: build/site below the root; for the staff build/site-staff)",
    )
    edition_argument(command)


def build_arguments(command: argparse.ArgumentParser) -> None:
    """Where the site goes, and from what."""
    site_arguments(command)
    command.add_argument(
        "--allow-shallow",
        action="store_true",
        help="build from a shallow clone too; the pages say that changes are missing",
    )
    command.add_argument(
        "--as-of",
        type=as_day,
        metavar="DATE",
        help="the site as it was at the end of a day, into build/site-DATE",
    )
    command.add_argument(
        "--pdf",
        action="store_true",
        help="link each document's page to its PDF (needs `pip install sms-lint[pdf]`)",
    )
    command.add_argument(
        "--settings-from",
        metavar="REVISION",
        help="take mkdocs.yml, theme and hooks from this revision, so that a change under review runs none of its own",
    )


def serve_arguments(command: argparse.ArgumentParser) -> None:
    """Where the site is shown."""
    site_arguments(command)
    command.add_argument("--port", type=int, default=8000, metavar="NUMBER", help="the port (default: 8000)")


def reference_arguments(command: argparse.ArgumentParser) -> None:
    """Write or compare."""
    root_argument(command)
    command.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 where a file differs"
    )
    command.add_argument(
        "--pages",
        type=Path,
        metavar="DIR",
        help="write the pages of rules, kinds and settings below this folder, as Markdown",
    )
