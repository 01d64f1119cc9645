"""The scripts beside the page of a kind: what its list shows of every entry, and how each hangs together with others.

The first is read when somebody filters or
sorts, the second when somebody draws a sample. All values of a column are one text with a line for each; where many
are the same, each is written once, and `at` has a character for each entry whose code, less 48, is the line.
"""

from collections.abc import Iterable, Iterator, Mapping

from sms_lint.evidence.sample import why_not_whole
from sms_lint.model.columns import field_forms
from sms_lint.model.entry import Entry
from sms_lint.model.naming import entry_name
from sms_lint.model.node import Table
from sms_lint.publish.site.address import chain_address, register_address
from sms_lint.publish.site.csv_files import csv_kinds
from sms_lint.publish.site.entries import title_of
from sms_lint.publish.site.page import Download, data_script
from sms_lint.publish.site.register_list import RegisterList, plain, target
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.system.relations import named_in, naming_it
from sms_lint.translation import ours, told

_MOST_LINES = 20_000  # of which each is one character in `at`
_FIRST_CODE = 48
_FEW = 20  # of so few values one may be chosen, though the kind has no list of them
Column = Mapping[str, object]


def register_files(view: SiteData) -> Iterator[Download]:
    """Both scripts of each kind that is listed."""
    for kind in csv_kinds(view):
        found = RegisterList(PageContext(view, f"registers/{kind}.html"), kind)
        yield data_script(register_address(kind).page, "smsRegister", _register(found))
        yield data_script(chain_address(kind).page, "smsChain", _chain(found))


def _register(found: RegisterList) -> Mapping[str, object]:
    """All that a list shows, and by what it is narrowed down: `says` of a column is what is written in the files."""
    entries, sms = found.entries, found.here.sms
    choices = {
        form.name
        for form in field_forms(sms.kinds[found.kind])
        if not form.nested and ("enum" in form.schema or form.links is not None)
    }
    columns = [_column(found, key, ours(title), key in choices) for key, title in found.titles.items()]
    hidden = [_hidden(found, key) for key in sorted(choices - {*found.titles, "supersedes", "formerly"})]
    places = [found.here.view.addresses.get(entry.id) for entry in entries]
    return {
        "kind": found.kind,
        "title": told().name(sms.kinds[found.kind].KIND.register),
        "count": len(entries),
        "refused": why_not_whole(sms, found.kind),
        "columns": [*columns, *(column for column in hidden if column["values"])],
        "id": coded([entry.id for entry in entries]),
        "page": coded([place.page if place else "" for place in places]),
        "anchor": coded(["#" if place and place.anchor else "" for place in places]),
        "day": coded(list(_days(found))) if found.moment else None,
    }


def _days(found: RegisterList) -> Iterator[str]:
    """The day of each entry, as a period counts it; empty where it has none."""
    for entry in found.entries:
        day = entry.day(found.moment)
        yield day.isoformat() if day else ""


def _column(found: RegisterList, key: str, title: str, chosen: bool) -> Column:
    cells = found.column(key, found.entries)
    distinct = {shown: plain(shown) for shown in dict.fromkeys(cells)}
    links = {shown: target(shown) for shown in distinct}
    made: dict[str, object] = {"key": key, "title": title, **coded([distinct[shown] for shown in cells])}
    if any(links.values()):
        made["to"] = coded([links[shown] for shown in cells])
    says = _written(found, key) if chosen or len(distinct) <= _FEW else []
    return {**made, "says": coded(says)} if says else made


def _hidden(found: RegisterList, key: str) -> Column:
    """A field that is not shown, by which the list is narrowed down."""
    says = _written(found, key)
    written = coded(says) if any(says) else {"values": ""}
    shown = {
        "values": written["values"].replace("_", " "),
        **({"at": written["at"]} if "at" in written else {}),
    }
    return {
        "key": key,
        "title": ours(title_of(found.here.sms, found.kind, key)),
        "hidden": True,
        **shown,
        "says": written,
    }


def _written(found: RegisterList, key: str) -> list[str]:
    return [entry.text(key) for entry in found.entries]


def coded(values: Iterable[str]) -> dict[str, str]:
    """A column: its values one below the other, each once where that is shorter."""
    lines = [" ".join(value.splitlines()) for value in values]
    once = {value: number for number, value in enumerate(dict.fromkeys(lines))}
    if len(once) > _MOST_LINES or len(once) * 2 > len(lines):
        return {"values": "\n".join(lines)}
    return {"values": "\n".join(once), "at": "".join(chr(_FIRST_CODE + once[value]) for value in lines)}


def _chain(found: RegisterList) -> Mapping[str, object]:
    """For each entry what it is called, the file where it is kept, what it names by which field, and what names it.

    A line of links has a word, a space and an id for each, with a tab between two; `ids` and `places` say where each
    id is shown.
    """
    view, entries = found.here.view, found.entries
    names = [tuple(dict.fromkeys(named_in(view.sms, entry))) for entry in entries]
    named_by = [naming_it(view.sms, entry.id) for entry in entries]
    ids = dict.fromkeys(identity for links in (*names, *named_by) for _, identity in links)
    places = {identity: view.addresses[identity] for identity in ids if identity in view.addresses}
    return {
        "name": coded([entry_name(entry) for entry in entries]),
        "kept": coded(
            [entry.node.data_path if isinstance(entry.node, Table) else entry.node.path for entry in entries]
        ),
        "names": coded(map(_line, names)),
        "by": coded(map(_line, named_by)),
        "ids": "\n".join(places),
        "places": "\n".join(
            f"{place.page}{'#' if place.anchor else ''}{place.anchor}" for place in places.values()
        ),
    }


def _line(links: Iterable[tuple[str, str]]) -> str:
    return "\t".join(f"{word.replace('_', ' ')} {identity}" for word, identity in links)


def _file(entry: Entry) -> str:
    return entry.node.data_path if isinstance(entry.node, Table) else entry.node.path
