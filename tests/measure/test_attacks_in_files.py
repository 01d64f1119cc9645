"""Nothing in a kind of one's own, service hours, a mapping or a file with rows leads out, runs on or becomes a statement."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sms_lint.load import load_records
from sms_lint.load.measured_rows import Ask, measured_rows
from sms_lint.measure.compute import RecordPlace, first_day, outcomes_of
from sms_lint.measure.freezing import closed_spans
from sms_lint.measure.hours import EARLIEST, LATEST, service_time
from sms_lint.measure.period import read_span
from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.service_hours import ServiceHours
from sms_lint.model.mapping import read_mapping
from sms_lint.model.own_kind import schema_faults
from sms_lint.model.own_schema import read_own_schema
from tests.measure.conftest import definition, service_hours
from tests.measure.test_attacks import NAMES, NUMBERS

DEEP = 2_000
SCHEMAS = [
    *({"properties": {"v": {"$ref": place}}} for place in (
        "file:///etc/passwd", "http://169.254.169.254/latest/meta-data", "//example.org/x", "../../secret.json", "s3://bucket/x",
        "/etc/passwd", "#/$defs/gone", "#/properties/../../etc", "#anchor", "#/%2e%2e/%2e%2e", "#/definitions/a\x00", "#/required",
        "\ud800", "data:application/json,{}", "urn:x",
    )),
    {"$dynamicRef": "https://example.org/x"}, {"properties": {"v": {"$id": "http://example.org/"}}},
    {"properties": {"v": {"$schema": "file:///x"}}}, {"properties": {"v": {"$anchor": "x"}}}, {"properties": {"v": {"$dynamicAnchor": "x"}}},
    *({"properties": {"v": {"pattern": pattern}}} for pattern in (
        "(?=a)", r"(a)\1", "(?<=a)b", "(", "a{1,100000}", "((a{100}){100}){100}", "x" * 100_000, "(?P<x>a)(?P=x)", "(?>a)", "\ud800",
    )),
    {"patternProperties": {"(?!a)": {}}}, {"unevaluatedProperties": False}, {"unevaluatedItems": False}, {"x-link": "service"},
    {"x-link": [1]}, {"type": "__import__('os')"}, {"properties": [1]}, {"required": "v"}, {"minimum": "1; DROP TABLE x"},
    {"maxLength": -1}, {"multipleOf": 0},
]  # fmt: skip
NO_SCHEMAS = [
    "NaN", "[]", '{"minimum": 1e999}', '{"minimum": NaN}', '{"minimum": -Infinity}', '{"maxLength": ' + "9" * 5_000 + "}",
    '{"not":' * DEEP + "{}" + "}" * DEEP, "[" * 100_000, '{"v":', "!!python/object/apply:os.system [id]", "\x00", "",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
]  # fmt: skip
# What is sound as a schema and would take long: each with a value that shows it.
LONG = {
    "itself": ({"$ref": "#"}, {}),
    "two parts that name each other": (
        {"properties": {"v": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}},
        {"v": 1},
    ),
    "twice as many with each step": (
        {"anyOf": [{"$ref": "#/$defs/s0"}], "$defs": {
            f"s{step}": {"allOf": [{"$ref": f"#/$defs/s{step + 1}"}] * 2} if step < 30 else {"not": {}} for step in range(31)
        }},
        {},
    ),
}  # fmt: skip

ZONES = (
    "../../etc/passwd", "/etc/passwd", "Europe/../../../etc/passwd", "Europe/London\x00", "http://example.org/zone", "Europe",
    "tzdata.zi", "leapseconds", "zone.tab", "", "\uff25urope/London", "Europe/London; DROP TABLE x", "__init__.py", "A" * 100_000,
    "Europe/London/", "Europe//London", "a/" * 5_000, "${TZ}", "localtime", "posixrules", "Factory", "posix/UTC", "right/UTC",
)  # fmt: skip
CLOCKS = (
    "24:00", "25:00", "07:60", "7:00", "07:00:00", "0x7:00", "-1:00", "1e9", "\u0660\u0667:00", "07:00'; DROP TABLE x", "", "now",
)  # fmt: skip
DAYS = (
    "0000-01-01", "10000-01-01", "-0001-01-01", "2026-02-30", "2026-W01", "today()", "2026-01-01'; DROP TABLE x", "infinity", "epoch",
    "\u0662\u0660\u0662\u0666-01-01", "", "now", "9" * 5_000, "(SELECT min(opened_at) FROM incident)",
)  # fmt: skip
MOMENTS = (
    *DAYS,
    "0001-01-01T00:00+14:00",
    "9999-12-31T23:59-12:00",
    "2026-01-01T25:00",
    "2026-01-01T00:00+99:00",
)
CALENDARS = [
    *({"time_zone": text} for text in ZONES),
    *({"weekly": [{"days": ["Mon"], "from": text, "to": "19:00"}]} for text in CLOCKS),
    *({"weekly": [{"days": [text], "from": "07:00", "to": "19:00"}]} for text in ("Mon; --", "*", "Mo", "")),
    *({name: text} for text in DAYS for name in ("valid_from", "valid_to")),
    *({"holidays": [{"on": text, "name": "Day"}]} for text in DAYS),
    *(
        {name: [{"from": text, "to": "2026-02-01", "reason": "Works"}]}
        for text in MOMENTS
        for name in ("maintenance", "freezes")
    ),
]
COLUMNS = {name: name for name in ("id", "opened_at", "category", "priority", "status")}
TABLE = {"id": "TAB-X", "title": "Rows", "owner": "change-manager", "review": {"every": "1 month", "last": "2026-01-01"}}  # fmt: skip
MAPPINGS = [
    *({"form": {"encoding": text}} for text in (
        "../x", "rot13", "unicode_escape", "raw_unicode_escape", "zlib_codec", "bz2", "hex", "idna", "punycode", "undefined", "base64",
        "charmap", "mbcs", "nosuch", "os.system", "utf_8\x00",
    )),
    *({"form": {"zone": text}} for text in ZONES),
    *({"form": {"separator": text}} for text in ("\x00", "||", "\n", "", "a")),
    *({"form": {"decimal": text}} for text in (";", "", "'")),
    *({"form": {"dates": [text]}} for text in ("%s", "%", "%d.%m.%Y %Y", "%d.%d.%m.%Y", "%d.%m.%Y" * 1_000, "%d", "$(date)")),
    *({"table": {**TABLE, "folder": text}} for text in ("../x", "records/../../x", "/etc", "records/.git", "records/x/", "records//x", "C:\\x")),
    *({"table": {**TABLE, "name": text}} for text in ("../x", "/etc/passwd", "x.yml", "x/y", "X", "x;", "\x00")),
    *({"columns": {**COLUMNS, "id": {"from": "Number", "match": text}}} for text in ("(?=a)", r"(a)\1", "(a{1000}){1000}", "(", "a" * 501, "")),
    *({"columns": {**COLUMNS, "id": {"from": "Number", "as": text}}} for text in ("{0.__class__}", "{:>1000000000}", "{!r}", "{x}", "%s")),
    *({"columns": {**COLUMNS, text: "x"}} for text in ("__class__", "id; DROP TABLE x", "", "id\x00", "ID")),
    *({"rejects": text} for text in (-1, "1e99", "9" * 4_000, "1; --", "0x7f", "NaN")),
    *({name: text} for text in ("../incident", "incident; --", "", ["incident"]) for name in ("kind", "based_on")),
    {"live": {"url": "file:///etc/passwd"}}, {"constants": {"__dict__": "x"}}, {"eval": "1"}, {"fresh_for": "1; x"}, {"gone": "rm -rf"},
    {"only": {"a": {"b": "c"}}}, {"personal": [["a"]]}, {"columns": "id"},
]  # fmt: skip

FIELDS = ("id", "opened_at", "resolved_at", "priority", "reopen_count", "title", "category", "status")
# A formula for an office program is a text like any other.
CELLS = tuple(
    text
    for text in (*NAMES, *NUMBERS, "=cmd|' /C calc'!A0", "'); ATTACH 'x.db'; --")
    if text.strip() and "\x00" not in text and len(text) < 1_000
)
FAR = ("0001-01-01T00:00", "0001-01-05T00:00", "9999-12-31T23:59:59", "infinity", "-infinity", "1677-01-01")
HEADERS = ('x"; DROP TABLE incident; --', "') OR 1=1", "c0", "raw", "incident/read", "read_text('/etc/passwd')", "=1+1", "\u202eid")  # fmt: skip


def sound(values: Mapping[str, Any]) -> bool:
    """Whether service hours are taken as they are."""
    usual = {
        "id": "HRS-DAY", "name": "Working days", "time_zone": "Europe/London", "valid_from": "2025-01-01",
        "weekly": [{"days": ["Mon"], "from": "07:00", "to": "19:00"}],
    }  # fmt: skip
    return not ServiceHours.read({**usual, **values})[1]


def mapped(values: Mapping[str, Any]) -> bool:
    """Whether a mapping is taken as it is."""
    usual = {"kind": "incident", "system": "Tool", "columns": COLUMNS}
    return read_mapping({**usual, **values}, kinds()).mapping is not None


# What must stay silent


def test_what_is_meant_is_taken() -> None:
    assert read_own_schema('{"properties": {"v": {"pattern": "^a+$"}}}')[1] == ""
    assert sound({})
    assert sound({"valid_to": "9999-12-31", "holidays": [{"on": "2026-01-01", "name": "Day"}]})
    assert mapped({})
    assert mapped({"form": {"encoding": "cp1252", "dates": ["%d.%m.%Y %H:%M"]}, "table": TABLE})


@pytest.mark.parametrize("text", ["Europe/Berlin", "UTC", "Etc/GMT-14", "EST5EDT", "America/Argentina/Buenos_Aires"])  # fmt: skip
def test_a_zone_is_taken(text: str) -> None:
    assert sound({"time_zone": text})


@pytest.mark.parametrize("text", ["utf-8", "utf_8_sig", "utf-16", "latin-1", "cp850", "iso8859-15", "shift_jis", "gb18030", "mac-roman"])  # fmt: skip
def test_an_encoding_is_taken(text: str) -> None:
    assert mapped({"form": {"encoding": text}})


# What must speak


@pytest.mark.parametrize("schema", SCHEMAS, ids=range(len(SCHEMAS)))
def test_a_schema_that_leads_out_or_cannot_be_run_is_refused(schema: Any) -> None:
    assert read_own_schema(json.dumps(schema))[1]


@pytest.mark.parametrize("text", NO_SCHEMAS, ids=range(len(NO_SCHEMAS)))
def test_what_is_no_schema_is_refused(text: str) -> None:
    assert read_own_schema(text)[1]


@pytest.mark.parametrize(("schema", "value"), LONG.values(), ids=LONG)
def test_a_schema_that_would_run_on_is_stopped(schema: Any, value: Any) -> None:
    read, fault = read_own_schema(json.dumps(schema))
    assert fault or schema_faults(read, value, "a thing")


@pytest.mark.parametrize("values", CALENDARS, ids=range(len(CALENDARS)))
def test_what_does_not_belong_in_service_hours_is_refused(values: Any) -> None:
    assert not sound(values)


@pytest.mark.parametrize("day", ["0001-01-01", "1000-01-01", "9999-12-31"])
def test_hours_of_a_day_that_is_a_slip_are_not_worked_out_for_a_thousand_years(day: str) -> None:
    hours = service_hours(valid_from=day, valid_to=day, holidays=[{"on": day, "name": "Day"}])
    time = service_time(hours, min(hours.valid_from, EARLIEST), hours.valid_from)
    assert all(EARLIEST <= row.day <= LATEST for row in time.days)
    assert time.whole == 0


@pytest.mark.parametrize("values", MAPPINGS, ids=range(len(MAPPINGS)))
def test_what_does_not_belong_in_a_mapping_is_refused(values: Any) -> None:
    assert not mapped(values)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Incidents in CSV and in Parquet, with columns of hostile names, in which each text stands in each cell."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "records").mkdir()
    (root / "sms.yml").write_text("organization: {name: Ours}\n", "utf-8")
    stream = io.StringIO()
    lines = csv.writer(stream, lineterminator="\n")
    lines.writerow((*FIELDS, *HEADERS))
    lines.writerows(
        [f"INC-{number}", *[text] * (len(FIELDS) - 1), *HEADERS] for number, text in enumerate((*CELLS, *FAR))
    )
    put(root, "it's; --", stream.getvalue().encode(), ".csv")
    shown = ", ".join(f"""'{name.replace("'", "''")}' AS "{name.replace('"', '""')}\"""" for name in HEADERS)
    place = root / "rows.parquet"
    duckdb.execute(
        f"COPY (SELECT 'INC-P' AS id, 'P1' AS priority, '2026-03-01' AS opened_at, 'mail' AS category, 'new' AS status, {shown}) TO '{place}' (FORMAT parquet)"
    )
    put(root, "q'[*]", place.read_bytes(), ".parquet")
    with measured_rows(root, load_records(root), {"incident": frozenset(FIELDS)}) as found:
        yield found


def put(root: Path, name: str, raw: bytes, ending: str) -> None:
    """A table of incidents, its file of that name."""
    (root / "records" / f"{name}{ending}").write_bytes(raw)
    (root / f"records/table{ending}.yml").write_text(
        f"kind: incident\nid: TAB{ending.upper().replace('.', '-')}\ntitle: Incidents\nowner: incident-manager\n"
        f"review: {{every: 3 months, last: 2026-03-01}}\ndata: {json.dumps(name + ending)}\n"
        "source: {system: Ticket system, exported: 2026-04-01}\n",
        "utf-8",
    )


@pytest.mark.parametrize(("number", "text"), list(enumerate(CELLS)), ids=range(len(CELLS)))
def test_a_cell_is_a_text_and_nothing_else(ask: Ask, number: int, text: str) -> None:
    found = ask(f"SELECT opened_at, title, reopen_count FROM incident WHERE id = 'INC-{number}'")
    assert [(opened, said) for opened, said, _ in found] == [(None, text.strip())]
    assert found[0][2] is None


def test_rows_of_parquet_are_there_whatever_else_its_columns_are_called(ask: Ask) -> None:
    assert ask("SELECT id, priority, title FROM incident WHERE id = 'INC-P'") == [("INC-P", "P1", None)]


@pytest.mark.parametrize(
    ("type_", "frequency"), [("count", "week"), ("availability", "year"), ("average", "month")]
)
def test_a_day_that_is_a_slip_does_not_make_periods_of_two_thousand_years(
    ask: Ask, frequency: str, type_: str
) -> None:
    more = {
        "count": {},
        "availability": {"until": "resolved_at", "calendar": "HRS-DAY", "unit": "%"},
        "average": {"quantity": "business_seconds(opened_at, resolved_at)", "calendar": "HRS-DAY", "unit": "h"},
    }[type_]  # fmt: skip
    wanted = definition(
        [service_hours(valid_from="0001-01-01", valid_to="2017-06-01")],
        type=type_,
        frequency=frequency,
        **more,
    )
    first = first_day(wanted, RecordPlace(ask))
    assert first == date(2026, 3, 1)
    assert len(closed_spans(wanted, first, date(2026, 4, 1))) == {"week": 4, "month": 1, "year": 0}[frequency]
    span = read_span({"week": "2026-W10", "month": "2026-03", "year": "2025"}[frequency])
    assert span
    assert len(outcomes_of(wanted, [span], "", ask)) == 1


@pytest.mark.parametrize("name", ["9999-W52", "9999-W53", "0000-W01", "0000", "2026-W99", "1" * 5_000, "2026-01'; --"])  # fmt: skip
def test_a_period_that_is_none_is_refused(name: str) -> None:
    assert read_span(name) is None
