"""Every form in which a record can be written, so that no form is read by the loader and missed by the guard."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from sms_lint.model.columns import field_forms
from sms_lint.model.example import example_values
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document

Values = Mapping[str, Any]
HEAD = {"title": "Some", "owner": "owner", "review": {"every": "12 months", "last": "2026-01-01"}}
EXPORT = {"system": "Tool", "exported": "2026-01-01"}


class Written(NamedTuple):
    """A record as files hold it; `table` is the file with its row, and is written as `form` says."""

    files: Mapping[str, str]
    table: str = ""


def closed_kinds() -> Iterator[str]:
    """The kinds whose records are closed at some time."""
    return (name for name, model in kinds().items() if model.KIND.closed and not issubclass(model, Document))


def closed_values(kind: str, id_: str) -> dict[str, Any]:
    """A sound record of a kind, closed."""
    closed = kinds()[kind].KIND.closed
    assert closed is not None
    values = {**example_values(kind), "id": id_}
    if closed.by and not closed.is_closed(str(values.get(closed.by, ""))):
        values[closed.by] = closed.final[0] if closed.final else "2026-01-20"
    return values


def altered(kind: str, values: Values) -> dict[str, Any]:
    """The same record, sound as before, one of its fields saying what that of a closed one may not come to say."""
    model = kinds()[kind]
    closed = model.KIND.closed
    assert closed is not None
    kept = {"id", closed.by, *closed.later}
    texts = [name for name, value in values.items() if isinstance(value, str) and name not in kept]
    # Another text, or where there is none the id of something else.
    others: list[dict[str, Any]] = [
        {**values, name: f"{values[name]}{more}"} for more in (" 0", "-0") for name in texts
    ]
    return next(other for other in others if len(model.read(other)[1]) == len(model.read(values)[1]))


def can_be_row(kind: str) -> bool:
    """Whether records of a kind can be the rows of a table."""
    return not any(form.required and form.nested for form in field_forms(kinds()[kind]))


def quoted(text: object) -> str:
    said = str(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{said}"'


def block(values: Values, step: int = 2, at: int = 0) -> str:
    """Keys below each other, indented by `step`."""
    lines = []
    for name, value in values.items():
        if isinstance(value, dict):
            lines.append(f"{' ' * at}{name}:\n{block(value, step, at + step)}")
        elif isinstance(value, list):
            items = "".join(_item(item, step, at + step) for item in value)
            lines.append(f"{' ' * at}{name}:{chr(10) + items if value else ' []' + chr(10)}")
        else:
            lines.append(f"{' ' * at}{name}: {quoted(value)}\n")
    return "".join(lines)


def _item(item: Any, step: int, at: int) -> str:
    if not isinstance(item, dict):
        return f"{' ' * at}- {quoted(item)}\n"
    inner = block(item, step, at + 2)
    return f"{' ' * at}- {inner[at + 2 :]}"


def flow(value: Any) -> str:
    """In brackets, all in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {flow(part)}" for name, part in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else quoted(value)


def flowing(values: Values) -> str:
    return "".join(f"{name}: {flow(value)}\n" for name, value in values.items())


def prose(text: str) -> str:
    return f"---\n{text}---\n\n# Some\n\nText.\n"


def register(kind: str, id_: str) -> Values:
    return {"kind": kind, "id": f"REG-{id_}", **HEAD}


def table(kind: str, id_: str, data: str) -> Values:
    return {**register(kind, id_), "data": data, "source": EXPORT}


def cells(kind: str, values: Values) -> dict[str, str]:
    nested = {form.name for form in field_forms(kinds()[kind]) if form.nested}
    flat = {name: value for name, value in values.items() if name not in nested}
    return {name: ";".join(value) if isinstance(value, list) else str(value) for name, value in flat.items()}


def rows(kind: str, values: Values, delimiter: str = ",", quoting: Any = csv.QUOTE_MINIMAL) -> str:
    stream, said = io.StringIO(), cells(kind, values)
    writer = csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerows([said.keys(), said.values()])
    return stream.getvalue()


