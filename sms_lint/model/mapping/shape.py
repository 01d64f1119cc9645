"""The shape of a mapping: which column of a ticket tool's export becomes which field, and how its values are read."""

import codecs
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue, WithJsonSchema

from sms_lint.ground.fields import Count, Form, Identifier, RoleRef, Span, Text, YesNo
from sms_lint.ground.patterns import PatternError, owner_pattern
from sms_lint.ground.zone import Zone
from sms_lint.model.mapping.live import Live
from sms_lint.model.part import Review
from sms_lint.model.settings_group import Settings

_SHORT = (("type", "string"), ("maxLength", 500))
Unit = Literal["milliseconds", "seconds", "minutes", "hours", "days"]
Take = Literal["first", "last", "last_filled", "greatest"]


# Codecs of the interpreter that run over texts without being a table of characters: they take escapes apart, names of
# hosts, or whatever the machine has set.
_NO_TABLES = frozenset(
    {"charmap", "idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)


def _pattern(text: str) -> str:
    try:
        owner_pattern(text)
    except PatternError:
        raise ValueError("it cannot be read as a pattern; looking ahead and back are not possible") from None
    return text


def _encoding(text: str) -> str:
    """An encoding that a file can be written in."""
    try:
        "a".encode(text)
        name = codecs.lookup(text).name
    except (LookupError, ValueError):
        raise ValueError(f"there is no encoding {text}; write utf-8, cp1252 or another one") from None
    if name.replace("_", "-") in _NO_TABLES:
        raise ValueError(f"{text} is no encoding of files; write utf-8, cp1252 or another one")
    return text


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _as_column(value: object) -> object:
    """A column's name alone, or several of which one is there, stand for the rule that takes it as it is."""
    return {"from": value} if isinstance(value, str | list) else value


_NAMES: JsonSchemaValue = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]
}
Names = Annotated[
    tuple[Text, ...],
    BeforeValidator(_as_list),
    Field(min_length=1),
    WithJsonSchema(_NAMES, mode="validation"),
]
Pattern = Annotated[str, Form(r"(?s).{1,500}", "a regular expression", _pattern, _SHORT)]
# A cell may hold nothing at all, or only spaces: as a word for nothing.
Word = Annotated[str, Form(r"(?s).{0,500}", "a word", schema=_SHORT)]
Separator = Annotated[str, Form(r"[,;\t|]|tab", "a comma, a semicolon, a bar or `tab`")]


class ColumnRule(Settings):
    """How one field is made of the columns of an export."""

    from_: Names | None = Field(
        None,
        alias="from",
        title="From",
        description="The name of the column; several names where the tool has one for each language.",
    )
    join: tuple[Text, ...] = Field(
        (), title="Join", description="Columns whose texts stand behind each other, in place of `from`."
    )
    with_: Word = Field(" ", alias="with", title="With", description="What stands between joined texts.")
    match: Pattern | None = Field(
        None, title="Match", description="A regular expression that finds the part of the value that counts."
    )
    as_: Text | None = Field(
        None,
        alias="as",
        title="As",
        description="The form of the value, such as INC-{}; {} stands for what the tool says.",
    )
    values: dict[str, Word] = Field(
        {}, title="Values", description="Words of the tool, each with ours; an empty one is no value."
    )
    otherwise: Text | None = Field(
        None,
        title="Otherwise",
        description="Our word for every word of the tool that `values` does not list.",
    )
    default: Text | None = Field(None, title="Default", description="What counts where the cell is empty.")
    split: Word | None = Field(
        None, title="Split", description="What stands between the items where the cell holds a list."
    )
    html: YesNo = Field(
        "no", title="HTML", description="Whether the cell holds HTML, of which the text counts."
    )
    unit: Unit | None = Field(None, title="Unit", description="The unit of a length of time in the export.")
    dates: tuple[Text, ...] = Field(
        (), title="Dates", description="Forms of the dates in this column, where they differ from the others."
    )
    take: Take | None = Field(
        None, title="Take", description="Of several rows about one ticket, the one whose value counts."
    )
    where: dict[str, Names] = Field(
        {},
        title="Where",
        description="Columns, each with the words by which a row counts for this field; else it stays empty.",
    )

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that it may read."""
        return (*(self.from_ or ()), *self.join)


class _OrNames:
    """Says in the schema that a name, or several, may stand for the whole rule."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [*_NAMES["anyOf"], handler(schema)]}


