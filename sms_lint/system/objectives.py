"""Objectives and the figures that they are measured by."""

from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.planning import Objective
from sms_lint.system.sms import Sms


def is_reached(sms: Sms, objective: Objective) -> bool:
    """Whether an objective is reached by its figure; without one, or without a KPI, it is not known to be."""
    kpi, actual = sms.get(objective.metric), objective.actual
    return actual is not None and isinstance(kpi, Kpi) and kpi.reached(actual, objective.target)
