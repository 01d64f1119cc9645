"""Ids and names of files out of titles in any script."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.fields import ID_PATTERN
from sms_lint.ground.plain_names import file_name, named_id, plain_words


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Change management policy", "POL-CHANGE-MANAGEMENT-POLICY"),
        (
            "Datensicherungsrichtlinie für Außenstellen",
            "POL-DATENSICHERUNGSRICHTLINIE-FUER-AUSSENSTELLEN",
        ),
        ("Política de cambios", "POL-POLITICA-DE-CAMBIOS"),
        ("Campus network and telephony", "POL-CAMPUS-NETWORK"),
        ("Gestion de l’évolution", "POL-GESTION-DE-LEVOLUTION"),
        ("Política", "POL-POLITICA"),
        ("Политика изменений", "POL-POLITIKA-IZMENENIY"),
        ("変更管理方針", ""),
        ("変更管理方針 2026", "POL-2026"),
        ("…", ""),
    ],
)
def test_an_id_is_readable(title: str, expected: str) -> None:
    assert named_id("POL", title, ()) == expected


def test_an_id_is_given_once() -> None:
    assert named_id("POL", "Backup", {"POL-BACKUP", "POL-BACKUP-2"}) == "POL-BACKUP-3"


@given(st.text(max_size=40))
def test_any_title_gives_a_sound_id_or_none(title: str) -> None:
    found = named_id("POL", title, ())
    assert not found or re.fullmatch(ID_PATTERN, found)
    assert bool(found) == bool(plain_words(title))
    assert re.fullmatch(r"[a-z0-9-]*", file_name(title))


def test_composed_and_decomposed_letters_are_one() -> None:
    assert plain_words("für") == plain_words("fu\u0308r") == ["fuer"]