Column = Annotated[ColumnRule, BeforeValidator(_as_column), _OrNames()]


class FileForm(Settings):
    """How the export is written."""

    encoding: Annotated[str, Form(r"[A-Za-z0-9_-]{1,40}", "an encoding such as cp1252", _encoding)] | None = (
        Field(None, title="Encoding", description="The encoding of a file that is not in UTF-8 or UTF-16.")
    )
    separator: Separator | None = Field(
        None, title="Separator", description="What stands between cells; found out where it is left out."
    )
    empty: tuple[Word, ...] = Field((), title="Empty", description="Words that mean that there is no value.")
    dates: tuple[Text, ...] = Field(
        (),
        title="Dates",
        description="Forms of dates and times, such as %d.%m.%Y %H:%M; those of ISO 8601 are always read.",
    )
    zone: Zone = Field(
        "UTC",
        title="Zone",
        description="The time zone of times that do not state one, such as Europe/Berlin.",
    )
    decimal: Literal[".", ","] = Field(
        ".", title="Decimal mark", description="What stands before the decimals of a number."
    )
    records: Text | None = Field(
        None, title="Records", description="In JSON: the path to the list of tickets, such as result."
    )


class Events(Settings):
    """An export with several rows for a ticket, one for each thing that happened: they become one row."""

    order: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        title="Order", description="The columns whose numbers or times put the rows of a ticket in order."
    )


class Target(Settings):
    """The table that the rows go to, with what its header says."""

    folder: Annotated[str, Form(r"records(?:/[A-Za-z0-9][A-Za-z0-9_-]*)+", "a folder below records")] = Field(
        "records/data", title="Folder", description="The folder of the table, such as records/data."
    )
    name: Annotated[str, Form(r"[a-z0-9][a-z0-9-]*", "a name in small letters")] | None = Field(
        None, title="Name", description="How the files begin; the name of the mapping where it is left out."
    )
    id: Identifier = Field(title="Id", description="The id of the table, such as TAB-INCIDENT.")
    title: Text = Field(title="Title", description="The title of the table.")
    owner: RoleRef = Field(title="Owner", description="The role that keeps the table.")
    review: Review = Field(title="Review", description="How often the table is looked through.")
    classification: Literal["public", "internal", "confidential"] = Field(
        "internal", title="Classification", description="Who may read it."
    )
    retention: Text | None = Field(None, title="Retention", description="How long its rows are kept.")
    by: Literal["month", "year", "all"] = Field(
        "month", title="By", description="Whether there is a table for each month, for each year, or one."
    )


class ImportMapping(Settings):
    """How the export of a ticket tool becomes a table of one kind."""

    based_on: Text | None = Field(
        None,
        title="Based on",
        description="A mapping of the program, such as servicenow-incidents; what stands here counts before it.",
    )
    kind: Text = Field(title="Kind", description="The kind of the rows, such as incident.")
    system: Text = Field(title="System", description="The tool that the export comes from.")
    form: FileForm = Field(default_factory=FileForm, title="Form", description="How the export is written.")
    only: dict[str, Names] = Field(
        {},
        title="Only",
        description="Columns, each with the words of the rows that are taken; others are not.",
    )
    columns: dict[str, Column] = Field(
        title="Columns", description="Our fields, each with the column that it is made of."
    )
    constants: dict[str, Text] = Field(
        {}, title="Constants", description="Fields that say the same in every row."
    )
    personal: tuple[Text, ...] = Field(
        (), title="Personal", description="Columns with personal data: they are never taken."
    )
    ignored: tuple[Text, ...] = Field(
        (), title="Ignored", description="Columns that are known and not needed: a new column is reported."
    )
    events: Events | None = Field(
        None, title="Events", description="Given where a ticket has a row for each thing that happened."
    )
    table: Target | None = Field(None, title="Table", description="The table that the rows go to.")
    live: Live | None = Field(
        None, title="Live", description="Where `sms-lint sync` fetches tickets from by itself."
    )
    gone: Literal["keep", "remove"] = Field(
        "keep",
        title="Gone",
        description="What becomes of rows whose tickets are gone from the tool, when all its tickets came in.",
    )
    rejects: Count = Field(
        0, title="Rejects", description="How many rows may be left out because of faults; 0: none may."
    )
    fresh_for: Span | None = Field(
        None, title="Fresh for", description="How long an import counts as up to date, such as 1 month."
    )
