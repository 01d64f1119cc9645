"""Faults of single characters and of YAML, as noticed while the files were read, and characters in cells of tables."""

from collections.abc import Iterable, Iterator
from itertools import chain

from sms_lint.ground.text import character_flaws
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.rules.check import Check
from sms_lint.rules.noticed import reported
from sms_lint.rules.second_key import with_one_key
from sms_lint.system.sms import Sms
from sms_lint.system.writing import BETWEEN_CELLS, cells

_NOTICED = reported(
    Rule(
        f"{__name__}.duplicate_key",
        """A key is used twice in the same group.

        Only one of the two values can be meant. Different tools read the first or the last of them, and nobody who
        reads the page can tell.

        Bad:

        ```yaml records/registers/improvement.yml
        kind: improvement
        id: REG-IMP
        title: Improvement register
        owner: head-of-service-management
        review: {every: 6 months, last: 2026-09-15}
        title: Improvements  # <- duplicate-key
        entries: []
        ```

        Good:

        ```yaml records/registers/improvement.yml
        kind: improvement
        id: REG-IMP
        title: Improvement register
        owner: head-of-service-management
        review: {every: 6 months, last: 2026-09-15}
        entries: []
        ```
        """,
        severity="error",
        clauses=("20000-1:7.5.3.1",),
        help="keep one of them and delete the other",
        fix=RuleFix("deletes the second one where both say the same", "safe"),
    ),
    Rule(
        f"{__name__}.hidden_character",
        r"""The text contains an invisible character.

        Zero-width and control characters make two ids look the same that are not, and characters that turn the
        direction of writing can show a reviewer another text than the one that is approved. Byte-order marks and
        unusual line separators belong here too.

        Bad:

        ```yaml records/registers/role.yml
        kind: role
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Change\u200b manager  # <- hidden-character
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
        help="delete the character: remove the word around it and type it again",
        fix=RuleFix("deletes the character; no word changes that anybody sees", "some"),
    ),
    Rule(
        f"{__name__}.look_alike_character",
        r"""A word mixes Latin letters with letters of another alphabet that look the same.

        A search for the word does not find it, an id with such a letter is another id, and a reviewer cannot see the
        difference.

        Bad:

        ```yaml records/registers/role.yml
        kind: role
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Ch\u0430nge manager  # <- look-alike-character
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
        help="type the word again with Latin letters",
        fix=RuleFix("writes the Latin letter that looks the same", "unsafe"),
    ),
    Rule(
        f"{__name__}.swallowed_text",
        r"""A text says less, or something else, once it is read.

        Behind a space, `#` begins a comment, which no page shows: `Articles for ticket #4711 and others` ends with
        `ticket`. In double quotes a backslash and a letter are one special character, so that `D:\new` becomes two
        lines. Lines that look like a list run on in one, unless `|` stands before them. Whoever approves the text sees
        other words than those who read the page.

        A comment has a space behind its mark (`# since May`) and a whole text before it.

        Bad:

        ```yaml records/registers/role.yml
        kind: role
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Change manager
            responsibilities:
              - Decides on changes of class #2 and of class 3  # <- swallowed-text
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
            title: Change manager  # until May: head of changes
            responsibilities:
              - "Decides on changes of class #2 and of class 3"
        ```
        """,
        severity="error",
        clauses=("20000-1:7.5.3.1",),
        help="put the text in single quotes, or its lines behind `|`; write a space behind the `#` of a comment",
        fix=RuleFix("puts the whole text in quotes", "unsafe"),
    ),
    Rule(
        f"{__name__}.too_deep",
        """Lists and groups are nested too deeply.

        No document needs more than a few levels, and some programs fail on text that is nested without end. Reading
        stops at 64 levels.

        Bad:

        ```yaml records/registers/role.yml
        kind: role
        id: REG-ROLE
        title: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
          [[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]  # <- too-deep
          ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
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
        help="remove the brackets, or split the text into several fields",
    ),
    Rule(
        f"{__name__}.yaml_feature",
        """The file uses a part of YAML that only programs understand.

        Anchors, aliases, tags and merge keys make the reader look elsewhere for what a line means, and some programs
        ignore them. A controlled record says what it means on the spot, in words, lists and groups of keys. One file
        holds one document.

        Bad:

        ```yaml records/registers/role.yml
        kind: role
        id: REG-ROLE
        title: Role register
        owner: head-of-service-management
        review: {every: 12 months, last: 2026-09-15}
        entries:
          - id: change-manager
            title: Change manager
            responsibilities: &duties [Keeps the change schedule]  # <- yaml-feature
          - id: release-manager
            title: Release manager
            responsibilities: *duties  # <- yaml-feature
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
          - id: release-manager
            title: Release manager
            responsibilities: [Keeps the change schedule]
        ```
        """,
        severity="error",
        clauses=("20000-1:7.5.3.1",),
        help="write values out where they are needed, and use only keys, lists and texts",
    ),
    Rule(
        f"{__name__}.yaml_trap",
        """A text without quotes is a number, a date or a truth value to other programs.

        Here every value is text until its field says otherwise. Other programs guess: version 1.10 becomes the number
        1.1, the answer `no` becomes false, 010 becomes 8 and 12:30 becomes 750. Quotes make the text a text for all
        of them. Fields that expect a number, a date or one of a few words need none.

        Bad:

        ```yaml policies/change-management.md
        ---
        kind: policy
        id: POL-CHG
        title: Change management policy
        version: 1.10  # <- yaml-trap
        lifecycle: active
        owner: change-manager
        approver: managing-director
        review: {every: 12 months, last: 2026-06-01}
        classification: internal
        retention: 7 years
        ---
        # Change management policy
        ```

        Good:

        ```yaml policies/change-management.md
        ---
        kind: policy
        id: POL-CHG
        title: Change management policy
        version: "1.10"
        lifecycle: active
        owner: change-manager
        approver: managing-director
        review: {every: 12 months, last: 2026-06-01}
        classification: internal
        retention: 7 years
        ---
        # Change management policy
        ```
        """,
        severity="warning",
        clauses=("20000-1:7.5.3.1",),
        help="put the text in quotes",
        fix=RuleFix("puts the text in quotes", "safe"),
    ),
)


def _in_cells(check: Check) -> Check:
    """A check that looks at the cells of tables besides, which are not read one by one."""

    def run(sms: Sms) -> Iterable[Finding]:
        return chain(check.run(sms), _flaws_of_cells(sms, check.rule))

    return Check(check.rule, run)


def _flaws_of_cells(sms: Sms, rule: Rule) -> Iterator[Finding]:
    for writing in cells(sms):
        for flaw in character_flaws(writing.text.replace(BETWEEN_CELLS, "\n")):
            if flaw.rule == rule.id:
                at = writing.at(flaw.start, flaw.end)
                yield rule.finding(at, flaw.message, node=writing.id_at(flaw.start))


_OWN = {
    "hidden-character": _in_cells,
    "look-alike-character": _in_cells,
    "duplicate-key": with_one_key,
}
CHECKS = tuple(_OWN[check.rule.id](check) if check.rule.id in _OWN else check for check in _NOTICED)
