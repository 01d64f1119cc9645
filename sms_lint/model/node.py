"""The base classes of every kind: nodes, controlled documents, registers and records."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, PrivateAttr, ValidationError

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.faults import Fault, closest, field_names, model_faults
from sms_lint.ground.fields import (
    LANGUAGE_FORM,
    ClauseField,
    Date,
    Identifier,
    Ref,
    RoleRef,
    Text,
    To,
    Version,
)
from sms_lint.ground.source import Link, Location, Origin, RouteKey, Section
from sms_lint.model.kind import Kind
from sms_lint.model.part import Export, Limit, Part, Review, attribute_of, refs_in


class Node(Part):
    """Anything with an id of its own: a document, a register, an entry of a register, a record."""

    KIND: ClassVar[Kind]

    id: Identifier = Field(
        title="Id", description="Its id, unique in the whole repository and never used again."
    )

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.KIND.name

    # What only the reader knows. Not private attributes of pydantic's: reading one takes ten times as long, and
    # rules read them a hundred thousand times.
    @cached_property
    def origin(self) -> Origin:
        """Where it is written."""
        raise AttributeError("only a node that was read from a file knows where it is written")

    @property
    def path(self) -> str:
        """The file it is written in, from the root."""
        return self.origin.file.path

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections of its text, for a document or a record in prose."""
        return ()

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links in its text."""
        return ()

    @cached_property
    def lost(self) -> frozenset[str]:
        """The fields that are written and could not be read: nobody knows what they say."""
        return frozenset()

    def written(
        self, origin: Origin, sections: tuple[Section, ...] = (), links: tuple[Link, ...] = ()
    ) -> "Node":
        """The same node, knowing where it is written and what its text holds. For the reader only."""
        vars(self).update(origin=origin, sections=sections, links=links)
        return self

    def without(self, lost: frozenset[str]) -> "Node":
        """The same node, knowing which of its fields could not be read. For the reader only."""
        vars(self).update(lost=lost)
        return self

    def text_at(self, part: Section | Link) -> Location:
        """The place of a heading or of a link's target."""
        return Location(self.origin.file, part.start, part.end)

    def body(self, section: Section) -> str:
        """The text under a heading, up to the next one."""
        return self.origin.file.text[section.body_start : section.body_end]

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> "tuple[Node | None, list[Fault]]":
        """The node that `values` describe, and all that is wrong with them; no node where a field is of the wrong form.

        `values` map field names to texts, lists and groups; `kind` is not among them.
        """
        return faults(cls, values)

    def field_value(self, name: str) -> Any:
        """What a field holds, by its key in the file; None where it says nothing."""
        return getattr(self, attribute_of(type(self), name))

    def current_state(self) -> str:
        """How far it has come, as it is written; empty where its kind has no states."""
        field = self.KIND.state_field
        return str(self.field_value(field) or "") if field else ""

    def at(self, *keys: RouteKey) -> Location:
        """The place of one of its values, by its route of keys; the nearest existing parent otherwise."""
        return self.origin.at(*keys)

    def at_key(self, *keys: RouteKey) -> Location:
        """The place of one of its keys."""
        return self.origin.at_key(*keys)

    def place(self) -> Location:
        """The place that stands for the node as a whole: its id."""
        return self.origin.at("id")

    def refs(self) -> Iterator[tuple[tuple[RouteKey, ...], Ref]]:
        """Every reference it holds, with the route to it."""
        return iter(self._refs)

    @cached_property
    def _refs(self) -> tuple[tuple[tuple[RouteKey, ...], Ref], ...]:
        fields = type(self).model_fields.items()
        return tuple(
            found for name, field in fields for found in refs_in(getattr(self, name), (field.alias or name,))
        )


# Every class of document, register and record by the name of its kind.
Kinds = Mapping[str, type[Node]]


