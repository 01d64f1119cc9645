"""Definitions of a whole system: read against its kinds and its service hours."""

from sms_lint.measure.definition import Definition, DefinitionFault, defined
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.service_hours import ServiceHours
from sms_lint.system.sms import Sms


def definition_of(kpi: Kpi, sms: Sms) -> Definition | tuple[DefinitionFault, ...]:
    """The definition of a KPI that is computed, or what is wrong with it."""
    return defined(kpi, sms.kinds, sms.all(ServiceHours))
