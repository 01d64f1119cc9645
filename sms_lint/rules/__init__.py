"""The rules, in a folder for each subject. A module in such a folder adds its rule, or its table, by being there."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import NamedTuple

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms


class Check(NamedTuple):
    """A rule and the function that looks for its faults."""

    rule: Rule
    run: Callable[[Sms], Iterable[Finding]]


@cache
def checks() -> tuple[Check, ...]:
    """Every rule, in the order of their names."""
    every = (check for module in _modules() for check in _checks_of(module))
    return tuple(sorted(every, key=lambda check: check.rule.id))


def _checks_of(module: ModuleType) -> Iterable[Check]:
    """The table of a module that has one, or its one rule."""
    table: tuple[Check, ...] | None = getattr(module, "CHECKS", None)
    return (Check(module.RULE, module.check),) if table is None else table


def _modules() -> Iterator[ModuleType]:
    """The modules with rules: those in the folders of subjects, not those beside them."""
    for subject in iter_modules(__path__):
        if subject.ispkg:
            folder = import_module(f"{__name__}.{subject.name}")
            yield from (
                import_module(f"{folder.__name__}.{info.name}") for info in iter_modules(folder.__path__)
            )
