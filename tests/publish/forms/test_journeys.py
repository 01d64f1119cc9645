"""Five journeys of people who do not use git: in a browser, through the forms, into a proposal in a real repository.

The editor writes into the browser's own files, which are laid out as the repository before and read back after: it
offers that for a repository on the same machine, and it needs no forge. What it wrote is committed on a branch as the
proposal would be, and its losses are put back as the handbook says.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page

from sms_lint.cli import main
from sms_lint.publish.forms.page import PACKAGES
from sms_lint.publish.site.serve import served
from tests.own_git import git_as_nobody
from tests.reference import write_with_history

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif("SMS_LINT_NIGHTLY" not in os.environ, reason="fetches packages; tried at night"),
]
_LAY_OUT = """async files => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle('.git', {create: true});
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split('/');
    let folder = root;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, {create: true});
    const stream = await (await folder.getFileHandle(parts.at(-1), {create: true})).createWritable();
    await stream.write(text);
    await stream.close();
  }
}"""
_READ = """async path => {
  const parts = path.split('/');
  let folder = await navigator.storage.getDirectory();
  for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part);
  try {
    return await (await (await folder.getFileHandle(parts.at(-1))).getFile()).text();
  } catch {
    return '';  // it is just being put in place
  }
}"""
_TALL = 12_000  # the editor shows a field once it is in sight
_REACHED = 30_000.0  # milliseconds that a slow machine may take for one step


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The packages of the editor, as the handbook has them fetched."""
    npm = shutil.which("npm")
    if npm is None or subprocess.run([npm, "ping"], capture_output=True, timeout=60, check=False).returncode:
        pytest.skip("npm is not installed, or its registry is out of reach")
    folder = tmp_path_factory.mktemp("package")
    subprocess.run(
        [npm, "pack", *(f"{package.name}@{package.version}" for package in PACKAGES)],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=300,
    )
    return sorted(folder.glob("*.tgz"))


