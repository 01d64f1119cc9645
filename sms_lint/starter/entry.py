"""One more of a kind: a row in its register, a file of its own, or a document to be written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import nearest
from sms_lint.ground.plain_names import file_name
from sms_lint.ground.source import SourceFile
from sms_lint.model.node import Document, Node, Record, Register, Table
from sms_lint.starter.data import DocumentForm, RecordForm, blank_sections, document_forms, record_forms
from sms_lint.starter.ids import all_ids, checked_id, made_from_title, next_id
from sms_lint.starter.in_language import begun, document_in, section_in
from sms_lint.starter.insert import with_row
from sms_lint.starter.registers import entry_text, register_text
from sms_lint.starter.skeleton import document_text, help_of, names_of
from sms_lint.starter.without_absent import without_absent
from sms_lint.starter.yaml_text import yaml_text
from sms_lint.system.sms import Sms

_TITLES = (
    "title", "name", "statement", "description", "what", "subject", "resource", "threat", "issue", "summary",
)  # fmt: skip


# What is filled in later, by those who correct or rename.
_NOT_ASKED = ("supersedes", "formerly")


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to add; whatever is empty is found out."""

    kind: str
    title: str = ""
    id: str = ""
    register: str = ""


@dataclass(frozen=True)
class Addition:
    """What is to be written: the whole text of one file, in place of `before` where the file is there already."""

    path: str
    text: str
    id: str
    open_fields: tuple[str, ...]
    before: SourceFile | None = None


def addition(sms: Sms, wanted: Wanted) -> Addition:
    """The file that holds one more of a kind. Raises SmsError where that cannot be said."""
    model = sms.kinds.get(wanted.kind)
    if model is None:
        known = sorted(sms.kinds)
        raise SmsError(
            f"there is no kind `{wanted.kind}`{nearest(wanted.kind, known)}; there are {', '.join(known)}"
        )
    if issubclass(model, Document):
        return _document(sms, wanted, model)
    name = checked_id(sms, wanted.kind, wanted.id) if wanted.id else next_id(sms, wanted.kind, wanted.title)
    values = {"id": name, **_titled(sms, model, wanted)}
    register = _register(sms, wanted)
    hints = _hints(model, values)
    left = tuple(field for field, info in _fields(model) if info.is_required() and field not in values)
    if register is not None:
        row = entry_text_of(wanted.kind, model, values) + "".join(f"    {line}\n" for line in hints)
        return Addition(register.path, with_row(register, row), name, left, register.origin.file)
    if begun_form := _begun_register(sms, wanted.kind):
        row = entry_text_of(wanted.kind, model, values) + "".join(f"    {line}\n" for line in hints)
        _refuse_taken(sms, begun_form.path)
        return Addition(
            begun_form.path, register_text(begun_form, (), row, spoken=sms.translation), name, left
        )
    path = f"{_folder(sms, wanted.kind)}/{name}.yml"
    _refuse_taken(sms, path)
    return Addition(path, _file_text(path, wanted.kind, model, values, hints), name, left)


def entry_text_of(kind: str, model: type[Node], values: Mapping[str, Any]) -> str:
    """A row of a register, for kinds of the organization's own too."""
    if kind in record_forms():
        return entry_text(kind, values)
    first, *rest = yaml_text(values, model).splitlines(keepends=True)
    return f"  - {first}" + "".join(f"    {line}" for line in rest)


def _file_text(
    path: str, kind: str, model: type[Node], values: Mapping[str, Any], hints: tuple[str, ...]
) -> str:
    up = "../" * path.count("/")
    head = f"# yaml-language-server: $schema={up}schemas/{kind}.json\n"
    return head + yaml_text({"kind": kind, **values}, model) + "".join(f"{line}\n" for line in hints)


def _fields(model: type[Node]) -> Iterator[tuple[str, FieldInfo]]:
    for name, info in model.model_fields.items():
        yield info.alias or name, info


def _titled(sms: Sms, model: type[Node], wanted: Wanted) -> Mapping[str, str]:
    """The title, in the field that holds it in this kind."""
    if not wanted.title:
        return {}
    field = next((name for name in _TITLES if name in model.model_fields), "")
    if not field and (wanted.id or not made_from_title(sms, wanted.kind)):
        raise SmsError(f"{model.KIND.noun} has no title; leave --title out")
    return {field: wanted.title} if field else {}


