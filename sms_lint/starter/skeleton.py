"""A document to be written: its front matter, and under each heading what the section has to answer."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from sms_lint.ground.sentences import joined
from sms_lint.model.catalogue import Catalogue
from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.portfolio import Service
from sms_lint.model.node import Document
from sms_lint.starter.data import DocumentForm, SectionForm
from sms_lint.starter.in_language import begun
from sms_lint.starter.yaml_text import yaml_text
from sms_lint.system.sms import Sms
from sms_lint.translation import ENGLISH, Translation

_LATER = ("communicated_at", "available_to")
_WIDTH = 110


@dataclass(frozen=True)
class Names:
    """What example sentences call the organization and its services, so that they hold here word for word."""

    organization: str
    services: tuple[str, ...] = ()

    def put_into(self, sentence: str, spoken: Translation) -> str:
        """The sentence with the names in it."""
        every = joined([_in_a_comment(name) for name in self.services], begun("and", spoken))
        services = every or begun("the services of our portfolio", spoken)
        organization = _in_a_comment(self.organization)
        return sentence.replace("{organization}", organization).replace("{services}", services)


def _in_a_comment(name: str) -> str:
    """A name without the characters that could end the comment in which it stands, or hide its end."""
    return " ".join(re.sub(r"[`<>{}]", " ", name).split())


def names_of(sms: Sms) -> Names:
    """The names of a system: its organization, and the services of its portfolio."""
    return Names(sms.config.organization.name, tuple(service.name for service in sms.records(Service)))


def document_text(
    form: DocumentForm, books: Iterable[Catalogue], names: Names, spoken: Translation = ENGLISH
) -> str:
    """The whole file of a document that is still to be written."""
    model = _model(form.kind)
    known = tuple(books)
    named = [
        section.model_copy(update={"example": names.put_into(section.example, spoken)})
        for section in form.sections
    ]
    sections = "\n".join(_section(section_form, known, spoken) for section_form in named)
    return f"---\n{_front_matter(form, model, spoken)}---\n# {form.title}\n\n{sections}"


def _model(kind: str) -> type[Document]:
    model = kinds()[kind]
    if not issubclass(model, Document):
        raise TypeError(f"{kind} is not a kind of document")
    return model


def _front_matter(form: DocumentForm, model: type[Document], spoken: Translation) -> str:
    values: dict[str, Any] = {
        "kind": form.kind,
        "id": form.id,
        "title": form.title,
        "version": "0.1",
        "lifecycle": "draft",
        "owner": form.owner,
        "approver": form.approver,
        "review": {"every": form.every},
        "classification": form.classification,
        "retention": form.retention,
        "satisfies": form.satisfies,
        "provides": form.provides,
    }
    given = {name: value for name, value in values.items() if value}
    lines = [_with_help(model, *field, spoken) for field in _fields({**given, **form.fields}, model)]
    when = begun("Add it when lifecycle is active.", spoken)
    lines.append(f"# effective:  # {begun(help_of(model, 'effective'), spoken)} {when}\n")
    lines += [
        f"# {name}:  # {begun(help_of(model, name), spoken)}\n"
        for name in _LATER
        if name in model.model_fields
    ]
    return "".join(lines)


def _fields(values: Mapping[str, Any], model: type[Document]) -> Iterator[tuple[str, str]]:
    """The text of each field by its name. What belongs to a field is indented below it."""
    texts = re.findall(r"^\S.*\n(?: .*\n)*", yaml_text(values, model), re.M)
    return zip(values, texts, strict=True)


def _with_help(model: type[Document], name: str, text: str, spoken: Translation) -> str:
    """A field, with what it means: after it, or above it where it fills several lines."""
    said = begun(help_of(model, name), spoken)
    if not said:
        return text
    return f"# {said}\n{text}" if text.count("\n") > 1 else f"{text.rstrip()}  # {said}\n"


def help_of(model: type[Any], name: str) -> str:
    """What the description of a field says, on one line."""
    for key, field in model.model_fields.items():
        if (field.alias or key) == name:
            return " ".join((field.description or "").split())
    return ""


def _section(form: SectionForm, books: Sequence[Catalogue], spoken: Translation) -> str:
    lines = ["<!--", *_lines(begun(f"To answer: {form.asks}", spoken))]
    for ref in form.satisfies:
        found = next((obligation for book in books if (obligation := book.obligation(ref))), None)
        if found:
            lines += _lines(begun(f"It shows {ref}: {found.text}", spoken))
    lines += _lines(begun(f"For example: {form.example}", spoken))
    lines += [begun("Write your own text below, then delete this comment.", spoken), "-->"]
    return f"{_heading(form)}\n\n" + "\n".join(lines) + "\n"


def _heading(form: SectionForm) -> str:
    attributes = [f"#{form.anchor}"] if form.anchor else []
    if form.satisfies:
        attributes.append(f'data-satisfies="{" ".join(form.satisfies)}"')
    return f"## {form.title} {{: {' '.join(attributes)} }}" if attributes else f"## {form.title}"


def _lines(text: str) -> Iterator[str]:
    yield from wrap(text.replace("--", "–"), _WIDTH, break_long_words=False, break_on_hyphens=False)
