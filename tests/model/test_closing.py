"""When records are closed: what each kind says of it fits the fields that it has."""

import pytest

from sms_lint.model.closing import Closed, closing_words, document_words, states
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document, Node, Record

CLOSING = [model for model in kinds().values() if model.KIND.closed is not None]
LIVING = {
    "capacity", "communication", "competence", "context-issue", "continuity-plan", "customer", "infosec-risk", "interested-party", "kpi", "obligation",
    "other-party", "person", "role", "service-catalogue", "service-hours",
}  # fmt: skip


def test_living_entries_are_those_that_somebody_decided_on() -> None:
    """A new kind has to be decided on: closed at some time, or kept up to date for ever."""
    assert {
        name for name, model in kinds().items() if issubclass(model, Record) and model.KIND.closed is None
    } == LIVING
    assert not [model for model in CLOSING if issubclass(model, Document)]


@pytest.mark.parametrize("model", CLOSING, ids=lambda model: model.KIND.name)
def test_every_field_and_state_is_there(model: type[Node]) -> None:
    closed = model.KIND.closed
    assert closed is not None
    assert {route.partition(".")[0] for route in closed.later} <= set(model.model_fields)
    assert not closed.by or closed.by in model.model_fields
    order = states(model.model_fields[closed.by].annotation) if closed.by else ()
    assert set(closed.final) <= set(order)
    for old, new in closed.back:
        assert order.index(new) < order.index(old)
        assert old not in closed.final
    moves = closed.moves(order)
    assert set(moves) == (set(order) - set(closed.final) if closed.final else set())
    reached = set(order[:1])
    for _ in order:
        reached |= {new for old in reached for new in moves.get(old, ())}
    assert not closed.final or reached == set(order), "some state can never be reached"


def test_moves() -> None:
    order = ("open", "treated", "closed")
    assert Closed("s", ("closed",)).moves(order) == {"open": {"treated", "closed"}, "treated": {"closed"}}
    assert Closed("s", ("closed",), back=(("treated", "open"),)).moves(order)["treated"] == {"open", "closed"}
    assert Closed("s", ("closed",), free=True).moves(order)["treated"] == {"open", "closed"}
    assert Closed("s").moves(()) == {}
    assert Closed().is_closed("")
    assert Closed("s").is_closed("2026-01-01")
    assert not Closed("s").is_closed("")


def test_words() -> None:
    assert closing_words(None, "a person", ()).startswith("A person is kept up to date and is never closed")
    assert closing_words(Closed(later=("a", "b.c")), "an SLA", ()).endswith(
        "Only this may still be filled in or added to: `a` and `b.c`."
    )
    assert "once `held` is filled in" in closing_words(Closed("held"), "an audit", ())
    said = closing_words(Closed("s", ("x", "y"), back=(("b", "a"),)), "a thing", ("a", "b", "x", "y"))
    assert "once `s` is `x` or `y`" in said
    assert "only forward in the order `a`, `b`, `x`, `y`, or from `b` back to `a`" in said
    assert "higher `version`" in document_words("a policy")
