"""From the files on disk to the built site, in one call: read, check, write the pages, build."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sms_lint.ground.sentences import listed, plural
from sms_lint.load import load
from sms_lint.load.earlier import Earlier
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.finding import SEVERITIES, Result
from sms_lint.model.node import Table
from sms_lint.publish.site import Site, pages_of, view_for
from sms_lint.publish.site.build import alone, build, read_handbook, refuse_shallow, site_folder
from sms_lint.publish.site.editions import Edition, confidential
from sms_lint.publish.site.rebuild import rebuild
from sms_lint.publish.site.view import SiteData
from sms_lint.report import FORMATS, Style
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint
from sms_lint.system.sms import Sms


class BuildChoices(NamedTuple):
    """How a site is to be built: for whom, by which settings, with which PDFs.

    `settings_from` is a revision, empty for the settings beside the documents. `print_all` makes the PDF of every
    document by its id. `only_changed` builds the pages that changed, where that is enough. `earlier` says that the
    root holds the system as it was on the day `today`. `read` is what was read for the build before: what did not
    change since is not judged again.
    """

    edition: Edition = "auditor"
    settings_from: str = ""
    print_all: Callable[[SiteData], Mapping[str, bytes]] | None = None
    allow_shallow: bool = False
    only_changed: bool = False
    earlier: Earlier | None = None
    today: date | None = None
    read: ReadFiles | None = None


class Publication(NamedTuple):
    """What came of a run: what was found, and the pages that had to be left out, each with the reason."""

    result: Result
    left_out: Mapping[str, str]


_WHOLE = BuildChoices()


def publish(
    root: Path, output: Path | None, style: Style, say: Callable[[str], None], how: BuildChoices = _WHOLE
) -> Publication:
    """Check everything below `root` and build its site; `say` reports each step.

    Findings do not stop the build: the site shows them. Nor does a page that cannot be made: it is left out. Raises
    SmsError where the system cannot be read or the site not be written, and where the clone is shallow, unless that
    is allowed.
    """
    sms = load(root, with_history=True, today=how.today, earlier=how.earlier, read=how.read)
    if sms.file_changes is not None and not how.allow_shallow:
        refuse_shallow(sms.file_changes.complete)
    say(f"Read {_size(sms)}")
    result = lint(sms, checks_for(sms))
    for text in _checked(result, style):
        say(text)
    view = view_for(sms, result, read_handbook(root), how.edition)
    site = pages_of(replace(view, pdfs=how.print_all(view)) if how.print_all else view)
    say(f"Wrote {plural(len(site.pages), 'page')}; building the site")
    if held := confidential(view.sms):
        say(
            f"Confidential, and in this edition: {listed([node.id for node in held])}. Publish it only where all "
            "readers may see that; `--edition staff` leaves it out"
        )
    target = site_folder(root, output, how.edition)
    with alone(root, target, say):
        built = (rebuild(root, site, target) if how.only_changed else None) or build(
            root, site, target, how.settings_from
        )
    for warning in built.warnings:
        say(f"The site builder warns: {warning}")
    for told in _left_out(site):
        say(told)
    say(f"Built the site in {built.seconds:.0f} s: open {_from_here(built.start)}")
    return Publication(result, site.pages.left_out)


def _left_out(site: Site) -> Iterator[str]:
    for path, why in site.pages.left_out.items():
        yield (
            f"error: the page {path.removesuffix('.md')}.html could not be made and is left out: {why}. The other "
            "pages are there. Look at what is unusual in its text, or in your own theme or builder settings; where "
            "that does not help, report it as a fault of sms-lint"
        )


def _checked(result: Result, style: Style) -> Iterator[str]:
    if result.findings or result.unchecked:
        yield "Checked:"
        yield FORMATS["concise"](result, style)
    else:
        yield f"Checked: {', '.join(plural(0, severity) for severity in SEVERITIES)}"


def _size(sms: Sms) -> str:
    rows = sum(table.count for table in sms.all(Table))
    said = plural(len(sms.nodes), "document or record", "documents and records")
    return f"{said}, and {plural(rows, 'row')} of tables" if rows else said


def _from_here(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
