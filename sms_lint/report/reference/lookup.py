"""One name, one page: rules, kinds and settings, looked up together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import nearest
from sms_lint.model.finding import Rule
from sms_lint.model.node import Node
from sms_lint.report.reference.blocks import ReferencePage
from sms_lint.report.reference.kind_pages import HEADS, head_page, kind_page
from sms_lint.report.reference.rule_pages import rule_page
from sms_lint.report.reference.setting_pages import (
    TRUST,
    Setting,
    setting_page,
    settings,
    trust_page,
    trust_settings,
)
from sms_lint.rules.names import by_name


@dataclass(frozen=True)
class Reference:
    """All that can be explained: every rule and every kind, those of an organisation included, and the settings."""

    rules: tuple[Rule, ...]
    kinds: Mapping[str, type[Node]]

    @cached_property
    def settings(self) -> tuple[Setting, ...]:
        """Every setting, those of the trust settings included."""
        return (*settings(self.rules, self.kinds), *trust_settings())

    @cached_property
    def by_name(self) -> Mapping[str, Rule]:
        """The rules by every id that they may be called by, former ones included."""
        return by_name(self.rules)

    @cached_property
    def rule_ids(self) -> frozenset[str]:
        """The rules that have a page: former ids have none of their own."""
        return frozenset(rule.id for rule in self.rules)

    @cached_property
    def kind_names(self) -> frozenset[str]:
        """The kinds that have a page, and the heads of registers and tables."""
        return frozenset((*self.kinds, *HEADS))

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that can be explained."""
        return frozenset(
            (*self.by_name, *self.kind_names, TRUST, *(setting.name for setting in self.settings))
        )

    def page(self, name: str) -> ReferencePage:
        """The page of a rule, a kind or a setting. Raises SmsError, with a suggestion, where there is none."""
        rule = self.by_name.get(name)
        if rule:
            return rule_page(rule, self.kinds)
        if name in self.kinds:
            return kind_page(self.kinds[name], self.kinds, self.rules)
        if name in HEADS:
            return head_page(name)
        reference_page = trust_page() if name == TRUST else setting_page(name, self.settings)
        if reference_page is None:
            raise SmsError(f"there is no rule, kind or setting `{name}`{self._meant(name)}")
        return reference_page

    def _meant(self, name: str) -> str:
        """What may have been meant: a name that is near, or the last part of one, such as `risk_review`."""
        inside = sorted(known for known in self.names if known.endswith(f".{name}"))
        if inside:
            return f"; did you mean `{inside[0]}`?"
        return nearest(name, sorted(self.names)) or "; `sms-lint rules` lists the rules"
