"""Frozen results written into their tables: added at the end, what stands there staying as it is to the last byte."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.csv_rows import data_lines, data_rows
from sms_lint.ground.text.csv_cells import column_names
from sms_lint.ground.text.edits import Edit, edited
from sms_lint.measure.freezing import COLUMNS
from sms_lint.measure.period import read_span
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.result import KpiResult
from sms_lint.model.node import Register, Table
from sms_lint.outside.disk import read_plain, write_file
from sms_lint.system.sms import Sms

FOLDER = "records/results"
_HEADER = """\
# yaml-language-server: $schema=../../schemas/kpi-result.json
# Written by `sms-lint kpi --freeze`; `sms-lint kpi --check` computes each row again. A row is never changed.
kind: kpi-result
id: {id}
title: Frozen results of KPIs, {year}
{kept}
data: {data}
source: {{system: sms-lint, exported: {today}}}
"""


def write_rows(root: Path, sms: Sms, rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, int]]:
    """Add rows to the tables of their years; a new table gets its header. The path of each, and how many it got.

    Raises SmsError where a table has no column for what a row says, or cannot be written.
    """
    for year, some in groupby(sorted(rows, key=_order), key=_year):
        added = list(some)
        yield _add(root, sms, year, added), len(added)


def _add(root: Path, sms: Sms, year: int, rows: Sequence[Mapping[str, str]]) -> str:
    identifier = f"TAB-{KpiResult.KIND.name.upper()}-{year}"
    table = sms.ids.get(identifier)
    name = f"{KpiResult.KIND.name}-{year}"
    try:
        if isinstance(table, Table):
            before = read_plain(root, table.data_path)
            write_file(root, table.data_path, before + _after(before, table, rows))
            write_file(root, table.path, _exported(table, sms.today).encode())
            return table.data_path
        path = f"{FOLDER}/{name}.csv"
        head = _HEADER.format(id=identifier, year=year, kept=_kept(sms), today=sms.today, data=f"{name}.csv")
        write_file(root, path, data_rows(COLUMNS, ([row[column] for column in COLUMNS] for row in rows)))
        write_file(root, f"{FOLDER}/{name}.yml", head.encode())
    except OSError as error:
        raise SmsError(f"{error.filename or FOLDER} cannot be written: {error.strerror}") from None
    return path


def _after(before: bytes, table: Table, rows: Sequence[Mapping[str, str]]) -> bytes:
    """The rows as the table writes them: in its columns, by its separator and its ends of lines."""
    known = {**{name: name for name in COLUMNS}, **table.columns}
    text = before.decode("utf-8-sig")
    names, separator = column_names(text.partition("\n")[0], set(known.values()))
    absent = [name for name in COLUMNS if known[name] not in names and any(row[name] for row in rows)]
    if absent:
        raise SmsError(
            f"{table.data_path} has no column `{known[absent[0]]}`; add it to the first line and every row"
        )
    fields = {column: name for name, column in known.items()}
    end = "\r\n" if "\r\n" in text else "\n"
    added = data_lines(
        ([row.get(fields.get(name, ""), "") for name in names] for row in rows), separator, end
    )
    return (b"" if text.endswith("\n") else end.encode()) + added


def _exported(table: Table, today: date) -> str:
    """The header with the day of these rows."""
    at = table.at("source", "exported")
    return edited(table.origin.file.text, [Edit(at.start, at.end, today.isoformat())])


def _kept(sms: Sms) -> str:
    """Who keeps the results and for how long: as the catalogue of KPIs."""
    register = next((register for register in sms.all(Register) if register.of == Kpi.KIND.name), None)
    every = f"review: {{every: 12 months, last: {sms.today}}}"
    if register is None:
        return f"owner: {next(sms.all(Kpi)).owner}\n{every}"
    kept = f"owner: {register.owner}\n{every}\nclassification: {register.classification}"
    return f"{kept}\nretention: {register.retention}" if register.retention else kept


def _order(row: Mapping[str, str]) -> tuple[object, ...]:
    span = read_span(row["period"])
    last = span.last if span else date.min
    return last, row["period"], row["kpi"], row["by"], row["group"]


def _year(row: Mapping[str, str]) -> int:
    span = read_span(row["period"])
    return span.last.year if span else 0
