"""The settings and the trust settings, a page each, with what is set here."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from sms_lint.publish.site.address import setting_anchor
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import stacked, table
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.reference.blocks import prose, shown
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.report.reference.blocks import PageLinks, ReferencePage
from sms_lint.report.reference.setting_pages import (
    Setting,
    default_words,
    settings,
    settings_page,
    trust_page,
    trust_settings,
)

_GROUP = "Settings"
_LONGEST = 40  # longer values are texts, which are elsewhere on the site


def setting_reference_pages(view: SiteData) -> Iterator[Page]:
    """Two pages."""
    reference = view.reference
    here = PageContext(view, "handbook/settings/index.html")
    reference_page = settings_page(reference.rules, reference.kinds)
    heads = ("Setting", "What it says", "Value", "Here")
    yield _page(here, reference_page, heads, partial(settings, reference.rules, reference.kinds))
    there = PageContext(view, "handbook/settings/trust.html")
    yield _page(there, trust_page(), heads[:-1], trust_settings)


_Known = Callable[[], Iterable[Setting]]


def _page(here: PageContext, page: ReferencePage, heads: tuple[str, ...], known: _Known) -> Page:
    def content() -> Safe:
        return Safe(prose(here, page.summary) + _table(here, heads, known(), page.title))

    return Page(here.page.removesuffix(".html") + ".md", page.title, content, group=_GROUP)


def _table(here: PageContext, heads: tuple[str, ...], known: Iterable[Setting], title: str) -> Safe:
    rows = (
        [_name(setting), _told(here, setting), _value(here, setting), _set(here, setting)]
        for setting in known
    )
    return table(heads, (row[: len(heads)] for row in rows), title, "cards loose reference")


def _name(setting: Setting) -> Safe:
    anchor = text(setting_anchor(setting.name))
    return stacked([f'<code id="{anchor}">{text(setting.name)}</code>', text(setting.field.title)])


def _told(here: PageContext, setting: Setting) -> Safe:
    readers = (("Rules", PageLinks("rule", setting.rules)), ("Days of", PageLinks("kind", setting.kinds)))
    told = (f"{name}: {shown(here, links)}" for name, links in readers if links.names)
    return stacked([shown(here, setting.field.description), *told])


def _value(here: PageContext, setting: Setting) -> Safe:
    needed = ", needed" if setting.field.needed else ""
    default = [f"without it {shown(here, setting.default)}"] if setting.default else []
    return stacked([shown(here, setting.field.value + needed), *default])


def _set(here: PageContext, setting: Setting) -> Safe:
    """What holds in this system."""
    value = default_words(here.sms.config, setting.name)
    return shown(here, value) if len(value) <= _LONGEST else Safe("")
