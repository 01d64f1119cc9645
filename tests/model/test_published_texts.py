"""No catalogue copies a text that anybody may read: seven words in a row of it are in none of ours.

`published/` holds the runs of seven words of a text as digests (SHA-256, 8 digits), not the text: the annex of Implementing
Regulation (EU) 2024/2690, and requirements of FitSM-1 version 3.0.
"""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from sms_lint.model.catalogue import Catalogue, load_catalogue

PUBLISHED = Path(__file__).with_name("published")
RUN = 7


def runs(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]


def published(name: str) -> frozenset[str]:
    return frozenset((PUBLISHED / f"{name}.txt").read_text("utf-8").split())


def copied(text: str, digests: frozenset[str]) -> list[str]:
    return [run for run in runs(text) if sha256(run.encode()).hexdigest()[:8] in digests]


def texts(catalogue: Catalogue) -> list[str]:
    own = [obligation.text for clause in catalogue.clauses for obligation in clause.obligations]
    return [*own, *(clause.summary for clause in catalogue.clauses)]


@pytest.mark.parametrize("name", sorted(path.stem for path in PUBLISHED.iterdir()))
def test_a_catalogue_says_in_its_own_words_what_is_published(name: str) -> None:
    digests = published(name)
    assert [run for text in texts(load_catalogue(name)) for run in copied(text, digests)] == []


def test_a_copied_sentence_is_noticed_whatever_its_commas() -> None:
    sentence = "For each customer, there shall be a designated contact responsible for managing the relationship with them."
    digests = published("fitsm-1-3")
    assert len(copied(sentence, digests)) == len(runs(sentence))
    assert copied(sentence.replace(",", "").upper(), digests)
    assert not copied("Name for each customer one person who looks after the relationship.", digests)
