"""Types into the search of a large site, key by key, and measures how long each key takes.

    python -m benchmarks.search [--documents 1000] [--rows 100000] [--slower 4]

The system is made up: so many documents of 150 lines, and one table with so many rows, all of which the search knows by
name. Its index stands beside one empty page that has the site's script; the page is opened from the folder in Chromium.
Printed are the sizes of the two files, the time to read both at first use, and for each question the time from a key to
the names that it finds, the middle and the longest of its keys, in milliseconds. `--slower` divides the speed of the
processor, as a phone would.
"""

import argparse
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.generate import generate
from benchmarks.site import HERE, TOP, table
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site import build_pages
from sms_lint.publish.site.search import NAMES, TEXTS

QUESTIONS = (
    "POL-BENCH-0500", "INC-2026-077777", "policy 500", "change", "7.5.2", "printer 5000", "review of the records",
)  # fmt: skip
PAGE = '<!doctype html><meta charset="utf-8"><title>Search</title><header></header><script src="../assets/search.js"></script>'
# The script answers a key at once, so what it takes is over when the event has been dealt with and the names are there.
TYPED = """async text => {
  const field = document.querySelector('#sms-search'), list = document.querySelector('#sms-hits'), spent = [];
  for (let end = 1; end <= text.length; end += 1) {
    const begun = performance.now();
    const shown = new Promise(done => {
      const watch = new MutationObserver(() => { watch.disconnect(); done(); });
      watch.observe(list, { childList: true });
    });
    field.value = text.slice(0, end);
    field.dispatchEvent(new Event('input'));
    await shown;
    list.getBoundingClientRect();
    spent.push(performance.now() - begun);
    await new Promise(done => setTimeout(done, 5));
  }
  return spent;
}"""
FIRST_USE = """async () => {
  const begun = performance.now(), field = document.querySelector('#sms-search');
  field.focus();
  field.value = 'zzz';
  field.dispatchEvent(new Event('input'));
  while (!/Nothing/.test(document.querySelector('.sms-hits-said')?.textContent)) await new Promise(done => setTimeout(done, 5));
  return performance.now() - begun;
}"""


def made(folder: Path, *, documents: int, rows: int) -> Path:
    """A folder with one page and the index of a made-up system; its path."""
    shutil.rmtree(folder, ignore_errors=True)
    generate(folder / "system", records=0, documents=documents)
    table(folder / "system", rows)
    sms = load(folder / "system")
    downloads = build_pages(sms, Result((), (), sms.today.isoformat()), {}).downloads
    (folder / "assets").mkdir()
    (folder / "pages").mkdir()
    for name in (NAMES, TEXTS):
        (folder / name).write_text(downloads[name], "utf-8")
        print(f"{name}: {(folder / name).stat().st_size / 1e6:.1f} MB")
    shutil.copy(TOP / "sms_lint/publish/site/assets/search.js", folder / "assets")
    page = folder / "pages" / "index.html"
    page.write_text(PAGE, "utf-8")
    return page


def typed(page: Page) -> Iterator[str]:
    """A line for each question."""
    for question in QUESTIONS:
        spent = page.evaluate(TYPED, question)
        first = page.locator("#sms-hits a").first
        found = first.inner_text() if first.count() else "nothing"
        yield f"{question:>22}: {statistics.median(spent):6.1f} ms, longest {max(spent):6.1f} ms -> {found[:60]}"


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--slower", type=float, default=1)
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    chosen = parser.parse_args()
    path = made(HERE / "search", documents=chosen.documents, rows=chosen.rows)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(path.as_uri())
        session: CDPSession = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": chosen.slower})
        print(f"first use: {page.evaluate(FIRST_USE):.0f} ms")
        for line in typed(page):
            print(line)
        browser.close()


if __name__ == "__main__":
    main()
