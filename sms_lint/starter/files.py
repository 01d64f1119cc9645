"""Every file of a starter, from the answers of whoever starts: paths from the root, and texts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from importlib.metadata import version
from importlib.resources import files
from io import StringIO
from typing import Any, Literal, get_args
from unicodedata import category

from ruamel.yaml import YAML

from sms_lint.ground.errors import SmsError
from sms_lint.ground.plain_names import named_id
from sms_lint.model.catalogue import Catalogue, load_catalogue
from sms_lint.model.kinds import kinds
from sms_lint.model.settings import SETTINGS_FILE, Config
from sms_lint.report.reference.schemas import schema_files
from sms_lint.starter.data import RecordForm, document_forms, profiles, record_forms, role_rows, template
from sms_lint.starter.in_language import begun, document_in, role_in
from sms_lint.starter.registers import register_text
from sms_lint.starter.skeleton import Names, document_text
from sms_lint.starter.without_absent import without_absent
from sms_lint.starter.yaml_text import yaml_text
from sms_lint.translation import ENGLISH, Translation, starter_readme, translation_of

Forge = Literal["github", "gitlab", "gitea", "none"]
FORGES: tuple[Forge, ...] = get_args(Forge)
_LONGEST_NAME = 300
_ADDRESS = re.compile(r"(?:git\+)?[a-z]+://")
# An address, or the path of a wheel; one word, so that nothing else can be in the file.
_SOURCE = re.compile(r"(?:git\+)?(?:https|ssh|file)://[^\s#]+|\.?/?[\w./+-]*\.whl")
# What the settings of the site say to readers.
_SAID_THERE = re.compile(r"(\b(?:name|permalink_title): )([A-Z][a-z ]+)")
_WEB = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~-]+)+/?")
_SAME: Mapping[str, str] = {
    "README.md": "README.md",
    ".editorconfig": "editorconfig",
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".vscode/settings.json": "vscode-settings.json",
    ".vscode/extensions.json": "vscode-extensions.json",
}
_OF_FORGE: Mapping[Forge, Mapping[str, str]] = {
    "github": {
        ".github/workflows/check.yml": "github/check.yml",
        ".github/workflows/publish.yml": "github/publish.yml",
        ".github/workflows/anchor.yml": "github/anchor.yml",
        ".github/workflows/remind.yml": "github/remind.yml",
        ".github/workflows/report.yml": "github/report.yml",
    },
    "gitlab": {".gitlab-ci.yml": "gitlab-ci.yml"},
    "gitea": {
        ".gitea/workflows/check.yml": "gitea/check.yml",
        ".gitea/workflows/report.yml": "gitea/report.yml",
    },
    "none": {},
}


@dataclass(frozen=True)
class Answers:
    """What whoever starts has to say: the organization, its services, the standards, and where the repository lives.

    `profile` is the name of how much there is to begin with. `install_from` is where the linter itself is to be had,
    for pip: an address, or a file in the repository; empty for the package index. `repository` is its address on
    the web; `begun` and `target` are the days between which the plan spreads its steps; `language` is that of texts.
    """

    organization: str
    services: tuple[str, ...] = ()
    standards: tuple[str, ...] = ("iso-iec-20000-1-2018",)
    forge: Forge = "none"
    install_from: str = ""
    profile: str = "full"
    repository: str = ""
    begun: date | None = None
    target: date | None = None
    language: str = "en"

    @property
    def spoken(self) -> Translation:
        """What is said in its language."""
        return translation_of(self.language)


def clean_name(text: str) -> str:
    """A name on one line, without characters that nobody can see. Raises SmsError where nothing is left."""
    seen = "".join(
        " " if letter.isspace() else letter
        for letter in text
        if letter.isspace() or category(letter)[0] != "C"
    )
    name = " ".join(seen.split())
    if not name:
        raise SmsError("the name is empty; write at least one letter")
    if len(name) > _LONGEST_NAME:
        raise SmsError(f"a name of {len(name)} characters is too long; it may have {_LONGEST_NAME}")
    return name


def starter_files(answers: Answers) -> dict[str, str]:
    """Every file of the starter, in the order of their paths. Raises SmsError for an unknown standard."""
    books = tuple(load_catalogue(name, answers.language) for name in answers.standards)
    found = {**frame_files(answers), **dict(_documents(answers, books)), **dict(_registers(answers))}
    return dict(sorted(found.items()))


def frame_files(answers: Answers) -> dict[str, str]:
    """What is around documents and registers: settings, workflows, schemas. A newer version may change these."""
    return {
        SETTINGS_FILE: _settings(answers),
        "mkdocs.yml": _site_settings(answers),
        "requirements.txt": _requirement(answers.install_from),
        **{path: template(name) for path, name in {**_SAME, **_OF_FORGE[answers.forge]}.items()},
        **({"README.md": readme} if (readme := starter_readme(answers.language)) else {}),
        **schema_files(kinds()),
    }


def _requirement(source: str) -> str:
    """The line that installs the linter. Raises SmsError where it is more than one line, or no place at all."""
    if not source:
        return f"sms-lint=={version('sms-lint')}\n"
    if not _SOURCE.fullmatch(source):
        raise SmsError(
            f"`{source}` is not a place to install from; give an address such as "
            "git+https://forge.example/sms-lint@v1.0, or the path of a wheel in the repository"
        )
    return f"sms-lint @ {source}\n" if _ADDRESS.match(source) else f"{source}\n"


def _settings(answers: Answers) -> str:
    values: dict[str, Any] = {
        "organization": {"name": clean_name(answers.organization)},
        "catalogues": answers.standards,
        "preset": "starter",
    }
    if answers.language != ENGLISH.code:
        values["language"] = answers.language
    if answers.repository:
        values["repository"] = _web_address(answers.repository)
        if answers.forge != "none":
            values["forge"] = answers.forge
    if answers.target:
        days = {"begun": answers.begun, "target": answers.target}
        values["schedule"] = {name: day.isoformat() for name, day in days.items() if day}
    text = yaml_text(values, Config)
    sentences = (
        "While the system is being built, what is still missing is a note.",
        "Remove the next line when everything is written.",
    )
    said = "".join(f"# {begun(sentence, answers.spoken)}\n" for sentence in sentences)
    return "# yaml-language-server: $schema=schemas/settings.json\n" + text.replace(
        "preset:", f"{said}preset:"
    )


def _web_address(address: str) -> str:
    """The address of the repository, for links. Raises SmsError where it is none."""
    if not _WEB.fullmatch(address):
        raise SmsError(
            f"`{address}` is not the web address of a repository, such as https://forge.example/it/sms"
        )
    return address.rstrip("/").removesuffix(".git")


def _site_settings(answers: Answers) -> str:
    """The look of the site: ours, with the name, in the language."""
    editor = YAML()
    editor.width = 120
    source = files("sms_lint").joinpath("publish", "site", "assets", "mkdocs.yml").read_text("utf-8")
    values = editor.load(_SAID_THERE.sub(lambda match: match[1] + answers.spoken.say(match[2]), source))
    name = f"{clean_name(answers.organization)}: service management system"
    values.insert(0, "site_name", escape(begun(name, answers.spoken)))
    values["theme"]["language"] = answers.language
    stream = StringIO()
    editor.dump(values, stream)
    return stream.getvalue()


def _documents(answers: Answers, books: Sequence[Catalogue]) -> Iterator[tuple[str, str]]:
    begun = profiles()[answers.profile].documents
    services = tuple(row["id"] for row in _services(answers))
    names = Names(clean_name(answers.organization), tuple(row["name"] for row in _services(answers)))
    for form in (without_absent(form, begun) for form in document_forms() if form.id in begun):
        named = form.model_copy(update={"fields": {**form.fields, "services": services}})
        chosen = document_in(named if form.kind == "scope" and services else form, answers.spoken)
        yield form.path, document_text(chosen, books, names, answers.spoken)


def _registers(answers: Answers) -> Iterator[tuple[str, str]]:
    for name, form in record_forms().items():
        if form.register_ is not None and name in profiles()[answers.profile].registers:
            yield form.path, register_text(form, _known_entries(form, answers), spoken=answers.spoken)


def _known_entries(form: RecordForm, answers: Answers) -> Sequence[Mapping[str, Any]]:
    """What is known from the start: the roles that documents name, and the services that were named."""
    if form.kind == "role":
        return tuple(role_in(row, answers.spoken) for row in role_rows())
    return _services(answers) if form.kind == "service" else ()


def _services(answers: Answers) -> Sequence[Mapping[str, Any]]:
    rows: dict[str, Mapping[str, Any]] = {}
    for name in dict.fromkeys(map(clean_name, answers.services)):
        row = _service(name, rows, answers.spoken)
        rows[row["id"]] = row
    return tuple(rows.values())


def _service(name: str, taken: Mapping[str, object], spoken: Translation) -> Mapping[str, Any]:
    return {
        "id": named_id("SVC", name, taken) or f"SVC-{len(taken) + 1:02}",
        "name": name,
        "lifecycle": "proposed",
        "criticality": "medium",
        "criticality_basis": begun("To be rated with the customers; medium until then", spoken),
        "dependencies": [],
        "owner": "service-owner",
    }
