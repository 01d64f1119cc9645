"""Putting a fault into a program: into one that runs already, or into a module before it is imported."""

import importlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

from tooling.mutation.mutants import Mutant


def module_name(path: str) -> str:
    """The name under which a file is imported."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def plant(mutant: Mutant) -> None:
    """Exchange the code of the function that the fault lies in; everybody who holds the function gets it.

    Raises ValueError where that cannot be done in a running program.
    """
    if not mutant.function:
        raise ValueError(f"{mutant.id} is in no function")
    function, outer = _function(mutant)
    codes = {code.co_qualname: code for code in _codes(mutant.code())}
    function.__code__ = codes[mutant.function]
    if hasattr(outer, "cache_clear"):
        outer.cache_clear()


def forget(path: str) -> None:
    """Let the functions of a file forget what they have worked out."""
    for value in vars(importlib.import_module(module_name(path))).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()


def _function(mutant: Mutant) -> tuple[FunctionType, object]:
    """The function itself, and what it is called through."""
    value: object = importlib.import_module(module_name(mutant.path))
    for name in mutant.function.split("."):
        value = vars(value)[name]
    outer = value
    while not isinstance(value, FunctionType) or hasattr(value, "__wrapped__"):
        value = _inside(value)
    return value, outer


def _inside(value: object) -> object:
    """The function below a decorator."""
    for name in ("__wrapped__", "fget", "func", "__func__"):
        inner = getattr(value, name, None)
        if inner is not None:
            return inner
    raise ValueError(f"no function was found in {value!r}")


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


class _FaultyLoader(importlib.machinery.SourceFileLoader):
    """Gives the module of a file with the fault in it."""

    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - the name is asked for by Python
        return self._code


class _FaultyFinder(importlib.abc.MetaPathFinder):
    """Finds that one module, and leaves all others to Python."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self,
        fullname: str,
        path: object,  # noqa: ARG002 - asked for by Python
        target: object = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != module_name(self._mutant.path):
            return None
        file = str(Path(self._mutant.path).resolve())
        loader = _FaultyLoader(fullname, file, self._mutant.code())
        packages = [str(Path(file).parent)] if file.endswith("__init__.py") else None
        spec = importlib.machinery.ModuleSpec(fullname, loader, origin=file, is_package=packages is not None)
        spec.submodule_search_locations = packages
        spec.has_location = True
        return spec


def plant_before_import(mutant: Mutant) -> None:
    """Let the module be imported with the fault in it. Raises ValueError where it was imported already."""
    if module_name(mutant.path) in sys.modules:
        raise ValueError(f"{mutant.path} was imported before the fault could be put into it")
    sys.meta_path.insert(0, _FaultyFinder(mutant))
