"""A table of an engine as records of a kind: each field under its name, with the type of its sort."""

from collections.abc import Iterable

from sms_lint.measure.engine import Engine
from sms_lint.measure.vocabulary import columns_of
from sms_lint.model.engine_settings import EngineTable
from sms_lint.model.node import Node


def records_in(table: EngineTable, model: type[Node], names: Iterable[str], engine: Engine) -> str:
    """The rows of a table as records with these fields, in the words of the engine; an empty text is no value."""
    columns = columns_of(model)
    fields = []
    for name in sorted(names):
        said = engine.column(table.columns.get(name, name))
        text = engine.type_of("text")
        sort = columns[name].sort if name in columns else "text"
        wanted = engine.type_of(sort)
        value = f"CAST({said} AS {wanted})"
        if wanted == text:
            value = f"nullif(trim({value}), '')"
        fields.append(f"{value} AS {engine.column(name)}")
    place = ".".join(map(engine.column, table.table.split(".")))
    return f"(SELECT {', '.join(fields)} FROM {place})"
