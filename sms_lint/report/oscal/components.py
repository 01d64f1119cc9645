"""What documents and registers in force implement of a catalogue, as an OSCAL component definition."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from sms_lint.evidence import Evidence, Grade, JudgedObligation
from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.printable import Printable
from sms_lint.model.catalogue import Catalogue
from sms_lint.model.naming import title_of
from sms_lint.model.node import Document, Node
from sms_lint.report.oscal.parts import (
    Group,
    catalog_file,
    control_id,
    filled,
    head,
    identity,
    line,
    prop,
)
from sms_lint.system.sms import Sms

# OSCAL's word for a kind of document; a kind without one keeps its own name, which OSCAL allows.
_TYPES = {
    "policy": "policy",
    "process": "process-procedure",
    "procedure": "process-procedure",
    "plan": "plan",
}


def oscal_components(sms: Sms, book: Catalogue, judged: Iterable[JudgedObligation]) -> Printable:
    """The component definition of one catalogue: a component for each thing that shows an obligation in force."""
    shown: dict[str, list[tuple[JudgedObligation, Evidence]]] = {}
    for each in judged:
        for evidence in each.evidence:
            if evidence.grade > Grade.REFERENCED:
                shown.setdefault(evidence.node.id, []).append((each, evidence))
    components = [
        _component(sms, book, sms.ids[name], shown[name]) for name in sorted(shown) if name in sms.ids
    ]
    title = f"{sms.config.organization.name}: {book.called}"
    definition = {
        "uuid": identity("components", sms.config.organization.name, book.name),
        "metadata": head(title, sms.today.isoformat(), sms.today),
        **filled(components=components),
    }
    return json_text({"component-definition": definition})


def _component(
    sms: Sms, book: Catalogue, node: Node, shown: Sequence[tuple[JudgedObligation, Evidence]]
) -> Group:
    by_clause = groupby(shown, key=lambda pair: pair[0].clause.id)
    requirements = [_requirement(node, clause, tuple(pairs)) for clause, pairs in by_clause]
    marks = [prop("id", node.id), prop("path", node.path)]
    marks += [prop("version", node.version)] if isinstance(node, Document) and node.version else []
    return {
        "uuid": identity("component", node.id),
        "type": _TYPES.get(node.kind, node.kind),
        "title": line(title_of(node) or node.id),
        "description": f"{node.KIND.title}: {title_of(node) or node.id}",
        "props": marks,
        "control-implementations": [
            {
                "uuid": identity("implementation", node.id, book.name),
                "source": catalog_file(book.name),
                "description": f"What {node.id} shows of {book.called} as of {sms.today}",
                "implemented-requirements": requirements,
            }
        ],
    }


def _requirement(node: Node, clause: str, pairs: Sequence[tuple[JudgedObligation, Evidence]]) -> Group:
    said: dict[str, list[str]] = {}
    for each, evidence in pairs:
        reasons = said.setdefault(each.obligation.id, [])
        reasons += [evidence.why] if evidence.why not in reasons else []
    statements = [
        {
            "statement-id": control_id(obligation),
            "uuid": identity("statement", node.id, obligation),
            "description": "; ".join(reasons),
        }
        for obligation, reasons in said.items()
    ]
    return {
        "uuid": identity("requirement", node.id, clause),
        "control-id": control_id(clause),
        "description": f"Shows {', '.join(said)}",
        "statements": statements,
    }
