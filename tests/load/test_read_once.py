"""In one run every file of the system is opened once, and every object of git is asked for once."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sms_lint.cli import main
from sms_lint.history.record_changes import over_history
from sms_lint.load import from_git, tables
from sms_lint.load.proposed_change import proposal
from sms_lint.load.table_reading import RowsRead
from sms_lint.outside.git import Repository
from tests.history.approvals.company import Company
from tests.history.record_changes.forms import block, closed_values, parquet, rows, table

SCHEMA = '{"type": "object", "properties": {"seats": {"type": "string"}}}'
OWN_RULES = """\
vehicle-without-seats:
  title: A vehicle without seats
  severity: note
  about: vehicle
  where: seats is empty
  say: "{id} has no seats"
"""
_watched: list[tuple[Path, Counter[str]]] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    """A hook of Python stays for ever; this one does nothing unless somebody counts."""
    if event == "open" and _watched and isinstance(arguments[0], str | bytes):
        root, opened = _watched[-1]
        path = Path(os.fsdecode(arguments[0])).absolute()
        if path.is_relative_to(root) and path.relative_to(root).parts[0] != ".git":
            opened[path.relative_to(root).as_posix()] += 1


sys.addaudithook(_hook)


@contextmanager
def counted(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Counter[str], Counter[str]]]:
    """How often each file below a root is opened, and each object of git asked for."""
    opened, objects = Counter[str](), Counter[str]()
    read = Repository._read

    def counting(repository: Repository, wanted: Iterable[str]) -> Mapping[str, bytes]:
        wanted = list(wanted)
        objects.update(wanted)
        return read(repository, wanted)

    with monkeypatch.context() as patched:
        patched.setattr(Repository, "_read", counting)
        _watched.append((root, opened))
        try:
            yield opened, objects
        finally:
            _watched.pop()


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Texts, records in every form, trust, approvals, a kind and a rule of its own, and a change of a closed record."""
    company = Company(tmp_path)
    settings = (company.root / "sms.yml").read_text("utf-8")
    kind = "kinds:\n  - {kind: vehicle, title: Vehicle, schema: schemas/vehicle.json}\nown_rules: [own.yml]\n"
    company.write("sms.yml", settings + kind)
    company.write("schemas/vehicle.json", SCHEMA)
    company.write("own.yml", OWN_RULES)
    company.write("records/vehicle.yml", "kind: vehicle\nid: VEH-1\nseats: many\n")
    company.write("records/risk.yml", block({"kind": "risk", **closed_values("risk", "RSK-1")}))
    company.write("records/data/inc.yml", block(table("incident", "INC", "inc.csv")))
    company.write("records/data/inc.csv", rows("incident", closed_values("incident", "INC-1")))
    company.write("records/data/chg.yml", block(table("change", "CHG", "chg.parquet")))
    (company.root / "records/data/chg.parquet").write_bytes(
        parquet(tmp_path, "change", closed_values("change", "CHG-1"))
    )
    company.sign_off()
    company.commit("Records", when="2026-01-11")
    company.policy("1.1", "Text two.")
    company.write("records/data/inc.csv", rows("incident", closed_values("incident", "INC-2")))
    company.commit("Change", when="2026-01-12")
    for path in ("records/risk.yml", "trust.yml"):
        company.write(path, (company.root / path).read_text("utf-8") + "# More\n")
    return company


@pytest.mark.parametrize("options", [[], ["--base", "HEAD~1"]], ids=["as it lies there", "as a change"])
def test_a_check(
    company: Company, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    with counted(company.root, monkeypatch) as (opened, objects):
        assert main(["check", *options, "--root", str(company.root)]) == 1
    assert "INC-1" in capsys.readouterr().out
    there = {
        path.relative_to(company.root).as_posix()
        for path in company.root.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }
    # It is looked whether git is told to put another repository here.
    assert dict(opened) == dict.fromkeys({*there, ".gitmodules"}, 1)
    assert len(objects) > 10
    assert set(objects.values()) == {1}


def test_the_history_and_the_rows_are_judged_once_for_a_change_and_its_base(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.policy("1.2", "Text three, of [somebody](missing.md).")
    company.commit("Propose", when="2026-01-13")
    judged = Counter[str]()

    def counting(name: str, judge: Callable[..., Any]) -> Callable[..., Any]:
        def count(*given: Any, **named: Any) -> Any:
            judged[name] += 1
            return judge(*given, **named)

        return count

    monkeypatch.setattr(from_git, "over_history", counting("history", over_history))
    monkeypatch.setattr(tables, "RowsRead", counting("rows", RowsRead))
    with proposal(company.root, "HEAD~1", company.today) as change:
        base = change.base()
    assert base is not None
    assert base.rows.keys() == change.sms.rows.keys()
    assert judged == {"history": 1, "rows": 1}
