"""Building again while somebody writes: only the pages that changed, beside the old site, which stays until then."""

import json
import os
import shutil
from collections.abc import Collection
from pathlib import Path
from time import perf_counter

from sms_lint.ground.errors import SmsError
from sms_lint.publish.site import Site
from sms_lint.publish.site.build import (
    BUILD,
    SETTINGS,
    Built,
    is_settled,
    names_beside,
    replace_site,
    run_builder,
    settings_of,
    settle,
    unsettle,
    write_beside,
)
from sms_lint.publish.site.seal import seal

# With more than these a whole build takes hardly longer.
_MOST = 200
_INDEX = ("search_index.json", "search_index.js")
_BEFORE = "var __index = "
_BARE = "404.html"
# The builder says this of every such build; that nothing is missed is seen to here.
_EXPECTED = "A 'dirty' build is being performed"


def rebuild(root: Path, site: Site, target: Path) -> Built | None:
    """Build the pages that are not as they were; None where the whole site has to be built.

    That is so where the site is not the one that was made from these pages, where pages or files come or go, where
    the settings or what stands at the foot of every page changed, where very many pages changed, and after a build
    that failed. Raises SmsError where the builder fails or a page must not be shown; the old site stays.
    """
    start = perf_counter()
    changed = _changed(root, site, target)
    if changed is None:
        return None
    pages = [_page(path) for path in changed]
    fresh = target.with_name(f".{target.name}.new")
    try:
        _copy(target, fresh, [*pages, _BARE])
        unsettle(root)
        for path, text in changed.items():
            (root / BUILD / "pages" / path).write_text(text, encoding="utf-8")
        write_beside(root, root / BUILD / "pages", site)
        warnings = run_builder(root, root / BUILD / SETTINGS, fresh, "--dirty")
        seal(fresh, [fresh / name for name in (*pages, _BARE)])
        _merge_search(target, fresh, pages)
        replace_site(target, fresh)
        settle(root, target)
    except OSError as error:
        raise SmsError(f"the site cannot be written: {error.filename}: {error.strerror}") from None
    told = tuple(warning for warning in warnings if not warning.startswith(_EXPECTED))
    return Built(len(changed), target / "index.html", perf_counter() - start, told)


def _changed(root: Path, site: Site, target: Path) -> dict[str, str] | None:
    """The pages with another text than the last time; None where that does not say it all."""
    folder, settings = root / BUILD / "pages", root / BUILD / SETTINGS
    if not is_settled(root, target) or not all((target / "search" / name).is_file() for name in _INDEX):
        return None
    own = root / SETTINGS
    if own.is_file() and own.stat().st_mtime_ns > settings.stat().st_mtime_ns:
        return None
    if settings.read_text("utf-8") != settings_of(root, site, root):
        return None
    if {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} != {
        *site.pages,
        *names_beside(site),
    }:
        return None
    changed = {path: text for path, text in site.pages.items() if (folder / path).read_text("utf-8") != text}
    return changed if len(changed) <= _MOST else None


def _copy(target: Path, fresh: Path, pages: Collection[str]) -> None:
    """The site without what is built anew. Files that stay are the same files, where the disk can do that."""
    shutil.rmtree(fresh, ignore_errors=True)
    anew = {target / name for name in pages} | {target / "search" / name for name in _INDEX}
    for folder, _folders, names in os.walk(target):
        place = fresh / Path(folder).relative_to(target)
        place.mkdir(parents=True)
        for name in names:
            if Path(folder, name) not in anew:
                _same(Path(folder, name), place / name)


def _same(old: Path, new: Path) -> None:
    if old.suffix not in (".html", ".svg", ".woff2"):
        shutil.copy2(old, new)  # the builder writes some of these again, in place
        return
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def _page(path: str) -> str:
    return path.removesuffix(".md") + ".html"


def _merge_search(target: Path, fresh: Path, pages: Collection[str]) -> None:
    """The search's index as it was, with what the builder found on the changed pages: it knows of no others."""
    index, script = (fresh / "search" / name for name in _INDEX)
    old = json.loads((target / "search" / index.name).read_text("utf-8"))
    new = json.loads(index.read_text("utf-8"))
    kept = [page for page in old["docs"] if page["location"].partition("#")[0] not in pages]
    added = [page for page in new["docs"] if page["location"].partition("#")[0] in pages]
    text = json.dumps({**old, "docs": [*kept, *added]}, ensure_ascii=False, separators=(",", ":"))
    index.write_text(text, encoding="utf-8")
    script.write_text(_BEFORE + text, encoding="utf-8")