@pytest.fixture(scope="module")
def repository(packages: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference system in git, with its forms in `build/forms`."""
    root = tmp_path_factory.mktemp("system")
    write_with_history(root)
    settings = root / "sms.yml"
    settings.write_text(
        settings.read_text("utf-8") + "\nrepository: https://github.com/example/sms\n", "utf-8"
    )
    (root / ".gitignore").write_text("build/\n")
    git_as_nobody(root, "add", ".")
    git_as_nobody(root, "commit", "-qm", "Say where it is", when="2026-10-30T12:00:00+0000")
    assert main(["forms", "--root", str(root), "--editor", *map(str, packages)]) == 0
    return root


class Forms(NamedTuple):
    """The forms in a browser, and the repository that they were made for."""

    page: Page
    address: str
    root: Path

    def field(self, key: str) -> Locator:
        """The field at a key, such as `entries.3.status`."""
        return self.page.locator(f'[data-key-path="{key}"]').first

    def open(self, place: str) -> None:
        """Go to a form."""
        self.page.goto(f"{self.address}index.html#/collections/{place}")
        self.field("id").wait_for(timeout=_REACHED)

    def write(self, key: str, text: str) -> None:
        """Write into a field."""
        self.field(key).locator("input, textarea").first.fill(text)

    def choose(self, key: str, words: str) -> None:
        """Choose one of a list, whether it is shown as buttons or opened first."""
        field = self.field(key)
        if field.get_by_role("radio").count():
            field.get_by_text(words, exact=True).click()
            return
        field.get_by_role("combobox").click()
        self.page.get_by_role("option", name=words).first.click()

    def expand(self, key: str, place: int) -> None:
        """Open an entry of a list."""
        self.field(key).locator(".item").nth(place).get_by_role("button", name="Expand").first.click()

    def add(self, key: str) -> None:
        """Add an entry to a list."""
        self.field(key).get_by_role("button", name="Add").last.click()

    def saved(self, path: str) -> str:
        """Save, and what the file holds then."""
        before = (self.root / path).read_text("utf-8")
        self.page.get_by_role("button", name="Save", exact=True).first.click()
        for _ in range(100):
            text: str = self.page.evaluate(_READ, path)
            if text not in ("", before):
                return text
            self.page.wait_for_timeout(100)
        raise AssertionError(
            self.page.locator('[aria-invalid="true"]').evaluate_all("all => all.map(one => one.outerHTML)")
        )


@pytest.fixture
def forms(repository: Path, chromium: Browser) -> Iterator[Forms]:
    """The forms, opened on a copy of the repository in the browser's own files."""
    files = {
        path.relative_to(repository).as_posix(): path.read_text("utf-8")
        for folder in ("policies", "processes", "records")
        for path in (repository / folder).rglob("*")
        if path.suffix in (".md", ".yml")
    }
    with served(repository / "build" / "forms", 0) as address:
        context = chromium.new_context(viewport={"width": 1400, "height": _TALL})
        page = context.new_page()
        page.add_init_script("window.showDirectoryPicker = () => navigator.storage.getDirectory();")
        page.goto(f"{address}index.html")
        page.evaluate(_LAY_OUT, files)
        page.get_by_text("Work with Local Repository").click()
        page.get_by_text("Registers").first.wait_for(timeout=_REACHED)
        yield Forms(page, address, repository)
        context.close()


def _proposed(forms: Forms, path: str, text: str) -> list[str]:
    """The lines that a proposal with this text changes, once its losses are put back; `check` passes it."""
    root = forms.root
    git_as_nobody(root, "checkout", "-q", "-B", "proposal", "main")
    try:
        (root / path).write_text(text, "utf-8")
        git_as_nobody(root, "commit", "-qam", "Proposed with the forms", when="2026-10-31T12:00:00+0000")
        assert main(["forms", "--root", str(root), "--restore", "main"]) == 0
        git_as_nobody(root, "commit", "-qam", "Put back", when="2026-10-31T12:01:00+0000")
        assert main(["check", "--root", str(root), "--base", "main"]) == 0
        changed = git_as_nobody(root, "diff", "--unified=0", "main")
    finally:
        git_as_nobody(root, "checkout", "-q", "-f", "main")
    return [line for line in changed.splitlines() if line[:1] in "+-" and not line.startswith(("+++", "---"))]


def test_edit_a_policy(forms: Forms) -> None:
    path = "policies/service-management-policy.md"
    forms.open("policy/entries/service-management-policy")
    area = forms.field("body").locator("textarea").first
    area.fill(area.input_value().replace("without surprises. This", "without any surprises. This"))
    forms.write("version", "2.1")
    changed = _proposed(forms, path, forms.saved(path))
    assert [line[:13] for line in changed] == [
        '-version: "2.',
        '+version: "2.',
        "-Our customer",
        "+Our customer",
    ]


def test_add_a_risk(forms: Forms) -> None:
    path = "records/registers/risk.yml"
    before = (forms.root / path).read_text("utf-8")
    place = before.count("\n  - ")
    forms.open("registers/entries/risk")
    forms.add("entries")
    written = {
        "id": "RSK-2026-60",
        "title": "The only person who knows the tape robot leaves",
        "customer_impact": "Restores from tape would take two days more",
        "likelihood": "2",
        "impact": "3",
        "rating": "6",
        "acceptance_reason": "Below the limit of acceptance; disks hold the last year",
        "reviewed_at": "2026-10-30",
    }
    for key, value in written.items():
        forms.write(f"entries.{place}.{key}", value)
    chosen = {"category": "availability", "acceptance": "accept", "priority": "low", "status": "open"}
    for key, value in chosen.items():
        forms.choose(f"entries.{place}.{key}", value)
    forms.choose(f"entries.{place}.owner", "availability-manager")
    changed = _proposed(forms, path, forms.saved(path))
    assert all(line.startswith("+") for line in changed)
    assert len(changed) == len(written) + len(chosen) + 1


def test_change_the_state_of_an_incident(forms: Forms) -> None:
    path = "records/registers/infosec-incident.yml"
    place = (forms.root / path).read_text("utf-8").count("\n  - ") - 1
    forms.open("registers/entries/infosec-incident")
    forms.expand("entries", place)
    forms.choose(f"entries.{place}.status", "resolved")
    forms.write(f"entries.{place}.resolved_at", "2026-10-30T09:10")
    changed = _proposed(forms, path, forms.saved(path))
    assert changed == ["-    status: open", "+    status: resolved", "+    resolved_at: 2026-10-30T09:10"]


def test_confirm_a_review(forms: Forms) -> None:
    path = "policies/service-management-policy.md"
    forms.open("policy/entries/service-management-policy")
    forms.field("review").get_by_role("button", name="Expand").first.click()
    forms.write("review.last", "2026-10-30")
    assert _proposed(forms, path, forms.saved(path)) == [
        "-review: {every: 12 months, last: 2026-02-24}",
        "+review: {every: 12 months, last: 2026-10-30}",
    ]


def test_acknowledge_a_version_of_a_policy(forms: Forms) -> None:
    path = "records/registers/awareness.yml"
    place = (forms.root / path).read_text("utf-8").count("\n  - ")
    forms.open("registers/entries/awareness")
    forms.add("entries")
    forms.write(f"entries.{place}.id", "AWR-2026-990")
    forms.choose(f"entries.{place}.person", "P-012")
    forms.choose(f"entries.{place}.document", "POL-SMS")
    forms.write(f"entries.{place}.version", "2.0")
    forms.choose(f"entries.{place}.topic", "policy")
    forms.write(f"entries.{place}.acknowledged_at", "2026-10-30")
    changed = _proposed(forms, path, forms.saved(path))
    assert all(line.startswith("+") for line in changed)
    assert "AWR-2026-990" in "".join(changed)


def test_the_page_asks_nobody_but_who_serves_it(forms: Forms) -> None:
    answered = forms.page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.responseStatus).map(one => one.name)"
    )
    assert answered
    assert all(name.startswith((forms.address, "blob:", "data:")) for name in answered)
