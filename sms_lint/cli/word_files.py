"""Documents out to Word and back: the parts of `export` and `import` that are about Word files."""

import argparse
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path
from posixpath import dirname, normpath
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, root_of, say, tell
from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import plural
from sms_lint.translation import on_screen

if TYPE_CHECKING:
    from sms_lint.intake.word.reading import Returned
    from sms_lint.model.node import Document
    from sms_lint.system.sms import Sms

_ENDING = ".docx"


def to_docx(sms: "Sms", options: argparse.Namespace) -> int:
    """Write a document as a Word file, for people who work on it there and send it back."""
    from sms_lint.intake.word.writing import word_file
    from sms_lint.outside.disk import write_given

    document = _document(sms, options.name)
    output = options.output or Path(f"{document.id}{_ENDING}")
    if output.exists():
        raise SmsError(
            f"{output} is there already, and may hold changes that were not imported; "
            "remove it, or name another file with --output"
        )
    write_given(output, [word_file(document, _pictures(root_of(options), document.path))])
    say(f"{output}: {document.title}, {on_screen('version')} {document.version}")
    tell("In Word, switch on Track Changes (Review) before you edit it")
    tell(f"When it comes back, run: sms-lint import {output}")
    return CLEAN


def _document(sms: "Sms", name: str) -> "Document":
    from sms_lint.ground.faults import nearest
    from sms_lint.model.node import Document

    found = sms.get(name) or next((each for each in sms.documents if each.path == name), None)
    if isinstance(found, Document) and found.path.endswith(".md"):
        return found
    ids = [document.id for document in sms.documents]
    raise SmsError(f"there is no document `{name}` that could be a Word file{nearest(name, sorted(ids))}")


def _pictures(root: Path, path: str) -> Callable[[str], bytes | None]:
    from sms_lint.outside.disk import read_plain

    def picture(address: str) -> bytes | None:
        try:
            return read_plain(root, normpath(f"{dirname(path)}/{address}"))
        except OSError:
            return None

    return picture


def is_word(path: Path) -> bool:
    """Whether a file is one of Word's by its name."""
    return path.suffix.casefold() in (_ENDING, ".doc", ".docm")


def import_word(sms: "Sms", options: argparse.Namespace) -> int:
    """Show what an edited Word file would change in its document; with --write, change it."""
    from sms_lint.intake.office_file import MOST_BYTES
    from sms_lint.intake.word.applying import applied
    from sms_lint.intake.word.reading import read_returned
    from sms_lint.outside.disk import read_given
    from sms_lint.starter.disk import replace_text

    raw = read_given(options.file, MOST_BYTES + 1)
    root = root_of(options)
    try:
        returned = read_returned(raw)
    except SmsError as reason:
        raise SmsError(f"{options.file} {on_screen(str(reason))}") from None
    if returned is None:
        raise SmsError(
            f"{options.file} was not exported here; bring it in as a new document with `sms-lint adopt {options.file}`"
        )
    document = _current(sms, returned, options.file)
    text = document.origin.file.text
    _tell(document, returned, text)
    after, remarks = applied(text, returned.parts)
    for remark in remarks:
        tell(remark)
    if after == text:
        tell("The Word file changes nothing.")
        return CLEAN
    for line in unified_diff(text.splitlines(), after.splitlines(), document.path, "from Word", lineterm=""):
        say(f"  {line}")
    _refuse_unreadable(root, options, document, after)
    if not options.write:
        tell(f"{document.path} would change; with --write it is changed, for you to commit")
        return CLEAN
    replace_text(root, document.path, text, after)
    tell(f"{document.path} changed. Next: raise its version, then run sms-lint check {document.path}")
    return FINDINGS if remarks else CLEAN


def _current(sms: "Sms", returned: "Returned", path: Path) -> "Document":
    """The document that a Word file was made of. Raises SmsError where its text is another one by now."""
    from sms_lint.intake.word.writing import digest_of
    from sms_lint.model.node import Document

    document = sms.get(returned.id)
    if not isinstance(document, Document):
        raise SmsError(
            f"{path} was made of {returned.id}, which is not here; was it renamed, or is this another system?"
        )
    if digest_of(document.origin.file.text) != returned.digest:
        raise SmsError(
            f"{document.id} has changed since {path} was exported (version {returned.version} then, {document.version} "
            f"now); export it again (sms-lint export {document.id} --to docx), and in Word bring the changes over with "
            "Review, Compare, Combine; nothing was changed"
        )
    return document


def _tell(document: "Document", returned: "Returned", text: str) -> None:
    """What people should know of the file before they look at its changes."""
    from sms_lint.intake.word.pieces import parts_of
    from sms_lint.intake.word.writing import control_cells

    said = plural(returned.tracked, "tracked change")
    tell(f"{document.id}, version {returned.version}: {said}, {plural(len(returned.comments), 'comment')}")
    if [part.key for part in returned.rejected] != [part.key for part in parts_of(text)]:
        tell("Some changes were made without tracking them; they are shown below like the others")
    if list(returned.control) != control_cells(document):
        tell("The table of control data was edited; change these in the front matter of the document instead")
    for comment in returned.comments:
        say(f"{on_screen('Comment')}: {comment}")


def _refuse_unreadable(root: Path, options: argparse.Namespace, document: "Document", after: str) -> None:
    """Raise SmsError where the document could not be read any more with the new text."""
    from sms_lint.load import load

    if load(root, today=options.today, overlay={document.path: after}).get(document.id) is None:
        raise SmsError(f"{document.path} could not be read any more with these changes; nothing was changed")
