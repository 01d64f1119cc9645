"""What is wrong with a mapping as a whole: fields that its kind does not have, personal data, forms of dates."""

import re
from collections.abc import Iterator

from sms_lint.ground.faults import Fault, closest, missing, same_but_for_form
from sms_lint.ground.source import Route
from sms_lint.model.columns import field_forms
from sms_lint.model.mapping.shape import ColumnRule, ImportMapping
from sms_lint.model.node import Document, Node

_PARTS = re.compile(r"%(.)")
_DATE_PARTS = frozenset("dmYyHIMSfpbBz")


def mapping_faults(mapping: ImportMapping, model: type[Node]) -> Iterator[Fault]:
    """What is wrong with a mapping whose values are each of the right form, given the class of its kind."""
    if issubclass(model, Document):
        yield Fault(("kind",), f"{model.KIND.noun} is a document and cannot be a row of a table")
        return
    forms = {form.name: form for form in field_forms(model) if not form.nested}
    for group, names in (("columns", mapping.columns), ("constants", mapping.constants)):
        for name in names:
            if name not in forms:
                meant = closest(name, list(forms)) or ""
                hint = f"; did you mean `{meant}`?" if meant else ""
                said = f"`{name}` is not a field of {model.KIND.noun}{hint}"
                certain = same_but_for_form(name, meant)
                yield Fault((group, name), said, True, "", meant, certain, as_written=True)
    if lacking := lacking_fields(mapping, model):
        yield missing(("columns",), lacking)
    for name, rule in mapping.columns.items():
        yield from _column_faults(mapping, name, rule)
    yield from _date_faults(mapping.form.dates, ("form", "dates"))


def lacking_fields(mapping: ImportMapping, model: type[Node]) -> list[str]:
    """The fields that every row needs and of which a mapping says nothing, since the tool does not record them."""
    given = {*mapping.columns, *mapping.constants}
    return [
        form.name
        for form in field_forms(model)
        if form.required and not form.nested and form.name not in given
    ]


def _column_faults(mapping: ImportMapping, name: str, rule: ColumnRule) -> Iterator[Fault]:
    at = ("columns", name)
    if not rule.columns:
        yield Fault(at, f"`{name}` names no column; give `from` or `join`")
    for column in rule.columns:
        if column in mapping.personal:
            yield Fault(at, f"`{name}` takes `{column}`, which `personal` says is never taken")
    if rule.as_ and not re.search(r"\{\d?\}", rule.as_):
        yield Fault((*at, "as"), "`as` has no {}, which stands for what the tool says")
    if mapping.events is None and rule.take:
        yield Fault(
            (*at, "take"), "`take` chooses among several rows about a ticket, and `events` is missing"
        )
    yield from _date_faults(rule.dates, (*at, "dates"))


def _date_faults(forms: tuple[str, ...], at: Route) -> Iterator[Fault]:
    """Unknown parts, missing ones, and two forms that read one text as different days."""
    for number, form in enumerate(forms):
        parts = _PARTS.findall(form)
        if unknown := [part for part in parts if part not in _DATE_PARTS]:
            said = (
                f"`%{unknown[0]}` is not known; the day is %d, the month %m, the year %Y, the time %H:%M:%S"
            )
            yield Fault((*at, number), said)
        elif twice := [part for part in parts if parts.count(part) > 1]:
            yield Fault((*at, number), f"`{form}` says `%{twice[0]}` more than once")
        elif "d" not in parts or not {"Y", "y"} & {*parts} or not {"m", "b", "B"} & {*parts}:
            yield Fault((*at, number), f"`{form}` needs a day (%d), a month (%m) and a year (%Y)")
        elif _swapped(form) in forms[:number]:
            said = "this form and an earlier one read one date as different days; keep the one that the tool writes"
            yield Fault((*at, number), said)


def _swapped(form: str) -> str:
    return form.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m")
