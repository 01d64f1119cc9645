"""Objectives as targets of an agreement: what would change, and the text in which it has."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import plain_number
from sms_lint.ground.text.yaml_edit import UneditableError, with_item, with_value
from sms_lint.ground.text.yaml_written import Value, Written
from sms_lint.intake.slo.reading import Objective
from sms_lint.model.kinds.agreement import ServiceLevelAgreement, ServiceLevelTarget


class Taken(NamedTuple):
    """The text of the file with the objectives in it, and a line for each target that is new or different."""

    text: str
    changes: tuple[str, ...]


def with_objectives(agreement: ServiceLevelAgreement, text: str, objectives: Sequence[Objective]) -> Taken:
    """The targets of an agreement with these objectives among them; others stay as they are.

    A target that is there takes value, unit and direction; its words were agreed, and stay. Raises SmsError where the
    file is written in a form that only a person can change.
    """
    names = [target.name for target in agreement.targets]
    route = (*agreement.origin.prefix, "targets")
    changes = []
    try:
        for objective in objectives:
            if objective.name in names and names.index(objective.name) < len(agreement.targets):
                index = names.index(objective.name)
                for key, (old, new) in _differing(agreement.targets[index], objective).items():
                    text = with_value(text, (*route, index, key), Written(new, is_text=key != "value"))
                    changes.append(f"{agreement.id}: `{objective.name}`: `{key}` {old} becomes {new}")
            elif objective.name not in names:
                text = with_item(text, route, _written(objective))
                names.append(objective.name)
                value = f"{plain_number(objective.value)} {objective.unit}"
                changes.append(
                    f"{agreement.id}: `{objective.name}` is new: {value}, {objective.direction} is better"
                )
    except UneditableError:
        raise SmsError(
            f"{agreement.path} is written in a form that cannot be changed by a program; enter the targets by hand"
        ) from None
    return Taken(text, tuple(changes))


def _differing(target: ServiceLevelTarget, objective: Objective) -> Mapping[str, tuple[str, str]]:
    said: dict[str, tuple[str | Decimal, str | Decimal]] = {
        "value": (target.value, objective.value),
        "unit": (target.unit, objective.unit),
        "direction": (target.direction, objective.direction),
    }
    return {key: (_shown(old), _shown(new)) for key, (old, new) in said.items() if old != new}


def _shown(value: str | Decimal) -> str:
    return value if isinstance(value, str) else plain_number(value)


def _written(objective: Objective) -> Mapping[str, Value]:
    fields: dict[str, Value] = {
        "name": Written(objective.name),
        "metric": Written(objective.metric),
        "value": Written(plain_number(objective.value), is_text=False),
        "unit": Written(objective.unit),
        "direction": Written(objective.direction),
        "measurement": Written(objective.measurement),
    }
    if objective.computed:
        fields["computed"] = {key: Written(text) for key, text in objective.computed.items()}
    return fields
