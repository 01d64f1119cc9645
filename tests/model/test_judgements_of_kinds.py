"""The fields in which each record is judged by itself, and the template that takes their place."""

import pytest

from sms_lint.language.field_types import field_types
from sms_lint.model.kinds import kinds

KINDS = {name: model for name, model in kinds().items() if model.KIND.judgements}


@pytest.mark.parametrize("name", sorted(KINDS))
def test_each_judgement_is_a_text_of_the_kind_and_named_once(name: str) -> None:
    kind, fields = KINDS[name].KIND, field_types(KINDS[name])
    assert set(kind.judgements) <= fields.keys()
    assert len(set(kind.judgements)) == len(kind.judgements)
    assert kind.by_template is None or kind.by_template.field in fields
