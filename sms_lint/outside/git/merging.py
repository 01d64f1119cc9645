"""Three texts become one, as a merge of git would have it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from sms_lint.outside.disk import write_file
from sms_lint.outside.git.call import GitError, git


def merged_text(base: str, ours: str, theirs: str) -> str | None:
    """Our text with what changed from `base` to theirs; None where both changed the same lines."""
    with TemporaryDirectory(prefix="sms-lint-merge-") as place:
        for name, text in (("ours", ours), ("base", base), ("theirs", theirs)):
            write_file(Path(place), name, text.encode())
        try:
            return git(Path(place), "merge-file", "--stdout", "ours", "base", "theirs").decode()
        except GitError:
            return None
