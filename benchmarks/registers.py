"""Opens the list of a large register and measures how long a person waits for its first use, and for each thing after it.

    python -m benchmarks.registers [--rows 100000] [--slower 4]

The register is made up: one table with so many rows. Its page has the site's scripts and nothing else, and is opened from
the folder in Chromium. Printed are the sizes of the page and of the two scripts beside it, plain and as a server sends
them, and in milliseconds: until the page can be used, from the first key to the first answer (the list is read for it),
and for a filter, an order, a group and a sample. `--slower` divides the speed of the processor, as a phone would. Beside
the wall time stands the computing time of the page's thread, which does not grow where the machine is busy.
"""

import argparse
import gzip
import shutil
from pathlib import Path

from playwright.sync_api import CDPSession, sync_playwright

from benchmarks.generate import generate
from benchmarks.site import HERE, TOP, table
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site import view_for
from sms_lint.publish.site.register_data import register_files
from sms_lint.publish.site.registers import kind_page
from sms_lint.publish.site.view import PageContext

ASSETS = TOP / "sms_lint" / "publish" / "site" / "assets"
SCRIPTS = ("samples.js", "registers.js")
# Each step with what is done; it is over when the list says something else, or the sample is there.
STEPS = {
    "first key": "type('printer 5000')",
    "other words": "type('printer 77')",
    "a month": "choose('#sms-list-from', '2026-03')",
    "clear": "press('.sms-filter > .sms-button')",
    "sort by title": "press('th:nth-child(2) button')",
    "group by month": "choose('#sms-list-group', 'month')",
    "sample of 25": "sample()",
}
DOING = """
const shown = () => document.querySelector('.sms-register output').textContent + document.querySelector('.sms-register tbody').textContent +
  document.querySelector('.sms-sample-drawn')?.textContent;
const over = async (act) => {
  const before = shown(), begun = performance.now();
  act();
  while (shown() === before || shown().startsWith('Reading')) await new Promise(done => setTimeout(done, 2));
  document.body.getBoundingClientRect();
  return performance.now() - begun;
};
const field = (name) => document.querySelector(name);
const type = (text) => over(() => { field('#sms-list-words').focus(); field('#sms-list-words').value = text; field('#sms-list-words').dispatchEvent(new Event('input')); });
const choose = (name, value) => over(() => { field(name).value = value; field(name).dispatchEvent(new Event('change')); });
const press = (name) => over(() => field(name).click());
const sample = () => over(() => { field('#sms-sample-seed').value = '2026'; field('.sms-sample .sms-button').click(); });
"""


def made(folder: Path, rows: int) -> Path:
    """A folder with the page of a made-up register and the scripts that it reads; its path."""
    shutil.rmtree(folder, ignore_errors=True)
    generate(folder / "system", records=0, documents=5)
    table(folder / "system", rows)
    sms = load(folder / "system")
    view = view_for(sms, Result((), (), sms.today.isoformat()), {})
    page = folder / "registers" / "incident.html"
    page.parent.mkdir()
    (folder / "assets" / "registers").mkdir(parents=True)
    for name in SCRIPTS:
        shutil.copy(ASSETS / name, folder / "assets")
    shown = kind_page(PageContext(view, "registers/incident.html"), "incident")
    scripts = "".join(f'<script src="../assets/{name}"></script>' for name in SCRIPTS)
    page.write_text(f'<!doctype html><meta charset="utf-8"><title>Incidents</title>{shown}{scripts}', "utf-8")
    _say(page)
    for file in register_files(view):
        (folder / file.path).write_text(file.content, "utf-8")
        if file.path.startswith("assets/registers/incident"):
            _say(folder / file.path)
    return page


def _say(path: Path) -> None:
    content = path.read_bytes()
    print(f"{path.name}: {len(content) / 1e6:.2f} MB, {len(gzip.compress(content)) / 1e6:.2f} MB as sent")


def computed(session: CDPSession) -> float:
    """The seconds that the page's thread has computed so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--slower", type=float, default=1)
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    chosen = parser.parse_args()
    path = made(HERE / "registers", chosen.rows)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox"])
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": chosen.slower})
        page.goto(path.as_uri())
        ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        print(f"{'page can be used':>18}: {ready:7.0f} ms")
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        for name, step in STEPS.items():
            before = computed(session)
            wall = page.evaluate(f"async () => {{ {DOING} return {step}; }}")
            print(f"{name:>18}: {wall:7.0f} ms, computing {(computed(session) - before) * 1000:6.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
