"""A row at the end of a register's entries. Nothing else in the file changes, not a space."""

from sms_lint.ground.text import yaml_rows
from sms_lint.model.node import Register


def with_row(register: Register, row: str) -> str:
    """The text of a register with one more row, which is written as it has to be under `entries:`, two spaces in.

    Raises SmsError where the entries are written in a form that no row can be added to.
    """
    return yaml_rows.with_row(register.origin.file.text, register.path, row)
