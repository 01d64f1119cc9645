"""What a commit holds, as facts: records with their states, documents with their versions. And how that is written.

Nothing here knows how the product reads or judges; the same facts may be written in many ways.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tests.history.generated.building import PLAIN, Files

FINAL: dict[str, set[str]] = {
    "risk": {"closed"},
    "change": {"rejected", "closed"},
    "incident": {"closed", "cancelled"},
    "awareness": {""},
    "person": set(),
}
FORWARD: dict[str, dict[str, list[str]]] = {
    "risk": {"open": ["treated", "closed"], "treated": ["closed", "open"]},
    "change": {"requested": ["approved", "rejected"], "approved": ["implemented", "rejected"], "implemented": ["reviewed", "closed"], "reviewed": ["closed"]},
    "incident": {"new": ["in_progress", "pending", "resolved"], "in_progress": ["resolved"], "pending": ["in_progress"], "resolved": ["closed", "in_progress"]},
    "awareness": {},
    "person": {"": []},
}  # fmt: skip
FIRST = {"risk": "open", "change": "requested", "incident": "new", "awareness": "", "person": ""}
BACK = {"change": ("implemented", "approved"), "incident": ("in_progress", "new")}
WORDS = ("Flood", "Fire", "Ice", "Storm", "Dust", "Heat", "Noise", "Moss", "Rust", "Salt")
NOTE = {"incident": "resolution"}
ODD, ODD_FORMS = 100, 6  # styles from here on are ways of writing that nobody would choose
TABLE, HEADER = "records/data/rows.csv", "records/data/rows.yml"


@dataclass(frozen=True)
class Rec:
    """A record: what it says, and where it stands."""

    id: str
    kind: str
    state: str
    title: str
    path: str
    note: str = ""
    style: int = 0

    @property
    def said(self) -> tuple[str, ...]:
        return self.kind, self.state, self.title, self.note

    @property
    def closed(self) -> bool:
        return self.state in FINAL.get(self.kind, set())


@dataclass(frozen=True)
class Doc:
    """A document: what it says, and where it stands."""

    id: str
    version: tuple[int, int]
    lifecycle: str
    text: str
    path: str
    reviewed: str = "2026-01-01"


@dataclass(frozen=True)
class World:
    """All that a commit holds. `odd` are files of another sort: mode and text, in the place of what stood there."""

    recs: Mapping[str, Rec] = field(default_factory=dict)
    docs: Mapping[str, Doc] = field(default_factory=dict)
    modes: Mapping[str, str] = field(default_factory=dict)
    odd: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def put(self, *recs: Rec) -> "World":
        return replace(self, recs={**self.recs, **{rec.id: rec for rec in recs}})

    def take(self, *ids: str) -> "World":
        return replace(self, recs={id_: rec for id_, rec in self.recs.items() if id_ not in ids})

    def write(self, doc: Doc) -> "World":
        return replace(self, docs={**self.docs, doc.id: doc})

    def mode(self, path: str) -> str:
        return self.modes.get(path, PLAIN)

    def at(self, path: str) -> list[Rec]:
        return [rec for rec in self.recs.values() if rec.path == path]

    def files(self) -> Files:
        """Every file of the commit."""
        found: Files = {}
        paths = dict.fromkeys(rec.path for rec in self.recs.values())
        for path in paths:
            found[path] = (self.mode(path), _text(path, self.at(path)))
        if TABLE in paths:
            found[HEADER] = (
                PLAIN,
                "kind: incident\nid: TAB-ROWS\ntitle: Rows\ndata: rows.csv\ncolumns: {title: short}\n",
            )
        found.update({doc.path: (self.mode(doc.path), _document(doc)) for doc in self.docs.values()})
        found.update(self.odd)
        return found


def _text(path: str, recs: list[Rec]) -> str:
    if path == TABLE:
        return _rows(recs)
    if path.startswith("records/registers/"):
        kind = recs[0].kind
        head = f"kind: {kind}\nid: REG-{kind.upper()}\ntitle: All of them\nentries:\n"
        return head + "".join(_entry(rec) for rec in recs)
    (rec,) = recs
    return _record(rec)


def _fields(rec: Rec) -> list[tuple[str, str]]:
    rng = random.Random(f"{rec.id}{rec.style}")
    shown = {"title": rec.title, "status": rec.state, NOTE.get(rec.kind, "cause"): rec.note}
    pairs = [(key, _value(value, rng)) for key, value in shown.items() if value]
    if rec.style:
        rng.shuffle(pairs)
    return pairs


def _value(value: str, rng: random.Random) -> str:
    return rng.choice((value, value, f'"{value}"', f"'{value}'", f"{value}  # as it was"))


def _record(rec: Rec) -> str:
    if rec.style >= ODD:
        return _oddly(rec)
    pairs = [("kind", rec.kind), ("id", rec.id), *_fields(rec)]
    if rec.style % 3 == 2:
        pairs = [*pairs[1:], pairs[0]]
    text = "".join(f"{key}: {value}\n" for key, value in pairs)
    return text.replace("\n", "\r\n") if rec.style % 5 == 4 else text


def _oddly(rec: Rec) -> str:
    """The same record as a group in braces, with quoted keys, in blocks, with escapes, with marked keys, or indented."""
    shown = {"kind": rec.kind, "id": rec.id, "title": rec.title, "status": rec.state}
    pairs = [(key, value) for key, value in {**shown, NOTE.get(rec.kind, "cause"): rec.note}.items() if value]
    forms = (
        lambda key, value: f'  {key}: "{value}"',
        lambda key, value: f"'{key}': '{value}'\n",
        lambda key, value: f"{key}: >-\n    {value.replace(' ', chr(10) + '    ')}\n",
        lambda key, value: f'"{key}": "\\x{ord(value[0]):02x}{value[1:]}"\n',
        lambda key, value: f"? {key}\n: {value}\n",
        lambda key, value: f"   {key}  :   {value}   # {key}: none\n",
    )
    form = (rec.style - ODD) % ODD_FORMS
    parts = [forms[form](key, value) for key, value in pairs]
    return "{\n" + ",\n".join(parts) + "\n}\n" if form == 0 else "# A record.\n---\n" + "".join(parts)


def _entry(rec: Rec) -> str:
    pairs = [("id", rec.id), *((key, value.partition("  #")[0]) for key, value in _fields(rec))]
    if rec.style % 4 == 3:
        return "  - {" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}\n"
    return "".join(
        f"  {'-' if not place else ' '} {key}: {value}\n" for place, (key, value) in enumerate(pairs)
    )


def _rows(recs: list[Rec]) -> str:
    quoted = sum(rec.style for rec in recs) % 2
    lines = ["id,status,short,resolution"]
    for rec in recs:
        cells = (rec.id, rec.state, rec.title, rec.note)
        lines.append(",".join(f'"{cell}"' if quoted else cell for cell in cells))
    return "\n".join(lines) + "\n"


def _document(doc: Doc) -> str:
    version = ".".join(map(str, doc.version))
    return (
        f'---\nkind: policy\nid: {doc.id}\ntitle: A policy\nversion: "{version}"\nlifecycle: {doc.lifecycle}\n'
        f"review:\n  every: 12 months\n  last: {doc.reviewed}\n---\n\n# A policy\n\n## Purpose\n\n{doc.text}\n"
    )
