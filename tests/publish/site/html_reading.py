"""What a page holds: its tags, its ids, its links and its words."""

from html.parser import HTMLParser

from markdown import Markdown

EXTENSIONS = ("admonition", "attr_list", "footnotes", "sane_lists", "tables", "toc")
_READER = Markdown(extensions=list(EXTENSIONS))


class Reading(HTMLParser):
    """Everything found in a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """The tags and the names of their attributes, in order."""
        return [(tag, tuple(sorted(attributes))) for tag, attributes in self.tags]

    @property
    def text(self) -> str:
        """All words, with single spaces."""
        return " ".join("".join(self.words).split())

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    def values(self, tag: str, name: str) -> list[str]:
        """The values of one attribute of all tags of a name."""
        return [
            attributes[name] for tag_name, attributes in self.tags if tag_name == tag and name in attributes
        ]


def as_html(markdown: str) -> str:
    """Markdown as the site builder reads it."""
    return str(_READER.reset().convert(markdown))


def rendered(markdown: str) -> Reading:
    """The same, taken apart."""
    return Reading(as_html(markdown))
