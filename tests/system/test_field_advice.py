"""The advice on a value that a kind does not allow: it is about that field, and never to change what happened."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from sms_lint.ground.faults import field_at, field_names
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Node, Register
from sms_lint.system.field_advice import field_advice

EVERY: tuple[type[Node], ...] = (*kinds().values(), Register)
ORDER = (
    "`closed` (2026-01-01) is before `opened` (2026-02-01)",
    "`errors` (9) is more than `sample_size` (5)",
)


def routes(model: type[BaseModel], inside: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The way to every field of a model, those of its groups included."""
    for name in field_names(model, inside):
        yield (*inside, name)
        if len(inside) < 3 and field_names(model, (*inside, name)):
            yield from routes(model, (*inside, name))


@pytest.mark.parametrize("model", EVERY, ids=lambda model: model.KIND.name)
def test_each_field_has_advice_of_its_own(model: type[Node]) -> None:
    for route in routes(model):
        field = field_at(model, route)
        assert field is not None, route
        if not field.description:
            assert route == ("kind",) or route[-1] in {"data", "columns"}, f"{route} says nothing of itself"
            continue
        for said in ("is missing", "is empty", "must be a date", "is needed, because `status` is `closed`"):
            advice = field_advice(model, route, f"`{route[-1]}` {said}")
            assert f"`{route[-1]}`" in advice
            assert field.description.rstrip(".")[1:] in advice
            assert "{" not in advice.replace(field.description.rstrip(".")[1:], "")


def test_an_item_of_a_list_is_no_part_of_the_name() -> None:
    report = next(model for model in EVERY if model.KIND.name == "audit-report")
    advice = field_advice(
        report, ("findings", 0, "grade"), "`findings`, item 1, `grade` must be major or minor"
    )
    assert advice.startswith("write `grade` in that form (major or minor nonconformity")


@pytest.mark.parametrize("message", ORDER)
def test_what_happened_is_looked_up_and_not_moved(message: str) -> None:
    incident = next(model for model in EVERY if model.KIND.name == "incident")
    assert "look up both" in field_advice(incident, ("closed",), message)


def test_where_no_field_is_known_the_page_of_the_kind_is_named() -> None:
    assert field_advice(None, (), "an entry is not as it should be").endswith("says of this place")
    assert field_advice(None, ("x",), "`x` and `y` are missing").startswith("fill them in")
