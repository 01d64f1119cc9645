"""One issue for each owner, one comment on a proposal: renewed where they are there, and never written twice."""

from collections.abc import Iterator, Mapping

from sms_lint.outside.forge.items import Items


def keep_issues(items: Items, wanted: Mapping[str, tuple[str, str]], marks: str) -> Iterator[str]:
    """Open, renew or close issues until there is one for each wanted title and text, which are given by their marks.

    `marks` is what every mark of this sort begins with. Says what was done. Where an issue says already what it
    should, nothing is written, so that nobody is told the same twice.
    """
    there: dict[str, tuple[str, str]] = {}
    spare: list[str] = []
    for issue in items.issues():
        mark = issue.body.splitlines()[0].strip() if issue.body else ""
        if mark.startswith(marks):
            if mark in there:
                spare.append(issue.id)
            there.setdefault(mark, (issue.id, issue.body))
    for mark, (title, body) in wanted.items():
        if mark not in there:
            items.open_issue(title, body)
            yield f"opened: {title}"
        elif not _same(there[mark][1], body):
            items.write_issue(there[mark][0], body)
            yield f"renewed: {title}"
    for id_ in (*(id_ for mark, (id_, _) in there.items() if mark not in wanted), *spare):
        items.close_issue(id_)
        yield f"closed: issue {id_}, since nothing is due"


def keep_comment(items: Items, on: str, mark: str, body: str) -> str:
    """Write a comment on a proposal, or renew the one with this mark. Says what was done."""
    ours = next((comment for comment in items.comments(on) if comment.body.startswith(mark)), None)
    if ours is None:
        items.add_comment(on, body)
        return "written"
    if _same(ours.body, body):
        return "it says so already"
    items.write_comment(on, ours.id, body)
    return "renewed"


def _same(there: str, wanted: str) -> bool:
    """Whether two texts are the same; a forge may keep other line ends."""
    return there.split() == wanted.split()
