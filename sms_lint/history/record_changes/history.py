"""Judges the whole history: the branch step by step, and every merged commit as seen from each of its parents."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from sms_lint.ground.errors import SmsError
from sms_lint.history.record_changes.blobs import ParsedFiles
from sms_lint.history.record_changes.report import Ledger
from sms_lint.history.record_changes.walk import Walk
from sms_lint.model.node import Node
from sms_lint.outside.git import Commits

_AT_ONCE = 1000  # views whose texts are in the memory at the same time


def over_history(
    commits: Commits,
    read_blobs: Callable[[Iterable[str]], Mapping[str, bytes]],
    kinds: Mapping[str, type[Node]],
    since: str = "",
    exempt: frozenset[str] = frozenset(),
) -> Ledger:
    """Judge every commit after `since`, from the first one where it is empty.

    The base judges: what was closed before a step may not be altered by it. `exempt` are ids that an exception is
    made for, or `ID@COMMIT` for what one commit did (seven characters of its id or more). Raises SmsError where
    `since` is no commit of this history.
    """
    if since and since not in commits.by_id:
        raise SmsError(
            f"the commit {since[:9]} is not part of this history, so nothing after it can be judged"
        )
    walk = Walk(commits, ParsedFiles(kinds, read_blobs), kinds, exempt)
    left_out = walk.graph.ancestors(since) if since else frozenset()
    views = walk.views(left_out)
    while some := list(islice(views, _AT_ONCE)):
        walk.prepare(some)
        for view in some:
            walk.judge(view)
    return walk.found.report(commits, len(commits.by_id) - len(left_out))


@dataclass(frozen=True)
class JudgedHistory:
    """A history that was judged, to tell what was judged of a part of it."""

    commits: Commits
    kinds: Mapping[str, type[Node]]
    since: str
    ledger: Ledger

    def up_to(self, commits: Commits, kinds: Mapping[str, type[Node]], since: str) -> Ledger | None:
        """What judging an earlier end of the same branch would say; None where these are other commits.

        The branch is judged step by step, so that a later step changes nothing of what was found before it, but that
        something was put right.
        """
        line = commits.line()
        if (self.kinds, self.since) != (kinds, since) or self.commits.line()[: len(line)] != line:
            return None
        if not commits.by_id.keys() <= self.commits.by_id.keys() or self.ledger.complete != commits.complete:
            return None
        more = len(self.commits.by_id) - len(commits.by_id)
        return self.ledger.within(commits.by_id, self.ledger.judged - more) if more else self.ledger
