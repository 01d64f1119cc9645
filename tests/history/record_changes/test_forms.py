"""Whatever the loader gives as a record, the guard sees: every kind that is ever closed, in every form and place."""

import os
import random
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.history.record_changes import File, breaches_between
from sms_lint.load import load
from sms_lint.model.kinds import kinds
from sms_lint.system.sms import Sms
from tests.history.approvals.company import Company
from tests.history.record_changes.forms import (
    PLACES,
    TABLES,
    TEXTS,
    Form,
    altered,
    block,
    can_be_row,
    closed_kinds,
    closed_values,
    parquet,
    prose,
    table,
)  # fmt: skip

KINDS = sorted(closed_kinds())
ROWS = [kind for kind in KINDS if can_be_row(kind)]
SETTINGS = "organization: {name: Example}\n"
Texts = dict[str, str]


def given_ids(sms: Sms) -> dict[str, str]:
    """What the loader gives as a record that is ever closed: the id of each, with its kind."""
    return {entry.id: kind for kind in KINDS for entry in sms.entries(kind)}


def written(kind: str, number: int, place: str, form: Form) -> tuple[Texts, Texts]:
    """The files of one closed record, and the same once it says something else."""
    id_ = f"{kinds()[kind].KIND.prefix}-{number}"
    values = closed_values(kind, id_)
    where = place.format(id_.lower())
    return form(kind, values, where), form(kind, altered(kind, values), where)


def test_every_kind_in_every_form(tmp_path: Path) -> None:
    """One repository holds them all; a tampered file is found while it lies on the disk, and once it is committed."""
    company = Company(tmp_path)
    before, after = Texts(), Texts()
    places = cycle(PLACES)
    every = [(kind, form) for kind in KINDS for form in TEXTS.values()]
    every += [(kind, form) for at, form in enumerate(TABLES.values()) for kind in (ROWS[at], ROWS[-at])]
    for number, (kind, form) in enumerate(every, start=1000):
        sound, tampered = written(kind, number, next(places), form)
        assert sound.keys().isdisjoint(before)
        before |= sound
        after |= tampered
    for path, text in before.items():
        company.write(path, text)
    company.commit("Records", when="2026-01-12")
    proposed = load(company.root, overlay=after)
    ids = given_ids(proposed)
    assert len(ids) == len(every)
    assert told(proposed) == {(id_, kind, "changed") for id_, kind in ids.items()}
    for path, text in after.items():
        company.write(path, text)
    company.commit("Tampered", when="2026-01-13")
    assert told(load(company.root)) == told(proposed)


def told(sms: Sms) -> set[tuple[str, str, str]]:
    assert sms.breaches is not None
    assert not list(sms.breaches.unread)
    return {(one.alteration.id, one.alteration.kind, one.alteration.fault) for one in sms.breaches.standing}


def test_a_row_in_parquet(tmp_path: Path) -> None:
    values = closed_values("incident", "INC-1")
    company = Company(tmp_path)
    company.write("records/data/inc.yml", block(table("incident", "INC", "inc.Parquet")))
    target = company.root / "records/data/inc.Parquet"
    target.write_bytes(parquet(tmp_path, "incident", values))
    company.commit("Records", when="2026-01-12")
    target.write_bytes(parquet(tmp_path, "incident", altered("incident", values)))
    sms = load(company.root)
    assert given_ids(sms) == {"INC-1": "incident"}
    assert told(sms) == {("INC-1", "incident", "changed")}