class Record(Node):
    """An entry of a register or a record of its own."""

    supersedes: Annotated[Ref, To()] | None = Field(
        None, title="Supersedes", description="The id of the closed record that this one corrects."
    )
    formerly: tuple[Text, ...] = Field(
        (),
        title="Formerly",
        description="The ids that it had before, by which closed records still name it. `sms-lint rename` writes them.",
    )

    @cached_property
    def register(self) -> "Register | None":
        """The register it is an entry of; None for a record with a file of its own."""
        return None

    def entered(self, register: "Register") -> None:
        """State which register it is in. For the reader only."""
        vars(self).update(register=register)


class Register(Node):
    """A file that holds the entries of one kind: who keeps it, and how often it is looked through."""

    KIND: ClassVar[Kind] = Kind("register", "Register", "Registers", "records", prefix="REG")

    id: Identifier = Field(title="Id", description="The register's own id, such as REG-RISK.")
    title: Text = Field(title="Title", description="The register's title for people.")
    owner: RoleRef = Field(title="Owner", description="The role that keeps the register.")
    review: Review = Field(
        title="Review", description="How often the whole register is reviewed, and when it last was."
    )
    classification: Literal["public", "internal", "confidential"] = Field(
        "internal", title="Classification", description="Who may read it."
    )
    retention: Text | None = Field(
        None, title="Retention", description="How long its entries are kept, such as 7 years."
    )
    satisfies: tuple[ClauseField, ...] = Field(
        (), title="Clauses", description="Clauses or obligations it is evidence for."
    )
    provides: tuple[Text, ...] = Field(
        (), title="Documented information", description="Items of the clause catalogue that this register is."
    )

    # Read for every cell; see the note at `Node.origin`.
    @cached_property
    def of(self) -> str:
        """The name of the kind of its entries."""
        return ""

    def holds(self, kind: str) -> "Register":
        """The same register, knowing the kind of its entries. For the reader only."""
        vars(self).update(of=kind)
        return self


class Table(Register):
    """A register whose rows are in a CSV or Parquet file beside this header, exported from another tool."""

    data: Text = Field(
        title="Data", description="The file with the rows, beside this one, such as incident-2026-q3.csv."
    )
    source: Export = Field(title="Source", description="The tool and day of the export.")
    columns: dict[str, str] = Field(
        {},
        title="Columns",
        description="Our field names, each with the name of the column that holds it, where they differ.",
    )
    dates: Literal["DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY"] | None = Field(
        None,
        title="Dates",
        description="How days are written in the file, where not as 2026-09-30. A time such as 08:10 may follow a day.",
    )
    _count: int = PrivateAttr(default=0)
    _latest: date | None = PrivateAttr(default=None)
    _cell_at: Callable[[int, str], Location] | None = PrivateAttr(default=None)

    @property
    def data_path(self) -> str:
        """The file with the rows, from the root."""
        return normpath(join(dirname(self.path), self.data))

    # Read for every cell; see the note at `Node.origin`.
    @cached_property
    def cells(self) -> Mapping[str, tuple[str, ...]]:
        """The cells of each of our fields that has a column, from the first row on; at most `MOST_KEPT`."""
        return {}

    def rows(self, start: int, stop: int) -> tuple[Mapping[str, str], ...]:
        """Some rows for people, counted from 0, under our field names and without empty cells."""
        names = tuple(self.cells)
        some = zip(*(cells[start:stop] for cells in self.cells.values()), strict=True)
        return tuple({name: text for name, text in zip(names, row, strict=True) if text} for row in some)

    def column(self, name: str) -> tuple[str, ...]:
        """The cells of one field, from the first row on, empty where nothing is said; at most `MOST_KEPT`."""
        # The column of the ids may be missing, too.
        return self.cells.get(name) or ("",) * max(map(len, self.cells.values()), default=0)

    def cell(self, name: str, row: int) -> str:
        """What one cell says; rows count from 0."""
        cells = self.cells.get(name)
        return cells[row] if cells else ""

    def cell_at(self, row: int, name: str) -> Location:
        """The place of a cell in the data file; in this header where it cannot be shown there."""
        return self._cell_at(row, name) if self._cell_at else self.at("data")

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    @property
    def latest(self) -> date | None:
        """The newest date in the field that says when a record of the kind was made."""
        return self._latest

    def filled(
        self,
        columns: Mapping[str, tuple[str, ...]],
        count: int,
        latest: date | None,
        cell_at: Callable[[int, str], Location] | None = None,
    ) -> None:
        """Say what the data file holds. For the reader only."""
        vars(self).update(cells=columns)
        self._count, self._latest, self._cell_at = count, latest, cell_at

    def filled_as(self, other: "Table") -> None:
        """Say that the data file holds what it held when another reading of this header was filled. For the reader."""
        self.filled(other.cells, other.count, other.latest, other.cell_at)


