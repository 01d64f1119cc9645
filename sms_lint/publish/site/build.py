"""Writes the pages and runs the site builder on them: the only part of the site that touches the disk."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.model.controlled_files import FOLDERS
from sms_lint.outside.disk import (
    MARK,
    PlainFiles,
    files_below,
    given,
    is_ours,
    lay_out,
    locked,
    made_anew,
    read_plain,
    refuse_foreign,
    refuse_links,
    remove_file,
    take_place,
    write_file,
)
from sms_lint.outside.git import opened
from sms_lint.publish.site import Site
from sms_lint.publish.site.builder_settings import (
    DEFAULT,
    NO_LOOK,
    SCRIPTS,
    SETTINGS,
    default_settings,
    reads_texts,
    settings_of,
)
from sms_lint.publish.site.editions import Edition
from sms_lint.publish.site.frames import finished_by, framed
from sms_lint.publish.site.handbook import guides
from sms_lint.publish.site.navigation import without
from sms_lint.publish.site.seal import seal
from sms_lint.publish.site.theme_files import leave_out_unused
from sms_lint.translation import ours

BUILD = "build"
PAGES = f"{BUILD}/pages"
TEXTS = f"{BUILD}/texts"
# Says which site the pages below `build/pages` have become; it is away while that is not certain.
_SETTLED = ".pages-of"
_ASSETS = ("sms-lint.css", *SCRIPTS)
_LEFT_OUT = ("decisions",)
_LINE = re.compile(r"^(WARNING|ERROR)\s+-\s+(.*)$")
_FAILED_PAGE = re.compile(r"ERROR\s+-\s+Error (?:reading|building) page '([^']+)':\s*(.*)")


class Built(NamedTuple):
    """What came of a build: how many pages, where its first page is, how long it took, what the builder warned of."""

    pages: int
    start: Path
    seconds: float
    warnings: tuple[str, ...]


class PageFailedError(SmsError):
    """The site builder failed at one page: its path below the pages folder, and why."""

    def __init__(self, said: str, path: str, why: str) -> None:
        super().__init__(said)
        self.path = path
        self.why = why


def read_handbook(root: Path) -> Mapping[str, bytes]:
    """The guides that come with this program, and the organisation's own pages below `docs/`, by their path there.

    A page of the organisation replaces a guide of the same name. Notes on decisions are for developers.
    """
    own = {}
    try:
        for path in files_below(root, "docs"):
            name = path.removeprefix("docs/")
            if name.endswith(".md") and name.split("/")[0] not in _LEFT_OUT and "/." not in f"/{name}":
                own[name] = read_plain(root, path)
    except OSError as error:
        raise SmsError(f"{error.filename or root / 'docs'} cannot be read: {error.strerror}") from None
    return {**guides(), **own}


def refuse_shallow(complete: bool) -> None:
    """Raise SmsError where the history is cut off."""
    if not complete:
        raise SmsError(
            "this clone is shallow: git has only the newest commits, so the lists of changes would be wrong. "
            "Fetch the rest with `git fetch --unshallow` (on CI: `fetch-depth: 0`), "
            "or use --allow-shallow, and every page will say that changes are missing"
        )


def build(root: Path, site: Site, output: Path | None = None, settings_from: str = "") -> Built:
    """Write the pages below `build/pages` and the site to `output`, by default `build/site`.

    The builder's settings, and all that they name, are those below `root`, or those of the revision
    `settings_from`. The old site stays until the new one is whole. Raises SmsError where a file cannot be written,
    where `output` holds something else, or where the builder fails.
    """
    start, target = perf_counter(), given(site_folder(root, output), root)
    refuse_foreign(target)
    try:
        base = _base(root, settings_from) if settings_from else root
        base = base if site.own_look else _without_own_look(root)
        whole = reads_texts(base)
        _write_pages(root, site, whole=whole)
        fresh = target.with_name(f".{target.name}.new")
        warnings = _without_failing_pages(root, base, site, fresh)
        leave_out_unused(fresh)
        seal(fresh, finished=finished_by(root / TEXTS))
        take_place(target, fresh)
        if base is root:
            settle(root, target)
    except OSError as error:
        raise SmsError(f"the site cannot be written: {error.filename}: {error.strerror}") from None
    return Built(len(site.pages), target / "index.html", perf_counter() - start, warnings)


def _without_failing_pages(root: Path, base: Path, site: Site, fresh: Path) -> tuple[str, ...]:
    """Run the builder; a page at which it fails is left out, and it runs again.

    Another page stands in its place; where the builder fails at that one too, nothing does.
    """
    removed: set[str] = set()
    while True:
        shown = replace(site, navigation=without(site.navigation, removed))
        config = _write_settings(base, shown, root)
        try:
            return run_builder(root, config, made_anew(fresh))
        except PageFailedError as failed:
            if failed.path not in site.pages or failed.path in removed:
                raise
            if failed.path in site.pages.left_out:
                removed.add(failed.path)
                remove_file(root, f"{PAGES}/{failed.path}")
            else:
                write_texts(root, {failed.path: site.pages.without(failed.path, failed.why)}, whole=True)


def site_folder(root: Path, output: Path | None = None, edition: Edition = "auditor") -> Path:
    """Where the site is: `output`, by default `build/site` below the root, the others in `build/site-EDITION`."""
    return (output or root / BUILD / ("site" if edition == "auditor" else f"site-{edition}")).absolute()


@contextmanager
def alone(root: Path, target: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Be the only run that builds below `root` and the only one that writes to `target`; `say` reports waiting.

    Raises SmsError where another run does not end.
    """
    with locked(root, f"{BUILD}/.lock", say), locked(target.parent, f".{target.name}.lock", say):
        yield


