"""The files that a document shows or hands out beside its words: pictures, drawings and attachments.

Who approves a text has seen them with it, so that they belong to what was approved. Documents, records and tables that
it leads to have approvals and guards of their own, and are no part of it.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from sms_lint.ground.text import link_target, links
from sms_lint.ground.text.targets import FIGURE
from sms_lint.model.controlled_files import FOLDERS, form_of

# Where the files lie that documents show and readers of the site are given; a link elsewhere leads to none of them.
PLACES = (*(f"{folder}/" for folder in FOLDERS), "docs/")
# What can show or lead to a file: a target in brackets, a definition of one, or a mark of HTML.
_LEADS = re.compile(r"\]\(\s*<?(?P<inline>[^\s>)]*)|\]:\s*<?(?P<defined>[^\s>]*)|<[A-Za-z]")
_OWN = re.compile(r"[^()\\&#?]*\.(?:md|ya?ml|csv|parquet)(?:[#?].*)?|#.*|[a-z]+:.*", re.I)
# The attributes of HTML that name a file, and the addresses in its styles.
_NAMED = re.compile(
    r"""(?:src|srcset|href|data|poster|background)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))|url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))""",
    re.I,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def shown_files(path: str, text: str) -> Mapping[str, str]:
    """The files that the Markdown text of a path shows or leads to, by their targets as the text writes them.

    Each is a path from the root, whether a file is there or not: one that comes later would be shown, too.
    """
    if all(_is_elsewhere(found) for found in _LEADS.finditer(text)):
        return {}
    found = {}
    for target in _targets(text):
        led = link_target(path, target)
        if led and led.path and led.path.startswith(PLACES) and form_of(led.path) is None:
            found[target] = led.path
    return found


def _is_elsewhere(found: "re.Match[str]") -> bool:
    """Whether a target plainly leads to a text or table of ours, within the text, or out of the repository."""
    target = found["inline"] if found["inline"] is not None else found["defined"]
    return target is not None and bool(_OWN.fullmatch(target) or FIGURE.fullmatch(target))


def _targets(text: str) -> Iterator[str]:
    """Every target, in each way in which a reader of Markdown or HTML may take it."""
    written = [link.target for link in links(text)]
    for match in _NAMED.finditer(text) if "<" in text else ():
        said = next(filter(None, match.groups()), "")
        written += [said.strip(), *(part.split()[0] for part in said.split(",") if part.split())]
    for target in written:
        yield from {target, unescape(target), _ESCAPED.sub(r"\1", target)}
