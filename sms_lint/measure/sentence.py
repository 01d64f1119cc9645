"""A definition in a sentence for people: what is counted, of what, in which period, and what is left out."""

from collections.abc import Callable, Mapping

from sms_lint.ground.sentences import joined
from sms_lint.measure.definition import PER_CENT, Definition
from sms_lint.measure.expression import Part
from sms_lint.measure.vocabulary import FUNCTIONS
from sms_lint.model.node import Node

_SIGNS: Mapping[str, str] = {
    "=": "{0} is {1}",
    "<>": "{0} is not {1}",
    ">": "{0} is more than {1}",
    ">=": "{0} is at least {1}",
    "<": "{0} is less than {1}",
    "<=": "{0} is at most {1}",
    "+": "{0} + {1}",
    "-": "{0} − {1}",
    "*": "{0} × {1}",
    "/": "{0} ÷ {1}",
    "not": "not ({0})",
    "negative": "−{0}",
}
# What needs brackets beside something else, so that it can be read in one way only.
_COMPUTED = frozenset({"+", "-", "*", "/"})
_LOOSE = frozenset({"case", "first filled"})
_JOINED = _COMPUTED | _LOOSE | {"seconds_between", "days_between"}
_EXTREMES: Mapping[str, str] = {"0": "the smallest value", "0.5": "the median", "1": "the largest value"}
_TIMES: Mapping[str, str] = {
    ">": "{0} is after {1}",
    ">=": "{0} is not before {1}",
    "<": "{0} is before {1}",
    "<=": "{0} is not after {1}",
}


def sentence(definition: Definition) -> str:
    """How the figure is computed, in words that leave no choice."""
    kpi, parts = definition.kpi, definition.parts
    say = _Words(definition.model)
    records = say.records(parts.get("filter"))
    match kpi.type:
        case "ratio":
            said = _ratio(definition, say, records)
        case "average":
            said = f"the mean of {say.of(parts['quantity'])}, over {records}"
        case "sum":
            said = f"the sum of {say.of(parts['quantity'])}, over {records}"
        case "percentile":
            said = f"{_percentile(str(kpi.percentile))} of {say.of(parts['quantity'])}, over {records}"
        case "recurrence":
            like = joined([say.title(name) for name in kpi.same])
            said = f"of {records}, {_share(definition)} within {kpi.within} of an earlier one with the same {like}"
        case "backlog":
            begun, ended = say.title(kpi.event or ""), say.title(kpi.until or "")
            said = f"the number of {records} whose {begun} is past and whose {ended} is not, at the end of the period"
        case "availability":
            begun, ended = say.title(kpi.event or ""), say.title(kpi.until or "")
            said = (
                f"the percentage of the agreed service time without an outage: without any of {records}, "
                f"from {begun} to {ended}; time of several outages counts once, and that of maintenance windows is none"
            )
        case _:
            said = f"the number of {records}"
    return f"{said[0].upper()}{said[1:]}{_period(definition, say)}{_hours(definition)}{_left_out(definition, say)}."


def _ratio(definition: Definition, say: "_Words", records: str) -> str:
    above, below = definition.parts["numerator"], definition.parts.get("denominator")
    if above.sort == "condition" and below is None:
        return f"of {records}, {_share(definition)} in which {say.of(above)}"
    percent = "100 × " if definition.kpi.unit in PER_CENT else ""
    if below is None:
        return f"{percent}the sum of {say.beside(above)} ÷ the number of them, over {records}"
    if "condition" not in (above.sort, below.sort):
        return f"{percent}the sum of {say.beside(above)} ÷ the sum of {say.beside(below)}, over {records}"
    return f"{percent}{say.counted(above, records)} ÷ {say.counted(below, records)}"


def _share(definition: Definition) -> str:
    return "the percentage" if definition.kpi.unit in PER_CENT else "the share"


def _percentile(share: str) -> str:
    return _EXTREMES.get(share) or f"the {share} percentile"