def settle(root: Path, target: Path) -> None:
    """Note that the site at `target` is made from the pages below `build/pages` as they are."""
    write_file(root, f"{BUILD}/{_SETTLED}", _made(target).encode())


def unsettle(root: Path) -> None:
    """Note that the pages are about to change: until they are a site again, a whole one has to be built."""
    remove_file(root, f"{BUILD}/{_SETTLED}")


def is_settled(root: Path, target: Path) -> bool:
    """Whether the site at `target` is what the pages below `build/pages` have become."""
    noted = f"{BUILD}/{_SETTLED}"
    if not (PlainFiles(root).is_file(noted) and is_ours(target)):
        return False
    return read_plain(root, noted) == _made(target).encode()


def _made(target: Path) -> str:
    return f"{target} {(target / MARK).stat().st_mtime_ns}"


def _write_pages(root: Path, site: Site, *, whole: bool) -> None:
    refuse_links(root, PAGES)
    unsettle(root)
    refuse_links(root, TEXTS)
    folder = made_anew(root / PAGES)
    made_anew(root / TEXTS)
    write_texts(root, site.pages, whole=whole)
    write_beside(root, folder, site)
    packaged = files("sms_lint").joinpath("publish", "site", "assets")
    lay_out(folder, {f"assets/{name}": _in_words(packaged.joinpath(name).read_bytes()) for name in _ASSETS})


def write_texts(root: Path, pages: Mapping[str, str], *, whole: bool) -> None:
    """Write pages for the builder, and beside them their whole texts, with which the built ones are filled in.

    The builder gets them whole, too, where plugins of the organisation may look for something in them.
    """
    for path, text in pages.items():
        lay_out(root / TEXTS, {path: text.encode()})
        lay_out(root / PAGES, {path: (text if whole else framed(text)).encode()})


_SCRIPT_WORDS = re.compile(rb"(?:(?<=\nconst WORDS = )|(?<=\nconst COMPARE_WORDS = ))\{[^;]*\}(?=;\n)")


def _in_words(asset: bytes) -> bytes:
    """A file of ours with what it says in the language that is spoken."""

    def translated(match: re.Match[bytes]) -> bytes:
        words = {key: ours(word) for key, word in json.loads(match[0]).items()}
        return json.dumps(words, ensure_ascii=False).encode()

    return _SCRIPT_WORDS.sub(translated, asset)


def write_beside(root: Path, folder: Path, site: Site) -> None:
    """Write the files beside the pages, pictures and downloads, where they are not as they should be."""
    contents = {path: text.encode() for path, text in site.downloads.items()} | dict(site.pdfs)
    contents |= {path: read_plain(root, source) for path, source in site.files.items()}
    there = PlainFiles(folder)
    changed = {
        path: content
        for path, content in contents.items()
        if not there.is_file(path) or read_plain(folder, path) != content
    }
    lay_out(folder, changed)


def names_beside(site: Site) -> set[str]:
    """The files beside the pages, by their place below the pages folder."""
    return {*site.downloads, *site.pdfs, *site.files, *(f"assets/{name}" for name in _ASSETS)}


def _base(root: Path, revision: str) -> Path:
    """A folder with all that a revision holds beside documents and records: the settings, a theme, a hook.

    A change that is not accepted yet can bring its own, and the builder would run them.
    """
    refuse_links(root, f"{BUILD}/base")
    folder = made_anew(root / BUILD / "base")
    with opened(root) as repository:
        if repository is None:
            raise SmsError(
                f"`{revision}` is not a revision: this is not a git repository, or it has no commit yet"
            )
        files_there = repository.files(repository.resolve(revision), (*FOLDERS, "docs", BUILD))
    lay_out(folder, files_there)
    return folder


def _without_own_look(root: Path) -> Path:
    """An empty folder in the place of the organisation's settings: a plugin or theme of its own may say anything."""
    refuse_links(root, f"{BUILD}/base")
    return made_anew(root / BUILD / "base")


def _write_settings(base: Path, site: Site, root: Path) -> Path:
    refuse_links(base, SETTINGS)
    if not PlainFiles(base).is_file(SETTINGS):
        write_file(base, f"{BUILD}/{DEFAULT}", default_settings().encode())
    else:
        refuse_links(base, NO_LOOK)
        made_anew(base / NO_LOOK)
    write_file(base, f"{BUILD}/{SETTINGS}", settings_of(base, site, root.absolute() / PAGES).encode())
    return base / BUILD / SETTINGS


def run_builder(root: Path, config: Path, target: Path, *options: str) -> tuple[str, ...]:
    """Run the builder. It is a program of its own, so that nothing of ours depends on its insides."""
    command = [
        sys.executable,
        "-P",  # else a file `mkdocs.py` at the top of somebody's change would be the builder
        "-m",
        "mkdocs",
        "build",
        "--config-file",
        str(config),
        "--site-dir",
        str(target),
        *options,
    ]
    quiet = {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, **quiet},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    said = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    if done.returncode:
        faults = [line for line in said if not line.startswith("INFO")]
        failure = f"the site builder (MkDocs) failed: {' '.join(faults[-6:]) or 'it gave no reason'}"
        if failed := next(filter(None, map(_FAILED_PAGE.match, faults)), None):
            raise PageFailedError(failure, failed[1], failed[2] or faults[-1])
        raise SmsError(failure)
    return tuple(match[2] for line in said if (match := _LINE.match(line)))
