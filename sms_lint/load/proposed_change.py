"""A proposed change, judged by the settings that it starts from: no change can exempt itself."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from sms_lint.ground.errors import SmsError
from sms_lint.ground.source import Location, SourceFile
from sms_lint.ground.text import read_yaml
from sms_lint.load import load
from sms_lint.load.own_rules import own_rules
from sms_lint.model.finding import ReadingFault, Unchecked
from sms_lint.model.settings import SETTINGS_FILE, Config, read_config
from sms_lint.outside.git import Repository, opened
from sms_lint.system.sms import Sms

# What a change could loosen for itself.
_OF_THE_BASE = ("approval", "rules", "suppressions", "thresholds", "intervals", "preset", "branch")


def proposed(root: Path, revision: str, today: date | None) -> Sms:
    """The system below `root` as a change to a revision: its trust settings, exceptions and levels judge the change.

    Raises SmsError where there is no such revision, or it has nothing in common with what is checked out.
    """
    with opened(root) as repository:
        if repository is None:
            raise SmsError(
                f"`{revision}` is not a revision: this is not a git repository, or it has no commit yet"
            )
        commit = repository.resolve(revision)
        base = _where_it_left(repository, commit, revision)
        old = _settings(repository, base)
        texts = _texts(repository, base, old.own_rules) if old else {}
    sms = load(root, today=today, base=base)
    if old is None:
        return sms
    kept = {name: getattr(old, name) for name in _OF_THE_BASE}
    changed = [name for name in _OF_THE_BASE if getattr(sms.config, name) != kept[name]]
    unchecked = tuple(
        Unchecked(f"the new `{name}` of {SETTINGS_FILE}", f"a change is judged by that of {revision}")
        for name in changed
    )
    rules = own_rules(partial(_of_base, texts), (old, sms.settings), sms.kinds, sms.catalogues, ()).rules
    if {rule.id: rule.shape for rule in rules} != {rule.id: rule.shape for rule in sms.own_rules}:
        unchecked += (
            Unchecked("the new rules of the organization", f"a change is judged by those of {revision}"),
        )
    config = sms.config.model_copy(update=kept)
    return replace(sms, config=config, own_rules=rules, unchecked=(*sms.unchecked, *unchecked))


def _where_it_left(repository: Repository, commit: str, revision: str) -> str:
    """The newest commit of the line of first parents that the revision has, too."""
    theirs = frozenset(repository.ancestors(commit))
    common = next(
        (own for own in repository.ancestors(repository.head, first_parents=True) if own in theirs), ""
    )
    if not common:
        raise SmsError(
            f"{revision} and what is checked out have no commit in common; has the whole history been fetched?"
        )
    return common


def _texts(repository: Repository, commit: str, paths: Iterable[str]) -> Mapping[str, str]:
    """The texts of some files of a commit, of those that are there."""
    tree = repository.tree(commit)
    blobs = {path: tree[path][1] for path in paths if path in tree}
    found = repository.blobs(blobs.values())
    return {path: found[blob].decode("utf-8", "replace") for path, blob in blobs.items() if blob in found}


def _of_base(
    texts: Mapping[str, str], path: str, _at: Location, _faults: list[ReadingFault]
) -> SourceFile | None:
    """A file of rules in the base. Its faults are dropped: they were reported when the base was checked."""
    return SourceFile(path, texts[path]) if path in texts else None


def _settings(repository: Repository, commit: str) -> Config | None:
    """The settings of a commit; None where it has none that can be read."""
    blob = repository.tree(commit).get(SETTINGS_FILE)
    raw = repository.blobs([blob[1]]).get(blob[1]) if blob else None
    parsed = read_yaml(raw.decode("utf-8", "replace")) if raw else None
    return read_config(parsed.values)[0] if parsed and parsed.whole else None
