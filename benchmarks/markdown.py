"""Publishes real Markdown files, and counts the words and list levels that a reader of the site does not get.

    python -m benchmarks.markdown [--files 1000] [--from FOLDER]

The files are those that come with packages of npm (their READMEs and change logs), fetched into build/benchmarks with
no script of theirs run; `--from` takes any other folder. Each becomes a page of the handbook of a made-up system, and
the whole is built by `sms-lint site`. The reference is `cmark-gfm`, the renderer of GitHub, in an environment of its
own. Printed are: pages that are missing; words of the reference that the page has not, or not so often; items of
lists that are not there or at another depth; and the CPU seconds of both.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import unicodedata
import venv
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import generate
from benchmarks.run import timed

HERE = Path(__file__).resolve().parents[1] / "build" / "benchmarks" / "markdown"
PACKAGES = (
    "eslint", "jest", "webpack", "mocha", "gulp", "lerna", "markdownlint-cli2", "remark-cli", "@storybook/cli", "serverless",
)  # fmt: skip
WORD = re.compile(r"\w+")
BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "blockquote",
        "br",
        "hr",
    ]
)
RENDER = """
import json, sys, cmarkgfm
from cmarkgfm.cmark import Options
some = Options.CMARK_OPT_FOOTNOTES
out = {}
for path, text in json.load(open(sys.argv[1])).items():
    out[path] = [cmarkgfm.github_flavored_markdown_to_html(text, some | how) for how in (Options.CMARK_OPT_UNSAFE, 0)]
json.dump(out, open(sys.argv[2], "w"))
"""


class Reading(HTMLParser):
    """The words of a page and the depth of each item of a list, in order.

    Of a page of the site only its `article` counts. The list that footnotes are shown in is no list of the text.
    """

    def __init__(self, page: str, *, article: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = not article
        self.depth = 0
        self.notes = False
        self.text: list[str] = []
        self.depths: list[int] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.inside = self.inside or tag == "article"
        self.notes = self.notes or (tag in ("div", "section") and "footnote" in str(named.get("class")))
        if tag in ("ul", "ol"):
            self.depth += 1
        elif tag == "li" and self.inside and not self.notes:
            self.depths.append(self.depth)
        if self.inside:
            self.text += (
                [" ", named.get("alt") or "", " "] if tag == "img" else [" "] if tag in BLOCKS else []
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.depth -= 1
        if self.inside and tag in BLOCKS:
            self.text.append(" ")
        if tag == "article":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text.append(data)

    @property
    def words(self) -> Counter[str]:
        """How often each word stands there."""
        return Counter(WORD.findall(unicodedata.normalize("NFC", "".join(self.text)).lower()))


class Loss(NamedTuple):
    """What a page lacks of the reference: words, and items of lists that are not there at their depth."""

    words: Counter[str]
    items: int


def collected(given: Path | None, number: int) -> dict[str, str]:
    """The texts by a name of their own: each text once, at most so many, in the order of their paths."""
    if given is None:
        given = HERE / "packages"
        if not (given / "node_modules").is_dir():
            shutil.rmtree(given, ignore_errors=True)
            given.mkdir(parents=True)
            (given / "package.json").write_text("{}", encoding="utf-8")
            command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES]
            subprocess.run(command, cwd=given, check=True, capture_output=True)
    texts: dict[str, str] = {}
    known: set[str] = set()
    for path in sorted(given.rglob("*")):
        if path.suffix.lower() in (".md", ".markdown") and path.is_file() and len(texts) < number:
            text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
            if text.strip() and not text.startswith("---\n") and text not in known:
                known.add(text)
                texts[f"read/{len(texts):04}.md"] = text
    return texts


def reference(texts: Mapping[str, str]) -> tuple[dict[str, tuple[str, str]], float]:
    """Each text as the forge renders it, with HTML as it is and with HTML left out; and the CPU seconds."""
    place = HERE / "cmark"
    python = place / "bin" / "python"
    if not python.is_file():
        venv.create(place, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "cmarkgfm"], check=True)
    (HERE / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    done = timed([str(python), "-c", RENDER, str(HERE / "texts.json"), str(HERE / "pages.json")], HERE)
    if done.code:
        raise SystemExit("cmark-gfm could not render the texts")
    pages = json.loads((HERE / "pages.json").read_text(encoding="utf-8"))
    return {path: (whole, safe) for path, (whole, safe) in pages.items()}, done.cpu


def published(texts: Mapping[str, str]) -> tuple[Path, float, int]:
    """The folder of a site that has each text as a page of its handbook, the CPU seconds, and the exit code."""
    folder = HERE / "system"
    shutil.rmtree(folder, ignore_errors=True)
    generate(folder, records=10, documents=2)
    for path, text in texts.items():
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    done = timed([sys.executable, "-m", "sms_lint", "site", "--root", str(folder)], folder)
    return folder / "build" / "site", done.cpu, done.code


def loss(whole: str, safe: str, page: str) -> Loss:
    """What the page of the site lacks of the forge's page."""
    shown = Reading(page, article=True)
    words = Reading(whole, article=False).words - shown.words
    depths = Reading(safe, article=False).depths
    return Loss(
        words, sum((Counter(depths) - Counter(shown.depths)).values()) if depths != shown.depths else 0
    )


def main() -> None:
    """Publish, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--from", type=Path, dest="given")
    options = parser.parse_args()
    HERE.mkdir(parents=True, exist_ok=True)
    texts = collected(options.given, options.files)
    rendered, other = reference(texts)
    site, own, code = published(texts)
    missing, lost, items = 0, Counter[str](), 0
    for path, (whole, safe) in rendered.items():
        page = site / "handbook" / f"{path.removesuffix('.md')}.html"
        if not page.is_file():
            print(f"{path}: no page")
            missing += 1
            continue
        found = loss(whole, safe, page.read_text(encoding="utf-8"))
        if found.words or found.items:
            print(
                f"{path}: {found.items} items; {' '.join(f'{word}×{n}' for word, n in found.words.most_common(12))}"
            )
        lost += found.words
        items += found.items
    size = sum(len(text) for text in texts.values())
    print(
        f"{len(texts)} files, {size / 1e6:.1f} MB: {missing} pages missing, {lost.total()} words lost, {items} items of lists lost; "
        f"site exit {code}, {own:.0f} CPU s; cmark-gfm {other:.1f} CPU s for both renderings"
    )


if __name__ == "__main__":
    main()
