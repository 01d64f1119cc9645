"""Random histories of many kinds, made with real git: nothing is missed, and nothing honest is reported.

SMS_LINT_NIGHTLY=1 tells 200 of each kind instead of 7.
"""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from sms_lint.history.record_changes import JudgedHistory, over_history, under_trust
from sms_lint.model.kinds import kinds
from sms_lint.outside.git import Commits, opened, read_commits
from tests.history.generated.building import Story
from tests.history.generated.lines import Graph
from tests.history.generated.simple import Simple
from tests.history.generated.telling import DEEDS, Telling, tell

NUMBER = 200 if os.environ.get("SMS_LINT_NIGHTLY") == "1" else 7
FOLDERS = ("policies", "processes", "records", "trust.yml")


def told(name: str, folder: Path) -> tuple[list[Telling], Commits, dict[str, int], dict[str, bytes]]:
    """All histories of a kind in one repository, read once; an extra commit holds them together."""
    story = Story()
    tellings = [tell(name, number, story) for number in range(NUMBER)]
    last = story.commit({}, [telling.head for telling in tellings])
    numbers = dict(story.make(folder, last))
    with opened(folder) as repository:
        assert repository is not None
        past = read_commits(repository, FOLDERS)
        sides = [change for sides in past.changes.values() for side in sides for change in side]
        blobs = repository.blobs({blob for change in sides for blob in (change.before, change.after) if blob})
    return tellings, past, numbers, dict(blobs)


def own(past: Commits, telling: Telling | Graph, numbers: dict[str, int]) -> Commits:
    """One history out of all of them."""
    mine = telling.ancestors(telling.head)
    commits = {identity: commit for identity, commit in past.by_id.items() if numbers[identity] in mine}
    head = next(identity for identity in commits if numbers[identity] == telling.head)
    return replace(
        past, head=head, by_id=commits, changes={identity: past.changes[identity] for identity in commits}
    )


@pytest.mark.parametrize("name", DEEDS)
def test_nothing_is_missed_and_nothing_honest_is_reported(name: str, tmp_path: Path) -> None:
    tellings, past, numbers, blobs = told(name, tmp_path)
    deeds = 0
    for number, telling in enumerate(tellings):
        simple = Simple(telling).judge()
        assert telling.sure <= simple.branch | simple.beside, f"{name} {number}: the simple judge is wrong"
        mine = own(past, telling, numbers)
        guarded = under_trust(mine)
        since = next((step for step in mine.line() if step in guarded), "")
        assert numbers.get(since, 0) == telling.guarded_from()
        report = over_history(mine, lambda wanted: {blob: blobs[blob] for blob in wanted}, kinds(), since)
        branch = {(numbers[breach.commit], breach.alteration.id) for breach in report.on_branch}
        beside = {(numbers[breach.commit], breach.alteration.id) for breach in report.beside}
        assert (branch, beside) == (simple.branch, simple.beside), f"{name} {number}"
        overridden = {
            (numbers[breach.commit], breach.alteration.id, not breach.restored)
            for breach in report.altered
            if breach.overridden
        }
        assert overridden == simple.overridden, f"{name} {number}"
        deeds += len(telling.sure)
    assert name == "honest" or deeds >= len(tellings) // 3
    assert name != "honest" or not deeds


@pytest.mark.parametrize("name", DEEDS)
def test_a_part_of_a_judged_history_says_what_judging_the_part_says(name: str, tmp_path: Path) -> None:
    tellings, past, numbers, blobs = told(name, tmp_path)

    def take(wanted: Iterable[str]) -> dict[str, bytes]:
        return {blob: blobs[blob] for blob in wanted}

    for telling in tellings:
        whole = own(past, telling, numbers)
        since = next(iter(whole.line()[1:2]), "")
        judged = JudgedHistory(whole, kinds(), since, over_history(whole, take, kinds(), since))
        for step in whole.line()[1:]:
            mine = telling.ancestors(numbers[step])
            by_id = {
                identity: commit for identity, commit in whole.by_id.items() if numbers[identity] in mine
            }
            part = replace(whole, head=step, by_id=by_id)
            assert judged.up_to(part, kinds(), since) == over_history(part, take, kinds(), since), (
                f"{name} {step}"
            )
        assert judged.up_to(whole, {}, since) is None
        assert judged.up_to(whole, kinds(), whole.head) is None
