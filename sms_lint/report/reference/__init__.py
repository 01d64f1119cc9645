"""What is generated from the code and kept in the repository: schemas for editors, and reference pages."""

from collections.abc import Iterable, Mapping

from sms_lint.model.finding import Rule
from sms_lint.model.node import Node
from sms_lint.report.reference.pages import kind_pages, rule_pages, settings_page
from sms_lint.report.reference.schemas import schema_files

__all__ = ["FOLDERS", "generated"]

# Everything in these folders is generated: a file that is not generated any more is left over.
FOLDERS = ("schemas", "docs/rules", "docs/kinds", "docs/settings")


def generated(kinds: Mapping[str, type[Node]], rules: Iterable[Rule]) -> dict[str, str]:
    """Every generated file: its path from the root, and its text."""
    return {**schema_files(kinds), **rule_pages(rules), **kind_pages(kinds), **settings_page()}
