"""The list of changes of a file, from git."""

from sms_lint.git import Revision
from sms_lint.parse import slug
from sms_lint.site.escape import Safe, text
from sms_lint.site.html import bullets, folded, heading, link, paragraph, plural
from sms_lint.site.view import Here

_SHOWN = 8
SHALLOW = (
    "This copy of the repository is shallow: earlier changes are not shown, and the dates of changes "
    "cannot be relied on."
)


def changes(here: Here, path: str, of: str = "") -> Safe:
    """The section with the changes of a file, newest first; `of` tells several sections of one page apart."""
    title, anchor = (
        (text(f"Changes: {of}"), f"sms-changes-{slug(of)}") if of else (Safe("Changes"), "sms-changes")
    )
    return Safe(heading(2, title, anchor) + latest(here, path))


def latest(here: Here, path: str) -> Safe:
    """The changes of a file, newest first, the older ones folded."""
    history = here.sms.history
    if history is None:
        return paragraph(
            Safe("There is no change history: this is not a git repository, or it has no commit yet.")
        )
    warning = Safe("") if history.complete else paragraph(text(SHALLOW), "warning")
    revisions = [_revision(here, one) for one in history.revisions.get(path, ())]
    if not revisions:
        return Safe(warning + paragraph(Safe("The file is not committed yet.")))
    shown, rest = revisions[:_SHOWN], revisions[_SHOWN:]
    more = folded(text(f"{plural(len(rest), 'earlier change')}"), bullets(rest)) if rest else Safe("")
    return Safe(f'{warning}<div class="sms-changes">\n{bullets(shown)}{more}</div>\n')


def _revision(here: Here, one: Revision) -> Safe:
    return Safe(
        f"<time>{text(one.when[:10])}</time> {text(one.subject)} — {text(one.author)}, {commit(here, one.commit)}"
    )


def commit(here: Here, identity: str) -> Safe:
    """A commit by its short id; a link where the repository is on the web."""
    repository = here.sms.config.repository
    short = Safe(f"<code>{text(identity[:9])}</code>")
    if not repository or not repository.startswith(("https://", "http://")):
        return short
    return link(f"{repository.rstrip('/')}/commit/{identity}", short)
