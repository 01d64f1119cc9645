"""The stages of a certification audit, and what each looks at, from `stages.yml` beside this module."""

from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import yaml

from sms_lint.ground.durations import Duration
from sms_lint.ground.errors import SmsError
from sms_lint.model.catalogue.frozen import CatalogueText, Frozen

# The catalogue whose clauses the stages name.
PREFIX = "20000-1"


class AuditPoint(Frozen):
    """A question of a stage: the clauses it is about, and the kinds of documents and records that answer it."""

    question: CatalogueText
    clauses: tuple[str, ...]
    documents: tuple[str, ...]
    records: tuple[str, ...]


class AuditStage(Frozen):
    """A stage of an audit. `months` is the length of the period that it looks at, unless another is named."""

    id: CatalogueText
    title: CatalogueText
    about: CatalogueText
    months: int
    points: tuple[AuditPoint, ...]

    def first_day(self, last: date) -> date:
        """The first day of the period that ends on a day."""
        return Duration(-self.months, "month").after(last) + timedelta(days=1)


@cache
def audit_stages() -> tuple[AuditStage, ...]:
    """Every stage, in the order of a certificate's term."""
    text = files("sms_lint").joinpath("publish", "pack", "stages.yml").read_text(encoding="utf-8")
    return tuple(AuditStage.model_validate(stage) for stage in yaml.load(text, yaml.CSafeLoader)["stages"])


def audit_stage(name: str) -> AuditStage:
    """The stage of that name. Raises SmsError with the names there are when there is none."""
    stages = {stage.id: stage for stage in audit_stages()}
    if name not in stages:
        raise SmsError(f"an audit has no stage `{name[:80]}`; there are: {', '.join(stages)}")
    return stages[name]
