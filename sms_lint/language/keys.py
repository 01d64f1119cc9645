"""Which keys of a declared rule belong together, and which exclude each other."""

from collections.abc import Container, Iterator

# The key on the left means nothing without one of those on the right.
_NEEDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("since", ("older_than",)),
    ("older_than", ("since",)),
    ("where", ("named_by",)),
    ("as", ("names",)),
    ("asks", ("of",)),
    ("of", ("names", "asks")),
    ("per", ("latest", "more_than", "fewer_than")),
)
# Of each of these groups a rule has at most one key.
_ONE_OF: tuple[tuple[str, ...], ...] = (
    ("overdue", "since"),
    ("more_than", "fewer_than"),
    ("asks", "more_than", "names", "named_by", "each"),
    ("asks", "fewer_than", "names", "named_by", "each"),
    ("asks", "latest"),
    ("asks", "overdue"),
    ("asks", "since"),
)
_NOT_WITH_PROMISE = ("each", "names", "asks", "latest", "more_than", "fewer_than")
_SAYS_WHEN = ("when", "overdue", "since", "names", "named_by", "asks", "latest", "more_than", "fewer_than")


def key_faults(keys: Container[str], promise: str) -> Iterator[tuple[str, str]]:
    """Each key that is out of place, and why. `promise` is the promise of the kind that `overdue` names, if any."""
    for key, others in _NEEDS:
        if key in keys and not any(other in keys for other in others):
            yield key, f"`{key}` needs {' or '.join(f'`{other}`' for other in others)} beside it"
    told: set[str] = set()
    for group in _ONE_OF:
        first, *more = [key for key in group if key in keys] or [""]
        for key in more:
            if key not in told:
                told.add(key)
                yield key, f"`{key}` cannot be used together with `{first}`"
    for key in _NOT_WITH_PROMISE if promise else ():
        if key in keys:
            yield key, f"`{key}` cannot be used together with the promise `{promise}`"
    if not any(key in keys for key in _SAYS_WHEN):
        yield "about", "this rule would report every entry: state in `when` which ones"
