"""What is in the PDF of a document: the control block, what a process says as data, and the text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from typing import Any
from urllib.parse import unquote, urldefrag

from markdown import Markdown

from sms_lint.measure.trends.section import Section
from sms_lint.model.kinds.documents import Process
from sms_lint.model.node import Document
from sms_lint.publish.pdf.dom import tree_of
from sms_lint.publish.pdf.labels import with_sound_links
from sms_lint.publish.pdf.nodes import Writer
from sms_lint.publish.site.approval import versions
from sms_lint.publish.site.body import WrittenText, document_body
from sms_lint.publish.site.documents import control_block, distinct, own_fields
from sms_lint.publish.site.escape import Safe
from sms_lint.publish.site.home import footer
from sms_lint.publish.site.html import EMPTY, in_words
from sms_lint.publish.site.processes import described
from sms_lint.publish.site.public.pages import control_block as public_control_block
from sms_lint.publish.site.sections import sections_as_page
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.translation import ours, told

# Those of the site's settings: a mark means the same on paper.
_EXTENSIONS = ("admonition", "attr_list", "footnotes", "sane_lists", "tables", "toc")
_FOR_ALL = 6  # of the columns of the document register, those that everybody may read
_CLASSES = ("public", "internal", "confidential")
# Who may have a paper of a classification; it is as that of what is kept closest in it.
_READERS = {
    "public": "everybody",
    "internal": "people of the organization, and those whom it names",
    "confidential": "only those whose work needs it",
}
_SVG = re.compile(r"<svg\b.*?</svg>", re.S)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.S)
_NAMED = ' aria-labelledby="sms-flow-title sms-flow-desc"'
# The drawing takes its look from the site's style; on paper it carries its own.
_DRAWN = (
    "<style>text{font-family:'Libertinus Serif',serif;font-size:13px;text-anchor:middle;fill:#1b1f24}"
    ".sms-role{font-weight:700}.sms-when{font-size:12px;font-style:italic}"
    ".sms-lane{fill:none;stroke:#c9d1d9;stroke-dasharray:3 3}.sms-box{fill:#f3f6f9;stroke:#1b1f24;stroke-width:1.2}"
    ".sms-way{fill:none;stroke:#1b1f24;stroke-width:1.2}.sms-start,marker path{fill:#1b1f24}"
    ".sms-end{fill:#fff;stroke:#1b1f24;stroke-width:1.2}</style>"
)


@dataclass(frozen=True)
class Printed:
    """A PDF before it is set: its title, what says which edition it is, and its documents as data."""

    title: str
    organization: str
    footer: str
    cover: list[str]
    cover_facts: list[tuple[str, str]]
    contents: list[Mapping[str, Any]]
    documents: list[Mapping[str, Any]]
    language: Mapping[str, str]
    words: Mapping[str, str]


def printed(view: SiteData, document: Document) -> Printed:
    """One document by itself."""
    inside = {view.addresses[document.id].page: document.id}
    return Printed(
        document.title,
        _organization(view),
        _footer(view),
        [],
        [],
        [],
        with_sound_links([_document(view, document, inside)]),
        language_of(document.language or view.sms.config.language),
        _words(),
    )


def printed_set(view: SiteData) -> Printed:
    """The controlled set: a cover, a list of contents, the register of documents, and every active document."""
    documents = [
        document
        for document in distinct(view, view.sms.documents)
        if document.lifecycle == "active" and view.is_in_force(document)
    ]
    inside = {view.addresses[document.id].page: document.id for document in documents}
    documents.sort(key=lambda document: (_group(document), document.title))
    parts = [_document(view, document, inside) for document in documents]
    register = _register(view, documents)
    return Printed(
        ours("Controlled documents"),
        _organization(view),
        _footer(view),
        _cover(view),
        _cover_facts(view, documents),
        _contents(register, documents),
        with_sound_links([register, *parts]),
        language_of(view.sms.config.language),
        _words(),
    )


def language_of(code: str) -> Mapping[str, str]:
    """A language for the typesetter, which also hyphenates by it; English is that of Great Britain."""
    language, _, region = code.partition("-")
    return {"lang": language, "region": region.lower() or ("gb" if language == "en" else "")}


def _words() -> Mapping[str, str]:
    """What the typesetter itself writes on each page."""
    return {
        "version": ours("version {0}").replace("{0}", "").strip(),
        "page": ours("page {0} of {1}"),
        "contents": ours("Contents"),
    }


def _organization(view: SiteData) -> str:
    return view.sms.config.organization.name


def _footer(view: SiteData) -> str:
    return unescape(footer(view))


def _group(document: Document) -> str:
    """What documents of its kind are called, by which they stand together."""
    return told().name(document.KIND.register)


def _contents(register: Mapping[str, Any], documents: Iterable[Document]) -> list[Mapping[str, Any]]:
    """The list of contents: the register, then each kind of document with its documents."""
    groups = [{"title": _group(first), "documents": found} for first, found in _together(documents)]
    return [
        {"title": ours("Documents"), "documents": [_entry(register["label"], register["title"])]},
        *groups,
    ]


def _together(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Mapping[str, str]]]]:
    for _, found in groupby(documents, key=_group):
        alike = list(found)
        yield alike[0], [_entry(document.id, document.title) for document in alike]


def _entry(label: str, title: str) -> Mapping[str, str]:
    return {"label": label, "title": title}


def _cover(view: SiteData) -> list[str]:
    """The title, and a line under it."""
    about = view.sms.config.organization.description
    return [_organization(view), *([about] if about else []), ours("Controlled documents")]


def _cover_facts(view: SiteData, documents: Sequence[Document]) -> list[tuple[str, str]]:
    """Which set it is and for whom: the day, the state of the repository, how many documents, who may read it."""
    highest = max(
        (document.classification for document in documents), key=_CLASSES.index, default=_CLASSES[0]
    )
    changes = view.sms.file_changes
    found = [
        ("As of", str(view.sms.today)),
        ("Version", ours(f"commit {changes.head[:9]}") if changes else ""),
        ("Documents in force", str(len(documents))),
        ("Classification", told().name(highest)),
        ("Distribution", ours(_READERS[highest])),
        ("Printed copies", ours("A printed copy is not controlled.")),
    ]
    return [(ours(name), said) for name, said in found if said]


def _register(view: SiteData, documents: Iterable[Document]) -> Mapping[str, Any]:
    heads: tuple[str, ...] = (
        "Id",
        "Title",
        "Kind",
        "Version",
        "Effective",
        "Classification",
        "Owner",
        "Next review",
    )
    rows: list[tuple[str, ...]] = [
        (
            document.id, document.title, ours(document.KIND.title), document.version,
            str(document.effective or ""), ours(document.classification),
            view.role_titles.get(document.owner, document.owner), str(document.review.next or ""),
        )
        for document in documents
    ]  # fmt: skip
    if view.edition == "public":  # who answers for it, and when, is for those inside
        heads, rows = heads[:_FOR_ALL], [row[:_FOR_ALL] for row in rows]
    table = {
        "k": "table",
        "columns": len(heads),
        "heads": [[["t", ours(head)]] for head in heads],
        "rows": [
            [[{"k": "p", "c": [_cell(index, value)]}] for index, value in enumerate(row)] for row in rows
        ],
        "align": [""] * len(heads),
        "whole": [True] * len(rows),
    }
    return {
        "id": "",
        "title": ours("Document register"),
        "version": "",
        "classification": "",
        "language": language_of(view.sms.config.language),
        "label": "sms-register",
        "blocks": [table],
    }


def _cell(index: int, value: str) -> list[Any]:
    return ["a", f"#{value}", [["t", value]]] if index == 0 else ["t", value]


def printed_sections(view: SiteData, title: str, sections: Sequence[Section]) -> Printed:
    """Tables with their methods, as one document."""
    here = PageContext(view, "week/index.html")
    html = Markdown(extensions=list(_EXTENSIONS)).convert(in_words(sections_as_page(here, sections)))
    language = language_of(view.sms.config.language)
    whole = {
        "id": "",
        "title": title,
        "version": "",
        "classification": ours("internal"),
        "language": language,
        "label": "sms-week",
        "blocks": Writer(lambda _: "", "sms-week/", lambda _: "").blocks(tree_of(html).children),
    }
    return Printed(title, _organization(view), _footer(view), [], [], [], [whole], language, _words())


def _document(view: SiteData, document: Document, inside: Mapping[str, str]) -> Mapping[str, Any]:
    here = PageContext(view, view.addresses[document.id].page)
    written = WrittenText(here, document.path)
    source = in_words(
        Safe(_opening(here, document) + document_body(written, document) + _closing(here, document))
    )
    html, drawings = _without_drawings(Markdown(extensions=list(_EXTENSIONS)).convert(source))
    tree = tree_of(html)
    for image in tree.find("img"):
        if (number := image.attributes.get("data-drawing")) is not None:
            image.attributes["data-svg"] = drawings[int(number)]
    writer = Writer(_links(here.page, inside), f"{document.id}/", _pictures(here.page))
    return {
        "id": document.id,
        "title": document.title,
        "version": document.version,
        "classification": ours(document.classification),
        "language": language_of(document.language or view.sms.config.language),
        "label": document.id,
        "blocks": writer.blocks(tree.children),
    }


def _opening(here: PageContext, document: Document) -> Safe:
    """What is above the text: what controls it, and what a process or another document says as data."""
    if here.view.edition == "public":
        return public_control_block(here, document)
    special = described(here, document) if isinstance(document, Process) else own_fields(here, document)
    return Safe(control_block(here, document) + special)


def _closing(here: PageContext, document: Document) -> Safe:
    """What is under the text: the versions and what proves their approval, as on the page."""
    return EMPTY if here.view.edition == "public" else versions(here, document)


def _without_drawings(html: str) -> tuple[str, list[str]]:
    """The page with a picture in the place of each drawing, and the drawings."""
    drawings: list[str] = []

    def taken(match: re.Match[str]) -> str:
        title = _TITLE.search(match.group())
        drawings.append(match.group().replace(_NAMED, "").replace("<defs>", f"{_DRAWN}<defs>", 1))
        return f'<img data-drawing="{len(drawings) - 1}" alt="{title[1] if title else "Drawing"}">'

    return _SVG.sub(taken, html), drawings


def _links(page: str, inside: Mapping[str, str]) -> Any:
    def resolve(href: str) -> str:
        path, anchor = urldefrag(unquote(href))
        if re.match(r"(?:https?|mailto):", path):
            return href
        place = _resolved(page, path) if path else page
        if place not in inside:
            return ""
        return f"#{inside[place]}/{anchor}" if anchor else f"#{inside[place]}"

    return resolve


def _pictures(page: str) -> Any:
    """The path from the root of a picture that the site copies."""

    def path_of(source: str) -> str:
        place = _resolved(page, unquote(source))
        return place.removeprefix("files") if place.startswith("files/") else ""

    return path_of


def _resolved(page: str, path: str) -> str:
    parts = page.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
