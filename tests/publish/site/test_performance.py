"""How well it goes, on the pages where it is read: what is drawn is what the records say."""

import re
from html import unescape

import pytest

from sms_lint.measure.definition import Definition
from sms_lint.measure.of_system import definition_of
from sms_lint.measure.recorded import agreement_series, kpi_series
from sms_lint.measure.sentence import sentence
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.publish.site import Site
from sms_lint.publish.site.charts.heat import heat_map
from sms_lint.publish.site.charts.strip import service_strip
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.system.delivery import live
from tests.publish.site.conftest import reference_site, reference_view

_CROSS, _DOT = 'class="sms-cross"', 'class="sms-dot"'


@pytest.fixture(scope="module")
def view() -> SiteData:
    return reference_view()


@pytest.fixture(scope="module")
def site() -> Site:
    return reference_site()


def test_every_kpi_has_a_page_and_a_line(view: SiteData, site: Site) -> None:
    listing = site.pages["kpis/index.md"]
    for kpi in view.sms.records(Kpi):
        assert f"kpis/{kpi.id}.md" in site.pages
        assert f'href="../kpis/{kpi.id}.html"' in listing


def test_a_kpi_says_in_words_how_it_is_computed(view: SiteData, site: Site) -> None:
    computed = {kpi.id: definition_of(kpi, view.sms) for kpi in view.sms.records(Kpi) if kpi.type != "manual"}
    assert len(computed) >= 40
    for kpi, definition in computed.items():
        assert isinstance(definition, Definition)
        assert sentence(definition) in unescape(site.pages[f"kpis/{kpi}.md"])


def test_a_kpi_with_results_shows_them_all(view: SiteData, site: Site) -> None:
    drawn = 0
    for kpi in view.sms.records(Kpi):
        series, page = kpi_series(view.sms, kpi), site.pages[f"kpis/{kpi.id}.md"]
        assert ('aria-labelledby="sms-trend-title' in page) == bool(series.known)
        if series.known:
            drawn += 1
            trend = page[page.index('aria-labelledby="sms-trend') :].partition("</svg>")[0]
            marks = re.findall(r'class="sms-(dot|cross|ring)"', trend)
            assert len(marks) == len(series.known)
            assert marks.count("cross") == sum(point.status == "missed" for point in series.points)
            assert all(f">{point.period}</span>" in page for point in series.points[-12:])
    assert drawn > 5


def test_without_results_nothing_is_drawn(view: SiteData, site: Site) -> None:
    without = [kpi for kpi in view.sms.records(Kpi) if not kpi_series(view.sms, kpi).points]
    assert without
    for kpi in without:
        assert "<svg" not in site.pages[f"kpis/{kpi.id}.md"]


def test_the_limits_come_from_the_declared_window(site: Site) -> None:
    page = site.pages["kpis/KPI-INC-RESOLUTION.md"]
    assert "By the periods from 2026-02 to 2026-07" in page
    assert "None are declared" not in page


def test_each_target_of_a_service_has_its_course(view: SiteData, site: Site) -> None:
    page = site.pages["services/SVC-CLOUD.md"]
    agreements = [entry for entry in view.sms.entries("sla") if entry.text("service") == "SVC-CLOUD"]
    series = [found for entry in agreements for found in agreement_series(view.sms, entry)]
    assert len(series) == page.count('role="img"') > 0
    assert page.count(_CROSS) == sum(point.status == "missed" for found in series for point in found.points)
    assert page.count(_DOT) == sum(point.status == "met" for found in series for point in found.points)


def test_the_strip_counts_what_was_missed(view: SiteData) -> None:
    shown = service_strip(PageContext(view, "index.html"), live(view.sms).values())
    assert shown.count("<tr>") == 1 + len(live(view.sms))
    months = set(re.findall(r'<time datetime="(\d{4}-\d\d)">', shown))
    assert len(months) == 12
    missed = [
        result
        for result in view.sms.entries("sla-result")
        if result.text("met") == "no" and result.text("period") in months
    ]
    told = sum(int(count) for count in re.findall(r": (\d+) of \d+ missed</span>", shown))
    assert told == len(missed) > 0


def test_every_open_risk_is_once_in_the_heat_map(view: SiteData) -> None:
    shown = heat_map(PageContext(view, "registers/risk.html"), "risk")
    for entry in view.sms.entries("risk"):
        assert shown.count(f"{entry.id} ") == (entry.text("status") != "closed")
    fields = re.findall(r'<span class="sms-fine">(\d+)( ▲)?</span>', shown)
    assert len(fields) == 25
    assert all(bool(beyond) == (int(rating) > 9) for rating, beyond in fields)


def test_a_kind_that_nobody_rates_has_no_heat_map(view: SiteData) -> None:
    assert heat_map(PageContext(view, "registers/change.html"), "change") == ""


def test_open_objectives_have_their_bars(view: SiteData, site: Site) -> None:
    page, register = site.pages["kpis/index.md"], site.pages["registers/objective.md"]
    for entry in view.sms.entries("objective"):
        assert (f'id="{entry.id}-way-title"' in register) == bool(entry.text("actual"))
        assert (f'id="{entry.id}-way-title"' in page) == (entry.text("status") == "open")


def test_no_page_names_a_picture_twice(site: Site) -> None:
    for path in ("index.md", "kpis/index.md", "kpis/KPI-INC-RESOLUTION.md", "services/SVC-NETWORK.md"):
        names = re.findall(r'<title id="([^"]+)"', site.pages[path])
        assert len(names) == len(set(names))
