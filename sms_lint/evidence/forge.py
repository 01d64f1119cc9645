"""What the forge has to see to, since no file in the repository can: needed, enforced, or only declared."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sms_lint.ground.sentences import listed
from sms_lint.ground.text import read_yaml
from sms_lint.model.node import Document
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.model.trust import TRUST_FILE, Trust
from sms_lint.outside.forge.code_owners import PLACES, OwnersLine, owners_of, read_owners
from sms_lint.outside.forge.protection import BranchRule, Enforcement, Enforcements, enforced, not_enforced
from sms_lint.system.approval_status import needed_level
from sms_lint.system.approval_status.on_disk import trust_on_disk
from sms_lint.system.sms import Sms

# The job of the shipped workflows that judges a proposal.
CHECK = "Service management system"
FOLDERS = (".github/workflows/", "schemas/")
_FILES = ("requirements.txt", "requirements.lock", "pyproject.toml", "Makefile", ".gitlab-ci.yml")


class Need(NamedTuple):
    """A rule that the forge has to enforce, and what could be done to the evidence without it."""

    rule: BranchRule
    what: str
    without: str


NEEDS: tuple[Need, ...] = (
    Need(
        "proposals",
        "nothing reaches the branch but by a proposal",
        "what is pushed counts before anybody has judged it",
    ),
    Need(
        "review",
        "somebody else reviews the last state of a proposal",
        "one person decides alone, or changes the text after the review",
    ),
    Need(
        "code owners",
        "code owners review what they own",
        "anybody may accept new settings, trust settings, schemas and rules",
    ),
    Need("check", f"the check `{CHECK}` has to pass", "findings stop nothing"),
    Need(
        "up to date",
        "a proposal is judged with the newest state of the branch",
        "two proposals that are sound alone need not be so together",
    ),
    Need(
        "judge",
        "the check comes from the branch and not from the proposal",
        "a proposal brings its own linter, requirements and workflow",
    ),
    Need("history kept", "force pushes are refused", "the history can be replaced"),
    Need("branch kept", "the branch cannot be deleted", "its history can begin anew"),
    Need(
        "no exceptions",
        "all this binds administrators, too",
        "whoever administers the forge can do without all of it",
    ),
)


class ForgeCheck(NamedTuple):
    """A rule that is needed, whether it is enforced, and why that is said."""

    what: str
    enforcement: Enforcement
    without: str


def named_files(sms: Sms) -> frozenset[str]:
    """The files that decide by their names, whether they are there or not."""
    places = (place for forge in PLACES.values() for place in forge)
    kinds = (kind.schema_ for kind in sms.config.kinds)
    return frozenset(
        (
            SETTINGS_FILE,
            TRUST_FILE,
            *_FILES,
            *sms.config.own_rules,
            *sms.config.own_catalogues,
            *sms.config.text.published,
            *kinds,
            *places,
        )
    )


def judging_files(sms: Sms, files: Iterable[str]) -> tuple[str, ...]:
    """The files that decide how everything else is judged, out of those of the repository, in order of their paths."""
    named = named_files(sms)
    return tuple(sorted(path for path in files if path in named or path.startswith(FOLDERS)))


def as_lines(paths: Iterable[str]) -> tuple[str, ...]:
    """The same for CODEOWNERS: a folder where everything in it decides."""
    folders = (next((folder for folder in FOLDERS if path.startswith(folder)), path) for path in paths)
    return tuple(dict.fromkeys(folders))


def forge_checks(
    sms: Sms, asked: tuple[str, str], texts: Mapping[str, str], enforcements: Enforcements
) -> Iterator[ForgeCheck]:
    """Each rule that is needed and what came of it.

    `asked` are the forge and the name of the check; `texts` are the files that decide, CODEOWNERS and workflows among
    them.
    """
    forge, check = asked
    for need in NEEDS:
        found = enforcements[need.rule]
        if need.rule == "judge" and forge == "github" and found.state != "enforced":
            found = workflow_of_the_branch(texts, check)
        yield ForgeCheck(need.what, found, need.without)
    yield ForgeCheck(
        "CODEOWNERS names somebody for each file that decides",
        owned(forge, texts, judging_files(sms, texts)),
        "the forge asks nobody for a review of it",
    )
    yield from _approvers_asked(sms, forge, texts)


def _approvers_asked(sms: Sms, forge: str, texts: Mapping[str, str]) -> Iterator[ForgeCheck]:
    """Whether CODEOWNERS asks those whose review is the approval, for the documents where a review is enough (E1)."""
    found = trust_on_disk(sms)
    reviewed = [
        document
        for document in sms.documents
        if document.lifecycle == "active" and needed_level(sms, document.kind) == 1
    ]
    place = next((place for place in PLACES[forge] if place in texts), "")
    if found is None or not reviewed or not place:
        return
    lines = tuple(read_owners(texts[place], forge))
    wrong = [
        why for document in reviewed if (why := _wrongly_asked(sms, found.trust, forge, document, lines))
    ]
    yield ForgeCheck(
        "CODEOWNERS asks those who may approve each document, and nobody else",
        not_enforced(listed(wrong, 3)) if wrong else enforced(f"{place} does"),
        "what others review is merged, and is not approved",
    )


def _wrongly_asked(
    sms: Sms, trust: Trust, forge: str, document: Document, lines: Iterable[OwnersLine]
) -> str:
    """Why the review that the forge asks for is no approval of a document; empty where it is. Teams are believed."""
    roles = trust.approving_roles(document.kind, document.approver)
    may = {f"@{account}".casefold() for account in trust.accounts_of_holders(roles, forge, sms.today)}
    asked = owners_of(document.path, lines)
    persons = [owner for owner in asked if "/" not in owner]
    others = [owner for owner in persons if owner.casefold() not in may]
    if not may:
        return f"nobody who may approve {document.id} has an account in trust.yml"
    if not asked:
        return f"nobody is asked about {document.id}"
    return f"{others[0]} is asked about {document.id} and may not approve it" if others else ""


def owned(forge: str, texts: Mapping[str, str], paths: Collection[str]) -> Enforcement:
    """Whether CODEOWNERS names owners for each of the paths."""
    place = next((place for place in PLACES[forge] if place in texts), "")
    if not place:
        return not_enforced(f"there is no {PLACES[forge][0]}; `sms-lint forge --write-owners` writes one")
    lines = tuple(read_owners(texts[place], forge))
    bare = [path for path in paths if not owners_of(path, lines)]
    if bare:
        return not_enforced(
            f"{place} names nobody for {', '.join(bare[:5])}{' and others' if len(bare) > 5 else ''}"
        )
    return enforced(f"{place} does")


def workflow_of_the_branch(texts: Mapping[str, str], check: str = CHECK) -> Enforcement:
    """Whether the workflow that holds the check is taken from the branch: the event decides."""
    taken = {path: _events(text) for path, text in sorted(texts.items()) if _holds(check, path, text)}
    if not taken:
        return not_enforced(f"no workflow has a job called `{check}`")
    for path, events in taken.items():
        if "pull_request" in events:
            return not_enforced(f"{path} runs on `pull_request`, so that a proposal brings its own")
    for path, events in taken.items():
        if "pull_request_target" in events:
            return enforced(f"{path} runs on `pull_request_target`, as it stands on the branch")
    return not_enforced(f"{', '.join(taken)} does not run on proposals")


def _holds(check: str, path: str, text: str) -> bool:
    jobs = _group(text, "jobs") if path.startswith(".github/workflows/") else {}
    return any(isinstance(job, dict) and (job.get("name") or id_) == check for id_, job in jobs.items())


def _events(text: str) -> Collection[str]:
    values: Any = read_yaml(text).values
    events = values.get("on") if isinstance(values, dict) else None
    return [events] if isinstance(events, str) else list(events or ())


def _group(text: str, key: str) -> Mapping[str, Any]:
    values: Any = read_yaml(text).values
    held = values.get(key) if isinstance(values, dict) else None
    return held if isinstance(held, dict) else {}
