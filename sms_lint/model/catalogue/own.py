"""A catalogue that an organization writes: what its file may say, and how it changes the one that it extends."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from sms_lint.ground.fields import Form, Text
from sms_lint.model.catalogue.parts import (
    ANY_ID,
    Amendment,
    Clause,
    DocumentedInformation,
    Obligation,
    OwnCrosswalk,
)
from sms_lint.model.catalogue.succession import Transition
from sms_lint.model.settings_group import Settings

# What has to be said where nothing is extended; otherwise the extended catalogue says it.
HEAD = ("prefix", "standard", "edition", "title", "clauses")
_OURS = "Written by this organization."
_CLAUSE_OR_OBLIGATION = Form(ANY_ID, "a clause or obligation without its prefix, such as 8.6.1 or 8.6.1-a")
_ById = dict[Annotated[str, _CLAUSE_OR_OBLIGATION], Text]
_Name = Annotated[
    str, Form(r"[a-z0-9]+(-[a-z0-9]+)*", "small letters, digits and hyphens, such as customer-a")
]


class CatalogueFile(Settings):
    """A clause catalogue of the organization's own: from nothing, or by changing another one."""

    extends: Text | None = Field(
        None,
        title="Extends",
        description="The catalogue that this one changes: one of the program, or a file named before it.",
    )
    prefix: _Name | None = Field(
        None,
        title="Prefix",
        description="What stands before each clause: with `acme`, clause 4.1 is `acme:4.1`.",
    )
    standard: Text | None = Field(None, title="Standard", description="What the catalogue is called.")
    edition: Text | None = Field(None, title="Edition", description="Its edition, such as a year.")
    title: Text | None = Field(None, title="Title", description="Its title in full.")
    published: Text | None = Field(None, title="Published", description="When it was issued.")
    copyright: Text | None = Field(
        None, title="Copyright", description="What may be done with the text; shown below its pages."
    )
    basis: Text | None = Field(None, title="Basis", description="What it was written from.")
    notes: tuple[Text, ...] = Field((), title="Notes", description="What a reader has to know.")
    amendments: tuple[Amendment, ...] = Field(
        (), title="Amendments", description="Amendments of the edition."
    )
    drop: _ById = Field(
        {},
        title="Drop",
        description="What of the extended catalogue does not apply here, each with the reason; all below it goes, too.",
    )
    applies: _ById = Field(
        {}, title="Applies", description="Why a clause applies here, for a statement of applicability."
    )
    reword: _ById = Field(
        {},
        title="Reword",
        description="The summary of a clause, or the text of an obligation, in the organization's words.",
    )
    add: tuple[Obligation, ...] = Field(
        (), title="Add", description="Further obligations of clauses that the extended catalogue has."
    )
    clauses: tuple[Clause, ...] = Field((), title="Clauses", description="Clauses of the organization's own.")
    documented_information: tuple[DocumentedInformation, ...] = Field(
        (), title="Documented information", description="Further items of documented information."
    )
    crosswalks: tuple[OwnCrosswalk, ...] = Field(
        (),
        title="Crosswalks",
        description="What clauses correspond to in other catalogues and frameworks, and how strongly.",
    )
    transition: Transition | None = Field(
        None,
        title="Transition",
        description="For a newer edition of the one that is extended: until when, what is the same, and the steps.",
    )


