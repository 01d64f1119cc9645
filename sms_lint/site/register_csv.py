"""The document register as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterator

from sms_lint.models.base import Document
from sms_lint.site.documents import REGISTER_FILE, distinct
from sms_lint.site.page import Download
from sms_lint.site.view import View

_HEADS = (
    "Id", "Title", "Kind", "Version", "State", "Owner", "Approver", "Effective", "Last reviewed", "Next review",
    "Classification", "Retention", "Clauses", "File",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def register_files(view: View) -> Iterator[Download]:
    """The file with every controlled document."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADS)
    for one in distinct(view, view.sms.documents):
        writer.writerow([plain(value) for value in _row(view, one)])
    yield Download(REGISTER_FILE, text.getvalue())


def _row(view: View, one: Document) -> tuple[object, ...]:
    titles = view.role_titles
    return (
        one.id, one.title, one.KIND.title, one.version, one.lifecycle, titles.get(one.owner, one.owner),
        titles.get(one.approver, one.approver), one.effective or "", one.review.last, one.review.next,
        one.classification, one.retention, " ".join(one.satisfies), one.path,
    )  # fmt: skip


def plain(value: object) -> str:
    """A value that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
