"""What is said of a text in a state: pages, prints, lists and rules take the words from here."""

from sms_lint.history.approvals.states import TextState

# What is missing follows these words: whose approval, or whose signature.
_NEEDS = {
    TextState.AWAITING: "is proposed and awaits ",
    TextState.UNAPPROVED: "is not approved: it needs ",
}
_IS = {
    TextState.DRAFT: "is a draft",
    TextState.VOID: "is not what was approved, so its approval is void",
    TextState.WITHDRAWN: "is not in force, because its approval was withdrawn",
    TextState.UNDECIDED: "is not in force, because nobody can tell whether it is approved",
    TextState.REPLACED: "is an older one that stands on the branch again",
}
_LOW = "is approved, but not as well as it has to be: it needs "
_UNCONFIRMED = "is approved, but the day of its review is not confirmed: it needs "


def state_words(state: TextState) -> str:
    """What a text in a state is, to follow its name."""
    return _IS.get(state, f"is {state.value}")


def needing_words(state: TextState, *, unconfirmed: bool = False) -> str:
    """The same of a text that lacks something, to be followed by what that is; empty where nothing would mend it.

    An approved text lacks a better approval, or its owner's word on the day of its review.
    """
    if state in _NEEDS:
        return _NEEDS[state]
    return "" if state in _IS else _UNCONFIRMED if unconfirmed else _LOW
