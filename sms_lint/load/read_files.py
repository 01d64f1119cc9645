"""Results of reading files, kept for the next run, so that only what changed is read again."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from sms_lint.history.record_changes import JudgedHistory
from sms_lint.outside.git import Repository

T = TypeVar("T")


class ReadFiles:
    """The results of reading each file, or several together, in the last run.

    It is handed from one run to the next. What is kept under a name counts as long as all that it was made from,
    its `key`, is the same; only the newest is kept. Nothing is shared between two of these. `repository` is the one
    that holds the history, where it is open already; `history` is what was judged of it. As long as `git_state` stays
    the same, git is not asked again; None asks it with every run.
    """

    def __init__(self, repository: Repository | None = None) -> None:
        """Keep nothing yet."""
        self.repository = repository
        self.history: JudgedHistory | None = None
        self.git_state: Hashable | None = None
        self._kept: dict[Hashable, tuple[object, object]] = {}

    def once(
        self,
        name: Hashable,
        key: object,
        make: Callable[[], T],
        will_do: Callable[[T], bool] = lambda _: True,
    ) -> T:
        """The result of `make`, or the earlier one where the key is the same and `will_do` agrees."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != key or not will_do(cast(T, kept[1])):
            kept = self._kept[name] = key, make()
        return cast(T, kept[1])
