"""What an audit looks at: documented information, samples of records, and what changed since the last audit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sms_lint.evidence import Graded, holdings, is_active
from sms_lint.evidence.holding import review_due
from sms_lint.evidence.selection import Selection
from sms_lint.model.catalogue import Catalogue, DocumentedInformation
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Document, Register
from sms_lint.system.relations import day_of
from sms_lint.system.sms import Sms

Provider = Document | Register | ListedDocument
Standing = Literal["missing", "draft", "overdue", "there", "not needed"]
STANDINGS: tuple[Standing, ...] = ("missing", "draft", "overdue", "there", "not needed")
SAMPLE = 3


@dataclass(frozen=True)
class Item:
    """An item of documented information and how it stands.

    `providers` say that they are it; where nothing does, `kinds` are those of the records that can be it.
    """

    item: DocumentedInformation
    standing: Standing
    providers: tuple[Provider, ...]
    kinds: tuple[str, ...]


def items(sms: Sms, book: Catalogue) -> tuple[Item, ...]:
    """Every item of documented information of a catalogue, in its order."""
    return tuple(item_of(sms, documented_information) for documented_information in book.items)


def item_of(sms: Sms, item: DocumentedInformation) -> Item:
    """How one item of documented information stands."""
    providers = sms.once(_providers).get(item.id, ())
    held = holdings(sms)
    kinds = tuple(kind for kind in item.shown_by if kind in held) if not providers else ()
    return Item(item, _standing(sms, item, providers, kinds), providers, kinds)


def _providers(sms: Sms) -> Mapping[str, tuple[Provider, ...]]:
    found: dict[str, tuple[Provider, ...]] = {}
    for node in (*sms.controlled, *sms.records(ListedDocument)):
        if isinstance(node, Provider):
            for name in node.provides:
                found[name] = (*found.get(name, ()), node)
    return found


def _standing(
    sms: Sms, item: DocumentedInformation, providers: tuple[Provider, ...], kinds: tuple[str, ...]
) -> Standing:
    counting = [provider for provider in providers if _is_used(provider)]
    if counting:
        return "there" if any(review_due(provider) >= sms.today for provider in counting) else "overdue"
    if kinds:
        return "there"
    if providers:
        return "draft"
    return "not needed" if item.conditional else "missing"


def _is_used(node: Provider) -> bool:
    """Whether a document is in force, or a register was looked through by anybody yet."""
    return node.review.last is not None if isinstance(node, Register) else is_active(node)


def samples(sms: Sms, graded: Graded) -> tuple[Entry, ...]:
    """The newest records that show an obligation, three for each criterion; the same ones for everybody."""
    selection = sms.once(Selection)
    found = {
        entry.id: entry
        for criterion in graded.obligation.shown
        if criterion.kind
        for entry in selection.newest(criterion, SAMPLE)
    }
    return tuple(found.values())


def last_audit(sms: Sms) -> Entry | None:
    """The newest audit report; None where there is none."""
    return _newest(sms, "audit-report")


def last_review(sms: Sms) -> Entry | None:
    """The newest management review; None where there is none."""
    return _newest(sms, "management-review")


def _newest(sms: Sms, kind: str) -> Entry | None:
    today = sms.today.isoformat()
    past = (entry for entry in sms.entries(kind) if "" < day_of(sms, entry) <= today)
    return max(past, key=lambda entry: (day_of(sms, entry), entry.id), default=None)


def records_since(sms: Sms, day: str) -> Mapping[str, tuple[Entry, ...]]:
    """The records made after a day, by kind, the newest first."""
    made = {
        kind: tuple(entry for made, entry in dated if made > day) for kind, dated in sms.once(_dated).items()
    }
    return {kind: entries for kind, entries in made.items() if entries}


def _dated(sms: Sms) -> Mapping[str, Sequence[tuple[str, Entry]]]:
    """The records of each kind made up to today, with the day of each, the newest first."""
    today, found = sms.today.isoformat(), {}
    for kind, model in sms.kinds.items():
        if model.KIND.moment:
            dated = [
                (made, entry) for entry in sms.entries(kind) if "" < (made := day_of(sms, entry)) <= today
            ]
            found[kind] = sorted(dated, key=lambda pair: (pair[0], pair[1].id), reverse=True)
    return found
