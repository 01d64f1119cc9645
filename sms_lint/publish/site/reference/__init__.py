"""The pages of rules, kinds, settings and KPIs, made from the code for every site, with what holds here."""

from collections.abc import Iterator

from sms_lint.publish.site.page import Page
from sms_lint.publish.site.reference.kinds import kind_reference_pages
from sms_lint.publish.site.reference.kpis import kpi_reference_pages
from sms_lint.publish.site.reference.rules import rule_reference_pages
from sms_lint.publish.site.reference.settings import setting_reference_pages
from sms_lint.publish.site.view import SiteData

__all__ = ["reference_pages"]


def reference_pages(view: SiteData) -> Iterator[Page]:
    """Every page of the reference, below the handbook."""
    yield from rule_reference_pages(view)
    yield from kind_reference_pages(view)
    yield from setting_reference_pages(view)
    yield from kpi_reference_pages(view)
