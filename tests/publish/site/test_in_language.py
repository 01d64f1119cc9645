"""The site in German: menus, control block, sentences; what is still English is counted, and may only become less."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.publish.site import Site, pages_of, view_for
from sms_lint.publish.site.build import _in_words
from sms_lint.publish.site.builder_settings import default_settings, settings_of
from sms_lint.publish.site.page import Pages
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint
from sms_lint.translation import ours, spoken, translation_of
from tests.publish.site.conftest import HERE, fewer_pages, view_of
from tests.publish.site.html_reading import rendered
from tests.translation.listening import Listening, listening_to

# Texts that pages give to be said and that come out as they went in: names that people wrote, and words that are German
# already. A new sentence needs its text in sms_lint/translation/de/interface.yml.
STILL_ENGLISH = 40


@dataclass(frozen=True)
class German:
    """A site, and its pages as they were written while German was spoken."""

    made: Site
    pages: Mapping[str, str]


@pytest.fixture(scope="module")
def listening() -> Listening:
    return listening_to("de")


@pytest.fixture(scope="module")
def site(listening: Listening, tmp_path_factory: pytest.TempPathFactory) -> German:
    root = shutil.copytree(HERE / "system", tmp_path_factory.mktemp("german") / "system")
    with (root / "sms.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nlanguage: de\n")
    sms = load(root)
    with fewer_pages(), spoken(listening):
        made = pages_of(view_for(sms, lint(sms, checks_for(sms)), {}))
        written = {path: made.pages[path] for path in made.pages}
    return German(made, written)


def test_menus(site: German) -> None:
    titles = [title for entry in site.made.navigation for title in entry]
    assert titles[:4] == ["Überblick", "Dokumente", "Aufzeichnungen", "Audit"]
    assert "Menschen und Kalender" in titles


def test_the_control_block(site: German) -> None:
    said = rendered(site.pages["documents/POL-SMS.md"].partition("\n---\n")[2]).text
    for name in (
        "Kennung",
        "Verantwortlich",
        "Freigabe durch",
        "Klassifizierung",
        "Aufbewahrung",
        "Gültig ab",
    ):
        assert name in said
    for value in ("in Kraft", "intern", "alle 12 Monate", "überprüft"):
        assert value in said
    assert "Service management policy" in said, "what people wrote stays as it is"


def test_the_foot_of_every_page(site: German) -> None:
    assert "Ein Ausdruck ist nicht gelenkt." in site.made.footer


def test_what_is_not_translated_is_counted(site: German, listening: Listening) -> None:
    missed = sorted(listening.missed)
    assert len(missed) <= STILL_ENGLISH, missed


def test_english_pages_are_as_they_were(small: Path) -> None:
    view = view_of(small)
    plain = pages_of(view).pages["documents/POL-SMS.md"]
    with spoken(translation_of("en")):
        assert pages_of(view).pages["documents/POL-SMS.md"] == plain


def test_the_builder_is_told_the_language(tmp_path: Path) -> None:
    empty = Site("A", "", Pages({}), {}, {}, [])
    assert "theme" not in json.loads(settings_of(tmp_path, empty, tmp_path))
    with spoken(translation_of("de")):
        assert json.loads(settings_of(tmp_path, empty, tmp_path))["theme"] == {"language": "de"}
        assert "Dunkle Darstellung" in default_settings()


def test_the_script_of_tables_speaks_it_too() -> None:
    script = b'x\nconst WORDS = {"filter": "Filter", "all": "all"};\ny'
    assert _in_words(script) == script
    with spoken(translation_of("de")):
        assert json.loads(_in_words(script).split(b"= ")[1].split(b";")[0]) == {
            "filter": "Filtern",
            "all": "alle",
        }
    assert ours("all") == "all", "and nobody speaks it afterwards"
