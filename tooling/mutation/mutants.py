"""Every fault that can be put into a file, each with an id that stays when lines move."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from tooling.mutation.operators import faults

_SHOWN = 70
# What says something about types, or names what a module offers, and does nothing when it runs.
_TYPES = frozenset({"Literal", "Annotated", "Callable", "Mapping", "frozenset", "tuple"})
_SMALL_CLASSES = frozenset({"bytes", "date", "datetime", "int", "str"})


@dataclass(frozen=True)
class Site:
    """A node and where it hangs: in a field of its parent, at a place of it where that is a list."""

    parent: ast.AST
    field: str
    at: int | None
    node: ast.AST

    def put(self, node: ast.AST) -> None:
        """Let another node hang there."""
        if self.at is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.at] = node


@dataclass(frozen=True)
class Mutant:
    """One fault in one file: `lines` are those of the statement that it changes.

    `function` is the outermost function that it lies in, empty where it runs when the module is imported.
    """

    path: str
    id: str
    function: str
    lines: range
    tree: ast.Module
    site: Site
    replacement: ast.AST

    def code(self) -> CodeType:
        """The whole module with the fault in it. Raises SyntaxError where that is no program."""
        self.site.put(ast.fix_missing_locations(ast.copy_location(self.replacement, self.site.node)))
        try:
            return compile(self.tree, str(Path(self.path).resolve()), "exec", dont_inherit=True)
        except ValueError as error:
            raise SyntaxError(str(error)) from None
        finally:
            self.site.put(self.site.node)


@dataclass(frozen=True)
class _Scope:
    """What the walk knows of where it is: names from the outside in, outermost function, innermost statement."""

    names: tuple[str, ...] = ()
    function: str = ""
    statement: ast.stmt | None = None


def mutants_of(path: str, source: str) -> list[Mutant]:
    """The faults of one file that are programs, in the order in which they stand."""
    tree = ast.parse(source)
    numbers: Counter[str] = Counter()
    found = []
    for site, scope in _sites(tree, _Scope()):
        for replacement in faults(site.node):
            name = f"{path} {'.'.join(scope.names) or 'module'}: {_change(site, replacement)}"
            numbers[name] += 1
            number = f" #{numbers[name]}" if numbers[name] > 1 else ""
            mutant = Mutant(
                path, name + number, scope.function, _lines(scope.statement), tree, site, replacement
            )
            if _is_program(mutant):
                found.append(mutant)
    return found


def _is_program(mutant: Mutant) -> bool:
    try:
        mutant.code()
    except SyntaxError:
        return False
    return True


def _change(site: Site, replacement: ast.AST) -> str:
    before, after = _shown(site.node), _shown(replacement)
    if isinstance(site.parent, ast.keyword | ast.arguments) and isinstance(site.node, ast.Constant):
        before = f"{getattr(site.parent, 'arg', None) or 'default'}={before}"
    return f"{before} -> {after}"


def _shown(node: ast.AST) -> str:
    match node:
        case ast.For():
            return f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}"
        case ast.If() | ast.While():
            return f"if {ast.unparse(node.test)}"
        case ast.ExceptHandler():
            return f"except {ast.unparse(node.type) if node.type else ''}"
        case ast.comprehension():
            return ast.unparse(node).strip()[:_SHOWN]
    return " ".join(ast.unparse(ast.fix_missing_locations(node)).split())[:_SHOWN]


def _lines(statement: ast.stmt | None) -> range:
    """The lines of a statement; of one that holds others, those before the first of them."""
    if statement is None:
        return range(0)
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return range(statement.lineno, max(last, statement.lineno) + 1)


def _sites(node: ast.AST, scope: _Scope) -> Iterator[tuple[Site, _Scope]]:
    for child_site in _children(node):
        child = child_site.node
        inner = _entered(child, scope)
        yield child_site, inner
        yield from _sites(child, inner)


def _entered(node: ast.AST, scope: _Scope) -> _Scope:
    statement = node if isinstance(node, ast.stmt) else scope.statement
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        names = (*scope.names, node.name)
        is_function = not isinstance(node, ast.ClassDef)
        return _Scope(names, scope.function or (".".join(names) if is_function else ""), statement)
    return _Scope(scope.names, scope.function, statement)


def _children(node: ast.AST) -> Iterator[Site]:
    """The nodes below one that do something when the program runs."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield from (
            Site(node, "body", at, child) for at, child in enumerate(node.body) if not _is_text(child)
        )
        return
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "ctx", "type_comment", "format_spec"):
            continue
        for at, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(child, ast.AST) and not _is_idle(node, child):
                yield Site(node, field, at, child)


def _is_idle(parent: ast.AST, node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Import | ast.ImportFrom | ast.expr_context | ast.operator | ast.cmpop)
        or (isinstance(node, ast.Assign) and _is_about_names(node))
        or (isinstance(parent, ast.Module) and _is_text(node))
    )


def _is_about_names(node: ast.Assign) -> bool:
    """Whether it says what a module offers, or gives a type a name."""
    target = node.targets[0]
    return (isinstance(target, ast.Name) and target.id == "__all__") or _is_type(node.value)


def _is_type(node: ast.expr) -> bool:
    """Whether it says a type, such as `Mapping[str, int]`, or a choice of classes."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return all(_is_type(side) or _is_class(side) for side in (node.left, node.right))
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in _TYPES


def _is_class(node: ast.expr) -> bool:
    if not isinstance(node, ast.Name):
        return False
    return node.id in _SMALL_CLASSES or (node.id[0].isupper() and not node.id.isupper())


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
