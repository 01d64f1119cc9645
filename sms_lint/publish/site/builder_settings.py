"""The site builder's settings: the organisation's own, or ours, and over them what only we can know."""

import json
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from sms_lint.outside.disk import PlainFiles
from sms_lint.publish.site import Site
from sms_lint.publish.site.escape import text
from sms_lint.publish.site.own_settings import on_one_line, own_settings, value_of
from sms_lint.publish.site.own_theme import own_theme
from sms_lint.translation import ENGLISH, ours, told

SETTINGS = "mkdocs.yml"
DEFAULT = "mkdocs-default.yml"
# An empty folder, in the place of a theme folder that the organisation does not have.
NO_LOOK = "build/no-look"
SCRIPTS = ("tables.js", "samples.js", "registers.js", "search.js")
_SAID_THERE = re.compile(r"(\b(?:name|permalink_title|site_name): )([A-Z][a-z ]+)")
# The search is the site's own: a second index of the same pages would be read on each of them.
_SEARCHES = frozenset({"search", "offline", "material/search", "material/offline"})


def default_settings() -> str:
    """Our own settings of the builder, in the language that is spoken."""
    text_ = files("sms_lint").joinpath("publish", "site", "assets", SETTINGS).read_text("utf-8")
    return _SAID_THERE.sub(lambda match: f"{match[1]}{ours(match[2])}", text_)


def settings_of(base: Path, site: Site, pages: Path) -> str:
    """The builder's settings: the organisation's own at `base`, or else ours, with the navigation and the footer.

    `pages` is the folder of the pages. Raises SmsError where the organisation's theme is no folder of the repository.
    """
    config: dict[str, Any] = {"docs_dir": str(pages), "nav": site.navigation, "copyright": site.footer}
    theme: dict[str, Any] = {}
    lists = {"plugins": "[]"}
    if PlainFiles(base).is_file(SETTINGS):
        config["INHERIT"] = f"../{SETTINGS}"
        theme = own_theme(base, SETTINGS, base / NO_LOOK)
        own = list(own_settings(base, SETTINGS))
        lists = {"plugins": _plugins(own), "extra_javascript": _scripts(own)}
    else:
        config |= {"INHERIT": DEFAULT, "site_name": text(site.name)}
    if told().code != ENGLISH.code:
        theme["language"] = told().code
    config |= {"theme": theme} if theme else {}
    written = json.dumps(config, indent=1, ensure_ascii=False).removesuffix("}").rstrip()
    added = ",\n".join(f' "{name}": {said}' for name, said in lists.items())
    return f"{written},\n{added}\n}}"


def _scripts(own: Iterable[yaml.Node]) -> str:
    """The organisation's scripts, and ours where they do not name them."""
    said = next((found for read in own if (found := value_of(read, "extra_javascript"))), None)
    kept = list(said.value) if isinstance(said, yaml.SequenceNode) else []
    named = {item.value for item in kept if isinstance(item, yaml.ScalarNode)}
    missing = (path for path in (f"assets/{name}" for name in SCRIPTS) if path not in named)
    return on_one_line([*kept, *(yaml.ScalarNode("tag:yaml.org,2002:str", path) for path in missing)])


def _plugins(own: Iterable[yaml.Node]) -> str:
    """The organisation's plugins without a search, as they are written."""
    kept: dict[str, yaml.Node] = {}
    for read in own:
        said = value_of(read, "plugins")
        if isinstance(said, yaml.SequenceNode):
            kept |= {_name(item): item for item in said.value if _name(item) not in kept}
            break
        for name, options in said.value if isinstance(said, yaml.MappingNode) else ():
            kept.setdefault(name.value, yaml.MappingNode("tag:yaml.org,2002:map", [(name, options)]))
    return on_one_line([plugin for name, plugin in kept.items() if name not in _SEARCHES])


def _name(plugin: yaml.Node) -> str:
    return str(
        plugin.value[0][0].value if isinstance(plugin, yaml.MappingNode) and plugin.value else plugin.value
    )
