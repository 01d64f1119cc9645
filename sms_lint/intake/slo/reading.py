"""An OpenSLO file as objectives, each with what a target needs; or what is wrong with it, in sentences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sms_lint.ground.fields import NUMBER_PATTERN
from sms_lint.ground.text import read_yaml
from sms_lint.intake.slo.form import AGREEMENT, PER_CENT, SOURCE, VERSION

_LARGEST = 2_000_000
_OPENSLO = re.compile(r"""^\s*["']?apiVersion["']?\s*:\s*["']?openslo/""", re.MULTILINE)
_SEPARATOR = re.compile(r"^---(?:[ \t]+#.*|[ \t]*)$|^\.\.\.[ \t]*$", re.MULTILINE)
_BETTER = {"gte": "higher", "gt": "higher", "lte": "lower", "lt": "lower"}
_SIGNS = {"gte": "≥", "gt": ">", "lte": "≤", "lt": "<"}
_KINDS = frozenset(
    ("DataSource", "SLO", "SLI", "AlertPolicy", "AlertCondition", "AlertNotificationTarget", "Service")
)
_METRICS = ("ratioMetric", "thresholdMetric")


class SloError(Exception):
    """Something in the file that cannot be taken in, as a sentence."""


@dataclass(frozen=True)
class Objective:
    """An objective as a target; `computed` has the KPI where the file is one of ours, `agreement` what it says."""

    agreement: str
    name: str
    metric: str
    value: Decimal
    unit: str
    direction: str
    measurement: str
    computed: Mapping[str, str]


class SloFile(NamedTuple):
    """All that is in a file: its objectives, what is wrong, and the names of what no agreement has a place for."""

    objectives: tuple[Objective, ...]
    faults: tuple[str, ...]
    left_out: tuple[str, ...]


def is_openslo(raw: bytes) -> bool:
    """Whether a file says that it is OpenSLO, whatever else is wrong with it."""
    return bool(_OPENSLO.search(raw[:_LARGEST].decode("utf-8", "replace")))


def read_openslo(raw: bytes, name: str) -> SloFile:
    """Read a file; a fault names the file and the line where its document begins."""
    if len(raw) > _LARGEST:
        return SloFile((), (f"{name} is larger than {_LARGEST // 1_000_000} MB",), ())
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return SloFile((), (f"{name}:{line}: this is not text in UTF-8",), ())
    documents, faults = list[tuple[int, Mapping[str, Any]]](), list[str]()
    for line, part in _documents(text):
        parsed = read_yaml(part)
        flaws = [
            f"{name}:{line + part.count(chr(10), 0, flaw.start)}: {flaw.message}" for flaw in parsed.flaws
        ]
        if not flaws and not isinstance(parsed.values, dict):
            flaws = [f"{name}:{line}: this is no object with `apiVersion`, `kind`, `metadata` and `spec`"]
        faults += flaws
        if not flaws:
            documents.append((line, parsed.values))
    return _read(documents, faults, name)


def _documents(text: str) -> Iterator[tuple[int, str]]:
    """The line on which each document begins, and its text; those that say nothing are left out."""
    start = 0
    text = text if text.endswith("\n") else f"{text}\n"
    for end, after in [*((mark.start(), mark.end()) for mark in _SEPARATOR.finditer(text)), (len(text), 0)]:
        part = text[start:end]
        if any(line.strip() and not line.lstrip().startswith("#") for line in part.splitlines()):
            yield text.count("\n", 0, start) + 1, part
        start = after + 1


def _read(documents: Sequence[tuple[int, Mapping[str, Any]]], faults: list[str], name: str) -> SloFile:
    indicators = {
        _text(document, "metadata", "name"): document
        for _, document in documents
        if document.get("kind") == "SLI"
    }
    objectives, left_out = list[Objective](), list[str]()
    for line, document in documents:
        try:
            kind = _kind(document)
            if kind == "SLO":
                objectives += _objectives(document, indicators)
            elif kind not in ("SLI", "Service"):
                left_out.append(f"{kind} {_text(document, 'metadata', 'name')}".strip())
        except SloError as error:
            faults.append(f"{name}:{line}: {error}")
    if not objectives and not faults:
        faults.append(f"{name}: there is no SLO in this file")
    return SloFile(tuple(objectives), tuple(faults), tuple(left_out))


def _kind(document: Mapping[str, Any]) -> str:
    version, kind = document.get("apiVersion"), document.get("kind")
    if version != VERSION:
        raise SloError(f"`apiVersion` is {_said(version)}; only {VERSION} can be read")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise SloError(f"`kind` is {_said(kind)}, which {VERSION} does not have")
    return kind


def _objectives(document: Mapping[str, Any], indicators: Mapping[str, Mapping[str, Any]]) -> list[Objective]:
    """The objectives of one SLO. Raises SloError."""
    name = _text(document, "metadata", "name")
    spec = document.get("spec")
    if not name or not isinstance(spec, dict):
        raise SloError("an SLO needs `metadata.name` and `spec`")
    listed = spec.get("objectives")
    if not isinstance(listed, list) or not listed or not all(isinstance(each, dict) for each in listed):
        raise SloError(f"`{name}` has no `objectives`")
    if any("indicator" in each or "indicatorRef" in each for each in listed):
        raise SloError(
            f"`{name}` is composed of several indicators; a target of an agreement has one measure"
        )
    source = _indicator(name, spec, indicators)
    title = _text(document, "metadata", "displayName") or name
    agreement = _text(document, "metadata", "labels", AGREEMENT)
    found = []
    for number, objective in enumerate(listed, 1):
        own = _text(objective, "displayName") or (title if len(listed) == 1 else f"{title} {number}")
        value, unit, direction = _value(name, objective, source)
        metric = (_text(spec, "description") or title) + _bound(objective, unit)
        how = source.measurement + _window(spec)
        found.append(Objective(agreement, own, metric, value, unit, direction, how, source.computed))
    return found


def _bound(objective: Mapping[str, Any], unit: str) -> str:
    """The threshold in words, where the target is the share of measurements that keep it."""
    sign = _SIGNS.get(_text(objective, "op"))
    return f": share of measurements {sign} {_text(objective, 'value')}" if sign and unit == PER_CENT else ""


class _Source(NamedTuple):
    """How an objective is measured: of good or of bad events, or against a threshold in a unit."""

    metric: str
    unit: str
    measurement: str
    computed: Mapping[str, str]


def _indicator(name: str, spec: Mapping[str, Any], indicators: Mapping[str, Mapping[str, Any]]) -> _Source:
    held, ref = spec.get("indicator"), spec.get("indicatorRef")
    if (held is None) == (ref is None):
        raise SloError(f"`{name}` needs one of `indicator` and `indicatorRef`")
    if held is None:
        held = indicators.get(ref) if isinstance(ref, str) else None
        if held is None:
            raise SloError(f"`{name}` is measured by {_said(ref)}, which is not in this file")
    inner = held.get("spec") if isinstance(held, dict) else None
    if not isinstance(inner, dict):
        raise SloError(f"the indicator of `{name}` has no `spec`")
    metrics = [each for each in _METRICS if isinstance(inner.get(each), dict)]
    if len(metrics) != 1:
        raise SloError(f"the indicator of `{name}` needs one of {' and '.join(_METRICS)}")
    parts = inner[metrics[0]]
    if metrics[0] == "thresholdMetric":
        return _source(inner, {"measured": parts}, "threshold")
    sides = [side for side in ("good", "bad") if isinstance(parts.get(side), dict)]
    if isinstance(parts.get("raw"), dict):
        side = "bad" if parts.get("rawType") == "failure" else "good"
        return _source(inner, {"share": parts["raw"]}, side)
    if len(sides) != 1 or not isinstance(parts.get("total"), dict):
        raise SloError(f"the ratio of `{name}` needs `total`, and one of `good` and `bad`")
    return _source(inner, {sides[0]: parts[sides[0]], "total": parts["total"]}, sides[0])


def _source(indicator: Mapping[str, Any], parts: Mapping[str, Any], metric: str) -> _Source:
    sources = {side: part.get("metricSource") for side, part in parts.items()}
    held = next(iter(sources.values()))
    first: Mapping[str, Any] = held if isinstance(held, dict) else {}
    inner = first.get("spec")
    spec: Mapping[str, Any] = inner if isinstance(inner, dict) else {}
    computed = {}
    if first.get("type") == SOURCE:
        computed = {key: spec[key] for key in ("kpi", "over", "filter") if isinstance(spec.get(key), str)}
    queries = [f"{side}: {said}" for side, source in sources.items() if (said := _query(source))]
    measurement = _text(indicator, "description") or "; ".join(queries) or "As the tool that measures it says"
    return _Source(metric, _text(spec, "unit"), measurement, computed if "kpi" in computed else {})


def _query(source: Any) -> str:
    if not isinstance(source, dict):
        return ""
    kind = _text(source, "type") or _text(source, "metricSourceRef")
    query = _text(source, "spec", "query") or _text(source, "spec", "promql")
    return " ".join(f"{kind} {query}".split())


def _value(name: str, objective: Mapping[str, Any], source: _Source) -> tuple[Decimal, str, str]:
    """The value agreed, its unit, and which way is better."""
    if ("target" in objective) == ("targetPercent" in objective):
        raise SloError(f"an objective of `{name}` needs one of `target` and `targetPercent`")
    key, most = ("target", 1) if "target" in objective else ("targetPercent", 100)
    share = _number(name, objective, key)
    if not 0 <= share < most:
        raise SloError(f"`{key}` of `{name}` is {share}, and has to be from 0 to below {most}")
    percent = share * 100 if most == 1 else share
    if source.metric == "good":
        return percent, PER_CENT, "higher"
    if source.metric == "bad":
        return 100 - percent, PER_CENT, "lower"
    better = _BETTER.get(_text(objective, "op"))
    if better is None:
        raise SloError(f"an objective of `{name}` is a threshold and needs `op`: {', '.join(_BETTER)}")
    value = _number(name, objective, "value")
    return (value, source.unit, better) if source.unit else (percent, PER_CENT, "higher")


def _number(name: str, objective: Mapping[str, Any], key: str) -> Decimal:
    said = objective.get(key)
    if not isinstance(said, str) or not re.fullmatch(NUMBER_PATTERN, said):
        raise SloError(f"`{key}` of `{name}` is {_said(said)}, which is not a plain number")
    return Decimal(said)


def _window(spec: Mapping[str, Any]) -> str:
    """The time window in words, where it is not the usual month."""
    windows = spec.get("timeWindow")
    window = windows[0] if isinstance(windows, list) and windows and isinstance(windows[0], dict) else {}
    duration = _text(window, "duration")
    if not duration or duration == "1M":
        return ""
    return f"; over {duration}, rolling" if window.get("isRolling") == "true" else f"; over {duration}"


def _text(values: Any, *keys: str) -> str:
    for key in keys:
        values = values.get(key) if isinstance(values, dict) else None
    return " ".join(values.split()) if isinstance(values, str) else ""


def _said(value: Any) -> str:
    return (
        f"`{value[:60]}`"
        if isinstance(value, str) and value
        else "not given"
        if not value
        else "a group or list"
    )
