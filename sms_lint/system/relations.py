"""What names what, the rows of tables included: one step to those that name an id, or on to those it names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from sms_lint.ground.sentences import ids_in
from sms_lint.model.columns import field_forms
from sms_lint.model.entry import SEPARATOR, Entry
from sms_lint.model.node import Document, Node, Table
from sms_lint.system.sms import Sms

# For each id: by kind and field, the entries that name it there.
Naming = Mapping[str, Mapping[tuple[str, str], Sequence[Entry]]]
_CORRECTION = "supersedes"


def naming(sms: Sms) -> Naming:
    """Everything that names something by id in a field of its own, each once for each field. Computed once."""
    return sms.once(_naming)


def _naming(sms: Sms) -> Naming:
    found: dict[str, dict[tuple[str, str], dict[str, Entry]]] = {}
    for name, kind, field, entry in (*_by_nodes(sms), *_by_rows(sms)):
        found.setdefault(name, {}).setdefault((kind, field), {})[entry.id] = entry
    return {
        name: {key: tuple(entries.values()) for key, entries in fields.items()}
        for name, fields in found.items()
    }


def _by_nodes(sms: Sms) -> Iterator[tuple[str, str, str, Entry]]:
    for node, route, ref in sms.references:
        if route[0] != _CORRECTION and not isinstance(node, Table):
            yield str(ref), node.kind, str(route[0]), Entry(node.id, node)


def _by_rows(sms: Sms) -> Iterator[tuple[str, str, str, Entry]]:
    """What names what in the rows of tables, read column by column, since there may be many rows."""
    for kind in dict.fromkeys(table.of for table in sms.all(Table)):
        model = sms.kinds.get(kind)
        forms = field_forms(model) if model else ()
        fields = [form.name for form in forms if form.links is not None and form.name != _CORRECTION]
        rows: dict[str, list[Entry]] = {}
        for entry in sms.entries(kind):
            if isinstance(entry.node, Table):
                rows.setdefault(entry.node.id, []).append(entry)
        for table in sms.tables(kind):
            for field in fields:
                for entry, said in zip(rows.get(table.id, ()), table.cells.get(field, ()), strict=False):
                    if said:
                        yield from ((name, kind, field, entry) for name in said.split(SEPARATOR) if name)


def named_in(sms: Sms, entry: Entry) -> Iterator[tuple[str, str]]:
    """What an entry names by id: the field, and the id; the other way round than `naming`."""
    if isinstance(entry.node, Table):
        fields = _fields_with_ids(sms.kinds[entry.kind])
        yield from ((field, name) for field in fields for name in entry.texts(field))
    else:
        yield from ((str(route[0]), str(ref)) for route, ref in entry.node.refs())


@lru_cache(
    maxsize=256
)  # asked for every row; kinds of an organisation's own are made again with every reading
def _fields_with_ids(model: type[Node]) -> tuple[str, ...]:
    return tuple(form.name for form in field_forms(model) if form.links is not None)


def naming_it(sms: Sms, name: str) -> tuple[tuple[str, str], ...]:
    """What names an id in a field of its own: the kind and the id of each, once."""
    found = naming(sms).get(name, {})
    return tuple(dict.fromkeys((kind, entry.id) for (kind, _), entries in found.items() for entry in entries))


def named_by(sms: Sms, name: str, kind: str, field: str = "") -> tuple[Entry, ...]:
    """The entries of a kind that name an id, in one field or in any."""
    found: dict[str, Entry] = {}
    for (entry_kind, place), entries in naming(sms).get(name, {}).items():
        if entry_kind == kind and field in ("", place):
            found.update((entry.id, entry) for entry in entries)
    return tuple(found.values())


def reached(sms: Sms, start: str, steps: Iterable[str]) -> tuple[Entry, ...]:
    """What is reached from an id: a step is a kind whose entries name what came before, `kind.field` those that name
    it in one field, `.field` what the entries reached so far name themselves.
    """
    names: Sequence[str] = (start,)
    entries: tuple[Entry, ...] = ()
    for step in steps:
        kind, _, field = step.partition(".")
        if kind:
            found = [entry for name in names for entry in named_by(sms, name, kind, field)]
        else:
            refs = (ref for entry in entries for ref in entry.texts(field))
            found = [entry for ref in dict.fromkeys(refs) if (entry := entry_of(sms, ref)) is not None]
        entries = tuple({entry.id: entry for entry in found}.values())
        names = [entry.id for entry in entries]
    return entries


def entry_of(sms: Sms, name: str) -> Entry | None:
    """The document, record or row with this id."""
    kind = sms.kind_of(name)
    return sms.by_id(kind).get(name) if kind else None


def speaking_of(sms: Sms, names: Iterable[str]) -> tuple[Document, ...]:
    """The documents whose text or fields hold one of these ids, the newest first."""
    index = sms.once(_spoken)
    found = {document.id: document for name in names for document in index.get(name, ())}
    return tuple(sorted(found.values(), key=_newest_first))


def _newest_first(document: Document) -> tuple[int, str]:
    return -(document.review.last or date.min).toordinal(), document.id


def _spoken(sms: Sms) -> Mapping[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for document in sms.documents:
        for name in sorted(ids_in(document.origin.file.text) | {str(ref) for _, ref in document.refs()}):
            if name != document.id:
                found.setdefault(name, []).append(document)
    return found


def day_of(sms: Sms, node: Node | Entry) -> str:
    """The day that says when a record was made, as it is written; empty where its kind has none."""
    entry = node if isinstance(node, Entry) else Entry(node.id, node)
    model = sms.kinds.get(entry.kind)
    moment = model.KIND.moment if model else ""
    return entry.text(moment)[:10] if moment else ""
