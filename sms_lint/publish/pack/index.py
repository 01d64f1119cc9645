"""The first page of a pack: what it holds, what was in force, and what was not verified and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sms_lint.evidence.coverage import coverage, in_a_sentence
from sms_lint.ground.sentences import plural
from sms_lint.history.approvals import TextApproval
from sms_lint.history.approvals.held import DaySpan, TextHeld
from sms_lint.model.finding import SEVERITIES
from sms_lint.publish.pack.gather import Gathered
from sms_lint.publish.pack.history import history_blocks
from sms_lint.publish.pack.page import Listing, PageBlock, PageHeading, PageLink, PageTable, Paragraph
from sms_lint.publish.pack.stage_view import stage_blocks
from sms_lint.system.acceptances import acceptances
from sms_lint.system.approval_status.report import said_of
from sms_lint.system.verification import unverified

_MOST = 1000


def title(gathered: Gathered) -> str:
    """What the pack is, in a line."""
    period, state = gathered.period, gathered.branch.state
    stage = f" for {gathered.stage.title}" if gathered.stage else ""
    doubt = "" if state == "accepted" else f" ({'branch not known' if state == 'cannot tell' else state})"
    return f"Audit pack of {gathered.sms.config.organization.name}{stage}, {period.first} to {period.last}{doubt}"


def page(
    gathered: Gathered, held: Sequence[TextHeld], changed: Mapping[str, Any], places: Mapping[str, str]
) -> Iterator[PageBlock]:
    """The blocks of the page; `places` says where each text is, by its SHA-256."""
    yield Paragraph(
        "This pack shows documents, records and their approvals as they stood at the end of the period. Everything "
        f"comes from one commit of the repository, {gathered.commit}, the last one at the end of "
        f"{gathered.period.last} (UTC, by the dates of the commits). {gathered.branch.sentence}"
    )
    yield PageHeading("Check the pack first")
    yield Paragraph(
        "Nothing on this page counts before the pack has been checked. VERIFY.txt lists the commands. Take the "
        "checking program from its own release, and the keys of those who may sign from the organization by another "
        "way; never from this pack."
    )
    yield PageHeading("What was not verified, and why")
    yield Listing(list(not_verified(gathered)))
    yield from stage_blocks(gathered, held, places)
    yield from _texts(gathered, held, places)
    yield from _changes(changed)
    yield from history_blocks(gathered)
    yield from _findings(gathered)
    yield from _exceptions(gathered)
    yield PageHeading("What is in this pack")
    yield PageTable(("File or folder", "What it is"), list(_contents(gathered)))


def _contents(gathered: Gathered) -> Iterator[tuple[str, str]]:
    if gathered.stage:
        yield "stage.json", "what this stage of the audit looks at, and where it is"
    yield from _CONTENTS if gathered.bundle else _CONTENTS[:-1]


_CONTENTS: tuple[tuple[str, str], ...] = (
    ("in-force.json", "the register of the texts in force in the period"),
    ("texts/", "the exact bytes of each of these texts"),
    ("blobs.txt", "git's own ids of these texts"),
    ("changes.json", "each commit of the period, and what it did to each document and record"),
    ("closed-records.json", "what the history did to records that were closed"),
    ("anchors.json", "what each anchor proves about the history (records/anchors)"),
    ("records/", "all records at the end of the period, with approvals (records/approvals) and their signatures"),
    ("gone/", "statements of approval, if any, that were deleted or replaced before the end"),
    ("trust/", "each version of the trust settings, and the keys in it in the form of ssh-keygen"),
    ("settings/", "the settings of the checks (sms.yml), and the rules that the organization declares itself"),
    ("findings.json, findings.sarif", "what the checks found on the last day"),
    ("coverage.json, coverage.csv", "how far each obligation was met on the last day, and by what"),
    ("exceptions.json", "exemptions and accepted findings, with reason and end"),
    ("names.json", "files whose names are not allowed in a pack, and where they are in it"),
    ("VERIFY.txt", "how to check this pack with common programs"),
    ("repository.bundle", "the whole repository up to the commit; `git clone repository.bundle` unpacks it"),
)  # fmt: skip


def not_verified(gathered: Gathered) -> Iterator[str]:
    """What could not be verified when the pack was made, then what the pack cannot show, each in a sentence."""
    yield from (check.sentence for check in unverified(gathered.sms))
    yield from (
        f"{path} is a link or another repository, so it is not in the pack." for path in gathered.left_out
    )
    yield from (f"Not checked: {item.what}: {item.why}." for item in gathered.result.unchecked)
    yield from (f"A check could not run: {text}." for text in gathered.result.faults)
    if gathered.branch.state != "accepted":
        yield gathered.branch.sentence
    if not gathered.bundle:
        yield "The repository is not in this pack, so the pack does not show the history."


def _latest(gathered: Gathered) -> Iterator[TextApproval]:
    for every in gathered.approvals.texts.values():
        yield from every[-1:]


def _texts(gathered: Gathered, held: Sequence[TextHeld], places: Mapping[str, str]) -> Iterator[PageBlock]:
    period = gathered.period
    yield PageHeading(f"Texts in force on {period.last}")
    yield Paragraph(
        "E1: the review of a forge was captured. E2: author and approver signed. E3: a timestamp followed in time. "
        "Declared: the days on which the text says to be in force. Approval known: those on which its approval is "
        "known to have been complete, too, and what that rests on."
    )
    heads = ("Document", "Version", "Approval", "Declared", "Approval known", "File")
    yield PageTable(heads, [_row(text, places) for text in held if text.at_end])
    if earlier := [_row(text, places) for text in held if not text.at_end]:
        yield PageHeading("Texts in force earlier in the period")
        yield PageTable(heads, earlier)
    ended = {text.judged.text.id for text in held if text.at_end}
    without = [approval for approval in _latest(gathered) if approval.text.id not in ended]
    if without:
        yield PageHeading("Documents of which no text was in force at the end")
        rows = [
            (approval.text.id, approval.text.version, approval.text.lifecycle, said_of(approval))
            for approval in without
        ]
        yield PageTable(("Document", "Version on the branch", "State", "Why"), sorted(rows))


_RESTS: Mapping[str, str] = {
    "timestamp": "by a timestamp",
    "commits": "as the commits state, not proven",
    "taken over": "taken over as stated, not proven",
}


def _row(text_in_force: TextHeld, places: Mapping[str, str]) -> Sequence[str | PageLink]:
    text = text_in_force.judged.text
    return (
        text.id, text.version, said_of(text_in_force.judged), _days(text_in_force.declared),
        f"{_days(text_in_force.known)} ({_RESTS[text_in_force.how]})" if text_in_force.known else "not",
        PageLink(places[text.sha256]),
    )  # fmt: skip


def _days(spans: Sequence[DaySpan]) -> str:
    return ", ".join(f"{first} to {last}" for first, last in spans) or "not"


def _changes(changed: Mapping[str, Any]) -> Iterator[PageBlock]:
    commits, files = changed["commits"], changed["files"]
    yield PageHeading("What was changed in the period")
    yield Paragraph(
        f"{plural(len(commits), 'commit')} changed {plural(len(files), 'document and record file')}."
    )
    rows = [
        (path, about["id"] or "", str(len(about["changes"]))) for path, about in list(files.items())[:_MOST]
    ]
    if rows:
        yield PageTable(("File", "Id", "Changes"), rows)
    if len(files) > _MOST:
        yield Paragraph(f"And {len(files) - _MOST:,} more files; changes.json lists all.")


def _findings(gathered: Gathered) -> Iterator[PageBlock]:
    result = gathered.result
    yield PageHeading("What the checks found")
    counts = ", ".join(plural(result.count(severity), severity) for severity in SEVERITIES)
    yield Paragraph(
        f"As of {result.today}: {counts}, {result.suppressed} accepted for now. "
        f"{plural(len(result.applied), 'rule')} were applied. findings.json lists each finding."
    )
    if gathered.sms.catalogues:
        seen = coverage(gathered.sms, gathered.result)
        yield Paragraph(
            f"{in_a_sentence(seen)} coverage.json says by what each is shown, and what is missing."
        )


def _exceptions(gathered: Gathered) -> Iterator[PageBlock]:
    yield PageHeading("Exceptions")
    rows = [
        (
            exception["of"],
            exception["allows"],
            exception["reason"],
            exception["until"],
            exception["stated_in"],
        )
        for exception in exceptions(gathered)
    ]
    if rows:
        yield PageTable(("Of", "Lets pass", "Reason", "Until", "Stated in"), rows)
    else:
        yield Paragraph("There are none.")


def exceptions(gathered: Gathered) -> list[dict[str, str]]:
    """For `exceptions.json`: the exemptions of the trust settings and the findings that the settings accept."""
    trust = gathered.approvals.chain.current
    found = [
        (exemption.of, exemption.allows, exemption.reason, exemption.until, "trust.yml")
        for exemption in (trust.exemptions if trust else ())
    ]
    found += acceptances(gathered.sms)
    return [
        {"of": of, "allows": allows, "reason": reason, "until": until.isoformat(), "stated_in": where}
        for of, allows, reason, until, where in found
    ]
