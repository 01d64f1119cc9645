"""The pages of the history as evidence: what was verified and what not, and the texts in force and changed."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from sms_lint.history.approvals import Approvals, TextApproval
from sms_lint.history.branch import ANCHOR, Branch, BranchMark
from sms_lint.model.trust import Identified
from sms_lint.model.trusted_key import TrustedKey
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.approval import level_sign
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.history import commit
from sms_lint.publish.site.html import (
    NOTHING,
    badge,
    bullets,
    day,
    facts,
    heading,
    link,
    paragraph,
    stacked,
    table,
)
from sms_lint.publish.site.kinds import kind_link
from sms_lint.publish.site.months_in_force import month_pages, month_table
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.texts_in_force import changes_since, texts_in_force
from sms_lint.publish.site.trust_changes import trust_changes
from sms_lint.publish.site.verified import anchors, closed_records, exceptions, not_counted, not_verified
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.system.approval_status import approvals_of, needed_level
from sms_lint.system.approval_status.readers import approval_of
from sms_lint.translation import counted, ours

# Beyond these the command line answers. What changed since is for tags, and for the newest days.
_MOST_DAYS, _MOST_COMPARED = 366, 12


class Marked(NamedTuple):
    """A day that tags and anchors fix on the branch: their names, and the last step that one of them is on."""

    day: date
    names: tuple[str, ...]
    position: int
    tagged: bool

    @property
    def title(self) -> str:
        """The day with its marks."""
        return f"{self.day} ({', '.join(self.names)})"


def trail_pages(view: SiteData) -> Iterator[Page]:
    """What the history proves, the texts in force today and at each mark, and what changed since each."""
    approvals = approvals_of(view.sms)
    here = PageContext(view, "approvals/index.html")
    if approvals is None:
        said = "There is no change history: this is not a git repository, or it has no commit yet."
        yield Page("approvals/index.md", ours("Approvals"), paragraph(text(said)))
        return
    yield Page(
        "approvals/index.md", ours("Approvals and history"), _overview(here, approvals), hide=("navigation",)
    )
    today = view.sms.today
    then = PageContext(view, "approvals/in-force.html")
    register = Safe(
        texts_in_force(then, approvals, today)
        + heading(2, Safe(ours("On another day")), "sms-months")
        + month_table(then, approvals)
    )
    yield Page(
        "approvals/in-force.md",
        ours(f"Texts in force on {today}"),
        register,
        short=ours("In force today"),
        hide=("toc", "navigation"),
    )
    yield from month_pages(view, approvals)
    yield from _marked_pages(view, approvals)


def _marked_pages(view: SiteData, approvals: Approvals) -> Iterator[Page]:
    """The texts in force at each mark, and what changed since."""
    for place, marked in enumerate(marked_days(approvals.branch)):
        there = PageContext(view, f"approvals/in-force-{marked.day}.html")
        yield Page(
            f"approvals/in-force-{marked.day}.md",
            ours(f"Texts in force on {marked.title}"),
            partial(texts_in_force, there, approvals, marked.day, marked.position),
            hide=("toc", "navigation"),
            in_navigation=False,
        )
        if _is_compared(place, marked):
            there = PageContext(view, f"approvals/since-{marked.day}.html")
            yield Page(
                f"approvals/since-{marked.day}.md",
                ours(f"Changes since {marked.title}"),
                partial(changes_since, there, approvals, marked.position, marked.day),
                hide=("navigation",),
                in_navigation=False,
            )


def marked_days(branch: Branch) -> list[Marked]:
    """The newest days that marks fix, newest first."""
    found: dict[date, list[BranchMark]] = {}
    for mark in branch.marks:
        found.setdefault(branch.moments[mark.position].date(), []).append(mark)
    days = [
        Marked(
            day,
            tuple(branch_mark.name for branch_mark in marks),
            max(branch_mark.position for branch_mark in marks),
            any(not branch_mark.name.startswith(ANCHOR) for branch_mark in marks),
        )
        for day, marks in found.items()
    ]
    return sorted(days, key=lambda marked: marked.day, reverse=True)[:_MOST_DAYS]


def _is_compared(place: int, marked: Marked) -> bool:
    return marked.tagged or place < _MOST_COMPARED


def _overview(here: PageContext, approvals: Approvals) -> Safe:
    parts = [
        _lead(here, approvals),
        heading(2, Safe(ours("How well each document is approved")), "sms-levels"),
        _levels(here),
        heading(2, Safe(ours("What was not verified, and why")), "sms-not-verified"),
        not_verified(here),
        heading(2, Safe(ours("What failed or does not count")), "sms-refused"),
        not_counted(here),
        heading(2, Safe(ours("Closed records")), "sms-closed"),
        closed_records(here),
        heading(2, Safe(ours("Anchors")), "sms-anchors"),
        anchors(approvals.branch),
        heading(2, Safe(ours("Exceptions")), "sms-exceptions"),
        exceptions(here, approvals),
        heading(2, Safe(ours("Whose signature counts")), "sms-trust"),
        _trust(here, approvals),
        heading(2, Safe(ours("Other days")), "sms-days"),
        _days(here, approvals),
    ]
    return Safe("".join(parts))


def _lead(here: PageContext, approvals: Approvals) -> Safe:
    branch = approvals.branch
    head = branch.line[-1] if branch.line else ""
    register = link(here.to(Address("approvals/in-force.html")), Safe(ours("the texts in force")))
    guide = _guide(here)
    pairs = [
        ("Branch ends at", commit(here, head)),
        ("Steps of the branch", text(counted(len(branch.line)))),
        ("Commits in all", text(counted(len(branch.commits.by_id)))),
        ("Statements kept", text(counted(len(approvals.signed)))),
        ("Whole history read", text(ours("yes" if branch.commits.complete else "no: the clone is shallow"))),
    ]
    safe = Safe(
        ours(
            "An approval is a signed statement over the exact bytes of a text. Any later edit voids it. Nothing on "
            f"this page is stored: it is worked out from the history each time. See {register}.{guide}"
        )
    )
    return Safe(paragraph(safe) + f'<div class="sms-control">\n{facts(pairs)}</div>\n\n')


def _guide(here: PageContext) -> Safe:
    """Where the levels are explained, where the handbook is part of the site."""
    if "approvals.md" not in here.view.handbook:
        return Safe("")
    page = link(here.to(Address("handbook/approvals.html")), Safe(ours("How approvals work")))
    return Safe(ours(f" {page} explains the levels."))


def _levels(here: PageContext) -> Safe:
    """How many documents have each level, by kind."""
    counts: dict[str, dict[int, int]] = {}
    below: list[TextApproval] = []
    for document in here.sms.documents:
        judged = approval_of(here.sms, document)
        if judged is None or document.lifecycle != "active":
            continue
        level = judged.level if judged.approved else 0
        row = counts.setdefault(document.kind, {})
        row[level] = row.get(level, 0) + 1
        if level < needed_level(here.sms, document.kind):
            below.append(judged)
    rows = [
        [kind_link(here, kind), text(f"E{needed_level(here.sms, kind)}"),
         *(text(counts[kind].get(level) or "") for level in range(5))]
        for kind in sorted(counts)
    ]  # fmt: skip
    heads = ("Documents in force", "Asked for", "E0", "E1", "E2", "E3", "E4")
    lacking = [
        Safe(f"{here.node(approval.text.id)} {badge(level_sign(here, approval))}") for approval in below
    ]
    said = paragraph(Safe(ours("Below the required level:"))) + bullets(lacking) if lacking else paragraph(
        Safe(ours("Every document in force reaches the level that the settings ask for its kind."))
    )  # fmt: skip
    return Safe(table(heads, rows, "Levels") + said)


def _trust(here: PageContext, approvals: Approvals) -> Safe:
    chain, branch = approvals.chain, approvals.branch
    if not chain.adopted:
        return paragraph(
            Safe(ours("There is no <code>trust.yml</code> that counts, so nobody's signature does."))
        )
    rows, before = [], None
    for adopted in chain.adopted:
        step = branch.line[adopted.position] if adopted.position < len(branch.line) else ""
        owners = Safe(", ".join(here.node(person) for person in adopted.trust.owners.people))
        since = day(branch.moments[adopted.position].date()) if step else text(ours("not committed yet"))
        changed = trust_changes(here, before, adopted.trust)
        rows.append((text(adopted.trust.version), since, commit(here, step) if step else NOTHING, changed, owners,
                     Safe(f"<code>{text(adopted.digest[:16])}</code>")))  # fmt: skip
        before = adopted.trust
    current = chain.adopted[-1].trust
    persons = [
        (here.node(trusted_person.person), Safe(", ".join(here.node(held.role) for held in trusted_person.roles)),
         stacked(_key(key, trusted_person) for key in trusted_person.keys))
        for trusted_person in current.people
    ]  # fmt: skip
    robots = [
        (text(robot.name), text(ours("robot")), stacked(_key(key, robot) for key in robot.keys))
        for robot in current.robots
    ]  # fmt: skip
    heads = (
        "Version",
        "In force since",
        "Brought by",
        "What it changed",
        "Owners, who sign the next",
        "SHA-256",
    )
    return Safe(
        table(heads, rows, "Trust settings", "loose cards")
        + table(
            ("Person", "May approve as", "Keys"), [*persons, *robots], "Persons and robots", "loose cards"
        )
    )


def _key(key: TrustedKey, owner: Identified) -> Safe:
    purposes = text(", ".join(owner.purposes_of(key)))
    return Safe(
        ours(
            f"<code>{text(key.key.fingerprint)}</code> {day(key.from_)} to {day(key.to) or 'today'}: {purposes}"
        )
    )


def _days(here: PageContext, approvals: Approvals) -> Safe:
    rows = [
        (day(marked.day), text(", ".join(marked.names)), commit(here, approvals.branch.line[marked.position]),
         link(here.to(Address(f"approvals/in-force-{marked.day}.html")), Safe(ours("in force then"))),
         link(here.to(Address(f"approvals/since-{marked.day}.html")), Safe(ours("changed since")))
         if _is_compared(place, marked) else Safe(""))
        for place, marked in enumerate(marked_days(approvals.branch))
    ]  # fmt: skip
    safe = paragraph(
        Safe(
            ours(
                "Each month has a page that says which texts were in force on which of its days. "
                "<code>sms-lint site --as-of 2026-03-31</code> makes the whole site as it was."
            )
        )
    )
    fixed = paragraph(Safe(ours("A tag or an anchor fixes a day.")))
    return Safe(
        safe
        + month_table(here, approvals)
        + fixed
        + table(("Day", "Tags and anchors", "Commit", "Texts", "Changes"), rows, "Days")
    )
