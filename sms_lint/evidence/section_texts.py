"""What the sections of documents really say: nothing, what other sections say word for word, or something."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from sms_lint.evidence.holding import is_active
from sms_lint.ground.language_words import WordSequence, words
from sms_lint.ground.source import Section
from sms_lint.ground.substance import says_nothing
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
    """The texts of all sections of documents in force. Get it with `sms.once(SectionTexts)`."""

    def __init__(self, sms: Sms) -> None:
        self._marked: dict[WordSequence, list[tuple[str, Section]]] = defaultdict(list)
        self._bodies: Counter[WordSequence] = Counter()
        for document in sms.documents:
            if is_active(document):
                self._bodies.update(_bodies(document))
                for section in document.sections:
                    if section.satisfies:
                        self._marked[words(_text(document, section))].append((document.id, section))

    def fault(self, node: Node, part: object) -> str:
        """Why a section, or a document as a whole, shows nothing; empty where it says something of its own."""
        if isinstance(part, Section):
            why = self._of_section(node, part)
            return f"the section “{part.title}” of {node.id} {why}" if why else ""
        said = tuple(_bodies(node))
        if node.sections and not said:
            return f"{node.id} says nothing"
        copied = bool(said) and all(self._bodies[body] > 1 for body in said)
        return f"{node.id} says in every section only what other sections say word for word" if copied else ""

    def _of_section(self, node: Node, section: Section) -> str:
        text = _text(node, section)
        if says_nothing(text):
            return "says nothing"
        for id_, other in self._marked.get(words(text), ()):
            if (id_, other) != (node.id, section) and other.satisfies != section.satisfies:
                return f"says word for word what the section “{other.title}” of {id_} says"
        return ""


def _bodies(node: Node) -> Iterator[WordSequence]:
    """What each section says under its own heading, those that say nothing left out."""
    for section in node.sections:
        text = COMMENT.sub("", node.body(section))
        if not says_nothing(text):
            yield words(text)


def _text(node: Node, section: Section) -> str:
    return COMMENT.sub("", node.origin.file.text[section.body_start : whole_end(node, section)])
