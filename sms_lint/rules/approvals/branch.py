"""Faults in the history of the branch, as noticed while it was read."""

from sms_lint.model.finding import Rule
from sms_lint.rules.noticed import record_changes, reported

CHECKS = (
    record_changes(
        Rule(
            f"{__name__}.closed_record_changed",
            """A record was changed after it had been closed.

        What is closed is evidence of what happened. An auditor relies on it because it stays as it was on the day it
        was closed. A correction is a new record that names the old one in `supersedes`, so that both can be read.

        Bad:

        ```text history
        2026-02-02 P-0001 records the complaint CMP-2026-0001 as open
        2026-02-09 P-0001 records the complaint CMP-2026-0001 as closed
        2026-05-04 P-0004 rewrites the complaint CMP-2026-0001  # <- closed-record-changed
        ```

        Good:

        ```text history
        2026-02-02 P-0001 records the complaint CMP-2026-0001 as open
        2026-02-05 P-0004 rewrites the complaint CMP-2026-0001
        2026-02-09 P-0001 records the complaint CMP-2026-0001 as closed
        ```
        """,
            severity="error",
            clauses=("20000-1:7.5.3.2",),
            help="restore the record as it was, and add a new one that names it in `supersedes`",
            exemptible=True,
        ),
        "changed",
        "renamed",
        "re-typed",
        "link-or-mode",
    ),
    record_changes(
        Rule(
            f"{__name__}.closed_record_deleted",
            """A record was deleted after it had been closed.

        Records are kept as long as their retention says, including those that nobody is proud of. A record that is gone
        from the branch is still in the history, and whoever finds it there asks why it was deleted.

        Bad:

        ```text history
        2026-02-02 P-0001 records the complaint CMP-2026-0001 as open
        2026-02-09 P-0001 records the complaint CMP-2026-0001 as closed
        2026-05-04 P-0004 deletes the complaint CMP-2026-0001  # <- closed-record-deleted
        ```

        Good:

        ```text history
        2026-02-02 P-0001 records the complaint CMP-2026-0001 as open
        2026-02-09 P-0001 records the complaint CMP-2026-0001 as closed
        2026-05-04 P-0004 moves the complaint CMP-2026-0001 to another file
        ```
        """,
            severity="error",
            clauses=("20000-1:7.5.3.2",),
            help="restore the record from the history",
            exemptible=True,
        ),
        "deleted",
    ),
    record_changes(
        Rule(
            f"{__name__}.record_state_moved_back",
            """A record, or a document, went back to a state that it had left.

        States only move forward: what was resolved, approved or retired is not undone in silence. Work that comes up
        again is a new record that names the old one. That way each record can be followed from its first state to its
        last.

        Bad:

        ```text history
        2026-01-05 P-0001 writes version 1.0
        2026-02-02 P-0001 retires it
        2026-05-04 P-0004 writes version 1.1  # <- record-state-moved-back
        ```

        Good:

        ```text history
        2026-01-05 P-0001 writes a draft 1.0
        2026-01-12 P-0001 writes version 1.1
        2026-02-02 P-0001 retires it
        ```
        """,
            severity="error",
            clauses=("20000-1:7.5.3.2", "20000-1:7.5.3.1"),
            help="restore the state, and open a new record or document for the further work",
            exemptible=True,
        ),
        "moved-back",
    ),
    record_changes(
        Rule(
            f"{__name__}.change_without_summary",
            """A text of a document was changed by a commit that does not say what changed.

        The change history of a document is read long afterwards, by people who were not there. A line for each change
        says what was changed and why. Without it only the difference is left, and nobody knows the reason.

        Bad:

        ```text history
        2026-01-05 P-0001 writes version 1.0
        2026-02-02 P-0004 writes version 1.1 and says nothing  # <- change-without-summary
        ```

        Good:

        ```text history
        2026-01-05 P-0001 writes version 1.0
        2026-02-02 P-0004 writes version 1.1
        ```
        """,
            severity="warning",
            clauses=("20000-1:7.5.3.2",),
            help="say in the next commit what was changed, and write a first line for each commit from now on",
            exemptible=True,
        ),
        "no-summary",
    ),
    *reported(
        Rule(
            f"{__name__}.history_incomplete",
            """Approvals are required, but this copy of the repository does not hold the whole history.

        A shallow or partial clone has only the newest commits, or lacks texts. It does not show whether a document is
        approved or a closed record was altered. That is always reported: otherwise a check that fetches too little
        would always pass.

        Bad:

        ```text history
        2026-01-05 P-0001 writes version 1.0
        2026-01-08 P-0001 signs as author
        2026-01-09 P-0002 approves
        2026-01-10 ci keeps only the newest commit (git clone --depth 1)  # <- history-incomplete
        ```

        Good:

        ```text history
        2026-01-05 P-0001 writes version 1.0
        2026-01-08 P-0001 signs as author
        2026-01-09 P-0002 approves
        ```
        """,
            severity="error",
            clauses=("20000-1:7.5.3.2",),
            help="fetch the whole history: `git fetch --unshallow`, or in a workflow `fetch-depth: 0`",
        )
    ),
)
