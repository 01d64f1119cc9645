"""What an organisation's own settings of the builder say stays as it is written; only its search is left out."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from sms_lint.publish.site import Site
from sms_lint.publish.site.builder_settings import settings_of
from sms_lint.publish.site.page import Pages

OURS = ["assets/tables.js", "assets/samples.js", "assets/registers.js", "assets/search.js"]


class Tagged(yaml.SafeLoader):
    """Reads `!ENV` as what stands behind it."""


Tagged.add_constructor("!ENV", lambda loader, node: ("ENV", loader.construct_scalar(node)))  # type: ignore[arg-type]


def written(root: Path, **files: str) -> dict[str, Any]:
    for name, text in files.items():
        (root / f"{name}.yml").write_text(text, "utf-8")
    site = Site("Ours", "footer", Pages({}), {}, {}, [])
    read = yaml.load(settings_of(root, site, root / "pages"), Loader=Tagged)
    assert isinstance(read, dict)
    return read


def test_without_settings_of_its_own_there_is_no_plugin(tmp_path: Path) -> None:
    found = written(tmp_path)
    assert found["plugins"] == []
    assert "extra_javascript" not in found


@pytest.mark.parametrize(
    ("said", "plugins"),
    [
        ("", []),
        ("plugins: [search, offline]", []),
        ("plugins:\n  - search: {lang: de}\n  - tags\n  - material/search", ["tags"]),
        (
            "plugins:\n  - tags: {enabled: !ENV TAGS}\n  - offline:\n      enabled: true",
            [{"tags": {"enabled": ("ENV", "TAGS")}}],
        ),
        ("plugins: {search: {}, tags: {listings: true}}", [{"tags": {"listings": True}}]),
        ("plugins: what", []),
        ("plugins: [", []),
    ],
)
def test_plugins_stay_but_for_a_search(tmp_path: Path, said: str, plugins: list[object]) -> None:
    assert written(tmp_path, mkdocs=f"site_name: A\n{said}\n")["plugins"] == plugins


def test_what_is_inherited_counts_where_nothing_nearer_is_said(tmp_path: Path) -> None:
    base = "plugins: [tags, search]\nextra_javascript: [own.js]\n"
    found = written(tmp_path, mkdocs="INHERIT: base.yml\n", base=base)
    assert found["plugins"] == ["tags"]
    assert found["extra_javascript"] == ["own.js", *OURS]
    assert written(tmp_path, mkdocs="INHERIT: base.yml\nplugins: []\n")["plugins"] == []


def test_scripts_stay_and_ours_come_behind_them_once(tmp_path: Path) -> None:
    said = "extra_javascript:\n  - assets/tables.js\n  - {path: own.mjs, type: module}\n"
    found = written(tmp_path, mkdocs=said)["extra_javascript"]
    assert found == [
        "assets/tables.js",
        {"path": "own.mjs", "type": "module"},
        "assets/samples.js",
        "assets/registers.js",
        "assets/search.js",
    ]