def _period(definition: Definition, say: "_Words") -> str:
    kpi = definition.kpi
    if kpi.type == "backlog":
        return ""
    if kpi.type == "availability":
        return f"; each {kpi.frequency}"
    if definition.event is None:
        return f"; as recorded, each {kpi.frequency}"
    return f"; by the {kpi.frequency} of {say.title(definition.event.name)}"


def _hours(definition: Definition) -> str:
    hours = definition.hours
    return f"; service hours are {hours.name} ({hours.time_zone})" if hours else ""


def _left_out(definition: Definition, say: "_Words") -> str:
    said = []
    for (part, until), exclusion in zip(definition.excluded, definition.kpi.exclusions, strict=True):
        ends = f", up to {until}" if until else ""
        said.append(f"those where {say.of(part)}{ends} ({exclusion.reason}; agreed by {exclusion.approver})")
    return f"; left out are {joined(said)}" if said else ""


class _Words:
    """Fields by their titles, and expressions in words."""

    def __init__(self, model: type[Node]) -> None:
        self.noun = model.KIND.title[0].lower() + model.KIND.title[1:]
        self.titles = {field.alias or name: field.title or name for name, field in model.model_fields.items()}

    def title(self, name: str) -> str:
        """A field as people know it."""
        return f"“{self.titles.get(name, name)}”"

    def records(self, condition: Part | None) -> str:
        """The records that count."""
        return f"{self.noun} records in which {self.of(condition)}" if condition else f"{self.noun} records"

    def counted(self, part: Part, records: str) -> str:
        """What is counted or added up of these records."""
        if part.sort != "condition":
            return f"the sum of {self.beside(part)}, over {records}"
        link = " and" if " in which " in records else " in which"
        return f"{records}{link} {self.of(part)}"

    def of(self, part: Part) -> str:
        """An expression in words."""
        if part.form in _LEAVES:
            return _LEAVES[part.form](self, part)
        inner = [self._inside(inner, part.form) for inner in part.parts]
        if part.form in FUNCTIONS:
            return FUNCTIONS[part.form].meaning.format(*inner)
        if part.form == "not" and part.parts[0].form == "filled":
            return f"{self.of(part.parts[0].parts[0])} is empty"
        if part.form in ("and", "or"):
            return f" {part.form} ".join(self._bracketed(inner, part.form) for inner in part.parts)
        if part.form == "in":
            return f"{inner[0]} is {joined(inner[1:], 'or')}"
        if part.form == "case":
            pairs = zip(inner[:-1:2], inner[1:-1:2], strict=True)
            return f"{'; '.join(f'{value} where {when}' for when, value in pairs)}; else {inner[-1]}"
        if part.form == "first filled":
            return f"{inner[0]}, or {', or '.join(inner[1:])} where that is empty"
        timed = part.parts[0].sort in ("day", "moment")
        return (_TIMES if timed and part.form in _TIMES else _SIGNS)[part.form].format(*inner)

    def beside(self, part: Part) -> str:
        """An expression in words where something stands beside it."""
        said = self.of(part)
        return f"({said})" if part.form in _JOINED else said

    def _inside(self, part: Part, around: str) -> str:
        """An expression in words as a part of another."""
        if around in _COMPUTED or around in ("negative", "abs"):
            return self.beside(part)
        return f"({self.of(part)})" if part.form in _LOOSE else self.of(part)

    def _bracketed(self, part: Part, around: str) -> str:
        said = self.of(part)
        return f"({said})" if part.form in ("and", "or") and part.form != around else said


_LEAVES: Mapping[str, Callable[[_Words, Part], str]] = {
    "column": lambda words, part: words.title(part.value),
    "text": lambda _, part: f"“{part.value}”",
    "number": lambda _, part: part.value,
    "date": lambda _, part: part.value,
    "moment": lambda _, part: part.value,
}
