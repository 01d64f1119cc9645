"""A place on the site."""

from typing import NamedTuple


class Address(NamedTuple):
    """The page, from the top of the site, and the anchor on it."""

    page: str
    anchor: str = ""


def csv_address(of: str) -> Address:
    """Where the CSV of a kind lies; `documents` is the document register."""
    return Address(f"files/csv/{of}.csv")
