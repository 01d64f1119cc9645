"""The library of KPIs: a page of the handbook."""

from collections.abc import Iterator
from functools import partial

from sms_lint.publish.site.escape import Safe
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.reference.blocks import prose, written
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.report.reference.kpi_pages import kpi_library_page


def kpi_reference_pages(view: SiteData) -> Iterator[Page]:
    """One page."""
    here = PageContext(view, "handbook/kpis/index.html")
    yield Page("handbook/kpis/index.md", "Library of KPIs", partial(_content, here), group="Guides")


def _content(here: PageContext) -> Safe:
    page = kpi_library_page()
    return Safe(prose(here, page.summary) + written(here, page.blocks))