def _hints(model: type[Node], values: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that are still to be filled in, as comments with what belongs there."""
    left = [(name, info) for name, info in _fields(model) if name not in values and name not in _NOT_ASKED]
    needed = [_hint(model, name) for name, info in left if info.is_required()]
    others = [_hint(model, name) for name, info in left if not info.is_required()]
    return (
        *(["# Needed: fill these in, and remove the number sign before each."] if needed else []),
        *needed,
        *(["# If it applies:"] if others else []),
        *others,
    )


def _hint(model: type[Node], name: str) -> str:
    said = help_of(model, name)
    words = _choices(model, name)
    return f"# {name}:  # {said}{f' One of: {words}.' if words else ''}"


def _choices(model: type[Node], name: str) -> str:
    """The words that a field admits, where it admits but a few."""
    field = model.model_json_schema(by_alias=True)["properties"].get(name, {})
    found = [field, *field.get("anyOf", [])]
    return ", ".join(next((schema["enum"] for schema in found if "enum" in schema), []))


def _register(sms: Sms, wanted: Wanted) -> Register | None:
    """The register that the entry goes into; none where the kind lives in files of its own."""
    registers = [register for register in sms.registers if register.of == wanted.kind]
    if wanted.register:
        chosen = next(
            (register for register in registers if wanted.register in (register.id, register.path)), None
        )
        if chosen is None:
            names = ", ".join(register.id for register in registers) or "none"
            raise SmsError(f"{wanted.register} is not a register of kind {wanted.kind}; there are: {names}")
        return _writable(chosen)
    lists = [register for register in registers if not isinstance(register, Table)]
    if len(lists) > 1:
        raise SmsError(
            f"there are several registers; name one with --register: {', '.join(register.id for register in lists)}"
        )
    if lists:
        return lists[0]
    files = [node for node in sms.of_kind(wanted.kind) if isinstance(node, Record) and node.register is None]
    return _writable(registers[0]) if registers and not files else None


def _begun_register(sms: Sms, kind: str) -> RecordForm | None:
    """The starter's register of a kind of which there is nothing yet; None where the kind lives elsewhere."""
    form = record_forms().get(kind)
    there = any(register.of == kind for register in sms.registers) or any(sms.of_kind(kind))
    return form if form is not None and form.register_ is not None and not there else None


def _writable(register: Register) -> Register:
    if isinstance(register, Table):
        raise SmsError(
            f"{register.id} is an export of {register.source.system}; add the row there, and export again"
        )
    return register


def _folder(sms: Sms, kind: str) -> str:
    """Where files of this kind are: beside the existing ones, otherwise where the starter puts them."""
    known = sms.kinds[kind].KIND
    return usual_folder(sms.of_kind(kind), known.files_folder if known.files else f"{known.folder}/{kind}")


def usual_folder(there: Iterable[Node], otherwise: str) -> str:
    """The folder that most of them are in; another one where there are none."""
    folders = Counter(node.path.rpartition("/")[0] for node in there)
    return folders.most_common(1)[0][0] if folders else otherwise


def _refuse_taken(sms: Sms, path: str) -> None:
    if path in sms.paths:
        raise SmsError(f"there is a file {path} already; choose another title or id")


def _document(sms: Sms, wanted: Wanted, model: type[Document]) -> Addition:
    form = _known_form(sms, wanted) or blank_form(sms, wanted, model)
    _refuse_taken(sms, form.path)
    given = {*form.model_dump(), *form.fields, "version", "lifecycle", "review"}
    left = tuple(name for name, info in _fields(model) if info.is_required() and name not in given)
    missing = tuple(name for name in ("owner", "approver") if not getattr(form, name)) + left
    text = document_text(form, sms.catalogues, names_of(sms), sms.translation)
    hints = "".join(f"{_hint(model, name)}\n" for name in missing)
    if model.KIND.series:
        issue = (*model.KIND.series, "period")
        hints += "# If it comes each period:\n" + "".join(f"{_hint(model, name)}\n" for name in issue)
    head, _, body = text.partition("\n---\n")
    return Addition(form.path, f"{head}\n{hints}---\n{body}" if hints else text, form.id, missing)


def _known_form(sms: Sms, wanted: Wanted) -> DocumentForm | None:
    """The starter's own form of a document that this system does not have yet."""
    taken = all_ids(sms)
    for form in document_forms():
        titles = (form.title, begun(form.title, sms.translation))
        if form.kind == wanted.kind and (form.id == wanted.id or wanted.title in titles):
            is_new = form.id not in taken and form.path not in sms.paths
            return document_in(without_absent(form, taken), sms.translation) if is_new else None
    return None


def blank_form(sms: Sms, wanted: Wanted, model: type[Document]) -> DocumentForm:
    """The form of a document of which only kind and title are known."""
    if not wanted.title:
        raise SmsError(f"{model.KIND.noun} needs a title; give it with --title")
    name = checked_id(sms, wanted.kind, wanted.id) if wanted.id else next_id(sms, wanted.kind, wanted.title)
    there = [document for document in sms.documents if document.kind == wanted.kind]
    folder = usual_folder(there, model.KIND.files_folder)
    owner = usual_role(sms, [document.owner for document in there])
    return DocumentForm(
        path=f"{folder}/{file_name(wanted.title) or name.lower()}.md",
        kind=wanted.kind,
        id=name,
        title=wanted.title,
        owner=owner,
        approver=usual_role(sms, [document.approver for document in there if document.approver != owner]),
        every="12 months",
        classification="internal",
        retention=begun("7 years", sms.translation),
        sections=tuple(section_in(section, sms.translation) for section in blank_sections()[wanted.kind]),
    )


def usual_role(sms: Sms, roles: list[Any]) -> str:
    """The role that most documents of the kind name; empty where there is none that exists."""
    known = Counter(str(role) for role in roles if role in sms.roles)
    return known.most_common(1)[0][0] if known else ""
