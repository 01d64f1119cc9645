"""What a text cites of one record: the number in a field, or the value of a target that it agrees."""

import re
from decimal import Decimal

from sms_lint.ground.faults import nearest
from sms_lint.measure.cited import Cited
from sms_lint.measure.cited_definition import unlisted_kpi
from sms_lint.measure.period import Span
from sms_lint.measure.result import Outcome
from sms_lint.model.entry import Entry
from sms_lint.model.node import Document, Node
from sms_lint.system.sms import Sms


def recorded(cited: Cited, sms: Sms) -> Outcome | str:
    """The number that a record says, as if it had been computed; or a sentence about why there is none.

    The sentence is empty where the record could not be read, since that is told where it stands.
    """
    entry = _entry(cited.name, sms)
    if entry is None:
        lost = cited.name in sms.unread or bool(sms.hidden)
        return "" if lost else f"there is no record {cited.name}{nearest(cited.name, list(sms.ids))}"
    model = sms.kinds[entry.kind]
    own = cited.field in model.model_fields
    value = entry.number(cited.field) if own else agreed_values(entry.node).get(cited.field)
    if value is not None:
        return _outcome(cited, value, sms)
    if own:
        return f"{cited.name} says no number in `{cited.field}`"
    known = [*model.model_fields, *agreed_values(entry.node)]
    return f"{cited.name} has no field `{cited.field}`{nearest(cited.field, known)}"


def agreed_values(node: Node) -> dict[str, Decimal]:
    """The values of the targets and limits that a record agrees, by their names as a citation writes them."""
    agreed = (*getattr(node, "targets", ()), *getattr(node, "workload_limits", ()))
    return {
        re.sub(r"[^a-z0-9]+", "_", part.name.lower()).strip("_"): part.value
        for part in agreed
        if hasattr(part, "name") and part.value is not None
    }


def _entry(name: str, sms: Sms) -> Entry | None:
    kind = sms.kind_of(name)
    if kind is None or issubclass(sms.kinds[kind], Document):
        return None
    return sms.by_id(kind).get(name)


def _outcome(cited: Cited, value: Decimal, sms: Sms) -> Outcome:
    said = unlisted_kpi(cited.name, cited.name, type="sum", source=sms.kind_of(cited.name) or "", unit="")
    return Outcome(said, Span(cited.field, sms.today, sms.today), "", None, None, 1, value, None, "no target")
