"""Commands for those who start a system, and for those who bring its frame to a newer version of the program."""

import argparse
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import unified_diff
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sms_lint.cli.common import CLEAN, as_day, ask, root_argument, root_of, say, tell, today_argument
from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import plural
from sms_lint.translation import on_screen

if TYPE_CHECKING:
    from sms_lint.starter.files import Answers
    from sms_lint.starter.manifest import Manifest
    from sms_lint.starter.upgrade import Step

_Word = TypeVar("_Word", bound=str)


def init(options: argparse.Namespace) -> int:
    """Write a starter for your own organization into a folder; what is there already is left as it is."""
    from sms_lint.starter.disk import write_new
    from sms_lint.starter.files import starter_files
    from sms_lint.starter.source import installed_from
    from sms_lint.translation import spoken, translation_of

    folder, answers, source = options.directory, _answers(options), installed_from()
    if not options.install_from:
        answers = replace(answers, install_from=source.place)
    files = starter_files(answers)
    skipped = _skipped(folder, files)
    written, left = write_new(folder, {path: text for path, text in files.items() if path not in skipped})
    _keep(folder, answers, {path: files[path] for path in written})
    with spoken(translation_of(answers.language)):
        _tell_start(options, len(written), left, skipped)
        if written:
            if source.missing and not options.install_from:
                say(on_screen(source.missing))
            _tell_next(folder)
    return CLEAN


def _tell_start(
    options: argparse.Namespace, written: int, left: Iterable[str], skipped: Mapping[str, str]
) -> None:
    """Say what was written, and what was not."""
    for path in left:
        say(on_screen(f"left as it is: {path}"))
    for path, reason in skipped.items():
        say(on_screen(f"left out: {path}; {on_screen(reason)}"))
    say(
        on_screen(f"Wrote {written} files into {options.directory}")
        if written
        else on_screen("Everything already exists; nothing was written")
    )


def _tell_next(folder: Path) -> None:
    """Say which steps come next, for somebody who stands where the command was given."""
    say("")
    say(on_screen("What to do next:"))
    go = () if folder.resolve() == Path.cwd() else (f"cd {folder}",)
    for number, step in enumerate((*go, *map(on_screen, _FIRST_STEPS)), 1):
        say(f"  {number}. {step}")
    say(on_screen("README.md explains this in more detail."))


def _skipped(folder: Path, files: Mapping[str, str]) -> Mapping[str, str]:
    """The files that are not there and are not to be written, since they were renamed or removed."""
    from sms_lint.load import load
    from sms_lint.model.settings import SETTINGS_FILE
    from sms_lint.outside.disk import PlainFiles
    from sms_lint.starter.again import left_out

    there = PlainFiles(folder) if folder.is_dir() else None
    if there is None or not there.is_file(SETTINGS_FILE):
        return {}
    missing = {path: text for path, text in files.items() if not there.is_file(path)}
    return left_out(load(folder.resolve()), _manifest(folder), missing)


def _manifest(folder: Path) -> "Manifest | None":
    from sms_lint.outside.disk import PlainFiles, read_plain
    from sms_lint.starter.manifest import MANIFEST_FILE, read_manifest

    if not PlainFiles(folder).is_file(MANIFEST_FILE):
        return None
    return read_manifest(read_plain(folder, MANIFEST_FILE).decode("utf-8", "replace"))


def _keep(folder: Path, answers: "Answers", written: Mapping[str, str]) -> None:
    """Note what was written, beside what earlier runs wrote."""
    from sms_lint.starter.manifest import joined_manifest, manifest_of

    if written:
        _write_manifest(folder, joined_manifest(_manifest(folder), manifest_of(answers, written)))


def _write_manifest(folder: Path, manifest: "Manifest") -> None:
    from sms_lint.outside.disk import given, write_file
    from sms_lint.starter.manifest import MANIFEST_FILE, manifest_text

    try:
        write_file(given(folder), MANIFEST_FILE, manifest_text(manifest).encode())
    except OSError as error:
        raise SmsError(f"{folder / MANIFEST_FILE} cannot be written: {error.strerror}") from None


