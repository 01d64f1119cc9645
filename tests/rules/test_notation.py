"""How the short form of an example is laid over the sound example: what stays, what goes, and where lines come from."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.model.example import example_values
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document
from tests.rules.notation import Composed, document_file, entry_files, whole_file

RECORDS = sorted(name for name, model in kinds().items() if not issubclass(model, Document))


def entry(text: str, kind: str) -> dict[str, Any]:
    (composed,) = (file for path, file in entry_files(text, 0).items() if path.endswith(f"/{kind}.yml"))
    values = yaml.load(composed.text, Loader=yaml.BaseLoader)
    assert values["kind"] == kind
    (row,) = values["entries"]
    return dict(row)


@pytest.mark.parametrize("kind", RECORDS)
def test_an_entry_of_which_nothing_is_shown_is_the_sound_example(kind: str) -> None:
    assert entry(f"{kind} X-1:\n", kind) == {**example_values(kind), "id": "X-1"}


@given(kind=st.sampled_from(RECORDS), data=st.data())
def test_what_is_shown_stands_there_and_at_its_own_line(kind: str, data: st.DataObject) -> None:
    plain = [name for name, value in example_values(kind).items() if isinstance(value, str) and name != "id"]
    shown = data.draw(st.lists(st.sampled_from(plain), unique=True, max_size=4)) if plain else []
    lines = [f"  {name}: {yaml_text(str(example_values(kind)[name]))}" for name in shown]
    (file,) = entry_files("\n".join([f"{kind} X-1:", *lines]) + "\n", 10).values()
    assert entry("\n".join([f"{kind} X-1:", *lines]) + "\n", kind) == {**example_values(kind), "id": "X-1"}
    origins = [origin for _, origin in file.lines if origin]
    assert sorted(set(origins)) == list(range(11, 12 + len(shown)))


def yaml_text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def test_a_field_without_a_value_is_not_there() -> None:
    assert "problem" not in entry("incident INC-1:\n  problem:  # not given\n", "incident")


def test_a_field_of_the_example_that_does_not_go_with_what_is_shown_is_not_there() -> None:
    row = entry("incident INC-1:\n  status: in_progress\n", "incident")
    assert row["status"] == "in_progress"
    assert "closed_at" not in row
    assert row["title"] == example_values("incident")["title"]


def test_a_shown_field_stays_even_where_it_does_not_go_with_the_others() -> None:
    row = entry("incident INC-1:\n  status: in_progress\n  closed_at: 2026-08-20\n", "incident")
    assert row["closed_at"] == "2026-08-20"


def test_items_are_laid_over_items_and_the_last_one_serves_those_beyond() -> None:
    row = entry("sla SLA-1:\n  targets:\n    - {value: 98}\n    - name: restores\n", "sla")
    first, second = row["targets"]
    (sound,) = example_values("sla")["targets"]
    assert first == {**sound, "value": "98"}
    assert second == {**sound, "name": "restores"}


def test_a_mark_on_a_group_counts_for_what_the_example_adds_to_it() -> None:
    (file,) = entry_files("risk register:\n  review: {last: 2026-03-15}\n", 0).values()
    assert file.lines[4:7] == [("review:", 2), ('  every: "12 months"', 2), ("  last: 2026-03-15", 2)]
    assert file.text.endswith("entries: []\n")


def test_entries_of_a_kind_stand_in_one_register_and_documents_in_files() -> None:
    files = entry_files("service SVC-A:\npolicy POL-A:\nservice SVC-B: {lifecycle: retired}\n", 0)
    assert sorted(files) == ["policies/pol-a.md", "records/registers/service.yml"]
    rows = yaml.load(files["records/registers/service.yml"].text, Loader=yaml.BaseLoader)["entries"]
    assert [(row["id"], row["lifecycle"]) for row in rows] == [("SVC-A", "live"), ("SVC-B", "retired")]


def test_a_document_has_its_own_text_under_the_title_of_its_front_matter() -> None:
    (file,) = document_file("---\nkind: policy\nid: POL-A\ntitle: Short\n---\n## Scope\n", 0).values()
    assert file.text.startswith("---\n")
    assert file.text.endswith("---\n# Short\n\n## Scope\n")
    assert file.lines[-1] == ("## Scope", 6)


def test_a_heading_that_is_shown_is_not_given_twice() -> None:
    (file,) = document_file("---\nkind: policy\nid: POL-A\n---\n# Other\n", 0).values()
    assert [line for line, _ in file.lines if line.startswith("#")] == ["# Other"]


def test_a_whole_file_stays_as_it_stands() -> None:
    assert whole_file("a\n\nb\n", 3) == Composed([("a", 4), ("", 5), ("b", 6)])
    assert whole_file("a\n\nb\n", 3).text == "a\n\nb\n"
