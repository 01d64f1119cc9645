"""The blocks of a reference page as parts of a page of the site: every name is a link, every table fits a phone."""

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

from sms_lint.publish.site.address import reference_address
from sms_lint.publish.site.body import WrittenText, passage
from sms_lint.publish.site.escape import Safe, code, text
from sms_lint.publish.site.html import bullets, facts, heading, link, paragraph, table
from sms_lint.publish.site.view import PageContext
from sms_lint.report.reference.blocks import Block, Bullets, Code, Facts, Grid, Heading, Inline, Prose

# Code that may name a setting: of a group, so that it is no field of an entry.
_SETTING = re.compile(r"<code>([a-z][^<. ]*\.[a-z][^< ]*)</code>")


def written(here: PageContext, blocks: Iterable[Block]) -> Safe:
    """Blocks one after the other."""
    anchors: Counter[str] = Counter()
    return Safe("".join(_block(here, block, anchors) for block in blocks))


def prose(here: PageContext, markdown: str) -> Safe:
    """Paragraphs of a reference. Ids in them are examples, so that they lead nowhere."""
    source = WrittenText(here, "docs/reference", ids=False)
    said = _SETTING.sub(lambda match: _setting(here, match), passage(source, markdown))
    return Safe(f"\n{said}\n\n")


def _setting(here: PageContext, match: re.Match[str]) -> str:
    """The name of a setting as a link to it; other code as it is."""
    name = unescape(match[1])
    known = any(setting.name == name for setting in here.view.reference.settings)
    return link(here.to(reference_address("setting", name)), Safe(match[0])) if known else match[0]


def _block(here: PageContext, block: Block, anchors: Counter[str]) -> Safe:
    if isinstance(block, Heading):
        return heading(2, text(block.title), _anchor(block.title, anchors))
    if isinstance(block, Prose):
        return prose(here, block.markdown)
    if isinstance(block, Bullets):
        return bullets([shown(here, item) for item in block.items])
    if isinstance(block, Facts):
        return framed(facts((name, shown(here, value)) for name, value in block.pairs))
    if isinstance(block, Code):
        return _code(block)
    return grid(here, block)


def framed(content: Safe) -> Safe:
    """Names with values, in the frame that they have on every page."""
    return Safe(f'<div class="sms-control">\n{content}</div>\n\n')


def _anchor(title: str, anchors: Counter[str]) -> str:
    """The anchor of a heading; from the second of the same title on, with a number."""
    anchor = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")
    anchors[anchor] += 1
    return anchor if anchors[anchor] == 1 else f"{anchor}-{anchors[anchor]}"


def grid(here: PageContext, block: Grid) -> Safe:
    """A table whose rows are cards on a phone."""
    rows = [[shown(here, cell) for cell in row] for row in block.rows]
    return table(block.heads, rows, block.name, "cards loose reference")


def shown(here: PageContext, value: Inline) -> Safe:
    """A sentence, in which text between backticks is code; or links to the pages of names."""
    if isinstance(value, str):
        return _sentence(value)
    if value.to == "clause":
        return here.clauses(value.names)
    return Safe(", ".join(_reference(here, value.to, name) for name in value.names))


def _reference(here: PageContext, to: str, name: str) -> Safe:
    return link(here.to(reference_address(to, name)), text(name))


def _sentence(value: str) -> Safe:
    parts = value.split("`")
    if len(parts) % 2 == 0:
        return text(value)
    return Safe(
        "".join(f"<code>{code(part)}</code>" if index % 2 else text(part) for index, part in enumerate(parts))
    )


def _code(block: Code) -> Safe:
    """Code with the name of its file above it; the lines that matter stand out."""
    lines = (
        f"<mark>{code(line)}</mark>" if number in block.marked and line else code(line)
        for number, line in enumerate(block.text.split("\n"))
    )
    name = paragraph(Safe(f"<code>{text(block.caption)}</code>"), "caption") if block.caption else Safe("")
    kind = "sms-code sms-mended" if block.mended else "sms-code"
    return Safe(f'\n{name}<pre class="{kind}"><code>{"&#10;".join(lines)}</code></pre>\n\n')
