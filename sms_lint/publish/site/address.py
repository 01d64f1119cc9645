"""A place on the site."""

from typing import NamedTuple


class Address(NamedTuple):
    """The page, from the top of the site, and the anchor on it."""

    page: str
    anchor: str = ""


def csv_address(of: str) -> Address:
    """Where the CSV of a kind is; `documents` is the document register."""
    return Address(f"files/csv/{of}.csv")


def register_address(kind: str) -> Address:
    """Where the list of a kind is kept for its page."""
    return Address(f"assets/registers/{kind}.js")


def chain_address(kind: str) -> Address:
    """Where it is kept what each entry of a kind names, and what names it."""
    return Address(f"assets/registers/{kind}-chain.js")


def pdf_address(identity: str) -> Address:
    """Where the PDF of a document is."""
    return Address(f"files/pdf/{identity}.pdf")


def proposed_address(identity: str) -> Address:
    """Where a text of a document is shown that is not in force."""
    return Address(f"proposed/{identity}.html")


def versions_address(identity: str) -> Address:
    """Where the versions of a document are, and what differs between them."""
    return Address(f"versions/{identity}.html")


_REFERENCE = {"rule": "rules", "kind": "kinds"}


def reference_address(to: str, name: str) -> Address:
    """Where a rule, a kind or a setting is explained."""
    if to == "setting":
        return Address("handbook/settings/index.html", setting_anchor(name))
    return Address(f"handbook/{_REFERENCE[to]}/{name}.html")


def setting_anchor(name: str) -> str:
    """The anchor of a setting on the page of the settings."""
    return f"setting-{name.replace('[]', '')}"
