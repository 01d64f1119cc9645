"""The owner's Markdown, made safe, with its links leading to the site's pages.

Emphasis, lists, tables, quotations, headings and footnotes are left to the site builder. All that could carry
a tag, a script or a request to another host is written here: code, links and pictures become HTML of our own,
and every other mark that could begin one of them is written as a character reference. So it does not matter
whether the builder's idea of where code or a link ends is the same as ours.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from sms_lint.ground.fields import ID_PATTERN
from sms_lint.ground.output.characters import visible
from sms_lint.ground.source import Section
from sms_lint.ground.text import body_start
from sms_lint.model.node import Node
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.escape import Safe, code, text
from sms_lint.publish.site.html import link
from sms_lint.publish.site.view import PageContext, resolve

_FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})(.*)$")
_HEADING = re.compile(r"^#{1,6}[ \t]")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^}\n]*\}[ \t]*$")
_TOKEN = re.compile(
    r"(?P<escaped>\\[\\`*_{}\[\]()>#+.!|<&~-])"
    r"|(?P<comment><!--.*?-->)"
    r"|(?<!`)(?P<ticks>`++)(?P<code>(?:(?!\n[ \t]*\n).)+?)(?<!`)(?P=ticks)(?!`)"
    r"|(?P<picture>!?)\[(?P<label>(?:[^\[\]\n`]|`[^`\n]*`|\[[^\[\]\n]*\])*)\]"
    r"\([ \t]*<?(?P<target>[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*)>?(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
    r"|(?P<bare><(?P<url>(?:https?://|mailto:)[^>\s]+)>)"
    r"|^(?P<indent> {0,3})\[(?P<name>[^\^\[\]\n][^\[\]\n]*)\]:[ \t]*<?(?P<definition>[^\s<>]+)>?[^\n]*$"
    r"|(?<![\w.:/#-])(?P<id>" + ID_PATTERN + r")(?![\w-])"
    r"|(?P<footnote>^ {0,3}\[\^[^\]\n]+\]:)"
    r"|(?P<attributes>\{:[^{}\n]*\})"
    r"|(?P<mark>[<{`~]|!(?=\[)|\](?=\()|(?<=\]):)",
    re.M | re.S,
)
# Stands in no text: control characters are left out before.
_NONE = "\0"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")


class WrittenText(NamedTuple):
    """A file of the repository and how its links are led: which page a file has, which files are copied."""

    here: PageContext
    path: str
    page_of: Callable[[str], Address | None]
    copied: Callable[[str], str | None]
    ids: bool = True


def document_body(written: WrittenText, node: Node) -> Safe:
    """The text of a document under its title, its sections keeping their anchors."""
    source = node.origin.file.text
    anchors = {section.start: section for section in node.sections}
    return Safe("".join(_pieces(written, source, body_start(source), anchors)))


def plain_body(written: WrittenText, source: str, anchors: dict[int, Section]) -> Safe:
    """The text of any Markdown file under its title."""
    return Safe("".join(_pieces(written, source, body_start(source), anchors)))


def _pieces(written: WrittenText, source: str, at: int, anchors: dict[int, Section]) -> Iterator[str]:
    """Fenced code, headings, and the stretches of text between them."""
    stretch: list[str] = []
    fence: tuple[str, str] | None = None
    held: list[str] = []
    titled = False
    for line in source[at:].splitlines(keepends=True):
        start, at = at, at + len(line)
        mark = _FENCE.match(line.rstrip("\r\n"))
        if fence is not None:
            if mark and mark[2].startswith(fence[1]) and not mark[3].strip():
                yield _code_block(fence[0], held)
                fence, held = None, []
            else:
                held.append(line)
        elif mark:
            yield inline(written, "".join(stretch))
            stretch, fence = [], (mark[1], mark[2])
        elif _HEADING.match(line):
            yield inline(written, "".join(stretch))
            stretch = []
            if not titled and line.startswith("# "):
                titled = True
            else:
                yield _heading(written, line, anchors.get(start))
        else:
            stretch.append(line)
    yield inline(written, "".join(stretch)) if fence is None else _code_block(fence[0], held)


def _code_block(indent: str, held: list[str]) -> str:
    body = "".join(line.removeprefix(indent) for line in held).rstrip("\n").replace("\r", "")
    return f"\n{indent.rstrip('>') if '>' in indent else indent}<pre><code>{code(body)}</code></pre>\n\n"


def _heading(written: WrittenText, line: str, section: Section | None) -> str:
    marks, _, rest = line.strip().partition(" ")
    title = inline(written._replace(ids=False), _ATTRIBUTES.sub("", rest).rstrip("# \t")).strip()
    if section is None:
        return f"\n{marks} {title}\n\n"
    met = written.here.clauses(section.satisfies)
    note = f'<p class="sms-meets">Meets {met}</p>\n\n' if met else ""
    return f"\n{marks} {title} {{: #{_anchor(section)} }}\n\n{note}"


def _anchor(section: Section) -> str:
    return re.sub(r"[^\w:.-]", "", section.anchor) or "section"


def inline(written: WrittenText, source: str) -> Safe:
    """A stretch of Markdown outside fenced code, with everything dangerous written by us."""
    shown = _without_open_comments(visible(source.replace("\r\n", "\n")))
    return Safe(_TOKEN.sub(lambda match: _token(written, match), shown).replace(_NONE, ""))


def _without_open_comments(source: str) -> str:
    """The text in which what opens a comment that is never closed opens none: nobody looks for its end again."""
    end = source.rfind("-->") + 1
    return source[:end] + source[end:].replace("<!--", f"<{_NONE}!--")


def _token(written: WrittenText, match: re.Match[str]) -> str:
    if match["escaped"]:
        return f"&#{ord(match['escaped'][1])};"
    if match["comment"] or match["attributes"]:
        return ""
    if match["ticks"]:
        return f"<code>{code(match['code'].strip().replace(chr(10), ' '))}</code>"
    if match["target"] is not None:
        return _link(written, match["label"], match["target"], bool(match["picture"]))
    if match["bare"]:
        return link(match["url"], text(match["url"].removeprefix("mailto:")))
    if match["definition"]:
        return _definition(written, match)
    if match["id"]:
        return (
            written.here.node(match["id"], text(match["id"])) if _known(written, match["id"]) else match["id"]
        )
    return match["footnote"] or f"&#{ord(match['mark'])};"


def _known(written: WrittenText, ref: str) -> bool:
    return written.ids and ref in written.here.view.addresses


def _definition(written: WrittenText, match: re.Match[str]) -> str:
    target = lead(written, match["definition"])
    name = inline(written._replace(ids=False), match["name"])
    return f"{match['indent']}[{name}]: <{target}>" if target and not re.search(r"[\s<>]", target) else ""


def _link(written: WrittenText, label: str, target: str, picture: bool) -> str:
    shown = inline(written._replace(ids=False), label)
    if picture and unescape(target).lower().endswith(_IMAGES) and not _SCHEME.match(target):
        copied = written.copied(resolve(written.path, unquote(target)) or "")
        if copied:
            return f'<img src="{text(written.here.to(Address(copied)))}" alt="{text(label)}">'
    found = lead(written, target)
    return link(found, shown or text(target)) if found else f"{shown or text(target)}"


def lead(written: WrittenText, target: str) -> str | None:
    """Where a link leads on the site; None where it leads nowhere that is allowed."""
    plain = re.sub(r"[\x00-\x20\x7f]", "", unescape(target))
    scheme = _SCHEME.match(plain)
    if scheme or plain.startswith(("//", "\\")):
        return plain if scheme and scheme.group().lower() in ("http:", "https:", "mailto:") else None
    path, _, anchor = plain.partition("#")
    if not path:
        return f"#{anchor}"
    return _inside(written, unquote(path), anchor)


def _inside(written: WrittenText, path: str, anchor: str) -> str | None:
    found = resolve(written.path, path)
    if found is None:
        return None
    page = written.page_of(found)
    if page is not None:
        return written.here.to(Address(page.page, anchor or page.anchor))
    copied = written.copied(found)
    if copied:
        return written.here.to(Address(copied))
    return source_address(written.here, found)


def source_address(here: PageContext, path: str, page: str = "blob", revision: str = "") -> str | None:
    """The file in the repository on the web, where there is one; `edit` is the page on which it is changed.

    `revision` is the commit with the text that is meant, where it is not the newest one.
    """
    repository = here.sms.config.repository
    if not repository or not repository.startswith(("https://", "http://")):
        return None
    return f"{repository.rstrip('/')}/{page}/{revision or here.sms.config.branch}/{path}"