def upgrade(options: argparse.Namespace) -> int:
    """Show what this version would change in settings, workflows and schemas; with --write or --proposal, change it."""
    from sms_lint.starter.files import frame_files
    from sms_lint.starter.manifest import manifest_of
    from sms_lint.starter.source import installed_from
    from sms_lint.starter.upgrade import after_upgrade

    root = root_of(options)
    manifest = _manifest(root) or _assumed(root)
    answers, place = manifest.the_answers(), installed_from().place
    if place and not answers.install_from.endswith(".whl"):
        answers = replace(answers, install_from=place)
    fresh = frame_files(answers)
    found = _steps(root, manifest, fresh)
    for step in found:
        _tell(step)
    notes = after_upgrade(manifest, manifest_of(answers, fresh), {step.path: step for step in found})
    changed = [step for step in found if step.changes]
    if options.proposal is not None and changed:
        _propose(root, options.proposal, changed, notes)
    elif options.write:
        _write_steps(root, found)
        _write_manifest(root, notes)
    elif changed:
        tell(
            f"{plural(len(changed), 'file')} would change; `sms-lint upgrade --proposal` brings that as a branch with "
            "one commit, `--write` changes the files, for you to commit"
        )
    if not found:
        tell("Everything is as this version writes it")
    return CLEAN


def _steps(root: Path, manifest: "Manifest", fresh: Mapping[str, str]) -> "list[Step]":
    from sms_lint.outside.git import merged_text
    from sms_lint.starter.upgrade import is_settled, steps

    here = _here(root, {*fresh, *manifest.texts, *manifest.digests})
    return [step for step in steps(manifest, fresh, here, merged_text) if not is_settled(step)]


def _propose(root: Path, branch: str, changed: "list[Step]", notes: "Manifest") -> None:
    """Bring the changes as one commit on a branch of its own; the files that lie here stay as they are."""
    from sms_lint.outside.git import propose_files, refuse_uncommitted
    from sms_lint.starter.manifest import MANIFEST_FILE, manifest_text

    of = f"sms-lint {version('sms-lint')}"
    branch = branch or of.replace(" ", "-")
    refuse_uncommitted(root, [*(step.path for step in changed), MANIFEST_FILE])
    files = {**{step.path: step.after for step in changed}, MANIFEST_FILE: manifest_text(notes)}
    lines = "\n".join(f"- {step.path}" for step in changed)
    message = f"Take over workflows, settings and schemas of {of}\n\n{lines}\n"
    commit = propose_files(root, branch, files, message)
    tell(f"The branch {branch} has these changes in one commit ({commit[:9]}), and nothing here has changed.")
    tell(f"To propose it: git push --set-upstream origin {branch}")


def _assumed(root: Path) -> "Manifest":
    """What can be told of a system that was begun before notes were kept: nothing of what its files were."""
    from sms_lint.load import load
    from sms_lint.model.settings import is_catalogue_file
    from sms_lint.outside.disk import PlainFiles
    from sms_lint.starter.files import Answers, Forge
    from sms_lint.starter.manifest import manifest_of

    config, there = load(root).config, PlainFiles(root)
    forge: Forge = "gitlab" if there.is_file(".gitlab-ci.yml") else "none"
    forge = "github" if there.is_file(".github/workflows/check.yml") else forge
    forge = "gitea" if there.is_file(".gitea/workflows/check.yml") else forge
    shipped = tuple(name for name in config.catalogues if not is_catalogue_file(name))
    return manifest_of(Answers(config.organization.name, (), shipped, forge), {})


def _here(root: Path, paths: Collection[str]) -> Mapping[str, str]:
    from sms_lint.outside.disk import PlainFiles, read_plain

    there = PlainFiles(root)
    return {path: read_plain(root, path).decode("utf-8", "replace") for path in paths if there.is_file(path)}


def _tell(step: "Step") -> None:
    """Say what becomes of a file, and show the lines that change, or that would for a person to take over."""
    from sms_lint.report.reference import FOLDER as SCHEMAS
    from sms_lint.starter.upgrade import WORDS

    tell(f"{step.path}: {WORDS[step.outcome]}")
    if step.outcome == "new" or step.path.startswith(f"{SCHEMAS}/"):
        return
    wanted = (
        step.after if step.changes else step.fresh if step.outcome in ("yours", "unknown") else step.before
    )
    for line in unified_diff(
        step.before.splitlines(), wanted.splitlines(), "here", "new version", lineterm=""
    ):
        say(f"  {line}")