MOST_KEPT = 200_000


class Document(Node):
    """A controlled document: front matter, and a text in sections."""

    SECTIONS: ClassVar[tuple[str, ...]] = ()
    # How high its kind stands: it rests on what it names of a smaller rank, and of rank 0 at rank 0. One without a rank
    # rests on nothing, and nothing on it.
    RANK: ClassVar[int | None] = None

    title: Text = Field(title="Title", description="The title, the same as the first heading.")
    version: Version = Field(title="Version", description='The version, in quotes: "2.1".')
    lifecycle: Literal["draft", "active", "retired"] = Field(
        title="Lifecycle", description="What its owner intends it to be: a draft, in force, or withdrawn."
    )
    owner: RoleRef = Field(title="Owner", description="The role that answers for the content.")
    approver: RoleRef = Field(
        title="Approver", description="The role that approves it; held by somebody other than the owner."
    )
    effective: Date | None = Field(
        None, title="Effective from", description="The day from which it is in force."
    )
    review: Review = Field(title="Review", description="How often it is reviewed, and when it last was.")
    classification: Literal["public", "internal", "confidential"] = Field(
        title="Classification", description="Who may read it."
    )
    retention: Text = Field(
        title="Retention", description="How long a withdrawn version is kept, such as 7 years."
    )
    satisfies: tuple[ClauseField, ...] = Field(
        (), title="Clauses", description="Clauses or obligations the whole document meets."
    )
    provides: tuple[Text, ...] = Field(
        (), title="Documented information", description="Items of the clause catalogue that this document is."
    )
    related: tuple[Annotated[Ref, To()], ...] = Field(
        (), title="Related", description="Ids of documents to read with it."
    )
    limits: tuple[Limit, ...] = Field(
        (), title="Limits", description="Limits that its text promises, with the settings that judge by them."
    )
    acknowledged_by: tuple[RoleRef, ...] = Field(
        (),
        title="Acknowledged by",
        description="Roles whose holders acknowledge each version that is in force.",
    )
    language: Annotated[str, LANGUAGE_FORM] | None = Field(
        None, title="Language", description="Its language, such as de, where it is not that of the settings."
    )
    supersedes: Annotated[Ref, To("document")] | None = Field(
        None, title="Supersedes", description="The id of the document it replaces."
    )

    def meets(self, clause: str) -> bool:
        """Whether it, or a section of it, names the clause or one of the clause's obligations."""
        named = (*self.satisfies, *(ref for section in self.sections for ref in section.satisfies))
        return any(clause in (ref, clause_parts(ref).clause) for ref in named)


def faults(model: type[Node], values: Mapping[str, Any]) -> tuple[Node | None, list[Fault]]:
    """The node that `values` describe, and all that is wrong with them; no node where a field is of the wrong form.

    `values` map field names to texts, lists and groups; `kind` is not among them.
    """
    try:
        node, found = model.model_validate(values), []
    except ValidationError as error:
        node, found = None, model_faults(error, model, model.KIND.noun)
    bad = {fault.route[0] for fault in found if fault.route}
    bad |= {closest(str(name), field_names(model, ())) or name for name in bad}
    for rule in model.KIND.value_rules:
        if bad.isdisjoint((*rule.needs, rule.field)) and (message := rule.fault(values)):
            found.append(Fault((rule.field,), message))
    return node, found
