"""What the sections of documents really say: nothing, what other sections say word for word, or something."""

from collections import defaultdict
from collections.abc import Mapping

from sms_lint.evidence.holding import is_active
from sms_lint.ground.source import Section
from sms_lint.ground.substance import WordSequence, says_nothing, words
from sms_lint.ground.text import COMMENT
from sms_lint.model.node import Node
from sms_lint.system.sms import Sms


def whole_end(node: Node, section: Section) -> int:
    """Where a section ends together with the sections below it."""
    below = False
    end = section.body_end
    for other in node.sections:
        if below and other.level <= section.level:
            break
        below = below or other == section
        end = other.body_end if below else end
    return end


class SectionTexts:
    """The texts of all marked sections of documents in force. Get it with `sms.once(SectionTexts)`."""

    def __init__(self, sms: Sms) -> None:
        found: dict[WordSequence, list[tuple[str, Section]]] = defaultdict(list)
        for document in sms.documents:
            if is_active(document):
                for section in document.sections:
                    if section.satisfies:
                        found[words(_text(document, section))].append((document.id, section))
        self._said: Mapping[WordSequence, list[tuple[str, Section]]] = found

    def fault(self, node: Node, section: Section) -> str:
        """Why a section shows nothing, in words that follow its name; empty where it says something of its own."""
        text = _text(node, section)
        if says_nothing(text):
            return "says nothing"
        for id_, other in self._said.get(words(text), ()):
            if (id_, other) != (node.id, section) and other.satisfies != section.satisfies:
                return f"says word for word what the section “{other.title}” of {id_} says"
        return ""


def _text(node: Node, section: Section) -> str:
    return COMMENT.sub("", node.origin.file.text[section.body_start : whole_end(node, section)])
