"""What the forms offer: a list of documents or records for each kind with a file of its own, and the registers."""

from collections.abc import Iterator, Mapping
from posixpath import dirname
from typing import Any, NamedTuple

from sms_lint.model.node import Document, Node, Register, Table
from sms_lint.model.own_kind import OwnRecord
from sms_lint.publish.forms.fields import Field, Place, Schema, Targets, form_fields
from sms_lint.report.reference.schemas import kind_schema
from sms_lint.system.sms import Sms

REGISTERS = "registers"
_ANY_DOCUMENT = "document"  # said by references that may lead to a controlled document of any kind as well


class Offer(NamedTuple):
    """The collections of the forms, and a sentence for each kind that they cannot hold in full."""

    collections: list[Field]
    left_out: list[str]


def offer(sms: Sms) -> Offer:
    """All that can be edited, and what cannot."""
    folders = {name: _folders(sms, model) for name, model in sms.kinds.items()}
    targets = Targets(_places(sms, folders), _documents(sms))
    lists = [
        _folder_collection(model, folder, len(folders[name]) > 1, targets)
        for name, model in sms.kinds.items()
        for folder in folders[name]
    ]
    files = [_register_file(sms, register, targets) for register in _lists(sms)]
    registers = {"name": REGISTERS, "label": "Registers", "files": files}
    return Offer([*([registers] if files else []), *lists], list(_left_out(sms, folders)))


def _lists(sms: Sms) -> list[Register]:
    """The registers whose entries are in the YAML file itself."""
    return [one for one in sms.registers if not isinstance(one, Table) and one.of in sms.kinds]


def _folders(sms: Sms, model: type[Node]) -> list[str]:
    """The folders in which files of a kind stand; the usual one of its kind where there is none yet."""
    kind = model.KIND
    alone = {dirname(node.path) for node in sms.of_kind(kind.name) if node.path not in sms.register_at}
    if alone:
        return sorted(alone)
    if issubclass(model, Document):
        return [kind.folder]
    return [f"{kind.folder}/{kind.files}"] if kind.files else []


def _folder_collection(model: type[Node], folder: str, several: bool, targets: Targets) -> Field:
    """The documents or records of one kind in one folder."""
    kind, prose = model.KIND, issubclass(model, Document)
    schema = _schema(model)
    fields = form_fields(schema if prose else schema["$defs"]["record"], schema, targets)
    # The text is edited as it is: a form that shows it styled writes it anew, and anchors and tables change with it.
    body = [{"name": "body", "label": "Text", "widget": "text", "required": True}] if prose else []
    return {
        "name": _collection_name(kind.name, folder, several),
        "label": f"{kind.title} ({folder})" if several else kind.title,
        "folder": folder,
        "create": True,
        "delete": False,
        "extension": "md" if prose else "yml",
        "format": "yaml-frontmatter" if prose else "yaml",
        "filter": {"field": "kind", "value": kind.name},
        "identifier_field": "title" if prose else "id",
        "slug": "{{title}}" if prose else "{{fields.id}}",
        "summary": "{{fields.id}} {{fields.title}}" if _has_title(schema, prose) else "{{fields.id}}",
        "fields": [*fields, *body],
    }


def _collection_name(kind: str, folder: str, several: bool) -> str:
    return f"{kind}-{folder.replace('/', '-')}" if several else kind


def _has_title(schema: Schema, prose: bool) -> bool:
    return "title" in (schema if prose else schema["$defs"]["record"])["properties"]


def _schema(model: type[Node]) -> dict[str, Any]:
    """The schema of a kind, with the fields of an organization's own schema where it is one of theirs."""
    schema = kind_schema(model)
    if issubclass(model, OwnRecord):
        own = model.SCHEMA
        for form in ("entry", "record"):
            ours = schema["$defs"][form]
            ours["properties"] = {**ours["properties"], **own.get("properties", {})}
            ours["required"] = [*ours.get("required", []), *own.get("required", [])]
        schema["$defs"] = {**own.get("$defs", {}), **schema["$defs"]}
    return schema


def _register_file(sms: Sms, register: Register, targets: Targets) -> Field:
    """The form of one register: its head, and its entries as a list."""
    model = sms.kinds[register.of]
    schema = _schema(model)
    head = form_fields({**schema["$defs"]["register"], "properties": _head(schema)}, schema, targets)
    entry = schema["$defs"]["entry"]
    titled = "{{fields.id}} {{fields.title}}" if "title" in entry["properties"] else "{{fields.id}}"
    entries = {
        "name": "entries",
        "label": "Entries",
        "label_singular": model.KIND.title,
        "widget": "list",
        "required": False,
        "collapsed": True,
        "allow_remove": False,  # a record that is over stays
        "allow_reorder": False,
        "summary": titled,
        "fields": form_fields(entry, schema, targets),
    }
    return {
        "name": file_name(register.path),
        "label": str(register.title),
        "file": register.path,
        "fields": [*head, entries],
    }


def _head(schema: Schema) -> Mapping[str, Any]:
    """The fields of a register without its entries, which have a list of their own."""
    fields = schema["$defs"]["register"]["properties"]
    return {name: part for name, part in fields.items() if name != "entries"}


def file_name(path: str) -> str:
    """The name of a register among the forms: its path, without what all have and what addresses cannot hold."""
    return path.removeprefix("records/registers/").rsplit(".", 1)[0].replace("/", "-")


def _places(sms: Sms, folders: Mapping[str, list[str]]) -> dict[str, Place]:
    """Where the entries of a kind are, for kinds whose entries are all in one register or one folder."""
    found = {}
    for name, model in sms.kinds.items():
        lists = [register for register in _lists(sms) if register.of == name]
        titled = "title" in model.model_fields
        if name == _ANY_DOCUMENT or sms.tables(name) or len(lists) + len(folders[name]) != 1:
            continue
        before = "entries.*." if lists else ""
        shown = tuple(f"{before}{key}" for key in (("id", "title") if titled else ("id",)))
        if lists:
            found[name] = Place(REGISTERS, file_name(lists[0].path), f"{before}id", shown)
        else:
            found[name] = Place(_collection_name(name, folders[name][0], False), "", "id", shown)
    return found


def _documents(sms: Sms) -> dict[str, dict[str, str]]:
    """The controlled documents by their kind, and all of them for references to a document of any kind."""
    by_kind = {
        name: {node.id: str(node.field_value("title")) for node in sms.of_kind(name)}
        for name, model in sms.kinds.items()
        if issubclass(model, Document) or name == _ANY_DOCUMENT
    }
    every = {identity: title for titles in by_kind.values() for identity, title in titles.items()}
    return {**by_kind, _ANY_DOCUMENT: dict(sorted(every.items()))}


def _left_out(sms: Sms, folders: Mapping[str, list[str]]) -> Iterator[str]:
    """What no form can change, said of each kind."""
    held = {register.of for register in _lists(sms)}
    for name, model in sms.kinds.items():
        title = model.KIND.title
        if tables := sms.tables(name):
            yield f"{title}: its tables (CSV or Parquet), {len(tables)} in number, cannot be changed in forms"
        if name not in held and not folders[name] and not sms.tables(name):
            yield f"{title}: there is no register of it yet; `sms-lint new {name}` begins one"
