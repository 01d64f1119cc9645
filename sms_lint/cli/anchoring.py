"""The command around anchors: adding the next one, its token, and what all of them prove."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.anchor_files import MOST_BYTES, keep_token, on_disk, outside_copy, written
from sms_lint.cli.common import CLEAN, FINDINGS, root_argument, root_of, tell
from sms_lint.cli.witnessing import Anchored, compare, hand_over, witness_arguments, witness_kind
from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import read_given, write_given

if TYPE_CHECKING:
    from sms_lint.history.anchors import AnchorEntry, AnchorJudgement
    from sms_lint.outside.git import Commits, Repository

# Somebody else may take the number in the meantime; whoever loses so often has another trouble.
_TRIES = 20


def anchor(options: argparse.Namespace) -> int:
    """Hold the newest commit fast by an anchor; check the anchors, hand them to a witness, or compare with one."""
    from sms_lint.outside.git import opened

    if options.outside and not options.check:
        raise SmsError("--outside says what to compare with, so it is only for --check")
    root = root_of(options)
    with opened(root) as repository:
        if repository is None:
            raise SmsError(
                f"{root} is not a git repository, or has no commit yet, so there is nothing to anchor"
            )
        if options.check:
            return _check(root, repository, options)
        if options.compare_with:
            return compare(_anchored(root, repository, options), options.compare_with)
        if options.hand_to and witness_kind(options.hand_to) != "authority":
            return hand_over(_anchored(root, repository, options), options.hand_to)
        if options.token:
            return _add_token(root, repository, options)
        options.authority = options.authority or options.hand_to
        return _add(root, repository, options)


def _anchored(root: Path, repository: "Repository", options: argparse.Namespace) -> Anchored:
    from sms_lint.load.branch import trust_of

    commits = _past(repository)
    trust, authorities = trust_of(repository, commits), _authorities(repository, options, commits)
    return Anchored(root, repository, commits, trust.branch if trust else repository.branch(), authorities)


def _add(root: Path, repository: "Repository", options: argparse.Namespace) -> int:
    commits = _past(repository)
    for _ in range(_TRIES):
        entry, kept = _next(root, repository, commits, token_wanted=bool(options.query or options.authority))
        if options.authority:
            authorities = _authorities(repository, options, commits)
            entry = replace(entry, token=_asked(entry, options.authority, authorities))
        if kept and options.authority:
            keep_token(root, entry)
        if kept or written(root, entry):
            break
    else:
        raise SmsError("other runs took every number that was tried; run the command again")
    tell(f"Anchor {entry.number} is for {entry.head[:9]}: {entry.path}")
    tell(f"Commit it{' together with its token' if entry.token else ''}; it counts from then on.")
    if options.query:
        _write_query(root, options.query, entry)
    return CLEAN


def _next(
    root: Path, repository: "Repository", commits: "Commits", *, token_wanted: bool
) -> "tuple[AnchorEntry, bool]":
    """The anchor that comes next; where none does, the newest that is kept already, if it waits for its token."""
    from sms_lint.history.anchors import next_entry, tree_digests
    from sms_lint.load.branch import trust_of

    entries, trust = on_disk(root), trust_of(repository, commits)
    named = (trust.repository, trust.branch) if trust else ("", "")
    if trust and repository.branch() not in ("", trust.branch):
        raise SmsError(
            f"this is the branch {repository.branch()}, and anchors are for {trust.branch}: what is anchored here "
            "would not be a step of it; check out that branch first"
        )
    try:
        return next_entry(entries, commits, tree_digests(repository), *named), False
    except SmsError:
        if token_wanted and entries.newest and entries.newest.token is None:
            return entries.newest, True
        raise


def _past(repository: "Repository") -> "Commits":
    from sms_lint.outside.git import read_commits

    # Of every file: else a step that brought more than anchors could pass for one that brought nothing else.
    return read_commits(repository, ("",))


def _authorities(
    repository: "Repository", options: argparse.Namespace, commits: "Commits | None" = None
) -> tuple[bytes, ...]:
    """The certificates of the authorities whose tokens count: those named here, else those of the trust settings."""
    from sms_lint.history.anchors import certificates_at
    from sms_lint.load.branch import trust_of

    if options.certificates:
        return tuple(read_given(path, MOST_BYTES) for path in options.certificates)
    trust = trust_of(repository, commits or _past(repository))
    named = [(authority.file, authority.sha256) for authority in trust.authorities] if trust else []
    return certificates_at(repository, repository.head, named)


def _asked(entry: "AnchorEntry", url: str, authorities: tuple[bytes, ...]) -> bytes:
    from sms_lint.outside.timestamp.asking import ask
    from sms_lint.outside.timestamp.checking import query

    return _accepted(entry, ask(url, query(entry.raw)), authorities)


def _accepted(entry: "AnchorEntry", answer: bytes, authorities: tuple[bytes, ...]) -> bytes:
    """An answer in the form in which it is kept. Raises SmsError where it would not count."""
    from sms_lint.history.anchors import proofs
    from sms_lint.outside.timestamp import TimestampError, covers, tidied
    from sms_lint.outside.timestamp.checking import check_token

    try:
        token = tidied(answer)
        if not covers(entry.raw, token):
            raise SmsError(
                f"the token is for other bytes than those of anchor {entry.number}; nothing was added"
            )
    except TimestampError as error:
        raise SmsError(f"the token was not added: {error}") from None
    [proof] = proofs([replace(entry, token=token)], authorities, check_token)
    if isinstance(proof, TimestampError):
        if not proof.unknown:
            raise SmsError(f"the token was not added: {proof}")
        tell(f"Note: the token is kept, but does not count yet: {proof}.")
    else:
        tell(f"An authority confirms that it existed at {proof:%Y-%m-%d %H:%M:%S} UTC.")
    return token


def _write_query(root: Path, target: Path, entry: "AnchorEntry") -> None:
    from sms_lint.outside.timestamp.checking import query

    write_given(target, [query(entry.raw)], root)
    tell(
        f"The query for anchor {entry.number} is in {target}; send it to an authority (application/timestamp-query)."
    )
    tell("Its answer is added with `sms-lint anchor --token FILE`.")


def _add_token(root: Path, repository: "Repository", options: argparse.Namespace) -> int:
    from sms_lint.outside.timestamp import TimestampError, covers

    answer, entries = read_given(options.token, MOST_BYTES), on_disk(root).entries
    try:
        found = next((entry for entry in entries if covers(entry.raw, answer)), None)
    except TimestampError as error:
        raise SmsError(f"{options.token}: {error}") from None
    if found is None:
        raise SmsError(f"{options.token} is not for any of the anchors kept here")
    if found.token is not None:
        raise SmsError(f"anchor {found.number} has a token already")
    if later := [
        entry.number for entry in entries if entry.number > found.number and entry.token is not None
    ]:
        raise SmsError(
            f"anchor {later[0]}, which came later, already has its token, so one for anchor "
            f"{found.number} would prove nothing"
        )
    token = _accepted(found, answer, _authorities(repository, options))
    keep_token(root, replace(found, token=token))
    tell(f"The token of anchor {found.number} is in {found.token_path}; commit it.")
    return CLEAN


def _check(root: Path, repository: "Repository", options: argparse.Namespace) -> int:
    from sms_lint.history.anchors import gap_of, judge, tree_digests
    from sms_lint.outside.timestamp.checking import check_token

    outside = outside_copy(options.outside) if options.outside else None
    entries, commits = on_disk(root), _past(repository)
    authorities = _authorities(repository, options, commits)
    digests = tree_digests(repository, commits, [entry.head for entry in entries.entries])
    judged = judge(entries, commits, digests, authorities, check_token, outside)
    _print_judged(judged)
    gap = gap_of(entries, commits)
    if newest := entries.newest:
        tell(f"The newest is anchor {newest.number}, for {newest.head[:9]}.")
    tell(
        f"Steps of the branch since then: {gap.since}; most steps in a row without an anchor: {gap.largest}."
    )
    wrong = {judgement.outcome for judgement in judged} - {"pass"}
    if not wrong:
        tell("The anchors are intact.")
        return CLEAN
    tell(
        "The anchors are not intact."
        if "fail" in wrong
        else "It cannot be determined whether the anchors are intact."
    )
    return FINDINGS


def _print_judged(judged: "tuple[AnchorJudgement, ...]") -> None:

    for judgement in judged:
        if judgement.outcome != "pass" or judgement.aspect in ("time", "outside copy"):
            tell(f"{judgement.path}: {judgement.outcome}: {judgement.why}")


def anchor_arguments(command: argparse.ArgumentParser) -> None:
    """What is done, and with which authority."""
    root_argument(command)
    group = command.add_mutually_exclusive_group()
    group.add_argument(
        "--authority", metavar="URL", help="ask the timestamp authority at this address for a token"
    )
    group.add_argument(
        "--query", type=Path, metavar="FILE", help="write the query for an authority, to be sent by hand"
    )
    group.add_argument("--token", type=Path, metavar="FILE", help="add the token that an authority sent")
    group.add_argument("--check", action="store_true", help="say what the anchors prove")
    witness_arguments(group)
    command.add_argument(
        "--outside",
        type=Path,
        metavar="DIR",
        help="with --check: a copy of the anchors that is held elsewhere",
    )
    command.add_argument(
        "--certificates",
        type=Path,
        action="append",
        metavar="FILE",
        help="certificates (PEM) of a trusted authority (default: those that trust.yml names)",
    )
