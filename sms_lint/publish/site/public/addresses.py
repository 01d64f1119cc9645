"""Where things are in the public edition: no kind has pages of its own there but documents."""

from collections.abc import Iterable

from sms_lint.model.node import Document, Node, Register
from sms_lint.publish.site.address import Address


def public_addresses(nodes: Iterable[Node]) -> dict[str, Address]:
    """Where each node of the public edition is shown."""
    return {node.id: _address(node) for node in nodes}


def _address(node: Node) -> Address:
    if isinstance(node, Document):
        return Address(f"documents/{node.id}.html")
    kind = node.of if isinstance(node, Register) else node.kind
    return Address(f"registers/{kind}.html", node.id)