def parquet(folder: Path, kind: str, values: Values) -> bytes:
    """The bytes of a Parquet file with one row."""
    target = folder / "row.parquet"
    said = cells(kind, values)
    with duckdb.connect(":memory:") as connection:
        names = ", ".join(f'? AS "{name}"' for name in said)
        connection.execute(f"COPY (SELECT {names}) TO '{target}' (FORMAT parquet)", list(said.values()))
    return target.read_bytes()


def _renamed(kind: str, values: Values, place: str) -> dict[str, str]:
    columns = {name: f"Column {name}" for name in cells(kind, values)}
    said = {columns[name]: text for name, text in cells(kind, values).items()}
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([said.keys(), said.values()])
    header = {**table(kind, values["id"], f"{values['id']}.csv"), "columns": columns}
    return {
        f"{place}.yml": block(header),
        f"{place.rpartition('/')[0]}/{values['id']}.csv": stream.getvalue(),
    }


# In what way a record is written at a place, by the name of the way. The place has no ending.
Form = Callable[[str, Values, str], dict[str, str]]
TEXTS: dict[str, Form] = {
    "a file": lambda kind, values, place: {f"{place}.yml": block({"kind": kind, **values})},
    "a file .yaml, four spaces": lambda kind, values, place: {
        f"{place}.yaml": block({"kind": kind, **values}, 4)
    },
    "in brackets": lambda kind, values, place: {f"{place}.yml": flowing({"kind": kind, **values})},
    "kind last, line ends of Windows": lambda kind, values, place: {
        f"{place}.yml": block({**values, "kind": kind}).replace("\n", "\r\n")
    },
    "a comment and a document mark": lambda kind, values, place: {
        f"{place}.yml": f"# Ours\n---\n{block({'kind': kind, **values})}"
    },
    "front matter": lambda kind, values, place: {f"{place}.md": prose(block({"kind": kind, **values}))},
    "front matter in brackets": lambda kind, values, place: {
        f"{place}.md": prose(flowing({"kind": kind, **values})).replace("\n", "\r\n")
    },
    "an entry": lambda kind, values, place: {
        f"{place}.yml": block({**register(kind, values["id"]), "entries": [values]})
    },
    "an entry four spaces in": lambda kind, values, place: {
        f"{place}.yml": block({**register(kind, values["id"]), "entries": [values]}, 4)
    },
    "an entry not indented": lambda kind, values, place: {
        f"{place}.yml": block(register(kind, values["id"])) + "entries:\n" + _item(values, 2, 0)
    },
    "an entry in brackets": lambda kind, values, place: {
        f"{place}.yml": f"{block(register(kind, values['id']))}entries:\n  - {flow(values)}\n"
    },
    "entries before the header": lambda kind, values, place: {
        f"{place}.yml": block({"entries": [values], **register(kind, values["id"])})
    },
    "an entry in front matter": lambda kind, values, place: {
        f"{place}.md": prose(block({**register(kind, values["id"]), "entries": [values]}))
    },
}
TABLES: dict[str, Form] = {
    "a row": lambda kind, values, place: {
        f"{place}.yml": block(table(kind, values["id"], f"{place.rpartition('/')[2]}.csv")),
        f"{place}.csv": rows(kind, values),
    },
    "a row .CSV, semicolons, Windows": lambda kind, values, place: {
        f"{place}.yml": block(table(kind, values["id"], f"{place.rpartition('/')[2]}.CSV")),
        f"{place}.CSV": rows(kind, values, "\t", csv.QUOTE_ALL).replace("\n", "\r\n"),
    },
    "a row elsewhere, its header in front matter": lambda kind, values, place: {
        f"{place}.md": prose(flowing(table(kind, values["id"], f"./x/../{place.rpartition('/')[2]}.csv"))),
        f"{place}.csv": "\ufeff" + rows(kind, values),
    },
    "a row under other names": _renamed,
}
# Where load accepts any of them.
PLACES = (
    "records/{}", "records/registers/deep/{}", "records/approvals/{}", "records/anchors/{}", "policies/{}/a",
    "processes/{}/ü v", "records/{}/mkdocs.yml",
)  # fmt: skip
