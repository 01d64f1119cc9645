"""Whether a language model may ask or draft: as the accepted branch says, whatever is checked out."""

from dataclasses import dataclass
from pathlib import Path

from sms_lint.ground.errors import SmsError
from sms_lint.load.files import scan
from sms_lint.load.own import settings_of
from sms_lint.load.proposed_change import Base, base_of
from sms_lint.model.assistant_settings import Access, AssistantSettings
from sms_lint.model.trust import Agent
from sms_lint.outside.git import default_branch, tips_of


@dataclass(frozen=True)
class Permission:
    """What the accepted branch allows, and the commit of it that a draft starts from."""

    root: Path
    revision: str
    base: Base

    @property
    def settings(self) -> AssistantSettings:
        """What it says of assistants."""
        return self.base.config.assistant

    def agent_email(self) -> str:
        """The address that marks what is drafted. Raises SmsError where it would not be known as that of a model."""
        email = self.settings.email
        if not email:
            raise SmsError(f"`assistant.email` is not set on {self.revision}, so a draft could not be marked")
        trust = self.base.trust
        if trust is not None and not isinstance(trust.by_email(email), Agent):
            raise SmsError(
                f"`trust.yml` on {self.revision} names no agent with the address {email}, so a draft could not be told "
                "from the work of a person; its owners have to add it under `agents`"
            )
        return email


def permission(root: Path, revision: str = "", wanted: Access = "read") -> Permission:
    """What the branch allows that changes are proposed for.

    Raises SmsError where it does not allow what is wanted, or where that cannot be told.
    """
    revision = revision or _accepted(root)
    found = Permission(root, revision, base_of(root, revision))
    access = found.settings.access
    if access == "off":
        raise SmsError(
            f"no assistant may read this system: `assistant.access` is `off` on {revision}. What a proposal says does "
            "not count; have the setting changed there"
        )
    if wanted == "draft" and access != "draft":
        raise SmsError(f"no assistant may draft here: `assistant.access` is `{access}` on {revision}")
    return found


def _accepted(root: Path) -> str:
    """The branch that the remote shows first, else the one that the settings name: as its remote has it, or here.

    Raises SmsError where there is none.
    """
    if shown := default_branch(root):
        return shown
    name = settings_of(scan(root)).config.branch
    tips = tips_of(root, name)
    if tips.remotes.get("origin"):
        return f"origin/{name}"
    if tips.own:
        return name
    raise SmsError(
        f"there is no branch {name}, so nobody can tell what an assistant may do; name one with --base"
    )