def test_a_pipe_and_a_link_hold_nobody_up(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.write("records/risk.yml", TEXTS["a file"]("risk", closed_values("risk", "RSK-1"), "x")["x.yml"])
    company.commit("Records", when="2026-01-12")
    os.mkfifo(company.root / "records/pipe.yml")
    (company.root / "records/loop.yml").symlink_to("loop.yml")
    assert told(load(company.root)) == set()
    (company.root / "records/risk.yml").unlink()
    (company.root / "records/risk.yml").symlink_to("../sms.yml")
    assert told(load(company.root)) == {("RSK-1", "risk", "link-or-mode")}


def restyled(chance: random.Random, path: str, text: str) -> str:
    """The same text in another hand."""
    if chance.random() < 0.3:
        text = text.replace("\n", "\r\n")
    if chance.random() < 0.3 and not path.endswith(".md") and form_is_text(path):
        text = "# Ours\n" + text
    if chance.random() < 0.3:
        text = text.replace(': "', ':   "')
    return text


def form_is_text(path: str) -> bool:
    return path.endswith((".yml", ".yaml"))


def decoys(chance: random.Random, files: Mapping[str, str]) -> Texts:
    """Files that may lead one reader astray and not the other."""
    data = [path for path in files if path.casefold().endswith(".csv")]
    found: Texts = {
        "records/.hidden.yml": next(iter(files.values())),
        "records/a/.b/c.md": prose("kind: risk\nid: R\n"),
    }
    for number, path in enumerate(data):
        header = table(
            chance.choice(["nonsense", "incident", "person", "policy", "kpi"]), f"FALSE-{number}", path
        )
        lost = chance.choice([None, "owner", "source", "title", "id"])
        kept = {name: value for name, value in header.items() if name != lost}
        found[f"policies/0-{number}.yml"] = block({**kept, "data": f"../{path}"})
    return found


@settings(max_examples=300 if os.environ.get("SMS_LINT_NIGHTLY") else 20)
@given(st.randoms(use_true_random=False))
def test_whatever_the_loader_gives_the_guard_sees(chance: random.Random) -> None:
    """Also in another hand, and beside files that look like theirs."""
    before, after = Texts(), Texts()
    meant: dict[str, str] = {}
    for number in range(1000, 1000 + chance.randint(1, 5)):
        as_row = chance.random() < 0.15
        kind = chance.choice(ROWS if as_row else KINDS)
        meant[f"{kinds()[kind].KIND.prefix}-{number}"] = kind
        form = chance.choice(list((TABLES if as_row else TEXTS).values()))
        sound, tampered = written(kind, number, chance.choice(PLACES), form)
        hand = chance.getrandbits(32)
        before |= {path: restyled(random.Random(hand), path, text) for path, text in sound.items()}
        after |= {path: restyled(random.Random(hand), path, text) for path, text in tampered.items()}
    beside = decoys(chance, before) if chance.random() < 0.7 else {}
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "sms.yml").write_text(SETTINGS, "utf-8")
        given = given_ids(load(root, overlay=before | beside))
    sound_ids = {id_ for id_, kind in given.items() if kind == meant.get(id_)}
    compared = breaches_between(files(before | beside), files(after | beside), kinds())
    assert sound_ids <= {breach.id for breach in compared.altered}, compared.unread
    # What a file beside them makes of rows is told when that file comes.
    arrived = breaches_between(files(before), files(before | beside), kinds())
    assert given.keys() - sound_ids <= {breach.id for breach in arrived.altered}, arrived.unread


@pytest.mark.parametrize("kind", ROWS[:3])
def test_another_header_does_not_take_the_rows_of_a_closed_record(kind: str) -> None:
    before, after = written(kind, 1000, "records/{}", TABLES[next(iter(TABLES))])
    data = next(path for path in before if path.casefold().endswith(".csv"))
    false = {"policies/0.yml": block({**table("kpi", "FALSE", data), "data": f"../{data}"})}
    taken = breaches_between(files(before), files(before | false), kinds())
    assert [breach.fault for breach in taken.altered] == ["re-typed"]
    assert not breaches_between(files(before | false), files(before | false), kinds()).altered
    both = breaches_between(files(before), files(after | false), kinds())
    assert [breach.fault for breach in both.altered] == ["re-typed"]


def files(texts: Texts) -> dict[str, File]:
    return {path: File(text.encode()) for path, text in texts.items()}
