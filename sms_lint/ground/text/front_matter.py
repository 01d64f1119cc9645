"""The front matter of a Markdown text: the YAML between two lines of `---` at its very beginning."""

import re

_CLOSING = re.compile(r"^---[ \t]*\r?$", re.M)


def front_matter(text: str) -> tuple[int, int]:
    """Start and end of the YAML between the two `---` lines; (0, 0) where a text has none."""
    if not text.startswith(("---\n", "---\r\n")):
        return 0, 0
    start = text.index("\n") + 1
    match = _CLOSING.search(text, start)
    return (start, match.start()) if match else (0, 0)


def body_start(text: str) -> int:
    """The offset where the text after the front matter begins."""
    start, end = front_matter(text)
    if not start:
        return 0
    line_end = text.find("\n", end)
    return line_end + 1 if line_end != -1 else len(text)
