"""The command that turns a text nobody may copy into digests that everybody may hold."""

import argparse
from pathlib import Path

from sms_lint.cli.common import CLEAN, say, tell
from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import plural
from sms_lint.translation import on_screen

# A standard has some hundred thousand letters; a book of such a size is none.
_MOST_BYTES = 50_000_000


def digest(options: argparse.Namespace) -> int:
    """Make digests of a standard that you hold a copy of, to find sentences that were copied from it."""
    from sms_lint.model.published_text import published_from, written_published
    from sms_lint.outside.disk import make_parent, write_given

    standard = " ".join(options.standard.split())
    if not standard:
        raise SmsError('name the standard, such as --standard "ISO/IEC 20000-1:2018"')
    made = published_from(standard, _text(options.file))
    if made is None:
        raise SmsError(f"{options.file} holds no sentence that is long enough to be known by its digest")
    make_parent(options.output)
    write_given(options.output, [written_published(made).encode()])
    say(f"{options.output}: {plural(len(made.digests), on_screen('word group'), on_screen('word groups'))}")
    tell(
        "Commit it, and name it in sms.yml as text: {published: [FILE]}; keep the copy itself out of the repository"
    )
    return CLEAN


def _text(path: Path) -> str:
    """The text of a copy. Raises SmsError for what is no plain text."""
    from sms_lint.outside.disk import read_given

    raw = read_given(path, _MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise SmsError(f"{path} is larger than 50 MB; no standard is")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or text.startswith("%PDF"):
        raise SmsError(f"{path} is no plain text in UTF-8; save the copy as text first (of a PDF: pdftotext)")
    return text


def digest_arguments(command: argparse.ArgumentParser) -> None:
    """Of which copy, what it is called, and where the digests go."""
    command.add_argument("file", type=Path, metavar="FILE", help="the copy, as plain text")
    command.add_argument(
        "--standard", required=True, metavar="NAME", help="how findings call it, such as ISO/IEC 20000-1:2018"
    )
    command.add_argument(
        "--output",
        required=True,
        type=Path,
        metavar="FILE",
        help="the file of digests, such as published/20000-1.txt",
    )
