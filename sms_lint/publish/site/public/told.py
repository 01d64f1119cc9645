"""What the public edition tells of things that are not public, because somebody said so.

They said so in `public` of `sms.yml`, or by naming a service in a public catalogue. Each such fact is taken out of the
whole system here, and nowhere else.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sms_lint.measure.recorded import kpi_series
from sms_lint.measure.series import Series
from sms_lint.model.kinds.assurance import ContinuityPlan, ContinuityTest
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.portfolio import Service, ServiceCatalogueEntry
from sms_lint.model.naming import title_of
from sms_lint.model.public_settings import CertificateSetting
from sms_lint.system.sms import Sms

_MOST_PERIODS = 12
_A_YEAR = timedelta(days=366)


class ToldTest(NamedTuple):
    """A test of a continuity plan, or its use: its day, what sort it was, its result, and the public services."""

    day: date
    sort: str
    result: str
    services: tuple[str, ...]


class Told(NamedTuple):
    """What is told besides what is public.

    `services` are the names of the services that public catalogues describe, by the ids of their entries.
    """

    certificates: tuple[CertificateSetting, ...] = ()
    results: tuple[Series, ...] = ()
    tests: tuple[ToldTest, ...] = ()
    services: Mapping[str, str] = {}


NOTHING_TOLD = Told()


def told_besides(sms: Sms) -> Told:
    """What the settings and the public catalogue have customers told, of the whole system as its readers see it."""
    chosen, described = sms.config.public, list(_described(sms))
    services = {str(entry.service): _name(sms, entry) for entry in described}
    return Told(
        chosen.certificates,
        tuple(_newest(kpi_series(sms, kpi)) for ref in chosen.kpis if (kpi := sms.record(Kpi, ref))),
        tuple(_tests(sms, services)) if chosen.continuity_tests == "yes" else (),
        {entry.id: services[entry.service] for entry in described},
    )


def _described(sms: Sms) -> Iterator[ServiceCatalogueEntry]:
    """The entries of the service catalogue that everybody may read."""
    for entry in sms.records(ServiceCatalogueEntry):
        if entry.register is not None and entry.register.classification == "public":
            yield entry


def _name(sms: Sms, entry: ServiceCatalogueEntry) -> str:
    service = sms.record(Service, entry.service)
    return title_of(service) if service else ""


def _newest(series: Series) -> Series:
    """The newest results, whether met or missed, without what stays inside: counts, thresholds and ids."""
    kept = series.begun.points[-_MOST_PERIODS:]
    return series._replace(
        id="", warning=None, critical=None, points=tuple(point._replace(counted="") for point in kept)
    )


def _tests(sms: Sms, services: Mapping[str, str]) -> Iterator[ToldTest]:
    """The tests of the year up to the newest one, the newest first."""
    held = sorted(
        (test for test in sms.records(ContinuityTest) if test.date <= sms.today),
        key=lambda test: (test.date, test.id),
        reverse=True,
    )
    for test in held:
        if test.date > held[0].date - _A_YEAR:
            plan = sms.record(ContinuityPlan, test.plan)
            covered = plan.services if plan else ()
            named = tuple(services[ref] for ref in covered if ref in services)
            yield ToldTest(test.date, test.kind_of_test, test.result, named)
