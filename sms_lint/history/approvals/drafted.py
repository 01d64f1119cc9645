"""Which language models drafted what a commit brought, as the commit itself says."""

from sms_lint.model.trust import Agent, Trust
from sms_lint.outside.git import Commit


def drafted_by(commit: Commit, trust: Trust | None) -> tuple[str, ...]:
    """The agents that a commit names, in the order of their names.

    Whoever leaves the mark out is not found: it shows what was drafted here, and proves nothing of other texts.
    """
    named = (commit.author, commit.committer, *commit.co_authors)
    known = (trust.by_email(identity.email) for identity in named) if trust else ()
    return tuple(sorted({who.who for who in known if isinstance(who, Agent)}))
