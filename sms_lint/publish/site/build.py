"""Writes the pages and runs the site builder on them: the only part of the site that touches the disk."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.model.controlled_files import FOLDERS
from sms_lint.outside.git import opened
from sms_lint.publish.site import Site
from sms_lint.publish.site.editions import Edition
from sms_lint.publish.site.escape import text
from sms_lint.publish.site.handbook import guides
from sms_lint.publish.site.seal import seal

BUILD = "build"
SETTINGS = "mkdocs.yml"
# What says that a folder is a site of ours, so that it may be replaced.
MARK = ".sms-lint-site"
# Says which site the pages below `build/pages` have become; it is away while that is not certain.
_SETTLED = ".pages-of"
_ASSETS = (
    "sms-lint.css",
    "iframe-worker.js",
    "iframe-worker-inside.js",
    "iframe-worker.LICENSE",
    "tables.js",
)
_DEFAULT = "mkdocs-default.yml"
_LEFT_OUT = ("decisions",)
_LINE = re.compile(r"^(WARNING|ERROR)\s+-\s+(.*)$")


class Built(NamedTuple):
    """What came of a build: how many pages, where its first page is, how long it took, what the builder warned of."""

    pages: int
    start: Path
    seconds: float
    warnings: tuple[str, ...]


def read_handbook(root: Path) -> Mapping[str, bytes]:
    """The guides that come with this program, and the organisation's own pages below `docs/`, by their path there.

    A page of the organisation takes the place of a guide of the same name. Notes on decisions are for developers.
    """
    folder = root / "docs"
    paths = (path for path in sorted(folder.rglob("*.md")) if path.is_file() and not path.is_symlink())
    named = ((path.relative_to(folder), path) for path in paths)
    own = {
        name.as_posix(): path.read_bytes()
        for name, path in named
        if name.parts[0] not in _LEFT_OUT and not any(part.startswith(".") for part in name.parts)
    }
    return {**guides(), **own}


def refuse_shallow(complete: bool) -> None:
    """Raise SmsError where the history is cut off."""
    if not complete:
        raise SmsError(
            "this clone is shallow: git has only the newest commits, so the lists of changes would be wrong. "
            "Fetch the rest with `git fetch --unshallow` (on CI: `fetch-depth: 0`), "
            "or say --allow-shallow, and every page will say that changes are missing"
        )


def build(root: Path, site: Site, output: Path | None = None, settings_from: str = "") -> Built:
    """Write the pages below `build/pages` and the site to `output`, by default `build/site`.

    The builder's settings, and all that they name, are those below `root`, or those of the revision
    `settings_from`. The old site stays until the new one is whole. Raises SmsError where a file cannot be written,
    where `output` holds something else, or where the builder fails.
    """
    start, target = perf_counter(), site_folder(root, output)
    _refuse_foreign(target)
    try:
        _write_pages(root, site)
        config = _write_settings(_base(root, settings_from) if settings_from else root, site, root)
        fresh = target.with_name(f".{target.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        warnings = run_builder(root, config, fresh)
        seal(fresh)
        (fresh / MARK).write_text(
            "Made by sms-lint; replaced whenever the site is built.\n", encoding="utf-8"
        )
        replace_site(target, fresh)
        if not settings_from:
            settle(root, target)
    except OSError as error:
        raise SmsError(f"the site cannot be written: {error.filename}: {error.strerror}") from None
    return Built(len(site.pages), target / "index.html", perf_counter() - start, warnings)


def site_folder(root: Path, output: Path | None = None, edition: Edition = "auditor") -> Path:
    """Where the site lies: `output`, by default `build/site` below the root, the staff's in `build/site-staff`."""
    return (output or root / BUILD / ("site" if edition == "auditor" else f"site-{edition}")).absolute()


def _refuse_foreign(target: Path) -> None:
    if target.exists() and not (target / MARK).is_file() and (not target.is_dir() or any(target.iterdir())):
        raise SmsError(
            f"{target} holds something that is not a site made by sms-lint; name another folder, or empty it"
        )


def settle(root: Path, target: Path) -> None:
    """Note that the site at `target` is made from the pages below `build/pages` as they are."""
    (root / BUILD / _SETTLED).write_text(_made(target), encoding="utf-8")


def unsettle(root: Path) -> None:
    """Note that the pages are about to change: until they are a site again, a whole one has to be built."""
    (root / BUILD / _SETTLED).unlink(missing_ok=True)


