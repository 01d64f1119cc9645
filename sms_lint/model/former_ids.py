"""Former ids: what is finished goes on naming a role or an entry as it was called then."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sms_lint.model.entry import Entry
from sms_lint.model.node import Document, Node, Record, Table


def former_ids(nodes: Iterable[Node]) -> Mapping[str, str]:
    """Each former id, and what has it now is called. One that two claim, or that something has today, is nobody's."""
    nodes = tuple(nodes)
    claimed = [
        (str(former), node.id) for node in nodes if isinstance(node, Record) for former in node.formerly
    ]
    if not claimed:
        return {}
    taken = {node.id for node in nodes}
    times = Counter(former for former, _ in claimed)
    return {former: now for former, now in claimed if times[former] == 1 and former not in taken}


def is_finished(node: Node) -> bool:
    """Whether its text may not be changed any more: a closed record, a retired document, an export of another tool."""
    if isinstance(node, Document):
        return node.lifecycle == "retired"
    closed = node.KIND.closed
    if closed is None or isinstance(node, Table):
        return isinstance(node, Table)
    return closed.is_closed(Entry(node.id, node).text(closed.by) if closed.by else "")