def extended(given: Mapping[str, Any], base: Mapping[str, Any] | None, name: str) -> dict[str, Any]:
    """The tree of values of an own catalogue, given that of the one it extends, which stays as it is.

    `given` are the values of a sound file. Names in it that the base does not have are passed over.
    """
    tree = dict(base or {"published": given.get("edition"), "copyright": _OURS, "basis": _OURS})
    clauses = [dict(clause) for clause in tree.get("clauses", ())]
    gone = _gone(clauses, given.get("drop", {}))
    tree["dropped"] = [*tree.get("dropped", ()), *_dropped(clauses, given.get("drop", {}))]
    kept = [_kept(clause, gone, given) for clause in clauses if clause["id"] not in gone]
    tree["clauses"] = [*kept, *_with_parents(given.get("clauses", ()), kept)]
    for key in ("documented_information", "crosswalks", "amendments", "notes"):
        tree[key] = [*tree.get(key, ()), *given.get(key, ())]
    if gone:
        tree["documented_information"] = list(_items_left(tree["documented_information"], gone))
        tree["amendments"] = [
            {**each, "affects": _left(each["affects"], gone)} for each in tree["amendments"]
        ]
    head = ("prefix", "standard", "edition", "title", "published", "copyright", "basis", "extends")
    origin = tree.get("origin", tree.get("name"))
    named: dict[str, Any] = {"name": name, **({"origin": origin} if origin else {})}
    tree.pop("succession", None)
    if base and "transition" in given:
        named["succession"] = _succession(given, base)
    return {**tree, **{key: given[key] for key in head if key in given}, **named}


def _succession(given: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """What the file says of the transition, and what its other parts say of each clause."""
    touched = [*given.get("reword", {}), *(each["id"] for each in given.get("add", ()))]
    gone = [ref for ref in given.get("drop", {}) if "-" in ref]
    return {
        **given["transition"],
        "of": base["name"],
        "changed": list(dict.fromkeys(ref.partition("-")[0] for ref in (*touched, *gone))),
        "new": [clause["id"] for clause in given.get("clauses", ())],
    }


def _gone(clauses: Sequence[Mapping[str, Any]], drop: Mapping[str, str]) -> frozenset[str]:
    """Everything that is dropped by its own id, or by that of a clause above it."""
    gone = set(drop)
    for clause in clauses:  # a clause stands behind the one above it
        if clause.get("parent") in gone:
            gone.add(clause["id"])
        if clause["id"] in gone:
            gone.update(obligation["id"] for obligation in clause.get("obligations", ()))
    return frozenset(gone)


def _dropped(clauses: Sequence[Mapping[str, Any]], drop: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """What was dropped by its own id, in the order of the catalogue."""
    for clause in clauses:
        named = [(clause["id"], clause["title"])]
        named += [(each["id"], each["text"]) for each in clause.get("obligations", ())]
        for ref, title in named:
            if ref in drop:
                yield {"id": ref, "title": title, "reason": drop[ref]}


def _kept(clause: Mapping[str, Any], gone: frozenset[str], given: Mapping[str, Any]) -> dict[str, Any]:
    """A clause of the base with what is dropped, reworded, added and stated about it."""
    reword, ref = given.get("reword", {}), clause["id"]
    obligations = [
        {**each, "text": reword.get(each["id"], each["text"])}
        for each in clause.get("obligations", ())
        if each["id"] not in gone
    ]
    obligations += [each for each in given.get("add", ()) if each["id"].partition("-")[0] == ref]
    changed = {**clause, "obligations": obligations, "summary": reword.get(ref, clause["summary"])}
    if ref in given.get("applies", {}):
        changed["reason"] = given["applies"][ref]
    if "related_clauses" in clause:
        changed["related_clauses"] = _left(clause["related_clauses"], gone)
    return changed


def _with_parents(
    clauses: Sequence[Mapping[str, Any]], kept: Sequence[Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    """Own clauses, each below the clause that its number says, where there is one."""
    known = {clause["id"] for clause in (*kept, *clauses)}
    for clause in clauses:
        above, _, _ = clause["id"].rpartition(".")
        yield {"parent": above, **clause} if above in known else clause


def _items_left(items: Sequence[Mapping[str, Any]], gone: frozenset[str]) -> Iterator[Mapping[str, Any]]:
    """The items of documented information that still belong to a clause."""
    for item in items:
        lists = {key: _left(item[key], gone) for key in ("explicit_in", "implied_in") if key in item}
        if any(lists.values()):
            kept = {**item, **lists}
            if kept.get("listed_in") in gone:
                del kept["listed_in"]
            yield kept


def _left(refs: Sequence[str], gone: frozenset[str]) -> list[str]:
    return [ref for ref in refs if ref not in gone]
