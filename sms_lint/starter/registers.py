"""A register to be filled: its header, the entries that are known already, and one entry as a commented example."""

from collections.abc import Iterable, Mapping
from typing import Any

from sms_lint.model.kinds import kinds
from sms_lint.model.node import Register
from sms_lint.starter.data import RecordForm, RegisterForm
from sms_lint.starter.in_language import begun as in_words
from sms_lint.starter.in_language import register_in
from sms_lint.starter.yaml_text import yaml_text
from sms_lint.translation import ENGLISH, Translation


def register_text(
    form: RecordForm, entries: Iterable[Mapping[str, Any]], begun: str = "", *, spoken: Translation = ENGLISH
) -> str:
    """The whole file of a register; `begun` is the text of an entry that is still to be filled in."""
    if form.register_ is None:
        raise TypeError(f"records of kind {form.kind} have files of their own")
    rows = "".join(entry_text(form.kind, row) for row in entries)
    return (
        f"# yaml-language-server: $schema=../../schemas/{form.kind}.json\n"
        f"{_header(form.kind, form.register_, bool(rows), spoken)}entries:\n{rows}{begun}"
        f"{_example(form, bool(rows or begun), spoken)}"
    )


def _header(kind: str, given: RegisterForm, filled: bool, spoken: Translation) -> str:
    """The header. Entries that come with the starter show nothing yet, so there the claim is left to a person."""
    known = kinds()[kind].KIND
    form = register_in(given, known.register, spoken)
    values = {
        "kind": kind,
        "id": known.register_id,
        "title": form.title or known.register,
        "owner": form.owner,
        "review": {"every": form.every},
        "classification": form.classification,
        "retention": form.retention,
        "satisfies": form.satisfies,
    }
    text = yaml_text({key: value for key, value in values.items() if value and key != "satisfies"}, Register)
    if not form.satisfies:
        return text
    claims = yaml_text({"satisfies": form.satisfies}, Register)
    if not filled:
        return text + claims
    said = "When the entries below are really yours, remove the number signs of the next lines."
    said = f"# {in_words(said, spoken)}\n"
    return text + said + "".join(f"# {line}" for line in claims.splitlines(keepends=True))


def entry_text(kind: str, row: Mapping[str, Any]) -> str:
    """One entry of a register, indented as it has to be under `entries:`."""
    first, *rest = yaml_text(row, kinds()[kind]).splitlines(keepends=True)
    return f"  - {first}" + "".join(f"    {line}" for line in rest)


def _example(form: RecordForm, filled: bool, spoken: Translation) -> str:
    said = (
        "An entry looks like this."
        if filled
        else "An entry looks like this. Write your own, without the number signs."
    )
    shown = entry_text(form.kind, form.example)
    return f"  # {in_words(said, spoken)}\n" + "".join(
        f"  # {line[2:]}" for line in shown.splitlines(keepends=True)
    )
