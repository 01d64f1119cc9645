"""The sheets and columns that a kind has in a workbook, derived from the same schema as everything else about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

from sms_lint.model.node import Node
from sms_lint.model.own_kind import OwnRecord

Form = Literal["text", "choice", "date", "moment", "whole", "number"]
# Keys that lead from an entry, or from a group in a list, to a value.
FieldRoute = tuple[str, ...]

_LONGEST_TITLE = 31  # of a sheet, in Excel
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True)
class Column:
    """A field as a column: `schema` describes one value, or one item where it takes several (`many`)."""

    route: FieldRoute
    heading: str
    help: str
    schema: Mapping[str, Any]
    many: bool = False
    required: bool = False

    # Asked for every cell.
    @cached_property
    def form(self) -> Form:
        """What a value of it is for a spreadsheet."""
        if self.choices:
            return "choice"
        if self.schema.get("format") == "date":
            return "date"
        if self.schema.get("x-moment"):
            return "moment"
        if self.schema.get("type") == "integer":
            return "whole"
        return "number" if self.schema.get("type") == "number" else "text"

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The words that it admits, where these are few."""
        if self.schema.get("type") == "boolean":
            return ("true", "false")
        words = self.schema.get("enum", [self.schema["const"]] if "const" in self.schema else ())
        return tuple(map(str, words))

    @property
    def links(self) -> tuple[str, ...]:
        """The kinds that it may refer to; none where it is no reference, or may name anything."""
        return tuple(self.schema.get("x-link", ()))

    @cached_property
    def is_prose(self) -> bool:
        """Whether it takes texts of any form, and not a word, an id or a number."""
        return self.form == "text" and self.schema.get("pattern") in (None, r"\S")

    @property
    def is_percent(self) -> bool:
        """Whether its numbers are shares of a hundred."""
        return self.schema.get("x-unit") == "%"


@dataclass(frozen=True)
class SheetForm:
    """One sheet: the entries themselves, or (with `field`) the groups in a list that each entry has.

    `left_out` are fields that no cell can hold.
    """

    title: str
    columns: tuple[Column, ...]
    field: FieldRoute = ()
    left_out: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """The first keys of its columns, as they usually follow each other."""
        return tuple(dict.fromkeys(column.route[0] for column in self.columns))


@lru_cache(maxsize=256)  # kinds of an organization's own are made again with every reading
def sheet_forms(model: type[Node]) -> tuple[SheetForm, ...]:
    """The sheet of the entries, then one for each list of groups."""
    schema = dict(model.model_json_schema(by_alias=True))
    if issubclass(model, OwnRecord):
        own = model.SCHEMA
        schema["properties"] = {**schema["properties"], **_others(own, schema["properties"])}
        schema["required"] = [*schema.get("required", ()), *own.get("required", ())]
        schema["$defs"] = {**own.get("$defs", {}), **schema.get("$defs", {})}
    parts = list(_parts(schema, schema.get("$defs", {}), (), ""))
    columns = tuple(part for part in parts if isinstance(part, Column))
    lists = tuple(part for part in parts if isinstance(part, SheetForm))
    left_out = tuple(part for part in parts if isinstance(part, str))
    main = SheetForm(_sheet_title(model.KIND.register), _usual(_unique(columns)), (), left_out)
    return (main, *_unique_titles(main, lists))


def _others(own: Mapping[str, Any], known: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: part for name, part in own.get("properties", {}).items() if name not in known}


def _parts(
    schema: Mapping[str, Any], definitions: Mapping[str, Any], route: FieldRoute, before: str
) -> Iterator[Column | SheetForm | str]:
    """The columns of a group, those of the groups in it, its lists of groups, and the names of what fits no cell."""
    required = frozenset(schema.get("required", ()))
    for name, part in schema.get("properties", {}).items():
        value, here = _present(part, definitions), (*route, name)
        title = part.get("title") or value.get("title") or name.replace("_", " ").capitalize()
        heading, said = f"{before}{title}", part.get("description") or value.get("description") or ""
        if _is_scalar(value):
            yield Column(here, heading, said, value, required=name in required)
        elif value.get("type") == "array":
            yield _list(Column(here, heading, said, value, True, name in required), definitions)
        elif value.get("properties"):
            yield from _parts(value, definitions, here, f"{heading}: ")
        else:
            yield ".".join(here)


def _list(column: Column, definitions: Mapping[str, Any]) -> Column | SheetForm | str:
    """A list as a column, or as a sheet of its own where its items are groups."""
    items = _present(column.schema.get("items", {}), definitions)
    if _is_scalar(items):
        return Column(column.route, column.heading, column.help, items, True, column.required)
    parts = list(_parts(items, definitions, (), ""))
    columns = tuple(part for part in parts if isinstance(part, Column))
    if not columns or len(columns) < len(parts):
        return ".".join(column.route)
    return SheetForm(column.heading, _unique(columns), column.route)


def _present(schema: Any, definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a value that is there: without the choice of nothing, and with what it refers to."""
    if not isinstance(schema, dict):
        return {}
    choices = [part for part in schema.get("anyOf", ()) if part.get("type") != "null"]
    if len(choices) == 1:
        return _present(choices[0], definitions)
    if "$ref" in schema:
        return _present(definitions.get(str(schema["$ref"]).rpartition("/")[2], {}), {})
    if isinstance(schema.get("type"), list):
        types = [name for name in schema["type"] if name != "null"]
        return {**schema, "type": types[0]} if len(types) == 1 else {}
    return schema


def _is_scalar(schema: Mapping[str, Any]) -> bool:
    return schema.get("type") in ("string", "integer", "number", "boolean") or bool(
        {"enum", "const"} & schema.keys()
    )


def _unique(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with headings of which none is there twice."""
    headings = [column.heading.casefold() for column in columns]
    return tuple(
        Column(
            column.route,
            f"{column.heading} ({'.'.join(column.route)})",
            column.help,
            column.schema,
            column.many,
            column.required,
        )
        if headings.count(column.heading.casefold()) > 1
        else column
        for column in columns
    )


def _usual(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """What a record replaces is rarely asked: it comes last."""
    return tuple(sorted(columns, key=lambda column: column.route == ("supersedes",)))


def _sheet_title(title: str) -> str:
    words = title.translate(_NOT_IN_TITLES).split()
    while len(words) > 1 and (len(" ".join(words)) > _LONGEST_TITLE or words[-1] in ("and", "or", "of")):
        words.pop()
    return " ".join(words)[:_LONGEST_TITLE]


def _unique_titles(main: SheetForm, lists: tuple[SheetForm, ...]) -> Iterator[SheetForm]:
    taken = {main.title.casefold()}
    for form in lists:
        title = _sheet_title(form.title)
        if title.casefold() in taken:
            title = _sheet_title(".".join(form.field))
        taken.add(title.casefold())
        yield SheetForm(title, form.columns, form.field, form.left_out)
