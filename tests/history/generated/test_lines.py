"""Random graphs with trust settings and anchors: what merges put out of force is found, and nothing else.

SMS_LINT_NIGHTLY=1 tells 1,000 instead of 25.
"""

import os
import random
from datetime import datetime
from pathlib import Path

from sms_lint.ground.errors import SmsError
from sms_lint.history.anchors import judge, read_entries
from sms_lint.load.branch import read_branch
from sms_lint.load.side_lines import with_displaced_trust
from sms_lint.outside.git import Commits, Repository, opened, read_commits
from sms_lint.outside.timestamp import TimestampError
from tests.history.generated.building import Story
from tests.history.generated.lines import Graph
from tests.history.generated.test_histories import own

NUMBER = 1000 if os.environ.get("SMS_LINT_NIGHTLY") == "1" else 25


def test_what_merges_put_out_of_force_is_found_and_nothing_else(tmp_path: Path) -> None:
    story = Story()
    graphs = [Graph(random.Random(f"line {number}"), story).tell() for number in range(NUMBER)]
    last = story.commit({}, [graph.head for graph in graphs])
    numbers = dict(story.make(tmp_path, last))
    told = [0, 0]
    with opened(tmp_path) as repository:
        assert repository is not None
        commits = read_commits(repository, ("records", "trust.yml"))
        for number, graph in enumerate(graphs):
            mine = own(commits, graph, numbers)
            branch = with_displaced_trust(read_branch(repository, mine), repository)
            steps = {numbers[displaced.merge] for displaced in branch.displaced}
            assert steps == graph.displacing(), f"trust settings of {number}"
            assert missing(mine, repository) == graph.missing_anchors(), f"anchors of {number}"
            told = [told[0] + bool(steps), told[1] + bool(graph.missing_anchors())]
    assert all(NUMBER * 0.05 < count < NUMBER * 0.9 for count in told), told


def missing(commits: Commits, repository: Repository) -> set[int]:
    """The numbers of the anchors that are gone, or other ones than were added."""
    held = repository.tree(commits.head)
    texts = repository.blobs(blob for _, blob in held.values())
    entries = read_entries({path: texts[blob] for path, (_, blob) in held.items()})
    judged = judge(entries, commits, _no_digest, (), _no_time)
    return {judgement.number for judgement in judged if judgement.aspect == "files"}


def _no_digest(_commit: str) -> str:
    raise SmsError("not asked for here")


def _no_time(_raw: bytes, _token: bytes, _authority: bytes) -> datetime:
    raise TimestampError("not asked for here")
