"""XML out of elements, attributes and texts, which stay what they are whatever they hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from sms_lint.ground.output.characters import visible
from sms_lint.ground.output.printable import Printable, without_commands


@dataclass(frozen=True)
class Element:
    """An element: its name, its attributes, and a text or elements in it."""

    name: str
    attributes: Mapping[str, str | int] = field(default_factory=dict)
    text: str = ""
    inside: tuple["Element", ...] = ()


def xml_document(root: Element) -> Printable:
    """A whole document in ASCII; what XML cannot hold, such as control characters, is written out."""
    text = etree.tostring(_node(root), encoding="ascii", xml_declaration=True, pretty_print=True)
    return Printable(without_commands(text.decode("ascii")))


def _node(element: Element) -> "etree._Element":
    node = etree.Element(
        element.name, {name: _plain(str(value)) for name, value in element.attributes.items()}
    )
    node.text = _plain(element.text) or None
    node.extend(_nodes(element.inside))
    return node


def _nodes(elements: Iterable[Element]) -> "list[etree._Element]":
    return [_node(element) for element in elements]


def _plain(text: str) -> str:
    return visible(text).replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")
