"""Nothing but the package's one home writes to the disk, removes anything, or opens a file by itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "sms_lint"
HOME = "outside/disk/"
WRITES = frozenset(
    [
        "write_text",
        "write_bytes",
        "unlink",
        "rmdir",
        "rename",
        "mkdir",
        "touch",
        "symlink_to",
        "hardlink_to",
        "rmtree",
        "copyfile",
        "copytree",
        "copy2",
        "copy",
        "move",
        "makedirs",
        "remove",
        "removedirs",
        "link",
        "symlink",
        "mkfifo",
        "truncate",
        "NamedTemporaryFile",
        "mkdtemp",
        "mkstemp",
    ]
)
READS = frozenset({"open", "read_text", "read_bytes", "fdopen"})
NAMES_OF_OTHERS = frozenset({"copy", "remove", "link", "move"})  # of dictionaries, sets, Markdown
MODULES = frozenset({"os", "shutil", "tempfile"})
# A call of such a name that is no file of the repository, and why.
ALLOWED = {
    ("cli/__init__.py", "open"): "the null device, where nobody reads what is printed any more",
    ("outside/forge/asking.py", "open"): "an address, not a file",
    ("outside/timestamp/asking.py", "open"): "an address, not a file",
    ("ground/language_words.py", "read_text"): "data of this package",
    ("ground/time_units.py", "read_text"): "data of this package",
    ("publish/site/builder_settings.py", "read_text"): "data of this package",
    ("translation/language.py", "read_text"): "data of this package",
    ("intake/documents/labels.py", "read_text"): "data of this package",
    ("intake/documents/word_file.py", "open"): "a picture inside a Word file",
    ("ground/people.py", "read_text"): "data of this package",
    ("ground/section_titles.py", "read_text"): "data of this package",
    ("model/catalogue/plain_yaml.py", "read_text"): "data of this package",
    ("model/mapping/package_data.py", "read_text"): "data of this package",
    ("model/example.py", "read_text"): "data of this package",
    ("model/kpi_library.py", "read_text"): "data of this package",
    ("model/published_text.py", "read_text"): "data of this package",
    ("publish/pack/stages.py", "read_text"): "data of this package",
    ("publish/pdf/typeset.py", "read_bytes"): "data of this package",
    ("publish/site/build.py", "read_bytes"): "data of this package",
    ("publish/site/handbook.py", "read_bytes"): "data of this package",
    ("rules/declared.py", "read_text"): "data of this package",
    ("starter/data.py", "read_text"): "data of this package",
    ("starter/files.py", "read_text"): "data of this package",
    ("starter/source.py", "read_text"): "what pip noted of this package",
    ("cli/approving.py", "read_text"): "the public key that somebody names",
    ("publish/pack/archive.py", "open"): "by the home's own reader",
    ("load/contents.py", "open"): "by the home's own reader",
    ("cli/anchor_files.py", "open"): "by the home's own reader",
    ("publish/forms/page.py", "open"): "a part of an archive in memory",
    ("intake/office_file.py", "open"): "a part of an archive in memory",
    ("intake/workbook/reading.py", "open"): "a part of an archive in memory",
}  # fmt: skip


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Each call in a module that may reach the disk."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id == "open":
            yield "open", node.lineno
        if isinstance(called, ast.Attribute):
            of_module = isinstance(called.value, ast.Name) and called.value.id in MODULES
            name = called.attr
            if name in NAMES_OF_OTHERS and not of_module:
                continue
            path_replace = name == "replace" and len(node.args) == 1 and not node.keywords
            if name in WRITES | READS or path_replace:
                yield name, node.lineno


def strangers() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        for call, line in calls(path) if not name.startswith(HOME) else ():
            if (name, call) not in ALLOWED:
                yield f"{name}:{line}: {call}"


def test_only_the_home_reaches_the_disk() -> None:
    assert list(strangers()) == []


@pytest.mark.parametrize(
    "code",
    ["open('a')", "path.write_text('a')", "shutil.rmtree(path)", "fresh.replace(path)", "os.remove(path)"],
)
def test_such_a_call_is_seen(tmp_path: Path, code: str) -> None:
    (tmp_path / "a.py").write_text(code, "utf-8")
    assert list(calls(tmp_path / "a.py"))


def test_each_exception_is_still_one() -> None:
    assert [
        (name, call) for name, call in ALLOWED if call not in {found for found, _ in calls(PACKAGE / name)}
    ] == []
