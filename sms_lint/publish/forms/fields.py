"""A field of a JSON Schema as a field of the forms: what may be chosen, what has to be filled, what is said of it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Schema = Mapping[str, Any]
Field = dict[str, Any]
_DEEPEST = 6  # an organization's own schema may refer to itself
_ONE_LINE = ("title", "name", "id")  # texts of these names are never of several lines


class Place(NamedTuple):
    """Where all entries of a kind are: a collection of the forms, and the file in it (empty where each has its own).

    `id` is the key of their id as the forms write it, `shown` are the keys by which people tell them apart.
    """

    collection: str
    file: str
    id: str
    shown: tuple[str, ...]


class Targets(NamedTuple):
    """What a reference may lead to: places of kinds that have one, and ids with titles of controlled documents."""

    places: Mapping[str, Place]
    documents: Mapping[str, Mapping[str, str]]


def form_fields(schema: Schema, whole: Schema, targets: Targets, depth: int = _DEEPEST) -> list[Field]:
    """The fields of a group of keys, in their order. `whole` is the schema that its references are looked up in."""
    needed = schema.get("required") or ()
    return [
        _field(name, _group(part), whole, targets, name in needed, depth)
        for name, part in _group(schema.get("properties")).items()
    ]


def _field(name: str, part: Schema, whole: Schema, targets: Targets, needed: bool, depth: int) -> Field:
    if "const" in part:
        return {"name": name, "widget": "hidden", "default": part["const"]}
    inner = {**_followed(_value(part), whole), **{key: part[key] for key in _SAID if key in part}}
    look = _widget(name, inner, whole, targets, depth)
    if look["widget"] == "hidden":
        return {"name": name, **look}
    return {"name": name, "label": inner.get("title", name), "required": needed, **_hint(inner), **look}


_SAID = ("title", "description")  # what a field says itself goes before what its group says


def _value(part: Schema) -> Schema:
    """The one form of a value that may be left out, else the whole."""
    forms = [form for form in map(_group, part.get("anyOf") or ()) if form.get("type") != "null"]
    return forms[0] if len(forms) == 1 else part


def _group(value: object) -> Schema:
    """A part of a schema; an organization's own may say true or false instead, which tells nothing of the form."""
    return value if isinstance(value, dict) else {}


def _type(part: Schema) -> object:
    """What sort of value it is, where it is of one sort besides being left out."""
    told = part.get("type")
    sorts = [sort for sort in told if sort != "null"] if isinstance(told, list) else [told]
    return sorts[0] if len(sorts) == 1 else None


def _followed(part: Schema, whole: Schema) -> Schema:
    """The group that a reference inside the schema leads to."""
    found: Any = whole
    if "$ref" not in part:
        return part
    for key in str(part["$ref"]).removeprefix("#/").split("/"):
        found = _group(found).get(key)
    return _group(found)


def _hint(part: Schema) -> Field:
    said = " ".join(str(part.get("description", "")).split())
    return {"hint": said} if said else {}


def _widget(name: str, part: Schema, whole: Schema, targets: Targets, depth: int) -> Field:
    """What the field looks like; one that no form can show is hidden, and keeps what it holds."""
    kind = _type(part)
    if "enum" in part:
        return {"widget": "select", "options": [choice for choice in part["enum"] if choice is not None]}
    if kind == "array":
        return _list(part, whole, targets, depth)
    if kind == "boolean":
        return {"widget": "boolean"}
    if kind in ("integer", "number"):
        return _number(part, "int" if kind == "integer" else "float")
    if kind == "object" or "properties" in part:
        fields = form_fields(part, whole, targets, depth - 1) if depth else []
        return {"widget": "object", "collapsed": True, "fields": fields} if fields else {"widget": "hidden"}
    return _text(name, part, targets) if kind == "string" else {"widget": "hidden"}


def _list(part: Schema, whole: Schema, targets: Targets, depth: int) -> Field:
    items = _followed(_value(_group(part.get("items"))), whole)
    if "properties" in items:
        fields = form_fields(items, whole, targets, depth - 1) if depth else []
        return {"widget": "list", "collapsed": True, "fields": fields} if fields else {"widget": "hidden"}
    inner = _widget("", items, whole, targets, 0)
    if inner["widget"] in ("select", "relation"):
        return {**inner, "multiple": True}
    if inner["widget"] == "hidden":
        return inner
    return {"widget": "list", "field": {"name": "item", "label": items.get("title", "Item"), **inner}}


def _number(part: Schema, sort: str) -> Field:
    limits = {key: part[limit] for key, limit in (("min", "minimum"), ("max", "maximum")) if limit in part}
    return {"widget": "number", "value_type": sort, **limits}


def _text(name: str, part: Schema, targets: Targets) -> Field:
    if part.get("format") == "date":
        return {"widget": "datetime", "format": "YYYY-MM-DD", "type": "date"}
    linked = _linked(part["x-link"], targets) if part.get("x-link") else {}
    if linked:
        return linked
    pattern = part.get("pattern", "")
    if part.get("x-form") == "a text":
        return {"widget": "string" if name in _ONE_LINE else "text"}
    said = part.get("x-form") or ("an id" if "x-link" in part else "the form that the hint describes")
    return {"widget": "string", **({"pattern": [pattern, f"Write {said}"]} if pattern else {})}


def _linked(kinds: list[str], targets: Targets) -> Field:
    """A choice among entries: of one kind by its collection, of documents by their list; empty where there is none."""
    if len(kinds) == 1 and kinds[0] in targets.places:
        place = targets.places[kinds[0]]
        return {
            "widget": "relation",
            "collection": place.collection,
            **({"file": place.file} if place.file else {}),
            "value_field": place.id,
            "display_fields": list(place.shown),
            "search_fields": list(place.shown),
        }
    options = list(_options(kinds, targets))
    return {"widget": "select", "options": options} if options else {}


def _options(kinds: list[str], targets: Targets) -> Iterator[Field]:
    """The documents that may be chosen; none where one of the kinds is no document."""
    if all(kind in targets.documents for kind in kinds):
        for kind in kinds:
            for identity, title in targets.documents[kind].items():
                yield {"label": f"{identity} {title}", "value": identity}
