"""What the clauses of a catalogue correspond to elsewhere, as an OSCAL mapping collection."""

from collections.abc import Mapping, Sequence
from datetime import date

from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.printable import Printable
from sms_lint.model.catalogue import Catalogue, Correspondence
from sms_lint.report.oscal.parts import (
    Group,
    catalog_file,
    control_id,
    head,
    identity,
)

# OSCAL's words (after NIST IR 8477): what the source is to the target.
_RELATIONS = {
    "equal": "equivalent-to",
    "within": "subset-of",
    "contains": "superset-of",
    "touches": "intersects-with",
}
_NAMESPACE = "http://csrc.nist.gov/ns/oscal"


def oscal_mapping(
    book: Catalogue,
    links: Mapping[str, Sequence[Correspondence]],
    prefixes: Mapping[str, str],
    day: date,
) -> Printable:
    """The mappings of one catalogue; `prefixes` are those of the other catalogues, by their names.

    What has no catalogue, such as ITIL, has no controls that a mapping could lead to, and is left out.
    """
    maps: dict[str, list[Group]] = {}
    for number, found in links.items():
        for link in found:
            if link.other in prefixes:
                target = f"{prefixes[link.other]}:{link.number}"
                maps.setdefault(link.other, []).append(_map(f"{book.prefix}:{number}", link.strength, target))
    collection = {
        "uuid": identity("mappings", book.name),
        "metadata": head(f"What {book.called} corresponds to", book.edition, day),
        "provenance": {
            "method": "human",
            "matching-rationale": "semantic",
            "status": "draft",
            "mapping-description": "Made from headings and general content, without a published correlation.",
        },
        "mappings": [_mapping(book, other, maps[other]) for other in sorted(maps)],
    }
    return json_text({"mapping-collection": collection})


def _mapping(book: Catalogue, other: str, maps: Sequence[Group]) -> Group:
    return {
        "uuid": identity("mapping", book.name, other),
        "source-resource": {"type": "catalog", "href": catalog_file(book.name)},
        "target-resource": {"type": "catalog", "href": catalog_file(other)},
        "maps": list(maps),
    }


def _map(source: str, strength: str, target: str) -> Group:
    return {
        "uuid": identity("map", source, target),
        "ns": _NAMESPACE,
        "relationship": _RELATIONS[strength],
        "sources": [{"type": "control", "id-ref": control_id(source)}],
        "targets": [{"type": "control", "id-ref": control_id(target)}],
    }
