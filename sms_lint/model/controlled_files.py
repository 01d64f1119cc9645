"""Which files are controlled, and in which form: for loading, history, signing, approval and the guard alike."""

from functools import cache
from typing import Literal, get_args

from sms_lint.model.kind import Folder

FOLDERS: tuple[Folder, ...] = get_args(Folder)
# Where an organisation keeps the mappings by which exports of other tools come in.
IMPORTS = "imports"
# Of a text; a larger one is not read at all.
MOST_BYTES = 1024 * 1024
FileForm = Literal["yaml", "markdown", "csv", "parquet"]
_TEXTS: tuple[tuple[str, FileForm], ...] = ((".yml", "yaml"), (".yaml", "yaml"), (".md", "markdown"))
_TABLES: tuple[tuple[str, FileForm], ...] = ((".csv", "csv"), (".parquet", "parquet"))
_BELOW = tuple(f"{folder}/" for folder in FOLDERS)


def is_controlled(path: str) -> bool:
    """Whether a file is where documents and records are kept. Names with a leading dot are never controlled."""
    return path.startswith(_BELOW) and "/." not in path


@cache  # the same few paths come with every commit of a history
def form_of(path: str) -> FileForm | None:
    """The form in which a file holds documents or records; None where its name is of no such form.

    Texts have the endings of the handbook to the letter. A table is named by its header, and a spreadsheet may
    have written its ending in capitals.
    """
    for ending, form in _TEXTS:
        if path.endswith(ending):
            return form
    lower = path[-8:].casefold()
    return next((form for ending, form in _TABLES if lower.endswith(ending)), None)


def is_text(path: str) -> bool:
    """Whether it is read as a text that holds documents or records."""
    return form_of(path) in ("yaml", "markdown")


def is_table(path: str) -> bool:
    """Whether it may hold the rows of a table."""
    return form_of(path) in ("csv", "parquet")


@cache
def is_prose(path: str) -> bool:
    """Whether it is read as a text in Markdown that says what it is: the form of documents."""
    return is_controlled(path) and form_of(path) == "markdown"


@cache
def holds_entries(path: str) -> bool:
    """Whether documents, records or rows are looked for in a file."""
    return is_controlled(path) and form_of(path) is not None
