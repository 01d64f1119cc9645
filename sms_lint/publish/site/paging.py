"""On which page of a large table a row is."""

from sms_lint.model.node import Table
from sms_lint.publish.site.address import Address

ROWS_ON_A_PAGE = 100


def is_paged(table: Table) -> bool:
    """Whether its rows are too many for the page of their kind."""
    return len(table.column("id")) > ROWS_ON_A_PAGE


def number_of_pages(table: Table) -> int:
    """How many pages its rows fill."""
    return -(-len(table.column("id")) // ROWS_ON_A_PAGE)


def page_of_rows(table: Table, row: int) -> Address:
    """The page of a row; rows count from 0."""
    if not is_paged(table):
        return Address(f"registers/{table.of}.html")
    return Address(f"registers/{table.of}/{table.id.casefold()}-{row // ROWS_ON_A_PAGE + 1:04}.html")
