"""Values of Parquet as the texts that a CSV file would have, as SQL: for the loader and the guard alike."""

from sms_lint.model.columns import FieldForm
from sms_lint.model.entry import SEPARATOR


def list_text(text: str) -> str:
    """A list in one cell, its items without spaces around them and without empty ones."""
    items = f"list_transform(string_split({text}, '{SEPARATOR}'), lambda item: trim(item, ' '))"
    filled = f"list_filter({items}, lambda item: item <> '')"
    return (
        f"nullif(CASE WHEN contains({text}, '{SEPARATOR}') THEN array_to_string({filled}, '{SEPARATOR}') "
        f"ELSE trim({text}, ' ') END, '')"
    )


def parquet_text(name: str, of: str, form: FieldForm) -> str:
    """A value of Parquet as the text that a CSV file would have."""
    if of.endswith("[]"):
        return f"array_to_string({name}::VARCHAR[], '{SEPARATOR}')"
    if of.startswith("TIMESTAMP"):
        moment = f"make_timestamp(epoch_us({name}))" if "TIME ZONE" in of else f"{name}::TIMESTAMP"
        whole = f"strftime({moment}, '%Y-%m-%dT%H:%M:%S{'Z' if 'TIME ZONE' in of else ''}')"
        day = f"date_trunc('day', {moment}) = {moment}"
        return f"CASE WHEN {day} THEN left({whole}, 10) ELSE {whole} END" if form.is_date else whole
    if of == "BOOLEAN":
        yes, no = ("yes", "no") if "yes" in form.schema.get("enum", ()) else ("true", "false")
        return f"CASE {name} WHEN true THEN '{yes}' WHEN false THEN '{no}' END"
    if of in ("DOUBLE", "FLOAT") and form.schema.get("type") in ("integer", "number"):
        whole_number = f"{name} = trunc({name}) AND abs({name}) < 1e15"
        return f"CASE WHEN {whole_number} THEN {name}::BIGINT::VARCHAR ELSE {name}::VARCHAR END"
    return f"nullif({name}::VARCHAR, '')"
