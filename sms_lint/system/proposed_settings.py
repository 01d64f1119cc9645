"""The settings that a proposed change writes, beside those of its base, by which it is judged."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sms_lint.model.settings import Config

if TYPE_CHECKING:  # what only `check` needs is not read for other commands
    from sms_lint.language.declared import DeclaredRule


@dataclass(frozen=True)
class ProposedSettings:
    """The settings and own rules that a proposed change writes; they decide once it is merged.

    `altered` are the schemas and files of rules whose texts differ from those that decide.
    """

    config: Config
    own_rules: "tuple[DeclaredRule, ...]"
    altered: tuple[str, ...] = ()
