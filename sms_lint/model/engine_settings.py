"""Settings for engines on which an organization keeps records, and computes figures from them."""

from typing import Annotated, Literal

from pydantic import Field

from sms_lint.ground.fields import Form, Text
from sms_lint.model.settings_group import Settings

# What stands between the dots of the name of a table; nothing of it can be more than a name.
_NAME = r"[A-Za-z_][A-Za-z0-9_$]{0,127}"


class EngineTable(Settings):
    """A table of an engine that holds records of one kind."""

    kind: Text = Field(title="Kind", description="The kind of record that its rows are, such as incident.")
    table: Annotated[
        str, Form(rf"{_NAME}(?:\.{_NAME}){{0,2}}", "the name of a table such as itsm.incident")
    ] = Field(title="Table", description="The name of the table, with its schema before a dot.")
    columns: dict[str, Annotated[str, Form(_NAME, "the name of a column such as sys_created_on")]] = Field(
        {},
        title="Columns",
        description="The column of a field, where it has another name: `opened_at: sys_created_on`.",
    )


class EngineSetting(Settings):
    """An engine that records are kept on. Address, user and password are never settings."""

    name: Annotated[str, Form(r"[a-z][a-z0-9-]{0,40}", "a name in small letters such as warehouse")] = Field(
        title="Name", description="The name by which it is asked: `sms-lint kpi --engine warehouse`."
    )
    kind: Literal["postgresql", "clickhouse", "spark"] = Field(title="Kind", description="What it is.")
    address: Annotated[
        str, Form(r"[A-Z][A-Z0-9_]*", "the name of a variable in capitals, such as WAREHOUSE")
    ] = Field(
        title="Address",
        description=(
            "The name of the environment variable with the address, user and password; never the address itself."
        ),
    )
    tables: Annotated[tuple[EngineTable, ...], Field(min_length=1)] = Field(
        title="Tables", description="The tables, one for each kind of record."
    )
