"""The site builder's settings: the organisation's own, or ours, and over them what only we can know."""

import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from io import StringIO
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from sms_lint.outside.disk import PlainFiles, read_plain, refuse_links
from sms_lint.publish.site import Site
from sms_lint.publish.site.escape import text
from sms_lint.publish.site.own_theme import own_theme
from sms_lint.translation import ENGLISH, ours, told

SETTINGS = "mkdocs.yml"
DEFAULT = "mkdocs-default.yml"
# An empty folder, in the place of a theme folder that the organisation does not have.
NO_LOOK = "build/no-look"
SCRIPTS = ("tables.js", "search.js")
_SAID_THERE = re.compile(r"(\b(?:name|permalink_title|site_name): )([A-Z][a-z ]+)")
# The search is the site's own: a second index of the same pages would be read on each of them.
_SEARCHES = frozenset({"search", "offline", "material/search", "material/offline"})
_DEEPEST = 10


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
    own: Mapping[str, Any] = {}
    if PlainFiles(base).is_file(SETTINGS):
        config["INHERIT"] = f"../{SETTINGS}"
        own = _own_settings(base)
        theme = own_theme(base, SETTINGS, base / NO_LOOK)
        config["extra_javascript"] = _with_ours(own.get("extra_javascript"))
    else:
        config |= {"INHERIT": DEFAULT, "site_name": text(site.name)}
    if told().code != ENGLISH.code:
        theme["language"] = told().code
    config |= {"theme": theme} if theme else {}
    written = json.dumps(config, indent=1, ensure_ascii=False, default=dict)
    return f'{written.removesuffix("}").rstrip()},\n "plugins": {_plugins(own.get("plugins"))}\n}}'


def _own_settings(base: Path) -> Mapping[str, Any]:
    """What the organisation's settings say at their top, with those that they inherit; nothing is made of any tag.

    Empty where they cannot be read: the builder says why.
    """
    found: dict[str, Any] = {}
    path = SETTINGS
    for _ in range(_DEEPEST):
        refuse_links(base, path)
        try:
            said = YAML().load(read_plain(base, path).decode("utf-8", "replace"))
        except (YAMLError, OSError):
            break
        if not isinstance(said, Mapping):
            break
        found = {**said, **found}
        inherited = said.get("INHERIT")
        path = normpath(f"{dirname(path)}/{inherited}".lstrip("/")) if isinstance(inherited, str) else ".."
        if path.startswith(".."):
            break
    return found


def _with_ours(scripts: Any) -> list[Any]:
    """The organisation's scripts, and ours where they do not name them."""
    own = list(scripts) if isinstance(scripts, list) else []
    return [*own, *(f"assets/{name}" for name in SCRIPTS if f"assets/{name}" not in own)]


def _plugins(own: Any) -> str:
    """The organisation's plugins as YAML on one line, without a search; its tags stay as they are written."""
    kept = list(own) if isinstance(own, list) else [{name: options} for name, options in _options(own)]
    kept = [plugin for plugin in kept if _name(plugin) not in _SEARCHES]
    editor = YAML()
    editor.default_flow_style, editor.width = True, 1_000_000
    stream = StringIO()
    editor.dump(kept, stream)
    return stream.getvalue().strip()


def _options(own: Any) -> Iterator[tuple[str, Any]]:
    yield from own.items() if isinstance(own, Mapping) else ()


def _name(plugin: Any) -> str:
    return next(iter(plugin), "") if isinstance(plugin, Mapping) else str(plugin)
