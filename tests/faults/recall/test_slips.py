"""Each defect of the list can be planted: it changes what it names, and nothing is left of what it was."""

from pathlib import Path

import pytest
import yaml

from sms_lint.model.controlled_files import FOLDERS
from tests.faults.recall.slips import SlipError, all_slips, planted

ROOT = Path(__file__).parents[3]
MOST_WORDS = 30


def _texts() -> dict[str, str]:
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (*paths, ROOT / "sms.yml")}


def test_each_changes_what_it_names_and_leaves_it_readable() -> None:
    texts = _texts()
    for slip in all_slips():
        changed = planted(slip, texts)
        assert changed, slip
        assert all(texts[path] != text for path, text in changed.items()), slip
        written = [text for path, text in changed.items() if path.endswith(".yml")]
        assert all(isinstance(yaml.load(text, yaml.CSafeLoader), dict) for text in written), slip


def test_each_is_another_and_says_what_is_wrong() -> None:
    slips = list(all_slips())
    assert len(slips) == len({(slip.target, slip.how) for slip in slips})
    assert all(0 < len(slip.wrong.split()) < MOST_WORDS for slip in slips)


def test_one_that_does_not_fit_any_more_is_said() -> None:
    slip = next(slip for slip in all_slips() if slip.target.endswith(".md"))
    with pytest.raises(SlipError, match="stands 0 times"):
        planted(slip, {**_texts(), slip.target: ""})
