"""The records that are kept: how many of each kind, and how new the newest is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from sms_lint.ground.durations import Duration
from sms_lint.model.catalogue import Criterion
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.documents import Report
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Document, Node, Record, Register, Table
from sms_lint.system.sms import Sms


@dataclass(frozen=True)
class HeldInformation:
    """Records of one kind: how many, the newest of them and its day; no day where none is known.

    Days in the future do not count.
    """

    kind: str
    count: int
    node: Node
    newest: date | None

    def joined(self, other: "HeldInformation") -> "HeldInformation":
        """The records of both taken together: the counts added up, the newest of the two."""
        later = (other.newest or date.min) > (self.newest or date.min)
        newer = other if later else self
        return HeldInformation(self.kind, self.count + other.count, newer.node, newer.newest)


def holdings(sms: Sms) -> Mapping[str, HeldInformation]:
    """The records of each kind, rows of tables included; kinds without records are left out. Computed once."""
    return sms.once(_holdings)


def _holdings(sms: Sms) -> Mapping[str, HeldInformation]:
    registers: dict[str, list[Register]] = defaultdict(list)
    for register in sms.registers:
        registers[register.of].append(register)
    found: dict[str, HeldInformation] = {}
    for kind, model in sms.kinds.items():
        records = sms.of_kind(kind) if issubclass(model, Record) else ()
        parts = [_holding(sms, kind, records, registers[kind])] if records else []
        parts += [
            held
            for register in registers[kind]
            if isinstance(register, Table) and (held := of_table(sms, register))
        ]
        if parts:
            found[kind] = reduce(HeldInformation.joined, parts)
    return found


def limit_of(sms: Sms, criterion: Criterion) -> Duration | None:
    """How long the evidence for a criterion counts: by the catalogue, or by the setting that the criterion names."""
    if criterion.interval is None:
        return criterion.limit
    duration: Duration = getattr(sms.config.intervals, criterion.interval)
    return duration


def is_fresh(sms: Sms, day: date | None, limit: Duration | None = None) -> bool:
    """Whether a record of that day still counts today: for `limit`, else for as long as the settings say."""
    return day is not None and day <= sms.today <= (limit or sms.config.evidence.fresh).after(day)


def is_active(node: Node) -> bool:
    """Whether a node is a document that counts: active here, or approved where it is kept elsewhere."""
    if isinstance(node, ListedDocument):
        return node.status == "approved"
    return isinstance(node, Document) and node.lifecycle == "active"


def state_field(node: Document | ListedDocument) -> str:
    """The field that says whether a document counts."""
    return "status" if isinstance(node, ListedDocument) else "lifecycle"


def day_of(node: Document | ListedDocument) -> date | None:
    """The day by which a document is judged: a report's day of issue, else the day of its last review or approval."""
    if isinstance(node, ListedDocument):
        return node.effective_from or node.approved_at
    return (node.effective if isinstance(node, Report) else None) or node.review.last


def review_due(node: Document | Register | ListedDocument) -> date:
    """The day by which a document or register has to be reviewed again; one long ago where it never was."""
    return node.review_due if isinstance(node, ListedDocument) else node.review.next or date.min


def looked_through(sms: Sms, register: Register) -> date | None:
    """The day on which a register was looked through last; None where nobody holds the role that has to do it."""
    return register.review.last if sms.holders.get(register.owner) else None


def told(holding: HeldInformation, terms: str = "") -> str:
    """How many records there are and of when: `12 records of kind incident, the newest of 2026-10-03`."""
    number = "1 record" if holding.count == 1 else f"{holding.count} records"
    when = f", the newest of {holding.newest}" if holding.newest else ""
    return f"{number} of kind {holding.kind}{terms}{when}"


def of_register(sms: Sms, register: Register) -> HeldInformation | None:
    """The entries of one register, or the rows of one table."""
    if isinstance(register, Table):
        return of_table(sms, register)
    entries = [node for node in sms.of_kind(register.of) if _stands_in(node, register)]
    return _holding(sms, register.of, entries, (register,)) if entries else None


def _stands_in(node: Node, register: Register) -> bool:
    return isinstance(node, Record) and node.register is register


def of_table(sms: Sms, table: Table) -> HeldInformation | None:
    """The rows of a table; none where it has none."""
    if not table.count:
        return None
    day = table.latest if sms.kinds[table.of].KIND.moment else table.source.exported
    return HeldInformation(table.of, table.count, table, day if day and day <= sms.today else None)


def _holding(sms: Sms, kind: str, records: Sequence[Node], registers: Iterable[Register]) -> HeldInformation:
    """The newest record by its own date; for a kind without dates, the day its registers were last reviewed."""
    moment = sms.kinds[kind].KIND.moment
    if moment:
        dated = ((Entry(record.id, record).day(moment), record) for record in records)
        commits = ((day, record) for day, record in dated if day is not None and day <= sms.today)
        newest: tuple[date | None, Node] = max(commits, key=lambda pair: pair[0], default=(None, records[0]))
        return HeldInformation(kind, len(records), newest[1], newest[0])
    reviews = (looked_through(sms, register) for register in registers)
    day = max((reviewed for reviewed in reviews if reviewed and reviewed <= sms.today), default=None)
    return HeldInformation(kind, len(records), records[0], day)
