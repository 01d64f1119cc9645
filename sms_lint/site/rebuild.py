"""Building again while somebody writes: only the pages that changed, in the place of the old ones."""

import json
from pathlib import Path
from time import perf_counter

from sms_lint.errors import SmsError
from sms_lint.site import Site
from sms_lint.site.build import BUILD, MARK, SETTINGS, Built, run_builder, settings_of, write_downloads
from sms_lint.site.seal import seal

# With more than these a whole build takes hardly longer.
_MOST = 200
_INDEX = ("search_index.json", "search_index.js")
_BEFORE = "var __index = "


def rebuild(root: Path, site: Site, target: Path) -> Built | None:
    """Build the pages that are not as they were; None where the whole site has to be built.

    That is so where there is no whole site yet, where pages come or go, where the settings or what stands at the foot
    of every page changed, and where very many pages changed. Where the builder fails, the pages are as before.
    Raises SmsError for that, and for a page that must not be shown.
    """
    start, folder = perf_counter(), root / BUILD / "pages"
    changed = _changed(root, site, target)
    if changed is None:
        return None
    before = _kept(target, changed)
    try:
        for path, text in changed.items():
            (folder / path).write_text(text, encoding="utf-8")
        write_downloads(folder, site)
        warnings = run_builder(root, root / BUILD / SETTINGS, target, "--dirty")
        pages = [target / _page(path) for path in changed]
        seal(target, [*pages, target / "404.html"])
        _merge_search(target, before, [_page(path) for path in changed])
    except (SmsError, OSError):
        for place, content in before.items():
            place.write_bytes(content)
        raise
    return Built(len(changed), target / "index.html", perf_counter() - start, warnings)


def _changed(root: Path, site: Site, target: Path) -> dict[str, str] | None:
    """The pages with another text than the last time; None where that does not say it all."""
    folder, settings, mark = root / BUILD / "pages", root / BUILD / SETTINGS, target / MARK
    if not (
        mark.is_file() and settings.is_file() and all((target / "search" / name).is_file() for name in _INDEX)
    ):
        return None
    own = root / SETTINGS
    if own.is_file() and own.stat().st_mtime_ns > mark.stat().st_mtime_ns:
        return None
    if settings.read_text("utf-8") != settings_of(root, site, root):
        return None
    if {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")} != set(site.pages):
        return None
    changed = {path: text for path, text in site.pages.items() if (folder / path).read_text("utf-8") != text}
    return changed if len(changed) <= _MOST else None


def _page(path: str) -> str:
    return path.removesuffix(".md") + ".html"


def _kept(target: Path, changed: dict[str, str]) -> dict[Path, bytes]:
    """What the builder is about to overwrite."""
    paths = [*(target / _page(path) for path in changed), target / "404.html"]
    paths += [target / "search" / name for name in _INDEX]
    return {path: path.read_bytes() for path in paths if path.is_file()}


def _merge_search(target: Path, before: dict[Path, bytes], pages: list[str]) -> None:
    """The search's index as it was, with what the builder found on the changed pages: it knows of no others."""
    index, script = (target / "search" / name for name in _INDEX)
    old, new = json.loads(before[index]), json.loads(index.read_text("utf-8"))
    kept = [one for one in old["docs"] if one["location"].partition("#")[0] not in pages]
    added = [one for one in new["docs"] if one["location"].partition("#")[0] in pages]
    text = json.dumps({**old, "docs": [*kept, *added]}, ensure_ascii=False, separators=(",", ":"))
    index.write_text(text, encoding="utf-8")
    script.write_text(_BEFORE + text, encoding="utf-8")
