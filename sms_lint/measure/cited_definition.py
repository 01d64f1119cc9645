"""What a cited figure is computed by: the definition of a KPI, or a count of records, perhaps of some of them alone."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from sms_lint.ground.faults import nearest
from sms_lint.ground.fields import Ref
from sms_lint.measure.cited import Cited
from sms_lint.measure.definition import Definition, defined
from sms_lint.measure.expression import Part, checked
from sms_lint.measure.vocabulary import Column, columns_of
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.node import Document, Node
from sms_lint.model.row_rules import number

# To how many decimals a sum of amounts is given: more than any amount has.
_EXACT = 6


def cited_definition(
    cited: Cited, kpis: Mapping[str, Definition], kinds: Mapping[str, type[Node]]
) -> Definition | str:
    """The definition, or a sentence about why there is none: an empty one of a KPI that is unknown or made by hand."""
    found = _of_kind(cited.name, kinds) if cited.name[0].islower() else kpis.get(cited.name, "")
    if isinstance(found, str):
        return found
    columns = columns_of(found.model)
    parts = dict(found.parts)
    for condition in filter(None, cited.where.split("&")):
        part = _condition(condition, columns, found.model)
        if isinstance(part, str):
            return part
        parts["filter"] = Part("and", "condition", (parts["filter"], part)) if "filter" in parts else part
    return replace(found, parts=parts)


def _of_kind(name: str, kinds: Mapping[str, type[Node]]) -> Definition | str:
    """The number of records of a kind, or the sum of what they say in a field.

    A record counts by the day that is named, or else by its period, or by the day that says when it was made.
    """
    kind, _, event = name.partition("/")
    kind, _, summed = kind.partition(".")
    model = kinds.get(kind)
    if model is None or issubclass(model, Document):
        return f"there is no kind of record `{kind}`{nearest(kind, list(kinds))}"
    event = event or ("period" if summed and "period" in model.model_fields else model.KIND.moment)
    if not event:
        return f"{model.KIND.noun} has no day by which it is counted; name a field, such as {kind}/due"
    counted = unlisted_kpi(
        kind,
        model.KIND.title,
        type="sum" if summed else "count",
        source=kind,
        event=event,
        quantity=summed or None,
        unit="" if summed else "count",
        decimals=_EXACT,
    )
    found = defined(counted, kinds)
    return found if isinstance(found, Definition) else found[0].message


def unlisted_kpi(name: str, title: str, **fields: Any) -> Kpi:
    """What a figure is of that no KPI of the register defines; `fields` are those that say how it comes about."""
    return Kpi.model_construct(
        id=name,
        name=title,
        question="",
        process=Ref("", ("process",)),
        owner=Ref("", ("role",)),
        direction="lower",
        frequency="month",
        targets=(),
        **fields,
    )


def _condition(said: str, columns: Mapping[str, Column], model: type[Node]) -> Part | str:
    """A field and the value that it has, or with `!=` has not, as a checked part."""
    name, equals, value = unquote(said).partition("=")
    name, unlike = name.removesuffix("!"), name.endswith("!")
    column = columns.get(name)
    if not equals or not value:
        return f"`{said}` says nothing of a field; write field=value or field!=value"
    if column is None:
        return f"`{name}` is not a field of {model.KIND.name}{nearest(name, list(columns))}"
    if column.sort == "number" and number(value) is None:
        return f"`{name}` is a number, and `{value}` is none"
    text = "'" + value.replace("'", "''") + "'"
    written = {
        "list": f"contains({name}, {text})",
        "number": f"{name} = {value}",
    }.get(column.sort, f"{name} = {text}")
    part = checked(f"not ({written})" if unlike else written, columns)
    return part if isinstance(part, Part) else part.message
