"""Targets of agreements as OpenSLO v1: a Service for each service, and an SLO for each target.

OpenSLO counts good or bad events of all events, and knows no objective of 100 %. A target that cannot be said so is
left out and named, never bent.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from sms_lint.ground.output.printable import Printable, block
from sms_lint.ground.plain_names import plain_words
from sms_lint.ground.sentences import plain_number
from sms_lint.ground.text.yaml_written import Value, Written, group
from sms_lint.intake.slo.form import AGREEMENT, BY_HAND, SOURCE, VERSION
from sms_lint.measure.definition import PER_CENT
from sms_lint.measure.levels import Level
from sms_lint.measure.sentence import sentence
from sms_lint.model.kinds.agreement import ServiceLevelTarget
from sms_lint.system.sms import Sms

_LONGEST_NAME = 63
_LONGEST_DESCRIPTION = 1050
_WINDOWS = {"week": "1w", "month": "1M", "quarter": "1Q", "year": "1Y"}
Group = Mapping[str, Value]


class OpenSlo(NamedTuple):
    """The text of the file, how many objectives are in it, and what is left out, with the reason."""

    text: Printable
    objectives: int
    left_out: tuple[str, ...]


def openslo(sms: Sms, levels: Iterable[Level]) -> OpenSlo:
    """The targets among some levels as one file."""
    targets = [level for level in levels if level.is_target]
    written, left_out = list[Group](), list[str]()
    for level in targets:
        said = _objective(level)
        if isinstance(said, str):
            left_out.append(f"{level.agreement.id}: {level.agreed.name}, since {said}")
        else:
            written.append(said)
    services = dict.fromkeys(level.agreement.service for level in targets)
    documents = [*(_service(sms, name) for name in services), *written]
    text = "\n---\n".join(group(document, 0) for document in documents)
    return OpenSlo(block(text.split("\n")), len(written), tuple(left_out))


def _service(sms: Sms, service: str) -> Group:
    entry = sms.by_id("service").get(service)
    title = entry.text("name") if entry else ""
    metadata = {"name": _texts(object_name(service)), "displayName": _texts(title or service)}
    return {**_head("Service"), "metadata": metadata, "spec": {"description": _texts(title or service)}}


def _objective(level: Level) -> Group | str:
    """The SLO of a target, or why there is none."""
    target = level.agreed
    assert isinstance(target, ServiceLevelTarget)
    indicator = _indicator(level, target)
    if isinstance(indicator, str):
        return indicator
    metric, objective = indicator
    name = _texts(object_name(f"{level.agreement.id} {target.name}"))
    metadata = {"name": name, "displayName": _texts(target.name)}
    meaning = sentence(level.definition) if level.definition else ""
    description = {"description": _texts(target.measurement)} | (
        {"meaning": _texts(meaning)} if meaning else {}
    )
    return {
        **_head("SLO"),
        "metadata": {**metadata, "labels": {AGREEMENT: _texts(level.agreement.id)}},
        "spec": {
            "description": _texts(target.metric[:_LONGEST_DESCRIPTION]),
            "service": _texts(object_name(level.agreement.service)),
            "indicator": {"metadata": {"name": name}, "spec": {**description, **metric}},
            "timeWindow": [_window(level)],
            "budgetingMethod": _texts("Occurrences"),
            "objectives": [{"displayName": _texts(target.name), **objective}],
        },
    }


def _indicator(level: Level, target: ServiceLevelTarget) -> tuple[Group, Group] | str:
    """How it is measured and what is aimed at, or why OpenSLO cannot say so."""
    kpi = level.definition.kpi if level.definition else None
    if target.unit in PER_CENT and (kpi is None or kpi.type != "percentile"):
        good, share = ("good", target.value) if target.direction == "higher" else ("bad", 100 - target.value)
        if not 0 <= share < 100:
            return f"OpenSLO has no objective of {plain_number(share)} %"
        parts = {good: _source(level, target), "total": _source(level, target)}
        metric: Group = {"ratioMetric": {"counter": _plain("false"), **parts}}
        return metric, {"target": _plain(plain_number(share / 100))}
    if kpi is not None and kpi.type == "percentile" and kpi.percentile is not None and kpi.percentile < 1:
        share = kpi.percentile if target.direction == "lower" else 1 - kpi.percentile
        bound = {
            "op": _texts("lte" if target.direction == "lower" else "gte"),
            "value": _number(target.value),
        }
        return {"thresholdMetric": _source(level, target)}, {**bound, "target": _number(share)}
    return f"a value in {target.unit} is no share of good events"


def _source(level: Level, target: ServiceLevelTarget) -> Group:
    """Where the figures come from: our own definition, or somebody's hand."""
    computed = target.computed
    if computed is None:
        return {"metricSource": {"type": _texts(BY_HAND), "spec": {"unit": _texts(target.unit)}}}
    spec = {"kpi": computed.kpi, "over": computed.over, "filter": computed.filter, "unit": target.unit}
    if level.definition:
        kpi = level.definition.kpi
        spec |= {"source": kpi.source, "event": kpi.event, "numerator": kpi.numerator}
        spec |= {"denominator": kpi.denominator, "quantity": kpi.quantity}
    said = {name: _texts(str(value)) for name, value in spec.items() if value}
    return {"metricSource": {"type": _texts(SOURCE), "spec": said}}


def _window(level: Level) -> Group:
    frequency = level.definition.kpi.frequency if level.definition else "month"
    start = {"startTime": _texts(f"{level.agreement.valid_from} 00:00:00"), "timeZone": _texts("Etc/UTC")}
    return {"duration": _texts(_WINDOWS[frequency]), "calendar": start, "isRolling": _plain("false")}


def object_name(text: str) -> str:
    """A name as RFC 1123 has it; one that would be too long ends in what tells it from others."""
    name = "-".join(plain_words(text)).lower()
    if name and len(name) <= _LONGEST_NAME:
        return name
    digest = sha256(text.encode()).hexdigest()[:8]
    return f"{name[: _LONGEST_NAME - 9].strip('-')}-{digest}".strip("-")


def _head(kind: str) -> Group:
    return {"apiVersion": _texts(VERSION), "kind": _texts(kind)}


def _texts(text: str) -> Written:
    return Written(text)


def _plain(text: str) -> Written:
    return Written(text, is_text=False)


def _number(number: Decimal) -> Written:
    return _plain(plain_number(number))
