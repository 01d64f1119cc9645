"""The addresses and accounts by which the trust settings know whose commits and reviews they see."""

from pydantic import Field

from sms_lint.ground.fields import Text
from sms_lint.model.settings_group import Settings


class Known(Settings):
    """The addresses and accounts by which commits and reviews are known to be somebody's."""

    emails: tuple[Text, ...] = Field(
        (), title="E-mail addresses", description="The addresses in its commits."
    )
    github: Text | None = Field(None, title="GitHub", description="The name of its account there.")
    gitlab: Text | None = Field(None, title="GitLab", description="The name of its account there.")
    github_id: int | None = Field(
        None,
        title="GitHub number",
        description="The number of that account (`gh api users/NAME --jq .id`): a name can be given up and taken by "
        "somebody else, a number never.",
    )
    gitlab_id: int | None = Field(
        None,
        title="GitLab number",
        description="The number of that account, which its page there shows as the user ID: a name can be given up and "
        "taken by somebody else, a number never.",
    )

    @property
    def who(self) -> str:
        """The person's id, or the name of the robot or agent."""
        raise NotImplementedError

    def account(self, forge: str) -> str | None:
        """The name of its account at a forge."""
        return self.github if forge == "github" else self.gitlab if forge == "gitlab" else None

    def account_number(self, forge: str) -> int | None:
        """The number of its account at a forge; None where nobody wrote it down."""
        return self.github_id if forge == "github" else self.gitlab_id if forge == "gitlab" else None
