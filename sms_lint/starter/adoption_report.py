"""What was brought in: what people have still to do, what of the files has no place, and what is in already."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from sms_lint.ground.output.markdown_page import bullets, heading, markdown_page, paragraph, table
from sms_lint.ground.output.printable import Printable
from sms_lint.ground.sentences import plural
from sms_lint.ground.text import read_yaml
from sms_lint.starter.adoption import Adopted

FOLDER = "adoption"
LEDGER = f"{FOLDER}/adopted.yml"
_SAID = "# What `sms-lint adopt` brought in, so that no file comes in twice.\n"


class Unread(NamedTuple):
    """A file that did not come in, and the sentence that says why; `is_in` where it had come in before."""

    path: str
    reason: str
    is_in: bool = False


class KnownFile(NamedTuple):
    """A file that was brought in: its name, the digest of its bytes, the id of the document, and the day."""

    source: str
    digest: str
    id: str
    day: str


def known_files(text: str) -> tuple[KnownFile, ...]:
    """What the list of earlier runs says."""
    values: Any = read_yaml(text).values
    rows = values.get("adopted", ()) if isinstance(values, Mapping) else ()
    return tuple(
        KnownFile(*(str(row.get(name, "")) for name in ("source", "sha256", "id", "day")))
        for row in rows
        if isinstance(row, Mapping)
    )


def ledger_text(known: Iterable[KnownFile]) -> str:
    """The list of what was brought in, for the next run."""
    from io import StringIO

    from ruamel.yaml import YAML

    writer, stream = YAML(), StringIO()
    writer.width = 100_000
    rows = [{"source": each.source, "sha256": each.digest, "id": each.id, "day": each.day} for each in known]
    writer.dump({"adopted": rows}, stream)
    return _SAID + stream.getvalue()


def report_page(adopted: Sequence[Adopted], unread: Sequence[Unread], day: date) -> Printable:
    """The page for people: first what to do, in order, then what has no place in the documents."""
    return markdown_page(
        f"Brought in on {day.isoformat()}",
        paragraph(
            f"{plural(len(adopted), 'document')} came in as drafts. Work through the list from the top: those with "
            "the fewest open points come first."
        ),
        *_worklist(adopted),
        *_unread(unread),
        *_aside(adopted),
    )


def in_order(adopted: Iterable[Adopted]) -> list[Adopted]:
    """What is nearest to done comes first."""
    return sorted(adopted, key=lambda each: (len(each.open), each.path))


def _worklist(adopted: Sequence[Adopted]) -> Iterator[list[Printable]]:
    if not adopted:
        return
    yield heading("What to do")
    rows = [
        (str(number), each.source, each.path, str(len(each.open)), f"sms-lint check {each.path}")
        for number, each in enumerate(in_order(adopted), 1)
    ]
    yield table(("Order", "Came from", "Is now", "Open", "Then run"), rows)
    for number, each in enumerate(in_order(adopted), 1):
        yield heading(f"{number}. {each.id}: {each.path}", 3)
        yield bullets(each.open or ("read it through",), to_do=True)


def _unread(unread: Sequence[Unread]) -> Iterator[list[Printable]]:
    if unread:
        yield heading("What did not come in")
        yield bullets(f"{each.path} {each.reason}" for each in unread)


def _aside(adopted: Sequence[Adopted]) -> Iterator[list[Printable]]:
    if not any(each.aside for each in adopted):
        return
    yield heading("What has no place in the documents")
    yield paragraph("Nothing of it is lost: copy what belongs into the text, then delete it here.")
    for each in in_order(adopted):
        for what, group in groupby(each.aside, key=lambda aside: aside.what):
            yield heading(f"{each.id}: {what}", 3)
            yield bullets(aside.text for aside in group)
