"""Files from elsewhere, each read by its form; what cannot be read gets a sentence that says what to do."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from sms_lint.ground.errors import SmsError
from sms_lint.intake.documents.html_file import read_html
from sms_lint.intake.documents.markdown_file import read_markdown
from sms_lint.intake.documents.source_document import SourceDocument
from sms_lint.intake.documents.word_file import read_word
from sms_lint.intake.office_file import MOST_BYTES
from sms_lint.model.controlled_files import MOST_BYTES as TEXT_BYTES

# What the linter reads of a document, less what its front matter takes.
_MOST_TEXT = TEXT_BYTES - 16 * 1024
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".txt")
_HTML = (".html", ".htm", ".xhtml")
_WORD = (".docx",)
READ = (*_MARKDOWN, *_HTML, *_WORD)
# What people keep documents in besides, and what to do with it.
UNREAD: Mapping[str, str] = {
    ".doc": "the old form of Word; open it in Word and save it as .docx",
    ".docm": "a Word file with macros; save it as .docx",
    ".dotx": "a template of Word; save it as .docx",
    ".odt": "a text of LibreOffice; save it there as .docx",
    ".rtf": "a text in RTF; open it in Word and save it as .docx",
    ".pdf": "PDF, which has no headings or tables to read; save the document it was made from as .docx or HTML",
    ".pptx": "slides; copy their text into a Word file, or keep them beside the document and link to them",
    ".xlsx": "a spreadsheet; bring its rows in with `sms-lint import`",
    ".xls": "an old spreadsheet; save it as .xlsx, and bring its rows in with `sms-lint import`",
    ".ods": "a spreadsheet; save it as .xlsx, and bring its rows in with `sms-lint import`",
    ".csv": "a table; bring its rows in with `sms-lint import`",
}


def ending_of(name: str) -> str:
    """How a file's name ends, in small letters."""
    return PurePosixPath(name).suffix.casefold()


def read_document(raw: bytes, name: str, beside: Callable[[str], bytes | None]) -> SourceDocument:
    """A document out of the bytes of a file. Raises SmsError with a sentence about the file, without its name.

    `beside` gives another file by the address that this one uses for it; None where there is no such file.
    """
    ending = ending_of(name)
    if ending in UNREAD:
        raise SmsError(f"is {UNREAD[ending]}")
    if ending not in READ:
        raise SmsError("is no document that can be read: Markdown, HTML, or Word's .docx")
    if len(raw) > MOST_BYTES:
        raise SmsError("is larger than 64 MiB; take pictures and attachments out of it, or split it")
    document = _by_form(raw, name, ending, beside)
    if len(document.text.encode()) > _MOST_TEXT:
        raise SmsError("holds more than 1 MiB of text, which nobody reads as one document; split it")
    return document


def _by_form(raw: bytes, name: str, ending: str, beside: Callable[[str], bytes | None]) -> SourceDocument:
    if ending in _WORD:
        return read_word(raw, name)
    if not raw.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" in raw:
        raise SmsError("is not text, but in a program's own format; save it as a Word file or as HTML")
    return read_html(raw, name, beside) if ending in _HTML else read_markdown(raw, name)