def is_settled(root: Path, target: Path) -> bool:
    """Whether the site at `target` is what the pages below `build/pages` have become."""
    noted = root / BUILD / _SETTLED
    return noted.is_file() and (target / MARK).is_file() and noted.read_text("utf-8") == _made(target)


def _made(target: Path) -> str:
    return f"{target} {(target / MARK).stat().st_mtime_ns}"


def replace_site(target: Path, fresh: Path) -> None:
    """Put a site that is whole in the place of the old one."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _write_pages(root: Path, site: Site) -> None:
    folder = root / BUILD / "pages"
    if folder.is_symlink():
        raise SmsError(f"{folder} is a link to another place; remove it")
    unsettle(root)
    if folder.exists():
        shutil.rmtree(folder)
    for path, page in site.pages.items():
        _at(folder, path).write_text(page, encoding="utf-8")
    write_beside(root, folder, site)
    for name in _ASSETS:
        _at(folder, f"assets/{name}").write_bytes(
            files("sms_lint").joinpath("publish", "site", "assets", name).read_bytes()
        )


def write_beside(root: Path, folder: Path, site: Site) -> None:
    """Write the files that lie beside the pages, pictures and downloads, where they are not as they should be."""
    contents = {path: text.encode() for path, text in site.downloads.items()} | dict(site.pdfs)
    for path, content in contents.items():
        place = _at(folder, path)
        if not place.is_file() or place.read_bytes() != content:
            place.write_bytes(content)
    for path, source in site.files.items():
        place = _at(folder, path)
        if not place.is_file() or place.read_bytes() != (root / source).read_bytes():
            shutil.copyfile(root / source, place, follow_symlinks=False)


def names_beside(site: Site) -> set[str]:
    """The files that lie beside the pages, by their place below the pages folder."""
    return {*site.downloads, *site.pdfs, *site.files, *(f"assets/{name}" for name in _ASSETS)}


def _at(folder: Path, path: str) -> Path:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _base(root: Path, revision: str) -> Path:
    """A folder with all that a revision holds beside documents and records: the settings, a theme, a hook.

    A change that is not accepted yet can bring its own, and the builder would run them.
    """
    folder = root / BUILD / "base"
    if folder.is_symlink():
        raise SmsError(f"{folder} is a link to another place; remove it")
    shutil.rmtree(folder, ignore_errors=True)
    with opened(root) as repository:
        if repository is None:
            raise SmsError(f"`{revision}` is no revision: this is no git repository, or it has no commit yet")
        files_there = repository.files(repository.resolve(revision), (*FOLDERS, "docs", BUILD))
    for path, content in files_there.items():
        _at(folder, path).write_bytes(content)
    (folder / BUILD).mkdir(parents=True, exist_ok=True)
    return folder


def _write_settings(base: Path, site: Site, root: Path) -> Path:
    if not (base / SETTINGS).is_file():
        default = files("sms_lint").joinpath("publish", "site", "assets", SETTINGS).read_bytes()
        (base / BUILD / _DEFAULT).write_bytes(default)
    path = base / BUILD / SETTINGS
    path.write_text(settings_of(base, site, root), encoding="utf-8")
    return path


def settings_of(base: Path, site: Site, root: Path) -> str:
    """The builder's settings: the organisation's own at `base`, or else ours, with the navigation and the footer."""
    own = base / SETTINGS
    pages = str(root.absolute() / BUILD / "pages")
    config: dict[str, Any] = {"docs_dir": pages, "nav": site.navigation, "copyright": site.footer}
    if own.is_file():
        config["INHERIT"] = f"../{SETTINGS}"
        custom = _own_folder(own)
        config |= {"theme": {"custom_dir": str(custom)}} if custom else {}
    else:
        config |= {"INHERIT": _DEFAULT, "site_name": text(site.name)}
    return json.dumps(config, indent=1, ensure_ascii=False)


def _own_folder(settings: Path) -> Path | None:
    """The organisation's theme folder. Its path is relative to its settings, and ours lie elsewhere."""
    matched = re.search(
        r"^[ \t]+custom_dir:[ \t]*['\"]?([^'\"#\n]+?)['\"]?[ \t]*(?:#.*)?$", settings.read_text("utf-8"), re.M
    )
    return settings.parent / matched[1] if matched else None


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
        raise SmsError(f"the site builder (MkDocs) failed: {' '.join(faults[-6:]) or 'it gave no reason'}")
    return tuple(match[2] for line in said if (match := _LINE.match(line)))
