"""What a starter consists of, read from the data files of this folder."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from sms_lint.model.example import example_values
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Record


class TemplatePart(BaseModel):
    """A group of keys in a data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SectionForm(TemplatePart):
    """A section of a document: its heading, what it shows, the question it answers, and an example sentence."""

    title: str
    anchor: str = ""
    satisfies: tuple[str, ...] = ()
    asks: str
    example: str


class DocumentForm(TemplatePart):
    """A document of the starter; `path` comes from the place of its data file."""

    path: str
    kind: str
    id: str
    title: str
    owner: str
    approver: str
    every: str
    classification: str
    retention: str
    satisfies: tuple[str, ...] = ()
    provides: tuple[str, ...] = ()
    fields: Mapping[str, Any] = {}
    sections: tuple[SectionForm, ...]


class RegisterForm(TemplatePart):
    """The header of a register; its title is that of the kind unless it says otherwise."""

    title: str = ""
    owner: str
    every: str
    classification: str
    retention: str
    satisfies: tuple[str, ...] = ()


class RecordForm(TemplatePart):
    """How records of a kind are kept: in a register with this header, or in a file each."""

    kind: str
    register_: RegisterForm | None = Field(None, alias="register")

    @property
    def example(self) -> Mapping[str, Any]:
        """The sound example of the kind."""
        return example_values(self.kind)

    @property
    def path(self) -> str:
        """The file of the register; the folder of the files where there is none."""
        kind = kinds()[self.kind].KIND
        return kind.register_file if self.register_ else kind.files_folder


class Stage(TemplatePart):
    """One stage of building a system: the clause it is about, and why it comes when it does."""

    clause: str
    title: str
    why: str


class Precedence(TemplatePart):
    """What comes before something in the plan, and what has to be done together with it."""

    first: tuple[str, ...] = ()
    also: str = ""
    together: tuple[str, ...] = ()


class Profile(TemplatePart):
    """How much a starter begins with: ids of documents, and kinds that have a register."""

    documents: frozenset[str]
    registers: frozenset[str]


def _here() -> Traversable:
    return files("sms_lint").joinpath("starter")


def template(name: str) -> str:
    """A file that is the same for everybody."""
    return _here().joinpath("templates", *name.split("/")).read_text("utf-8")


def _read(file: Traversable) -> Any:
    return yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)


@cache
def document_forms() -> tuple[DocumentForm, ...]:
    """Every document of the starter, in the order of their paths."""
    forms = []
    for folder in sorted(_here().joinpath("documents").iterdir(), key=lambda entry: entry.name):
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            path = f"{folder.name}/{file.name.removesuffix('.yml')}.md"
            forms.append(DocumentForm.model_validate({"path": path, **_read(file)}))
    return tuple(forms)


@cache
def record_forms() -> Mapping[str, RecordForm]:
    """How the records of each built-in kind are kept, by the kind's name; files of their own have no header."""
    folder = _here().joinpath("records")
    headers = {
        name: {} if model.KIND.files else _read(folder.joinpath(f"{name}.yml"))
        for name, model in kinds().items()
        if issubclass(model, Record)
    }
    return {name: RecordForm.model_validate({"kind": name, **header}) for name, header in headers.items()}


@cache
def role_rows() -> tuple[Mapping[str, Any], ...]:
    """The roles that the documents of the starter name."""
    return tuple(_read(_here().joinpath("roles.yml")))


@cache
def stages() -> tuple[Stage, ...]:
    """The order in which a system is built."""
    return tuple(Stage.model_validate(stage) for stage in _read(_here().joinpath("order.yml")))


@cache
def precedence() -> Mapping[str, Precedence]:
    """What has to come first, by the id of a document or the name of a kind."""
    stated = _read(_here().joinpath("first.yml"))
    return {name: Precedence.model_validate(said) for name, said in stated.items()}


@cache
def profiles() -> Mapping[str, Profile]:
    """Each profile of a starter by its name."""
    stated = _read(_here().joinpath("profiles.yml"))
    everything = Profile(
        documents=frozenset(form.id for form in document_forms()), registers=frozenset(record_forms())
    )
    return {**{name: Profile.model_validate(said) for name, said in stated.items()}, "full": everything}


@cache
def blank_sections() -> Mapping[str, tuple[SectionForm, ...]]:
    """The required sections of each kind of document, for one that the starter does not know."""
    raw: Mapping[str, Mapping[str, tuple[str, str]]] = _read(_here().joinpath("blank.yml"))
    return {
        kind: tuple(
            SectionForm(title=title, asks=said[0], example=said[1]) for title, said in sections.items()
        )
        for kind, sections in raw.items()
    }
