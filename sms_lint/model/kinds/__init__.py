"""The kinds of node. A module in this folder adds its kinds by being there."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from sms_lint.model.node import Document, Node, Record


@cache
def kinds() -> Mapping[str, type[Node]]:
    """Every built-in kind of document and record, by the name that files write in `kind:`."""
    modules = [import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__)]
    models = [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Document | Record) and "KIND" in vars(value)
    ]
    by_name = {model.KIND.name: model for model in sorted(models, key=lambda model: model.KIND.name)}
    if len(by_name) < len(set(models)):
        names = [model.KIND.name for model in set(models)]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise AssertionError(f"BUG: two classes define the kind {', '.join(twice)}")
    return by_name
