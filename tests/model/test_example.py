"""The sound examples: one for each kind, complete, and together a system that no rule has anything to say against."""

from importlib.resources import files
from pathlib import Path
from shutil import copytree

import pytest

from sms_lint.load import load
from sms_lint.model.example import example_name, example_text, example_values
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document
from sms_lint.rules import checks
from sms_lint.rules.lint import lint

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
# What belongs to other states, other sorts or another history than that of the example.
LEFT_OUT = {
    "budget": {"also_for"},
    "sla": {"also_for", "applies_to"},
    "asset": {"disposed_at"},
    "audit-programme": {"audit_days"},
    "change": {"investigation", "caused_incidents"},
    "infosec-risk": {"acceptance_reason"},
    "kpi": {
        *("denominator", "quantity", "percentile", "until", "same", "within"),
        *("formula", "inputs", "counter_metric", "since", "based_on", "calendar", "baseline_for"),
    },
    "kpi-result": {"by", "group", "target_low", "target_high", "note"},
    "objective": {"baseline_for"},
    "opportunity": {"reason"},
    "role": {"approves_changes"},
    "service": {"duplicates"},
    "sla-result": {"no_action", "nonconformity"},
    "transition": {"data_disposition", "removal_or_transfer_dates"},
}


def system(tmp_path: Path) -> Path:
    """The examples, each in the folder of its kind, beside the roles and persons they name."""
    root = tmp_path / "system"
    copytree(MINIMAL, root)
    with (root / "sms.yml").open("a", encoding="utf-8") as settings:
        settings.write("preset: starter\n")
    for kind, model in kinds().items():
        folder = root / model.KIND.folder / ("examples" if model.KIND.folder == "records" else "")
        folder.mkdir(exist_ok=True)
        (folder / example_name(kind)).write_text(example_text(kind), "utf-8")
    return root


def test_every_kind_has_one_and_nothing_else_lies_there() -> None:
    folder = files("sms_lint").joinpath("model", "kinds", "examples")
    assert {file.name for file in folder.iterdir()} == {example_name(kind) for kind in kinds()}


@pytest.mark.parametrize("kind", kinds())
def test_it_is_one_of_its_kind(kind: str) -> None:
    model = kinds()[kind]
    node, found = model.read(example_values(kind))
    assert found == []
    assert node is not None
    assert example_text(kind).startswith((f"kind: {kind}\n", f"---\nkind: {kind}\n"))


@pytest.mark.parametrize("kind", [name for name, model in kinds().items() if not issubclass(model, Document)])
def test_it_has_every_field_that_a_good_entry_has(kind: str) -> None:
    fields = {field.alias or name for name, field in kinds()[kind].model_fields.items()}
    assert fields - example_values(kind).keys() - {"formerly", "supersedes"} == LEFT_OUT.get(kind, set())


def test_together_they_break_no_rule(tmp_path: Path) -> None:
    """What is not there yet is a note: one example of each kind is no whole system."""
    result = lint(load(system(tmp_path)), checks())
    assert result.faults == ()
    assert [finding.message for finding in result.findings if finding.severity != "note"] == []


def test_each_is_read_where_it_lies(tmp_path: Path) -> None:
    sms = load(system(tmp_path))
    for kind in kinds():
        assert example_values(kind)["id"] in {node.id for node in sms.of_kind(kind)}
