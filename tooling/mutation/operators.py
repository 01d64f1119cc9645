"""The faults: for one node of a program, what somebody might have written there by mistake."""

import ast
from collections.abc import Callable, Iterator

Fault = Iterator[ast.AST]

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_PAIRS = (
    ("startswith", "endswith"),
    ("removeprefix", "removesuffix"),
    ("partition", "rpartition"),
    ("lstrip", "rstrip"),
    ("find", "rfind"),
    ("index", "rindex"),
    ("lower", "upper"),
    ("min", "max"),
    ("any", "all"),
)
# Without a limit both give the same.
_SPLITS = {"split": "rsplit", "rsplit": "split"}
_COUNTERPART = {**dict(_PAIRS), **{second: first for first, second in _PAIRS}}


def faults(node: ast.AST) -> Fault:
    """Everything that may stand in the place of a node; each replacement is a whole node."""
    for kind, operator in _OPERATORS.items():
        if isinstance(node, kind):
            yield from operator(node)


def _compare(node: ast.Compare) -> Fault:
    for at, comparison in enumerate(node.ops):
        other = [*node.ops[:at], _COMPARISONS[type(comparison)](), *node.ops[at + 1 :]]
        yield ast.Compare(node.left, other, node.comparators)


def _bool_op(node: ast.BoolOp) -> Fault:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def _unary(node: ast.UnaryOp) -> Fault:
    yield node.operand


def _binary(node: ast.BinOp) -> Fault:
    if other := _ARITHMETIC.get(type(node.op)):
        yield ast.BinOp(node.left, other(), node.right)


def _augmented(node: ast.AugAssign) -> Fault:
    if other := _ARITHMETIC.get(type(node.op)):
        yield ast.AugAssign(node.target, other(), node.value)


def _constant(node: ast.Constant) -> Fault:
    match node.value:
        case bool(value):
            yield ast.Constant(not value)
        case int(value):
            yield ast.Constant(value + 1)
        case str(value):
            yield ast.Constant(f"XX{value}XX")
        case bytes(value):
            yield ast.Constant(b"XX" + value + b"XX")


def _call(node: ast.Call) -> Fault:
    for at in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, [*node.keywords[:at], *node.keywords[at + 1 :]])
    limited = len(node.args) > 1 or any(keyword.arg == "maxsplit" for keyword in node.keywords)
    if limited and isinstance(node.func, ast.Attribute) and node.func.attr in _SPLITS:
        other = ast.Attribute(node.func.value, _SPLITS[node.func.attr], node.func.ctx)
        yield ast.Call(other, node.args, node.keywords)


def _name(node: ast.Name) -> Fault:
    if isinstance(node.ctx, ast.Load) and node.id in ("min", "max", "any", "all"):
        yield ast.Name(_COUNTERPART[node.id], node.ctx)


def _attribute(node: ast.Attribute) -> Fault:
    if isinstance(node.ctx, ast.Load) and node.attr in _COUNTERPART:
        yield ast.Attribute(node.value, _COUNTERPART[node.attr], node.ctx)


def _slice(node: ast.Slice) -> Fault:
    if node.lower is not None:
        yield ast.Slice(None, node.upper, node.step)
    if node.upper is not None:
        yield ast.Slice(node.lower, None, node.step)


def _condition(node: ast.If | ast.While | ast.IfExp) -> Fault:
    """The other way round, where no operator in the condition says that by itself."""
    if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        values = {name: value for name, value in ast.iter_fields(node) if name != "test"}
        yield type(node)(test=ast.UnaryOp(ast.Not(), node.test), **values)


def _comprehension(node: ast.comprehension) -> Fault:
    for at in range(len(node.ifs)):
        yield ast.comprehension(node.target, node.iter, [*node.ifs[:at], *node.ifs[at + 1 :]], node.is_async)


def _loop(node: ast.For) -> Fault:
    yield ast.For(node.target, ast.Tuple([], ast.Load()), node.body, node.orelse)


def _return(node: ast.Return) -> Fault:
    if node.value is not None and not isinstance(node.value, ast.Constant):
        yield ast.Return(ast.Constant(None))


def _assign(node: ast.Assign) -> Fault:
    if not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield ast.Assign(node.targets, ast.Constant(None))


def _statement(node: ast.Expr) -> Fault:
    """Left out; a function that yields still does so elsewhere."""
    if isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield ast.If(ast.Constant(False), [node], [])
    elif not isinstance(node.value, ast.Constant):
        yield ast.Pass()


def _raise(_: ast.Raise) -> Fault:
    yield ast.Pass()


def _handler(node: ast.ExceptHandler) -> Fault:
    if node.type is not None:
        yield ast.ExceptHandler(ast.Tuple([], ast.Load()), node.name, node.body)


def _lambda(node: ast.Lambda) -> Fault:
    yield ast.Lambda(node.args, ast.Constant(None))


def _break(_: ast.Break) -> Fault:
    yield ast.Continue()


def _continue(_: ast.Continue) -> Fault:
    yield ast.Break()


# Annotated loosely: each function takes the type that it is listed under.
_OPERATORS: dict[type[ast.AST], Callable[..., Fault]] = {
    ast.Compare: _compare,
    ast.BoolOp: _bool_op,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.AugAssign: _augmented,
    ast.Constant: _constant,
    ast.Call: _call,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Slice: _slice,
    ast.If: _condition,
    ast.While: _condition,
    ast.IfExp: _condition,
    ast.comprehension: _comprehension,
    ast.For: _loop,
    ast.Return: _return,
    ast.Assign: _assign,
    ast.Expr: _statement,
    ast.Raise: _raise,
    ast.ExceptHandler: _handler,
    ast.Lambda: _lambda,
    ast.Break: _break,
    ast.Continue: _continue,
}
