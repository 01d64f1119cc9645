"""Files that a form wrote anew: the old text with the changed values, and nothing else of it changed."""

from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.text.yaml_subset import read_yaml
from sms_lint.intake.rewritten import restored

_REGISTER = """\
# yaml-language-server: $schema=../../schemas/risk.json
kind: risk
id: REG-RISK
review: {every: 3 months, last: 2026-09-24}
satisfies: [20000-1:6.1.1-a, 20000-1:6.1.1-b]
entries:
  # the oldest
  - id: RSK-1
    title: 'One feed: for all'  # said by the owner
    likelihood: 3
    version: "2.0"
    status: open
  - id: RSK-2
    title: Storage fills
    likelihood: 4
    status: treated
"""
_DOCUMENT = """\
---
kind: policy
version: "2.0"  # as approved
review: {every: 12 months, last: 2026-06-10}
---
# Policy

## Aim {: #aim }

Be of use.
"""


def _anew(text: str, **changed: Any) -> str:
    """The text as an editor writes it that reads values and writes all of them again."""
    values = yaml.load(text, yaml.BaseLoader)
    values.update(changed)
    return yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=80)


def _entries(text: str) -> list[dict[str, Any]]:
    return list(yaml.load(text, yaml.BaseLoader)["entries"])


def test_nothing_that_was_changed_is_nothing_that_differs() -> None:
    assert restored(_REGISTER, _anew(_REGISTER)) == _REGISTER


def test_one_value() -> None:
    entries = _entries(_REGISTER)
    entries[0]["status"] = "treated"
    wanted = _REGISTER.replace("status: open", "status: treated")
    assert restored(_REGISTER, _anew(_REGISTER, entries=entries)) == wanted


def test_a_value_in_brackets() -> None:
    new = _anew(_REGISTER, review={"every": "3 months", "last": "2026-11-02"})
    assert restored(_REGISTER, new) == _REGISTER.replace("2026-09-24", "2026-11-02")


def test_one_more_entry_comes_at_the_end() -> None:
    entry = {"id": "RSK-3", "title": "The only storage platform fails and nobody notices", "version": "1.0"}
    new = _anew(_REGISTER, entries=[*_entries(_REGISTER), entry])
    text = restored(_REGISTER, new)
    assert text is not None
    assert text.startswith(_REGISTER)
    assert text.removeprefix(_REGISTER) == (
        f'  - id: RSK-3\n    title: {entry["title"]}\n    version: "1.0"\n'
    )


def test_an_entry_that_went_takes_no_other_with_it() -> None:
    text = restored(_REGISTER, _anew(_REGISTER, entries=_entries(_REGISTER)[:1]))
    assert text == _REGISTER[: _REGISTER.index("  - id: RSK-2")]


def test_entries_in_another_order_are_left_to_a_person_or_hold_the_same() -> None:
    new = _anew(_REGISTER, entries=_entries(_REGISTER)[::-1])
    text = restored(_REGISTER, new)
    assert text is None or read_yaml(text).values == read_yaml(new).values


def test_a_document_keeps_its_head() -> None:
    new = (
        "---\nkind: policy\nversion: '2.0'\nreview:\n  every: 12 months\n  last: 2026-06-10\n---\n\n"
        "# Policy\n\n## Aim {: #aim }\n\nBe of great use."
    )
    assert restored(_DOCUMENT, new) == _DOCUMENT.replace("of use", "of great use")


def test_a_document_whose_head_is_gone_is_left_to_a_person() -> None:
    assert restored(_DOCUMENT, "# Policy\n") is None


def test_what_is_no_yaml_any_more_is_left_to_a_person() -> None:
    assert restored(_REGISTER, "kind: [risk\n") is None


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1).map(str.strip)
_VALUE = _TEXT.filter(bool)
_ENTRY = st.fixed_dictionaries({"title": _VALUE}, optional={"status": _VALUE, "likelihood": _VALUE})


@settings(max_examples=25, deadline=None)
@given(st.lists(_ENTRY, max_size=4), st.booleans())
def test_whatever_a_form_writes_the_values_are_the_forms(parts: list[dict[str, str]], more: bool) -> None:
    entries = [{"id": f"RSK-{place + 1 + more}", **part} for place, part in enumerate(parts)]
    new = _anew(_REGISTER, entries=entries)
    text = restored(_REGISTER, new)
    assert text is None or (
        read_yaml(text).values == read_yaml(new).values
        and text.startswith(_REGISTER[: _REGISTER.index("entries:")])
    )
