"""Faults of whole files, as noticed while the files were read."""

from sms_lint.model.finding import Rule
from sms_lint.model.fix import RuleFix
from sms_lint.rules.noticed import reported

CHECKS = reported(
    Rule(
        f"{__name__}.encoding",
        """A file is not written in UTF-8.

        Other encodings turn letters with accents, currency signs and dashes into other characters on the next
        computer, and nobody can tell afterwards what was meant.

        Bad:

        ```yaml records/registers/role.yml (as Latin-1)
        kind: role
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Changé manager  # <- encoding
            responsibilities: [Keeps the change schedule]
        ```

        Good:

        ```yaml records/registers/role.yml
        kind: role
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Changé manager
            responsibilities: [Keeps the change schedule]
        ```
        """,
        severity="error",
        clauses=("20000-1:7.5.3.1",),
        help="save the file again and choose UTF-8 as its encoding",
        fix=RuleFix("saves the file as UTF-8", "some"),
    ),
    Rule(
        f"{__name__}.file_size",
        """A file is larger than 1 MiB.

        Nobody reads or reviews a text of that size, and every check of it becomes slow. Large numbers of rows, such
        as the exports of a ticket tool, belong in a table.

        Bad:

        ```yaml records/registers/role.yml (followed by 1 MiB of comments)
        kind: role  # <- file-size
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Change manager
            responsibilities: [Keeps the change schedule]
        ```

        Good:

        ```yaml records/registers/role.yml
        kind: role
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Change manager
            responsibilities: [Keeps the change schedule]
        ```
        """,
        severity="error",
        clauses=("20000-1:7.5.3.1",),
        help="split the file, or keep the rows in a table (CSV or Parquet) with a header file beside it",
    ),
    Rule(
        f"{__name__}.line_ends",
        r"""The lines of a file end with carriage returns.

        Where some computers write them and others do not, every line of a file seems to change at once, and the
        history no longer shows what was changed.

        Bad:

        ```yaml records/registers/role.yml
        kind: role
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Change manager\u000d  # <- line-ends
            responsibilities: [Keeps the change schedule]
        ```

        Good:

        ```yaml records/registers/role.yml
        kind: role
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Change manager
            responsibilities: [Keeps the change schedule]
        ```
        """,
        severity="warning",
        clauses=("20000-1:7.5.3.1",),
        help="save the file with line ends of the kind LF (Unix)",
        fix=RuleFix("ends every line with a line feed alone", "safe"),
    ),
    Rule(
        f"{__name__}.nested_repository",
        """A folder of the system is a repository of its own.

        Its content is not part of this repository: it changes without a review here, and a copy for the auditors does
        not contain it. It also makes git run what its settings say.

        Bad:

        ```ini .gitmodules
        [submodule "templates"]  # <- nested-repository
                path = policies/templates
                url = https://example.org/templates.git
        ```

        Good:

        ```ini .gitmodules
        [submodule "theme"]
                path = tooling/theme
                url = https://example.org/theme.git
        ```
        """,
        severity="error",
        clauses=("20000-1:7.5.3.1",),
        help="copy the files themselves into this repository, and remove the other one",
    ),
    Rule(
        f"{__name__}.symbolic_link",
        """A file is a link to another place on the disk.

        What it shows depends on the computer it is read on, and it may lead outside the repository, where nothing is
        controlled. Such a link is never followed.

        Bad:

        ```yaml records/registers/copy.yml (a link to another file)
        # <- symbolic-link
        ```

        Good:

        ```yaml records/registers/role.yml
        kind: role
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Change manager
            responsibilities: [Keeps the change schedule]
        ```
        """,
        severity="error",
        clauses=("20000-1:7.5.3.1",),
        help="put the file itself here, or refer to it by its id",
    ),
    Rule(
        f"{__name__}.unknown_kind",
        """A file does not say what it is, or names a kind that does not exist.

        The kind decides which fields a document or record has and which clauses it serves. Without one the file is
        only text.

        Bad:

        ```yaml records/registers/role.yml
        kind: rolle  # <- unknown-kind
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries: []
        ```

        Good:

        ```yaml records/registers/role.yml
        kind: role
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Change manager
            responsibilities: [Keeps the change schedule]
        ```
        """,
        severity="error",
        clauses=("20000-1:7.5.3.1",),
        help="use a name from the list of kinds; kinds of your own are named in `sms.yml`",
        fix=RuleFix("writes the name that is nearest", "some"),
    ),
    Rule(
        f"{__name__}.unreadable_file",
        """Something among the documents and records cannot be read.

        A pipe or a device is not a record, and what nobody may open, nobody can check. Documented information is
        available where it is needed.

        Bad:

        ```yaml records/registers/inbox.yml (a pipe)
        # <- unreadable-file
        ```

        Good:

        ```yaml records/registers/role.yml
        kind: role
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Change manager
            responsibilities: [Keeps the change schedule]
        ```
        """,
        severity="error",
        clauses=("20000-1:7.5.3.1",),
        help="replace it with a plain file that everybody with access to the repository may read",
    ),
)
