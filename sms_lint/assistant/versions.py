"""The commits that changed a document or record, and who had a part in them."""

from collections.abc import Mapping
from typing import Any

from sms_lint.assistant.permission import Permission
from sms_lint.assistant.reading import NOTICE, is_shown
from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals.drafted import drafted_by
from sms_lint.outside.git import Revision
from sms_lint.system.sms import Sms


def versions(sms: Sms, id_: str, allowed: Permission) -> Mapping[str, Any]:
    """The changes of the file of a document or record, newest first. Raises SmsError where none may be shown."""
    node = sms.get(id_)
    if node is None or not is_shown(node, allowed.settings.reads):
        raise SmsError(f"there is no `{id_}` that may be shown; search for its words, or ask for another id")
    revisions = sms.file_changes.revisions.get(node.path, ()) if sms.file_changes else ()
    return {
        "notice": NOTICE,
        "id": id_,
        "path": node.path,
        "commits": [_told(each, sms, allowed) for each in revisions],
    }


def _told(revision: Revision, sms: Sms, allowed: Permission) -> Mapping[str, Any]:
    commit = sms.branch.commits.by_id.get(revision.commit) if sms.branch else None
    agents = drafted_by(commit, allowed.base.trust) if commit else ()
    return {
        "commit": revision.commit,
        "when": revision.when,
        "author": revision.author,
        "subject": revision.subject,
        "drafted_by": list(agents),
    }
