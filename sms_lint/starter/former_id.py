"""What is left as it is when something is renamed, and where its entry notes the id that it had."""

from collections.abc import Iterator, Mapping

from sms_lint.ground.errors import SmsError
from sms_lint.model.entry import Entry
from sms_lint.model.former_ids import is_finished
from sms_lint.model.node import Node, Record, Table
from sms_lint.rules.closed_records import closing
from sms_lint.system.sms import Sms

Span = tuple[int, int]
Spans = Mapping[str, tuple[Span, ...]]


def may_change(sms: Sms, spans: Spans, old: str) -> Spans:
    """The places that may be changed: none of a closed record, of a retired document or of a table that holds such."""
    whole = {node.path for node in sms.nodes if node.path.endswith(".md") and is_finished(node)}
    whole |= {table.data_path for table in sms.all(Table) if _names_in_closed_rows(sms, table, old)}
    kept: dict[str, tuple[Span, ...]] = {}
    for path, found in spans.items():
        fixed = () if path in whole else tuple(_closed_in(sms, path))
        left = [span for span in found if not any(start <= span[0] < stop for start, stop in fixed)]
        if left and path not in whole:
            kept[path] = tuple(left)
    return kept


def _closed_in(sms: Sms, path: str) -> Iterator[Span]:
    """The ranges of a file that closed records take."""
    for record in sms.all(Record):
        if record.path == path and is_finished(record):
            place = record.at()
            yield place.start, place.end


def _names_in_closed_rows(sms: Sms, table: Table, old: str) -> bool:
    rows = {row for cells in table.cells.values() for row, cell in enumerate(cells) if old in cell}
    identifiers = table.column("id")
    return any(closing(sms, Entry(identifiers[row], table, row)) is not None for row in rows)


def noting(node: Node | None, old: str) -> tuple[str, int, str]:
    """Where an entry notes a former id: the file, the place and the text to put in. Raises SmsError where it cannot."""
    if not isinstance(node, Record) or is_finished(node):
        what = "it is closed itself" if node else "it is a row of a table"
        what = what if not node or isinstance(node, Record) else "only an entry of a register can note it"
        raise SmsError(
            f"{old} is named by what is closed and has to keep the name, and {what}: keep the id {old}"
        )
    text = node.origin.file.text
    if node.formerly:
        first = node.at("formerly", 0)
        line = text[text.rfind("\n", 0, first.start) + 1 : first.start]
        between = f"\n{line}" if line.strip() == "-" else ", "
        return node.path, first.start, f"{old}{between}"
    end = node.at("id").end
    line = text[text.rfind("\n", 0, node.at_key("id").start) + 1 : node.at_key("id").start]
    if "{" in line:
        return node.path, end, f", formerly: [{old}]"
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    return node.path, stop, f"\n{' ' * len(line)}formerly: [{old}]"
