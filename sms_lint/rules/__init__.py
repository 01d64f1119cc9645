"""The rules, in a folder for each subject. A module or a YAML file in such a folder adds its rules by being there."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from sms_lint.language.declared import DeclaredRule
from sms_lint.rules.check import Check
from sms_lint.rules.declared import declared_check, own_check
from sms_lint.system.sms import Sms

__all__ = ["Check", "checks", "checks_for", "with_own"]


@cache
def checks() -> tuple[Check, ...]:
    """Every rule of the program, in the order of their names."""
    return tuple(sorted(_checks(), key=lambda check: check.rule.id))


def checks_for(sms: Sms) -> tuple[Check, ...]:
    """Every rule that judges a system: those of the program, then those that the organization declares."""
    return with_own(sms.own_rules)


def with_own(declared: Iterable[DeclaredRule]) -> tuple[Check, ...]:
    """Every rule of the program, then some that an organization declares.

    A rule of the program keeps its name: one of the organization's with the same name is left out, and reported.
    """
    taken = {check.rule.id for check in checks()}
    return (*checks(), *(own_check(rule) for rule in declared if rule.id not in taken))


def _checks_of(module: ModuleType) -> Iterable[Check]:
    """The table of a module that has one, or its one rule."""
    table: tuple[Check, ...] | None = getattr(module, "CHECKS", None)
    return (Check(module.RULE, module.check),) if table is None else table


def _checks() -> Iterator[Check]:
    """The rules in the folders of subjects, not the modules beside them."""
    for subject in iter_modules(__path__):
        if subject.ispkg:
            folder = import_module(f"{__name__}.{subject.name}")
            for info in iter_modules(folder.__path__):
                yield from _checks_of(import_module(f"{folder.__name__}.{info.name}"))
            for path in sorted(Path(folder.__path__[0]).glob("*.yml")):
                yield declared_check(path, f"{folder.__name__}.{path.stem}")
