"""What was verified of the history, what does not count, what is let pass, and what nobody can tell."""

from collections.abc import Iterator

from sms_lint.history.approvals import Approvals
from sms_lint.history.branch import Branch
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.history import commit
from sms_lint.publish.site.html import day, paragraph, plural, stacked, table
from sms_lint.publish.site.view import PageContext


def not_verified(approvals: Approvals) -> Iterator[str]:
    """What nobody can tell from this repository alone, each in a sentence."""
    branch = approvals.branch
    if not branch.commits.complete:
        yield "The clone is shallow: nothing can be told of what happened before its first commit."
    if not branch.timestamps:
        yield (
            "No timestamp vouches for any day. The days are those that commits and signers state; a step is never "
            "taken for older than the one before it."
        )
    yield (
        "No copy of the history that somebody keeps outside was compared. Without one, a history that was rewritten as "
        "a whole, with all its keys, looks like this one."
    )
    chain = approvals.chain
    if chain.adopted:
        first = chain.adopted[0]
        yield (
            "The first version of the trust settings was taken as it stands. Compare its SHA-256, "
            f"<code>{text(first.digest)}</code>, with what the organization told you in another way."
        )
    taken = sum(one.taken_over for every in approvals.texts.values() for one in every[-1:])
    if taken and chain.current:
        documents = text(plural(taken, "document"))
        yield (
            f"{documents} took effect before approvals were kept here ({day(chain.current.adopted)}). Their approval "
            "of today is verified; that they were approved on their day is stated, not proven."
        )
    reviews = sum(one.statement.meaning == "review" for one in approvals.signed)
    if reviews:
        yield (
            f"{text(plural(reviews, 'approval'))} of level E1 rest on what the forge recorded and a robot attested, "
            "not on a signature of the person."
        )
    yield "That a key is in the hands of its person is what the trust settings say; no repository can prove it."
    yield "Records carry no signatures. Who changed one is what its commit says."


def not_counted(approvals: Approvals) -> Safe:
    """The files that prove nothing, each with the reason."""
    lines = [
        f"<code>{text(one.path)}</code>: {text(one.why)}" for one in approvals.broken if one.gone is None
    ]
    lines += [
        f"<code>{text(one.signed.path)}</code>: {text(one.why)}"
        for every in approvals.texts.values()
        for judged in every[-1:]
        for one in judged.refused
    ]
    lines += [
        f"<code>{text(one.path)}</code>: no text of the document has these bytes" for one in approvals.strays
    ]
    lines += [f"trust.yml: {text(one.message)}" for one in approvals.chain.faults]
    lines += [
        f"<code>{text(one)}</code>: would make git show another history; it is not followed"
        for one in approvals.branch.tricks
    ]
    return stacked(lines) or paragraph(Safe("Every statement that is kept counts."))


def closed_records(here: PageContext) -> Safe:
    """What the history did to records that were closed: on the branch, put right or not, and in merged commits."""
    changes = here.sms.breaches
    if changes is None:
        return paragraph(Safe("Nothing is guarded yet: that begins with <code>trust.yml</code>."))
    report = changes.report
    rows = [
        (here.node(one.alteration.id), text(one.alteration.message), commit(here, one.commit),
         text("on the branch" if one.on_branch else "in a merged commit"),
         Safe(f"put right by {commit(here, one.restored)}") if one.restored else text("stands"))
        for one in report.altered
    ]  # fmt: skip
    said = paragraph(
        text(f"Every commit since the guard began was looked at: {plural(report.judged, 'commit')}.")
    )
    if not rows:
        return Safe(said + paragraph(Safe("No closed record was altered.")))
    return Safe(
        said + table(("Of", "What happened", "Commit", "Where", "Now"), rows, "Alterations", "loose cards")
    )


def anchors(branch: Branch) -> Safe:
    """What the anchors prove, and how far they reach."""
    if branch.anchors is None:
        return paragraph(Safe("There are none: nothing here shows a history that was rewritten as a whole."))
    wrong = [one for one in branch.anchors.judged if one.outcome != "pass"]
    gap = branch.anchors.gap
    said = f"{plural(gap.since, 'step')} of the branch came after the last anchor; the longest gap is {gap.largest}."
    rows = [(text(one.path), text(one.outcome), text(one.why)) for one in wrong]
    fine = (
        paragraph(Safe("Each agrees with the branch, and with the one before it.")) if not rows else Safe("")
    )
    return Safe(
        paragraph(text(said))
        + fine
        + (table(("File", "Outcome", "Why"), rows, "Anchors", "loose cards") if rows else "")
    )


def exceptions(here: PageContext, approvals: Approvals) -> Safe:
    """What is let pass: by the trust settings, and by the settings of the checks."""
    trust = approvals.chain.current
    rows = [
        (here.node(one.of), text(one.allows), text(one.reason), day(one.until), text("trust.yml"))
        for one in (trust.exemptions if trust else ())
    ]
    rows += [
        (here.node(one.node), text(one.rule), text(one.reason), day(one.until), text("sms.yml"))
        for one in here.sms.config.suppressions
    ]
    return table(("Of", "Lets pass", "Reason", "Until", "Stated in"), rows, "Exceptions", "loose cards")
