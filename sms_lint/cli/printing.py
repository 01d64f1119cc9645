"""Controlled documents on paper."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, edition_argument, root_argument, root_of, tell
from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import make_parent, write_given

if TYPE_CHECKING:
    from sms_lint.model.node import Document
    from sms_lint.publish.site.view import SiteData

SET = "controlled-documents"


def pdf(options: argparse.Namespace) -> int:
    """Write controlled documents as PDF: those named, the active ones, or all active ones as one set."""
    from sms_lint.load import load
    from sms_lint.model.finding import Result
    from sms_lint.publish.pdf import Typesetter, as_pdf, moment_of, printed, printed_set
    from sms_lint.publish.site import view_for
    from sms_lint.translation import spoken

    root = root_of(options)
    sms = load(root, with_history=True)
    view = view_for(sms, Result((), (), sms.today.isoformat()), {}, options.edition)
    setter = Typesetter(root, moment_of(view.sms.file_changes, sms.today))
    with spoken(sms.translation):
        wanted = (
            {SET: printed_set(view)}
            if options.set
            else {document.id: printed(view, document) for document in _named(view, options)}
        )
    folder = options.output or root / "build" / "pdf"
    for name, printable in wanted.items():
        made = as_pdf(setter, printable)
        path = folder / f"{name}.pdf"
        make_parent(path, root)
        write_given(path, [made.content], root)
        tell(f"{path}: {made.given_up}" if made.given_up else str(path))
    return CLEAN


def pdfs_for_site(root: Path, view: "SiteData") -> Mapping[str, bytes]:
    """The PDF of every document of a site, by the document's id."""
    from sms_lint.publish.pdf import Typesetter, as_pdf, moment_of, printed
    from sms_lint.publish.site.documents import distinct

    setter = Typesetter(root, moment_of(view.sms.file_changes, view.sms.today))
    found = {}
    for document in filter(view.is_in_force, distinct(view, view.sms.documents)):
        made = as_pdf(setter, printed(view, document))
        if made.given_up:
            tell(f"PDF of {document.id}: {made.given_up}")
        found[document.id] = made.content
    return found


def _named(view: "SiteData", options: argparse.Namespace) -> "list[Document]":
    from sms_lint.ground.faults import nearest
    from sms_lint.publish.site.documents import distinct

    documents = {document.id: document for document in distinct(view, view.sms.documents)}
    if not options.ids:
        active = (document for document in documents.values() if document.lifecycle == "active")
        return [document for document in active if view.is_in_force(document)]
    for identity in options.ids:
        if identity not in documents:
            hint = nearest(identity, sorted(documents))
            raise SmsError(f"there is no document `{identity}` in the {options.edition} edition{hint}")
        if not view.is_in_force(documents[identity]):
            raise SmsError(f"nothing of `{identity}` is in force, so there is nothing to print")
    return [documents[identity] for identity in options.ids]


def pdf_arguments(command: argparse.ArgumentParser) -> None:
    """Which documents, and where the files go."""
    root_argument(command)
    command.add_argument(
        "ids", nargs="*", metavar="ID", help="a document's id (default: every active document)"
    )
    command.add_argument("--set", action="store_true", help="one file with all active documents")
    command.add_argument(
        "--output", type=Path, metavar="DIR", help="the folder (default: build/pdf below the root)"
    )
    edition_argument(command)
