"""What the entries of a kind promise, in sentences: what is to be done by which day, and what again and again."""

from sms_lint.ground.sentences import alternatives
from sms_lint.model.kind import Kind
from sms_lint.model.promises import SETTING, Cycle, Promise, Rhythm, Says
from sms_lint.report.reference.blocks import Grid, Inline, PageLinks


def days_grid(kind: Kind) -> Grid | None:
    """The promises and cycles of a kind as a table; None where it has none."""
    promises = (*kind.promises, *kind.cycles)
    rows: tuple[tuple[Inline, ...], ...] = tuple(
        (
            promise.what,
            ", ".join((_by(promise), *_conditions(kind, promise))),
            PageLinks("setting", (promise.within,) if promise.setting else ()),
        )
        for promise in promises
    )
    return Grid(f"Days of {kind.noun}", ("What is done", "By when", "Setting"), rows) if rows else None


def _by(promise: Promise) -> str:
    begin = f" (`{promise.begin}` where that is empty)" if promise.begin else ""
    if isinstance(promise, Cycle) and promise.rhythm:
        return _by_the_calendar(promise, promise.rhythm)
    if not promise.within:
        return f"by the day in `{promise.field}`{begin}"
    how = "again within" if isinstance(promise, Cycle) else "within"
    length = "the time of the setting" if promise.within.startswith(SETTING) else f"`{promise.within}`"
    planned = (
        f", or on the day in `{promise.planned}`" if isinstance(promise, Cycle) and promise.planned else ""
    )
    return f"{how} {length} after `{promise.field}`{begin}{planned}"


def _by_the_calendar(cycle: Cycle, rhythm: Rhythm) -> str:
    words = alternatives(rhythm.words)
    end = f"the next whole period after `{cycle.field}`, as long as `{rhythm.field}` says ({words})"
    return (
        f"again within the time of the setting after {end}" if cycle.within else f"again by the end of {end}"
    )


def _conditions(kind: Kind, promise: Promise) -> tuple[str, ...]:
    """Where it holds: in which states, on which words of other fields, and what ends it."""
    states = (f"while `{kind.state_field}` is {_or(promise.states)}",) if promise.states else ()
    when = tuple(_says(condition) for condition in (*promise.among, *promise.when))
    unless = (f"unless {_or(promise.unless)} is filled in",) if promise.unless else ()
    until = (f"until `{promise.until}`",) if promise.until else ()
    answered = (
        (f"until an entry of `{promise.answered_by.partition('.')[0]}` names it",)
        if promise.answered_by
        else ()
    )
    newest = ("for the newest one",) if promise.latest_of == () else ()
    if promise.latest_of:
        newest = (f"for the newest one of each {_and(promise.latest_of)}",)
    return (*states, *when, *unless, *until, *answered, *newest)


def _says(condition: Says) -> str:
    return f"where `{condition.field}` is {'not ' if condition.but_not else ''}{_or(condition.words)}"


def _or(words: tuple[str, ...]) -> str:
    return " or ".join(f"`{word}`" for word in words)


def _and(words: tuple[str, ...]) -> str:
    return " and ".join(f"`{word}`" for word in words)
