"""Building again while somebody writes: only the pages that changed, beside the old site, which stays until then."""

from collections.abc import Collection
from pathlib import Path
from time import perf_counter

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import (
    MARK,
    PlainFiles,
    copy_file,
    files_below,
    given,
    made_anew,
    read_plain,
    refuse_links,
    same_file,
    take_place,
)
from sms_lint.publish.site import Site
from sms_lint.publish.site.build import (
    BUILD,
    PAGES,
    TEXTS,
    Built,
    PageFailedError,
    is_settled,
    names_beside,
    run_builder,
    settle,
    unsettle,
    write_beside,
    write_texts,
)
from sms_lint.publish.site.builder_settings import SETTINGS, reads_texts, settings_of
from sms_lint.publish.site.frames import finished_by
from sms_lint.publish.site.seal import seal
from sms_lint.publish.site.theme_files import leave_out_unused

# With more than these a whole build takes hardly longer.
_MOST = 200
_BARE = "404.html"
# The builder says this of every such build; that nothing is missed is seen to here.
_EXPECTED = "A 'dirty' build is being performed"


def rebuild(root: Path, site: Site, target: Path) -> Built | None:
    """Build the pages that are not as they were; None where the whole site has to be built.

    That is so where the site is not the one that was made from these pages, where pages or files come or go, where
    the settings or what stands at the foot of every page changed, where very many pages changed, where the builder
    fails at a page, after a build that failed, and where the organisation's own look does not apply. Raises SmsError
    where the builder fails otherwise or a page must not be shown; the old site stays.
    """
    start = perf_counter()
    refuse_links(root, PAGES)
    refuse_links(root, TEXTS)
    given(target, root)
    changed = _changed(root, site, target) if site.own_look else None
    if changed is None:
        return None
    pages = [_page(path) for path in changed]
    fresh = target.with_name(f".{target.name}.new")
    try:
        _copy(target, fresh, [*pages, _BARE])
        unsettle(root)
        write_texts(root, changed, whole=reads_texts(root))
        write_beside(root, root / PAGES, site)
        warnings = run_builder(root, root / BUILD / SETTINGS, fresh, "--dirty")
        leave_out_unused(fresh)
        built = [fresh / name for name in (*pages, _BARE)]
        seal(fresh, built, finished_by(root / TEXTS))
        take_place(target, fresh)
        settle(root, target)
    except PageFailedError:
        return None
    except OSError as error:
        raise SmsError(f"the site cannot be written: {error.filename}: {error.strerror}") from None
    told = tuple(warning for warning in warnings if not warning.startswith(_EXPECTED))
    return Built(len(changed), target / "index.html", perf_counter() - start, told)


def _changed(root: Path, site: Site, target: Path) -> dict[str, str] | None:
    """The pages with another text than the last time; None where that does not say it all."""
    folder, settings = root / PAGES, f"{BUILD}/{SETTINGS}"
    if not is_settled(root, target):
        return None
    own = root / SETTINGS
    if PlainFiles(root).is_file(SETTINGS) and own.stat().st_mtime_ns > (root / settings).stat().st_mtime_ns:
        return None
    if read_plain(root, settings) != settings_of(root, site, folder.absolute()).encode():
        return None
    if {*files_below(folder, "")} != {*site.pages, *names_beside(site), MARK}:
        return None
    texts = root / TEXTS
    if {*files_below(texts, "")} != {*site.pages, MARK}:
        return None
    changed = {path: text for path, text in site.pages.items() if read_plain(texts, path) != text.encode()}
    return changed if len(changed) <= _MOST else None


def _copy(target: Path, fresh: Path, pages: Collection[str]) -> None:
    """The site without what is built again. Files that stay are the same files, where the disk can do that."""
    made_anew(fresh)
    anew = {*pages, MARK}
    for path in files_below(target, ""):
        if path not in anew:
            # The builder writes some files again, in place.
            stays = path.endswith((".html", ".svg", ".woff2"))
            (same_file if stays else copy_file)(target, fresh, path)


def _page(path: str) -> str:
    return path.removesuffix(".md") + ".html"
