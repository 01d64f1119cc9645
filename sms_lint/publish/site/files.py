"""Which page or copied file shows a file of the repository."""

from sms_lint.publish.site.address import Address
from sms_lint.publish.site.view import SiteData
from sms_lint.report.reference.setting_pages import TRUST

# What a browser shows as it is. Others are not copied: a web page or a script among them would run on the site.
_COPIED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf")
_FOLDERS = ("policies/", "processes/", "records/", "docs/")


def page_of(view: SiteData, path: str) -> Address | None:
    """The page that shows a file of the repository."""
    node = view.sms.by_path.get(path)
    if node is not None:
        return view.addresses.get(node.id)
    moved = next((text.written.id for text in view.texts.values() if text.written.path == path), None)
    if moved is not None:  # the text in force was under another name
        return view.addresses.get(moved)
    if view.edition == "public":  # it has no handbook, and no lists of what else there is
        return None
    inside = path.removeprefix("docs/")
    if path != inside and path.endswith(".md") and (inside in view.handbook or _explained(view, inside)):
        return Address(f"handbook/{inside.removesuffix('.md')}.html")
    folders = {
        "docs": "handbook/index.html",
        "policies": "documents/index.html",
        "processes": "processes/index.html",
    }
    return Address(folders[path]) if path in folders else None


def _explained(view: SiteData, inside: str) -> bool:
    """Whether a path in the handbook is a page of the reference: `rules/overdue-review.md`."""
    folder, _, name = inside.removesuffix(".md").partition("/")
    if folder == "settings":
        return name in ("index", TRUST)
    pages = {"rules": view.reference.rule_ids, "kinds": view.reference.kind_names}
    return folder in pages and (name == "index" or name in pages[folder])


def copied(view: SiteData, path: str) -> str | None:
    """The place on the site of a file that is published as it is."""
    known = path in view.sms.paths and path.startswith(_FOLDERS) and path.lower().endswith(_COPIED)
    return f"files/{path}" if known else None


def copies(view: SiteData) -> dict[str, str]:
    """Every file that is published as it is: its place below the pages folder, and its path from the root."""
    return {place: path for path in sorted(view.sms.paths) if (place := copied(view, path)) is not None}
