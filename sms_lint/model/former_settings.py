"""Settings under names that they had before: they still count, and are told."""

from collections.abc import Mapping
from typing import Any

from sms_lint.ground.faults import Fault

# Settings that were merged into another one, by their group: the old name is read as the new one.
RENAMED: Mapping[str, Mapping[str, str]] = {"intervals": {"effect": "effect_check"}}


def old_names(values: object) -> list[Fault]:
    """Each setting that is written under an old name; it still counts."""
    return [
        Fault(
            (group, old),
            f"`{group}.{old}` is now called `{group}.{new}`; rename it",
            on_key=True,
            meant=new,
            is_certain=True,
            as_written=True,
        )
        for group, names in RENAMED.items()
        for old, new in names.items()
        if isinstance(values, dict) and isinstance(values.get(group), dict) and old in values[group]
    ]


def under_new_names(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The settings with old names replaced by new ones, unless the new one is there as well."""
    given = dict(values)
    for group, names in RENAMED.items():
        if isinstance(settings := given.get(group), dict):
            renamed = {names[name]: value for name, value in settings.items() if name in names}
            others = {name: value for name, value in settings.items() if name not in names}
            given[group] = {**renamed, **others}
    return given
