"""The whole repository as one value."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar, cast

from sms_lint.ground.fields import Ref
from sms_lint.ground.source import Location, Origin, Route, SourceFile
from sms_lint.ground.text import link_target, without_code
from sms_lint.history.approvals.reviewed import ProposalReviews
from sms_lint.history.branch import Branch
from sms_lint.history.record_changes import Breaches
from sms_lint.model.accepted import Baseline, IgnoreComment
from sms_lint.model.entry import Entry, entries_of
from sms_lint.model.finding import ReadingFault, Unchecked
from sms_lint.model.former_ids import former_ids
from sms_lint.model.kinds.organisation import Person, Role
from sms_lint.model.node import Document, Node, Record, Register, Table
from sms_lint.model.published_text import PublishedText
from sms_lint.model.settings import Config
from sms_lint.outside.git import FileChanges
from sms_lint.system.imports import OwnMapping
from sms_lint.system.proposed_settings import ProposedSettings
from sms_lint.system.row_records import row_record
from sms_lint.translation import ENGLISH, Translation

if TYPE_CHECKING:  # what only `check` needs is not read for other commands
    from sms_lint.language.declared import DeclaredRule
    from sms_lint.model.catalogue import Catalogue

N = TypeVar("N", bound=Node)
T = TypeVar("T")


@dataclass(frozen=True, repr=False)  # printed as a whole it would be megabytes
class Sms:
    """A service management system as it was read: frozen, complete, the only thing that rules and pages look at.

    `unread` holds every word of files and entries that could not be read whole: whatever one of them may
    define is not reported as missing elsewhere. `branch` is the evidence in git's history, where it was
    asked for; `trust` the text of the trust settings; `changes` is what became of closed records; `own_rules` are the
    rules that the organization declares. A proposed change is judged by the `config` and `own_rules` of its base, and
    `proposed` is what it writes itself; `settings` are the places of what is written. `mappings` are those of imports.
    `reviews` are those of the proposal, where the forge was asked for them. `translation` is the language that the
    settings name. `catalogue_lost` says that an own catalogue could not be read; `catalogue_rules` are the rules that
    own ones name. `ignores` accept findings, `baseline` those from before; nobody may copy `published`.
    """

    config: Config
    settings: Origin
    catalogues: "tuple[Catalogue, ...]"
    kinds: Mapping[str, type[Node]]
    nodes: tuple[Node, ...]
    reading_faults: tuple[ReadingFault, ...]
    paths: frozenset[str]
    today: date
    unread: frozenset[str] = frozenset()
    rows: Mapping[str, Table] = field(default_factory=dict)
    unchecked: tuple[Unchecked, ...] = ()
    file_changes: FileChanges | None = None
    branch: Branch | None = None
    trust: SourceFile | None = None
    breaches: Breaches | None = None
    own_rules: "tuple[DeclaredRule, ...]" = ()
    proposed: ProposedSettings | None = None
    reviews: ProposalReviews | None = None
    mappings: tuple[OwnMapping, ...] = ()
    translation: Translation = ENGLISH
    catalogue_lost: bool = False
    catalogue_rules: tuple[tuple[str, Location], ...] = ()
    ignores: tuple[IgnoreComment, ...] = ()
    baseline: Baseline | None = None
    published: tuple[PublishedText, ...] = ()

    @property
    def written_config(self) -> Config:
        """The settings as they are written here, for what is wrong with themselves."""
        return self.proposed.config if self.proposed else self.config

    @property
    def written_rules(self) -> "tuple[DeclaredRule, ...]":
        """The organization's own rules as they are written here, for what is wrong with themselves."""
        return self.proposed.own_rules if self.proposed else self.own_rules

    def all(self, model: type[N]) -> Iterator[N]:
        """Every node of a class, in the order of their files."""
        found = self._by_class.get(model)
        if found is None:
            found = self._by_class[model] = tuple(node for node in self.nodes if isinstance(node, model))
        return iter(cast(tuple[N, ...], found))

    def of_kind(self, kind: str) -> tuple[Node, ...]:
        """Every document or record of a kind; the rows of tables are not among them."""
        return self._by_kind.get(kind, ())

    def tables(self, kind: str) -> tuple[Table, ...]:
        """The tables that hold rows of a kind."""
        return tuple(table for table in self.all(Table) if table.of == kind)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Every entry of a kind: documents and records, then the rows of tables (the first 200,000 of each)."""
        found = self._entries.get(kind)
        if found is None:
            nodes = (*self.of_kind(kind), *self.tables(kind))
            found = self._entries[kind] = tuple(entry for node in nodes for entry in entries_of(node))
        return found

    def by_id(self, kind: str) -> Mapping[str, Entry]:
        """Every entry of a kind by its id; the last one where an id is used twice."""
        found = self._entries_by_id.get(kind)
        if found is None:
            found = self._entries_by_id[kind] = {entry.id: entry for entry in self.entries(kind)}
        return found

    def records(self, model: type[N]) -> tuple[N, ...]:
        """Every entry of a kind as its class, rows of tables included; for kinds of which there are few."""
        found = self._records.get(model)
        if found is None:
            entries = self.entries(model.KIND.name)
            rows = (row_record(model, entry) for entry in entries if isinstance(entry.node, Table))
            found = self._records[model] = (*self.all(model), *filter(None, rows))
        return cast(tuple[N, ...], found)

    def record(self, model: type[N], ref: str | None) -> N | None:
        """The entry of a kind with this id as its class, a row of a table included."""
        node = self.ids.get(ref or "")
        if isinstance(node, model):
            return node
        return (
            next((row for row in self.records(model) if row.id == ref), None)
            if self._table_of(ref or "")
            else None
        )

    def get(self, ref: str) -> Node | None:
        """The node with this id; for a row of a table, its table."""
        return self.ids.get(ref) or self._table_of(ref)

    def kind_of(self, ref: str) -> str | None:
        """The kind of whatever has this id, the rows of tables included."""
        node = self.ids.get(ref)
        if node is not None:
            return node.kind
        table = self._table_of(ref)
        return table.of if table else None

    def _table_of(self, ref: str) -> Table | None:
        """The table that holds a row with this id: one that is referred to, else among the first 200,000 of each."""
        return self.rows.get(ref) or self._tables_by_row.get(ref)

    @cached_property
    def _tables_by_row(self) -> Mapping[str, Table]:
        return {identifier: table for table in self.all(Table) for identifier in table.column("id")}

    def found(self, rule: str) -> Iterator[ReadingFault]:
        """What was noticed while reading and belongs to this rule, each with the id of what is at its place."""
        for fault in self.reading_faults:
            if fault.rule == rule:
                yield fault if fault.node else replace(fault, node=self.id_at(fault.at))

    def id_at(self, place: Location) -> str:
        """The id of the document, record or entry that a place in a file belongs to; empty where there is none.

        Beside its entries that is the register's, and in the rows of a table the table's.
        """
        register = self.register_at.get(place.path)
        for entry in self.of_kind(register.of) if register else ():
            if isinstance(entry, Record) and entry.register is register:
                whole = entry.at()
                if whole.start <= place.start < whole.end:
                    return entry.id
        node = register or self.by_path.get(place.path)
        return node.id if node else ""

    def once(self, compute: Callable[["Sms"], T]) -> T:
        """What a function says of this system, computed when it is first asked for: several rules may build on it."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        return cast(T, self._computed[compute])

    @cached_property
    def _computed(self) -> dict[Callable[["Sms"], object], object]:
        return {}

    @cached_property
    def _by_class(self) -> dict[type[Node], tuple[Node, ...]]:
        return {}

    @cached_property
    def _records(self) -> dict[type[Node], tuple[Node, ...]]:
        return {}

    @cached_property
    def _entries(self) -> dict[str, tuple[Entry, ...]]:
        return {}

    @cached_property
    def _entries_by_id(self) -> dict[str, Mapping[str, Entry]]:
        return {}

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The kinds of which something could not be read, so that nobody can say that there is no such thing.

        The reader marks a kind of which an id was lost with `kind:*` among the unread words; `*:*` is any kind. With
        `kind:?` it marks one of which the id is known, but not what it says.
        """
        lost = {word[:-2] for word in self.unread if word.endswith((":*", ":?"))}
        if "*" in lost or self._was_not_read():
            return frozenset(self.kinds)
        return frozenset(lost) | {table.of for table in self.registers if self._is_faulty(table)}

    def has_unread(self, kind: str) -> bool:
        """Whether one of this kind could not be read; the reader marks that with `kind:!` among the unread words."""
        return f"{kind}:!" in self.unread or kind in self.hidden

    def _was_not_read(self) -> bool:
        """Whether nothing was read at all because of a fault in the settings."""
        settings = self.settings.file.path
        return not self.nodes and any(fault.at.path == settings for fault in self.reading_faults)

    def _is_faulty(self, register: Register) -> bool:
        """Whether it is a table without rows because they could not be read."""
        if not isinstance(register, Table) or register.count:
            return False
        paths = {register.path, register.data_path}
        return any(fault.at.path in paths for fault in self.reading_faults) or any(
            register.data in unchecked.what for unchecked in self.unchecked
        )

    @cached_property
    def ids(self) -> Mapping[str, Node]:
        """Every node by its id; the first one where an id is used twice."""
        found: dict[str, Node] = {}
        for node in self.nodes:
            found.setdefault(node.id, node)
        return found

    @cached_property
    def former_ids(self) -> Mapping[str, str]:
        """Each id that something had before, and the one that it has now."""
        return former_ids(self.nodes)

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Node, ...]]:
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.kind, []).append(node)
        return {kind: tuple(nodes) for kind, nodes in found.items()}

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Every controlled document."""
        return tuple(self.all(Document))

    @cached_property
    def references(self) -> tuple[tuple[Node, Route, Ref], ...]:
        """Every reference by id: who refers, by which route of keys, to what."""
        return tuple((node, route, ref) for node in self.nodes for route, ref in node.refs())

    @cached_property
    def _references_of(self) -> Mapping[int, list[tuple[Node, Route, Ref]]]:
        """The same by the node itself: its id may be used twice."""
        found: dict[int, list[tuple[Node, Route, Ref]]] = {}
        for reference in self.references:
            found.setdefault(id(reference[0]), []).append(reference)
        return found

    def leads_to(self, node: Node) -> Iterator[tuple[Node, Callable[[], Location]]]:
        """The nodes that a node refers to, by id or by a link in its text; the place is looked up when asked for."""
        for _, route, ref in self._references_of.get(id(node), ()):
            target = self.ids.get(ref)
            if target is not None and route != ("supersedes",):
                yield target, partial(node.at, *route)
        for link in node.links:
            path = link_target(node.path, link.target)
            target = self.by_path.get(path.path) if path is not None and path.path else None
            if target is not None:
                yield target, partial(node.text_at, link)

    @cached_property
    def prose(self) -> tuple[tuple[Node, str], ...]:
        """Every text in Markdown, with spaces for its front matter and its code, so that offsets stay the same."""
        return tuple(
            (node, without_code(node.origin.file.text))
            for path, node in self.by_path.items()
            if path.endswith(".md")
        )

    @cached_property
    def controlled(self) -> tuple[Document | Register, ...]:
        """Everything with an owner and a review cycle of its own: documents and registers."""
        return (*self.documents, *self.registers)

    @cached_property
    def registers(self) -> tuple[Register, ...]:
        """Every register, tables included."""
        return tuple(self.all(Register))

    @cached_property
    def register_at(self) -> Mapping[str, Register]:
        """The register that a file holds, or holds the rows of."""
        rows = {table.data_path: table for table in self.all(Table)}
        return {**rows, **{register.path: register for register in self.registers}}

    @cached_property
    def by_path(self) -> Mapping[str, Node]:
        """The document, register or record that a file is; entries of a register are not among them."""
        return {
            node.path: node
            for node in self.nodes
            if not (isinstance(node, Record) and node.register is not None)
        }

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """Every role by its id."""
        return {role.id: role for role in self.records(Role)}

    @cached_property
    def top_management(self) -> frozenset[str]:
        """The ids of the roles that count as top management."""
        said = (role.id for role in self.roles.values() if role.top_management == "yes")
        return frozenset((*said, *self.config.top_management))

    def roles_on(self, person: str, day: date) -> frozenset[str]:
        """The roles that a person held on a day."""
        node = self.ids.get(person)
        holdings = node.roles if isinstance(node, Person) else ()
        return frozenset(
            holding.role
            for holding in holdings
            if holding.from_ <= day and (holding.to is None or holding.to >= day)
        )

    @cached_property
    def holders(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the persons who hold each role today."""
        found: dict[str, list[str]] = {}
        for person in self.all(Person):
            for holding in person.roles:
                if holding.from_ <= self.today and (holding.to is None or holding.to >= self.today):
                    found.setdefault(holding.role, []).append(person.id)
        return {role: tuple(dict.fromkeys(persons)) for role, persons in found.items()}

    def known_clause(self, ref: str) -> bool:
        """Whether a catalogue has this clause or obligation, to the letter."""
        return any(book.clause(ref) or book.obligation(ref) for book in self.catalogues)
