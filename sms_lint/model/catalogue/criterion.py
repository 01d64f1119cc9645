"""A criterion: one way to show that an obligation is met, as the catalogue states it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from sms_lint.ground.durations import Duration
from sms_lint.ground.sentences import listed
from sms_lint.model.catalogue.frozen import CatalogueName, CatalogueText, Frozen

Judge = Literal["internal auditor", "top management", "process owner"]
CriterionForm = Literal["document", "section", "records", "register", "rule", "judged_by"]
FORMS: tuple[CriterionForm, ...] = ("document", "section", "records", "register", "rule", "judged_by")
Months = Annotated[str, Field(pattern=r"^[1-9][0-9]* months?$")]
SettingName = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
FieldName = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)?$")]


def _conditions(value: Any) -> Any:
    """The file maps a field to a word, or to several of which one will do."""
    if not isinstance(value, Mapping):
        return value
    return tuple((name, (said,) if isinstance(said, str) else said) for name, said in value.items())


Where = Annotated[tuple[tuple[FieldName, tuple[CatalogueText, ...]], ...], BeforeValidator(_conditions)]


class Criterion(Frozen):
    """One way to show that an obligation is met; exactly one of the six forms.

    A document is an item of documented information that must be there; a section is a document that can be
    the item and is marked with the obligation; records must be fresh; a register counts as long as it is looked
    through; a rule checks it whenever the system is checked; and what only a person can judge is judged `every`
    so often, or at the `interval` of that name in the settings.

    Of records and registers only those entries count that have one of the words in each field of `where`,
    and say something in each field of `filled`; `day` names the field whose day counts, where that is not the
    usual one of the kind. How long records or a document count is said by `fresh`, by the `interval` of that
    name in the settings, else by the settings for evidence.
    """

    document: CatalogueName | None = None
    section: CatalogueName | None = None
    records: CatalogueName | None = None
    register_: Annotated[CatalogueName | None, Field(alias="register")] = None
    rule: CatalogueName | None = None
    judged_by: Judge | None = None
    where: Where = ()
    filled: tuple[FieldName, ...] = ()
    day: FieldName | None = None
    fresh: Months | None = None
    interval: SettingName | None = None
    every: Months | None = None

    @model_validator(mode="after")
    def _one_form(self) -> "Criterion":
        given = [form for form in FORMS if self._said(form)]
        if len(given) != 1:
            raise ValueError(f"a way has exactly one of {', '.join(FORMS)}")
        if self.selects and not self.kind:
            raise ValueError("`where`, `filled` and `day` belong to records or a register")
        self._one_limit()
        return self

    def _one_limit(self) -> None:
        if (self.fresh or self.interval) and not (self.kind or self.document or self.judged_by):
            raise ValueError(
                "`fresh` and `interval` belong to records, a register, a document or a judgement"
            )
        if [self.fresh, self.interval, self.every].count(None) < 2:
            raise ValueError("a way has one of `fresh`, `interval` and `every`")
        if bool(self.every) != bool(self.judged_by and not self.interval):
            raise ValueError("`every`, or an interval of the settings, says how often a person judges")

    def _said(self, form: CriterionForm) -> str | None:
        said: str | None = self.register_ if form == "register" else getattr(self, form)
        return said

    @cached_property
    def form(self) -> CriterionForm:
        """Which of the six forms it has."""
        return next(form for form in FORMS if self._said(form))

    @cached_property
    def target(self) -> str:
        """The item, kind, rule or judge that it names."""
        return self._said(self.form) or ""

    @property
    def kind(self) -> str | None:
        """The kind whose entries show it; None where something else shows it."""
        return self.records or self.register_

    @property
    def selects(self) -> bool:
        """Whether only some entries of the kind count, or another day than usual."""
        return bool(self.where or self.filled or self.day)

    @property
    def limit(self) -> Duration | None:
        """How long it counts, where the catalogue itself says so."""
        said = self.fresh or self.every
        return Duration(int(said.split()[0]), "month") if said else None

    @cached_property
    def terms(self) -> str:
        """Which entries count, said after the name of the kind: ` with outcome failed and investigation filled in`."""
        words = [f"{name} {' or '.join(said)}" for name, said in self.where]
        fields = dict.fromkeys((*self.filled, *((self.day,) if self.day else ())))
        said = [*words, *([f"{listed(list(fields))} filled in"] if fields else [])]
        return f" with {listed(said)}" if said else ""

    @cached_property
    def term(self) -> str:
        """How new it must be or how often it is judged: `, within 4 months`; empty where the settings alone say it."""
        if self.interval:
            return f", within the interval for {self.interval.replace('_', ' ')}"
        if self.every:
            return f", every {self.every}"
        return f", within {self.fresh}" if self.fresh else ""