def _write_steps(root: Path, steps: Iterable["Step"]) -> None:
    from sms_lint.starter.disk import replace_texts

    changed = [step for step in steps if step.outcome == "new" or step.changes]
    before = {step.path: step.before for step in changed if step.outcome != "new"}
    replace_texts(root, before, {step.path: step.after for step in changed})


_FIRST_STEPS = (
    "sms-lint plan      shows what to write, in a sensible order",
    "Enter who holds which role in records/registers/person.yml, and write policies/scope.md",
    "sms-lint check     says what is wrong and, as notes, what is missing",
    "sms-lint serve     shows the site",
)


def _answers(options: argparse.Namespace) -> "Answers":
    """What the options say, and what somebody on a terminal answers where they say nothing."""
    from sms_lint.model.settings import FIRST_CATALOGUES
    from sms_lint.starter.data import profiles
    from sms_lint.starter.files import FORGES, Answers

    asked = sys.stdin.isatty() and sys.stdout.isatty()
    name = options.organization or (ask("Name of the organization") if asked else "")
    if not name:
        raise SmsError("the name of the organization is missing; give it with --organization")
    services = options.service or (
        _several(ask("Services, separated by commas (may be empty)")) if asked else []
    )
    said = options.forge or (ask(f"Where will the repository be ({', '.join(FORGES)})") if asked else "")
    forge = _one_of(said or "none", FORGES)
    said = options.profile or (ask("How much to begin with (small, full)") if asked else "")
    profile = _one_of(said or "small", profiles())
    today = options.today or date.today()  # noqa: DTZ011 - the day where the user is
    return Answers(
        name,
        tuple(services),
        tuple(options.standard or FIRST_CATALOGUES),
        forge,
        options.install_from or "",
        profile,
        repository=options.repository or "",
        begun=today if options.target else None,
        target=options.target,
        language=options.language,
    )


def _one_of(word: str, known: Collection[_Word]) -> _Word:
    found = next((each for each in known if each == word), None)
    if found is None:
        raise SmsError(f"{word!r} is none of {', '.join(known)}")
    return found


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def init_arguments(command: argparse.ArgumentParser) -> None:
    """Who the starter is for, and how much it begins with."""
    _whose_arguments(command)
    _extent_arguments(command)
    today_argument(command)


def _whose_arguments(command: argparse.ArgumentParser) -> None:
    """The organization, its services, and where its repository will be."""
    command.add_argument(
        "directory", type=Path, metavar="DIR", help="the folder; created where it does not exist"
    )
    command.add_argument("--organization", metavar="NAME", help="the name of the organization")
    command.add_argument("--service", action="append", metavar="NAME", help="a service; may be repeated")
    command.add_argument(
        "--standard",
        action="append",
        metavar="NAME",
        help="a clause catalogue (default: iso-iec-20000-1-2018)",
    )
    command.add_argument(
        "--forge",
        choices=("github", "gitlab", "gitea", "none"),
        help="where the repository will be; gitea is Forgejo, too (default: none)",
    )
    command.add_argument(
        "--repository",
        metavar="URL",
        help="its address on the web, so that pages of the site link to their files",
    )


def _extent_arguments(command: argparse.ArgumentParser) -> None:
    """How much there is to begin with, by when, in which language, and with which linter."""
    from sms_lint.translation import starter_languages

    command.add_argument(
        "--profile",
        choices=("small", "full"),
        help="how much to begin with: small is about 15 documents and 20 registers, and `sms-lint plan` offers the "
        "rest when its turn comes; full is everything (default: small)",
    )
    command.add_argument(
        "--target",
        type=as_day,
        metavar="DATE",
        help="the day by which everything is to be there; the plan spreads its steps from today to that day",
    )
    command.add_argument(
        "--language",
        choices=starter_languages(),
        default="en",
        help="the language of its texts, and of site and findings later (default: en)",
    )
    command.add_argument(
        "--install-from",
        metavar="PLACE",
        help="where its workflows get the linter: an address for pip, or a wheel in the repository "
        "(default: from where this program is)",
    )


def upgrade_arguments(command: argparse.ArgumentParser) -> None:
    """Whether it only says so."""
    root_argument(command)
    command.add_argument(
        "--write", action="store_true", help="change the files, for you to look at and to commit"
    )
    command.add_argument(
        "--proposal",
        nargs="?",
        const="",
        metavar="BRANCH",
        help="bring the changes as one commit on a new branch (default: sms-lint-VERSION), to be proposed like any "
        "other; the files here stay as they are",
    )
