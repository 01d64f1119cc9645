"""Nothing in a definition, in what overrides the library, in settings of engines or in a mapping is ever executed."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from sms_lint.measure.definition import Definition, defined
from sms_lint.model.engine_settings import EngineSetting
from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.mapping.reading import read_mapping
from tests.measure.conftest import BASE
from tests.measure.test_expression import ATTACKS

MOST_SECONDS = 5
RATIO = {"type": "ratio", "unit": "%", "numerator": "made_sla = 'yes'"}
QUANTITY = {"type": "average", "unit": "h", "quantity": "seconds_between(opened_at, resolved_at)"}
PERCENTILE = {**QUANTITY, "type": "percentile", "percentile": "0.9"}
RECURRENCE = {"type": "recurrence", "unit": "%", "same": ["service"], "within": "30 days"}
TARGET = {"from": "2026-01-01", "value": "95"}
EXCLUSION = {"where": "priority = 'P1'", "reason": "Trial", "approver": "incident-manager"}

# What stands where a number, a name, a day or a length of time belongs.
NUMBERS = (
    "1; DROP TABLE incident", "1)--", "1 OR 1=1", "(SELECT 1)", "1e999999999", "0x7fffffff", "NaN", "Infinity", "-Infinity", "1_000", "\uff11\uff12",
    "1/0", "9" * 30_000, "read_csv('/etc/passwd')", "pg_sleep(60)", "${HOME}", "$(id)", "1\n2", "", "95' --", "1e-999999999", "\u0663",
)  # fmt: skip
NAMES = (
    'incident"; ATTACH \'x.db\'; --', "incident; COPY incident TO '/tmp/x'", "../../../etc/passwd", "read_csv('/etc/passwd')",
    "/etc/passwd", "http://example.org/x.parquet", "s3://bucket/x", "information_schema.tables", "duckdb_settings()", "pragma_version()",
    "incident, generate_series(1, 1000000000000)", "incident CROSS JOIN incident", "(SELECT * FROM incident)", "incident--", "incident/**/",
    "sqlite_master", "main.incident", '"incident"', "incident\x00", "glob('*')",
)  # fmt: skip


# What may well be the name of an engine, a variable, a table or a column. It is quoted wherever it is used.
HARMLESS = {
    "name": ("incident--",),
    "table": ("main.incident", "information_schema.tables", "sqlite_master", "NaN", "Infinity"),
    "column": ("sqlite_master", "NaN", "Infinity"),
}


def attempts() -> Iterator[tuple[str, dict[str, Any]]]:
    """Fields of a definition, each with something in it that does not belong there."""
    for text in ATTACKS:
        yield "filter", {"filter": text}
        yield "numerator", {**RATIO, "numerator": text}
        yield "denominator", {**RATIO, "denominator": text}
        yield "quantity", {**QUANTITY, "quantity": text}
        yield "exclusions", {"exclusions": [{**EXCLUSION, "where": text}]}
    for text in NUMBERS:
        yield "targets", {"targets": [{**TARGET, "value": text}]}
        yield "band", {"direction": "band", "targets": [{"from": "2026-01-01", "low": text, "high": "1"}]}
        yield "thresholds", {"thresholds": {"warning": text, "critical": "1"}}
        yield "percentile", {**PERCENTILE, "percentile": text}
        yield "decimals", {"decimals": text}
        yield "minimum_sample", {"minimum_sample": text}
        yield "baseline", {"baseline": text}
        yield "from", {"targets": [{**TARGET, "from": text}]}
        yield "until", {"exclusions": [{**EXCLUSION, "until": text}]}
        yield "within", {**RECURRENCE, "within": text}
    for text in NAMES:
        yield "source", {"source": text}
        yield "event", {"event": text}
        yield "until", {"type": "backlog", "until": text}
        yield "same", {**RECURRENCE, "same": [text]}
        yield "frequency", {"frequency": text}
        yield "type", {"type": text}
        yield "based_on", {"based_on": text}
        yield "override", {"based_on": "inc-sla", "filter": text}


def accepted(fields: dict[str, Any]) -> bool:
    values = {name: value for name, value in {**BASE, **fields}.items() if name != "kind"}
    kpi, faults = Kpi.read(values)
    return not faults and isinstance(kpi, Kpi) and isinstance(defined(kpi, kinds()), Definition)


def test_what_is_meant_is_accepted() -> None:
    for fields in (
        {"filter": "priority = 'P1'"}, RATIO, QUANTITY, PERCENTILE, RECURRENCE, {"exclusions": [EXCLUSION]},
        {"thresholds": {"warning": "95", "critical": "90"}}, {"based_on": "inc-sla", "type": "ratio", "unit": "%"},
    ):  # fmt: skip
        assert accepted(fields), fields


def test_what_does_not_belong_in_a_definition_is_refused() -> None:
    tried = list(attempts())
    assert len(tried) > 800
    began = time.process_time()
    passed = [(field, fields) for field, fields in tried if accepted(fields)]
    assert passed == []
    assert time.process_time() - began < MOST_SECONDS * 4


@pytest.mark.parametrize("field", ["name", "kind", "address", "table", "column"])
def test_what_does_not_belong_in_the_settings_of_an_engine_is_refused(field: str) -> None:
    for text in (*NAMES, *NUMBERS, "postgresql://admin:secret@example.org/x"):
        table: dict[str, Any] = {"kind": "incident", "table": "itsm.incident", "columns": {}}
        values: dict[str, Any] = {
            "name": "warehouse",
            "kind": "postgresql",
            "address": "WAREHOUSE",
            "tables": [table],
        }
        if field == "column":
            table["columns"] = {"opened_at": text}
        elif field == "table":
            table["table"] = text
        else:
            values[field] = text
        if text in HARMLESS.get(field, ()):
            continue  # a name as good as any other
        with pytest.raises(ValidationError):
            EngineSetting.model_validate(values)


@pytest.mark.parametrize("field", ["kind", "based_on", "zone", "columns"])
def test_what_does_not_belong_in_a_mapping_is_refused(field: str) -> None:
    for text in NAMES:
        values: dict[str, Any] = {"based_on": "servicenow-incidents", field: text}
        assert read_mapping(values, kinds()).mapping is None, text
