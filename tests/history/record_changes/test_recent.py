"""What was worked out last: the same as making it anew, made once while it is among the few last asked for."""

from hypothesis import given
from hypothesis import strategies as st

from sms_lint.history.record_changes.recent import _KEPT, Recent


@given(st.lists(st.integers(0, 12), max_size=80))
def test_a_value_is_made_again_only_when_more_than_a_few_others_were_asked_for_since(keys: list[int]) -> None:
    made: list[int] = []
    recent = Recent[int, int]()

    def make(key: int) -> int:
        made.append(key)
        return key * key

    for place, key in enumerate(keys):
        before = len(made)
        assert recent.get(key, lambda key=key: make(key)) == key * key  # type: ignore[misc]
        earlier = keys[:place]
        since = earlier[len(earlier) - earlier[::-1].index(key) :] if key in earlier else None
        kept = since is not None and len(set(since)) < _KEPT
        assert (len(made) == before) == kept
        assert key in recent
