"""Service levels: what an agreement promises, computed by the definition of a KPI over the records of that agreement.

A target or workload limit names a KPI. Its definition is narrowed to the records of the agreement, and measured against
the value agreed: the same language, the same queries and the same judgement as for the KPI itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sms_lint.ground.source import Route
from sms_lint.measure.definition import Definition, DefinitionFault
from sms_lint.measure.expression import Part, checked
from sms_lint.measure.of_system import definition_of
from sms_lint.measure.period import Span
from sms_lint.measure.vocabulary import SORTS, columns_of
from sms_lint.model.columns import FieldForm, field_forms
from sms_lint.model.kinds.agreement import Computed, ServiceLevelAgreement, ServiceLevelTarget, WorkloadLimit
from sms_lint.model.kinds.measurement import Kpi, Target
from sms_lint.model.kinds.service_hours import ServiceHours
from sms_lint.model.node import Node
from sms_lint.system.sms import Sms

Agreed = ServiceLevelTarget | WorkloadLimit
# What a record may name to belong to an agreement, from the narrowest: the word of `over`, and the kind.
_OVER = {"agreement": "sla", "service": "service", "customer": "customer"}


@dataclass(frozen=True)
class Level:
    """A target or limit of an agreement, with the definition that computes it; None where it is made by hand."""

    agreement: ServiceLevelAgreement
    route: Route
    agreed: Agreed
    definition: Definition | None

    @property
    def is_target(self) -> bool:
        """Whether it is a target, rather than the limit of the workload."""
        return isinstance(self.agreed, ServiceLevelTarget)

    def applies(self, span: Span) -> bool:
        """Whether the agreement holds for a whole period."""
        end = self.agreement.valid_to
        return self.agreement.valid_from <= span.first and (end is None or span.last <= end)


@dataclass(frozen=True)
class LevelFault:
    """What is wrong with the definition of a level."""

    agreement: ServiceLevelAgreement
    agreed: Agreed
    fault: DefinitionFault


def levels(sms: Sms) -> Iterator[Level | LevelFault]:
    """Every target and limit of the agreements that are or were in force.

    One whose KPI is unknown or cannot be computed is left out: other rules tell of that.
    """
    for agreement in sms.all(ServiceLevelAgreement):
        if agreement.status == "draft":
            continue
        for index, target in enumerate(agreement.targets):
            yield from _read(sms, agreement, ("targets", index), target)
        for index, limit in enumerate(agreement.workload_limits):
            yield from _read(sms, agreement, ("workload_limits", index), limit)


def sound_levels(sms: Sms) -> tuple[Level, ...]:
    """The levels that can be read."""
    return tuple(level for level in levels(sms) if isinstance(level, Level))


def _read(
    sms: Sms, agreement: ServiceLevelAgreement, route: Route, agreed: Agreed
) -> Iterator[Level | LevelFault]:
    kpi = sms.ids.get(agreed.computed.kpi) if agreed.computed else None
    if agreed.computed is None or (isinstance(kpi, Kpi) and kpi.type == "manual"):
        yield Level(agreement, route, agreed, None)
    elif isinstance(kpi, Kpi) and isinstance(definition := definition_of(kpi, sms), Definition):
        found = _narrowed(agreement, agreed, agreed.computed, _by_its_hours(sms, agreement, definition))
        if isinstance(found, DefinitionFault):
            yield LevelFault(agreement, agreed, found._replace(route=(*route, *found.route)))
        else:
            yield Level(agreement, route, agreed, found)


def _by_its_hours(sms: Sms, agreement: ServiceLevelAgreement, definition: Definition) -> Definition:
    """The definition, by the service hours of the agreement where it counts by any."""
    hours = sms.record(ServiceHours, agreement.service_hours) if definition.hours else None
    if hours is None:
        return definition
    return replace(definition, hours=hours, kpi=definition.kpi.model_copy(update={"calendar": hours.id}))


def _narrowed(
    agreement: ServiceLevelAgreement, agreed: Agreed, computed: Computed, definition: Definition
) -> Definition | DefinitionFault:
    """The definition over the records of the agreement, with the value agreed as its target."""
    kpi = definition.kpi
    if isinstance(agreed, ServiceLevelTarget):
        for name, ours, theirs in (
            ("unit", agreed.unit, kpi.unit),
            ("direction", agreed.direction, kpi.direction),
        ):
            if theirs not in (ours, "band"):
                return DefinitionFault((name,), f"`{ours}` is agreed, and {kpi.id} is measured in `{theirs}`")
    conditions = _conditions(agreement, computed, definition)
    if isinstance(conditions, DefinitionFault):
        return conditions._replace(route=("computed", *conditions.route))
    combined = conditions[0]
    for part in conditions[1:]:
        combined = Part("and", "condition", (combined, part))
    parts = {**definition.parts, "filter": combined}
    return replace(definition, kpi=_agreed_kpi(agreement, agreed, kpi), parts=parts)


def _conditions(
    agreement: ServiceLevelAgreement, computed: Computed, definition: Definition
) -> list[Part] | DefinitionFault:
    """What a record has to say to be counted for the agreement."""
    own = _own_records(agreement, computed, definition.model)
    if isinstance(own, DefinitionFault):
        return own
    if computed.filter:
        part = checked(computed.filter, columns_of(definition.model))
        if not isinstance(part, Part):
            return DefinitionFault(("filter",), part.message, part.start, part.end)
        if part.sort != "condition":
            return DefinitionFault(("filter",), f"this is {SORTS[part.sort]}, where a condition is needed")
        own.append(part)
    return [*([definition.parts["filter"]] if "filter" in definition.parts else []), *own]


def _agreed_kpi(agreement: ServiceLevelAgreement, agreed: Agreed, kpi: Kpi) -> Kpi:
    """The KPI under the name of what is agreed, with the value agreed as its one target."""
    target = Target.model_construct(from_=agreement.valid_from, value=agreed.value)
    changed = {
        "id": f"{agreement.id}/{agreed.name}",
        "name": agreed.name,
        "unit": agreed.unit,
        "direction": agreed.better,
        "targets": (target,),
        "minimum_sample": None,
    }
    return kpi.model_copy(update=changed)


def _own_records(
    agreement: ServiceLevelAgreement, computed: Computed, model: type[Node]
) -> list[Part] | DefinitionFault:
    """The conditions that a record belongs to the agreement, or that nobody can tell which do."""
    ids = {"agreement": agreement.id, "service": agreement.service, "customer": agreement.customer}
    fields = {
        over: form
        for over, kind in _OVER.items()
        for form in reversed(field_forms(model))
        if form.links == (kind,) and not form.nested
    }
    named = model.KIND.title.lower()
    if computed.over and computed.over not in fields:
        return DefinitionFault(("over",), f"a record of {named} names no {computed.over}")
    if not fields and not computed.filter:
        said = (
            f"a record of {named} names no agreement, service or customer; say in `filter` which ones count"
        )
        return DefinitionFault(("kpi",), said)
    chosen = [computed.over] if computed.over else ["agreement"] if "agreement" in fields else list(fields)
    return [_names(fields[over], ids[over]) for over in chosen]


def _names(form: FieldForm, name: str) -> Part:
    value = Part("text", "text", value=name)
    column = Part("column", "list" if form.many else "text", value=form.name)
    return Part("contains" if form.many else "=", "condition", (column, value))
