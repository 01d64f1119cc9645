"""How far the approval of each document has come, on made-up branches: what counts first, then what keeps it from that."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals import Approvals, each_in_force
from sms_lint.load import load
from sms_lint.model.finding import Finding, ReadingFault
from sms_lint.system.approval_status import approvals_of, needed_level
from sms_lint.system.approval_status.documents import ApprovalStatus, approval_statuses, refused_statements
from sms_lint.system.approval_status.exemptions import exempt, exempted, has_subject
from sms_lint.system.approval_status.files import UnreadableStatement, file_at, kept_at, unreadable
from sms_lint.system.approval_status.report import history_lines, in_force_lines, said_of, start_of
from sms_lint.system.approval_status.signing import before_signing, refuse_what_is_no_document
from sms_lint.system.sms import Sms
from tests.history.approvals.company import POLICY
from tests.history.approvals.paper import Paper, begun, day, settings

ADDED = "records/approvals/POL-CHG/"


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Sms:
    """Two policies on the disk: one in force, one a draft. There is no history."""
    root = tmp_path_factory.mktemp("system")
    sound = {"version": "1.0", "effective": "2026-01-10", "approver": "approver", "text": "One."}
    texts = {
        "sms.yml": "organization: {name: Example}\napproval: {policy: E2, process: E0, other: E1}\n",
        "policies/change.md": POLICY.format(**sound, lifecycle="active"),
        "policies/draft.md": POLICY.format(**sound, lifecycle="draft").replace("POL-CHG", "POL-NEW"),
    }
    for path, text in texts.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return load(root, today=date(2026, 6, 1))


@pytest.fixture
def with_branch(system: Sms) -> Callable[[Paper], Sms]:
    """The system with a made-up history."""
    return lambda paper: replace(system, branch=paper.branch())


def approvals(sms: Sms) -> Approvals:
    found = approvals_of(sms)
    assert found is not None
    return found


def signed(paper: Paper, *, author: str = "P-0001", **said: Any) -> Paper:
    """The newest text is signed by author and approver, with a step of its own."""
    paper.step("2026-01-08")
    paper.sign("authorship", author, **said)
    paper.sign(**said)
    return paper


@pytest.fixture
def status(with_branch: Callable[[Paper], Sms]) -> Callable[[Paper], ApprovalStatus]:
    """The status of the only document that needs an approval."""

    def of(paper: Paper) -> ApprovalStatus:
        (found,) = approval_statuses(with_branch(paper))
        return found

    return of


Of = Callable[[Paper], ApprovalStatus]


def test_levels_that_are_asked_for(system: Sms) -> None:
    assert [needed_level(system, kind) for kind in ("policy", "process", "plan")] == [2, 0, 1]
    none = replace(system, config=system.config.model_copy(update={"approval": {}}))
    assert needed_level(none, "policy") == 0


def test_without_a_history_nothing_is_judged(system: Sms) -> None:
    assert approvals_of(system) is None
    assert (approval_statuses(system), unreadable(system)) == ((), ())
    assert exempted(system) == {}


def test_without_trust_settings_or_in_a_part_of_the_history_no_status_is_told(system: Sms) -> None:
    paper = Paper()
    paper.step()
    paper.text()
    assert approval_statuses(replace(system, branch=paper.branch())) == ()
    branch = begun().branch()
    shallow = replace(branch, commits=replace(branch.commits, complete=False))
    assert approval_statuses(replace(system, branch=shallow)) == ()


def test_an_approved_document(status: Of) -> None:
    found = status(signed(begun()))
    assert (
        found.name,
        found.needed,
        found.reached,
        found.before,
        found.put_back,
        found.edited,
        found.refused,
    ) == (
        *("POL-CHG 1.0", 2, True, (), False, ()),
        (),
    )
    assert (
        found.signed_other_text,
        found.reported_elsewhere,
        found.level_told_elsewhere,
        found.undecided,
    ) == (
        *(False, False, False),
        None,
    )
    commit = found.approvals.branch.line[0][:9]
    assert found.stands == f"the approved text of version 1.0 (commit {commit}) stays in force"
    assert found.lost == ()


def test_what_stays_in_force(status: Of) -> None:
    late = begun()
    late.step("2026-07-01")
    late.sign("authorship", "P-0001")
    late.sign()
    commit = late.commits[0].id[:9]
    assert status(late).stands == f"the approved text of version 1.0 (commit {commit}) stays in force", (
        "as it says"
    )
    back = signed(begun())
    back.step("2026-02-01")
    back.text("1.1", "Two.")
    back.text("1.0", "One.", position=3, commit="")
    assert status(back).stands == "the approved text of version 1.0 stays in force", (
        "put back, not committed yet"
    )


def test_a_document_that_nobody_signed(status: Of) -> None:
    found = status(begun())
    assert (found.reached, found.signed_other_text, found.reported_elsewhere, found.level_told_elsewhere) == (
        *(False, False, False),
        False,
    )
    assert found.stands == "no version of it is in force"


def test_a_document_that_the_branch_does_not_hold(status: Of) -> None:
    paper = Paper()
    paper.step()
    paper.trust()
    found = status(paper)
    assert found.now is None
    assert (found.reached, found.before, found.put_back, found.edited, found.refused) == (
        False,
        (),
        False,
        (),
        (),
    )
    assert (found.signed_other_text, found.level_told_elsewhere, found.undecided) == (False, False, None)


def test_another_text_with_the_same_id_is_told_apart_by_its_path(status: Of) -> None:
    paper = begun()
    paper.step("2026-01-06")
    paper.text("2.0", "Elsewhere.", path="policies/other.md")
    assert (found := status(paper).now) is not None
    assert found.text.version == "1.0"
    paper = Paper()
    paper.step()
    paper.trust()
    for version in ("1.0", "2.0"):
        paper.text(version, version, path="policies/other.md")
    assert (found := status(paper).now) is not None
    assert found.text.version == "2.0", "the newest where none has its path"


def test_a_text_that_was_changed_after_it_was_signed(status: Of) -> None:
    paper = begun()
    paper.step("2026-01-07")
    paper.sign("authorship", "P-0001")
    paper.text("1.0", "One, and more.")
    paper.step("2026-01-08")
    found = status(paper)
    assert [one.statement.person for one in found.edited] == ["P-0001"]
    assert found.signed_other_text
    paper.text("1.1", "Another version.")
    assert status(paper).edited == ()
    assert not status(paper).signed_other_text


def test_the_approved_text_before(status: Of) -> None:
    paper = signed(begun())
    paper.step("2026-02-01")
    paper.text("1.1", "Two.")
    found = status(paper)
    assert [one.text.version for one in found.before] == ["1.0"]
    assert (found.signed_other_text, found.put_back, found.reached) == (True, False, False)
    paper.step("2026-02-02")
    paper.sign("authorship", "P-0001")
    paper.sign("approval", "P-0001", role="owner", previous=paper.versions[0].sha256)
    found = status(paper)
    assert (found.signed_other_text, found.reported_elsewhere, found.level_told_elsewhere) == (
        False,
        True,
        True,
    )
    assert [refusal.ground for refusal in found.refused] == ["self-approved"]


def test_an_approved_text_that_was_put_back(status: Of) -> None:
    paper = signed(begun())
    first = paper.versions[-1]
    paper.step("2026-02-01")
    paper.text("1.1", "Two.")
    signed(paper, previous=first.sha256)
    paper.step("2026-03-01")
    paper.text("1.0", "One.")
    paper.sign("authorship", "P-0001", previous=first.sha256)
    found = status(paper)
    assert (found.put_back, found.signed_other_text) == (True, True)
    assert [refusal.ground for refusal in found.refused] == [], (
        "that they name another text is told by the other"
    )


@pytest.mark.parametrize(
    ("meaning", "is_reported"), [("approval", True), ("review", True), ("authorship", False)]
)
def test_a_file_in_which_no_statement_can_be_read(
    with_branch: Callable[[Paper], Sms], meaning: str, is_reported: bool
) -> None:
    paper = begun()
    kept = paper.sign(meaning)
    other = replace(kept, path=kept.path.replace("1.0", "2.0"), raw=b"{}\n")
    paper.statements = [replace(kept, signature=None), other]
    (found,) = approval_statuses(with_branch(paper))
    assert found.lost == (f"{ADDED}1.0.{meaning}.P-0002.json",)
    assert (found.reported_elsewhere, found.level_told_elsewhere) == (is_reported, True)
    paper.text("1.1", "Another version.")
    (found,) = approval_statuses(with_branch(paper))
    assert found.lost == (f"{ADDED}1.0.{meaning}.P-0002.json",), "it is about the version on the disk"


def test_a_statement_that_is_gone_is_not_told(status: Of) -> None:
    paper = begun()
    kept = paper.sign("approval", "P-0001")
    assert [refusal.ground for refusal in status(paper).refused] == ["self-approved"]
    paper.statements = [replace(kept, gone=1)]
    assert status(paper).refused == ()


def test_a_level_that_is_too_low(status: Of) -> None:
    paper = begun()
    paper.step("2026-01-08")
    paper.sign("review", "P-0003", key="ci")
    found = status(paper)
    assert (found.reached, found.level_told_elsewhere) == (False, False)
    paper.sign("withdrawal", "P-0004", role="writer")
    assert not status(paper).level_told_elsewhere, "a withdrawal that does not count lowers nothing"
    paper.sign("approval", "P-0001", role="owner")
    found = status(paper)
    assert (found.now and found.now.level, found.level_told_elsewhere) == (1, True)


def test_a_level_that_is_reached_by_statements_needs_no_other_reason(status: Of) -> None:
    paper = signed(begun())
    paper.sign("approval", "P-0001", role="owner")
    found = status(paper)
    assert (found.now and found.now.level, found.level_told_elsewhere, found.reached) == (2, False, True)


def test_a_statement_of_which_nobody_can_tell(status: Of) -> None:
    paper = begun()
    paper.step("2026-01-08")
    paper.sign()
    found = status(paper)
    assert found.undecided is not None
    assert found.undecided.ground == "author"
    paper.sign("authorship", "P-0001")
    assert status(paper).undecided is None


def test_what_cannot_be_told_of_a_statement_that_nobody_needs(status: Of) -> None:
    paper = Paper()
    paper.step()
    paper.text()
    paper.sign("approval", "P-0003")
    paper.step("2026-01-06")
    paper.trust()
    signed(paper)
    found = status(paper)
    assert [(refusal.ground, refusal.unknown) for refusal in found.refused] == [("trust", True)]
    assert (found.reached, found.undecided) == (True, None)


def test_who_wrote_is_a_concern_of_its_own(status: Of) -> None:
    paper = begun()
    paper.step("2026-01-07", by="somebody")
    paper.text("1.1", "Two.")
    paper.sign("authorship", "P-0001")
    paper.sign()
    found = status(paper)
    assert [refusal.ground for refusal in found.refused] == ["contributor"]
    assert found.undecided is None


# What does not count.


def told(sms: Sms, *grounds: Any) -> list[tuple[str, str]]:
    return [(refused.message, refused.severity) for refused in refused_statements(sms, *grounds)]


def test_nothing_is_told_of_what_counts(with_branch: Callable[[Paper], Sms]) -> None:
    assert told(with_branch(signed(begun())), "role", "key", "self-approved") == []


def test_a_statement_that_does_not_count_is_told_once_with_what_follows(
    with_branch: Callable[[Paper], Sms],
) -> None:
    paper = begun()
    paper.step("2026-01-08")
    paper.sign("approval", "P-0004", role="writer")
    paper.sign("approval", "P-0004", role="writer")
    why = "P-0004 signed as writer, but approver has to sign"
    sms = with_branch(paper)
    assert told(sms, "role") == [
        (
            f"the approval of POL-CHG 1.0 by P-0004 does not count: {why}; no version of it is in force",
            "error",
        )
    ]
    assert told(sms, "key", "context") == []
    (refused,) = refused_statements(sms, "role")
    assert (refused.at.path, refused.at.line, refused.node) == (
        f"{ADDED}1.0.approval.P-0004.json",
        1,
        "POL-CHG",
    )


@pytest.mark.parametrize(
    ("meaning", "key", "noun", "why"),
    [
        ("authorship", "ci", "the author's signature", "the robot ci signed it; a robot never approves"),
        ("review", "P-0003", "the review", "a review is attested by a robot, and P-0003 is a person"),
        ("approval", "ci", "the approval", "the robot ci signed it; a robot never approves"),
    ],
)
def test_each_meaning_has_its_words(
    with_branch: Callable[[Paper], Sms], meaning: str, key: str, noun: str, why: str
) -> None:
    paper = begun()
    paper.step("2026-01-08")
    paper.sign(meaning, key=key)
    assert told(with_branch(paper), "key", "robot") == [
        (f"{noun} of POL-CHG 1.0 by P-0002 does not count: {why}; no version of it is in force", "error")
    ]


def test_a_withdrawal_that_does_not_count_matters_while_the_text_is_approved(
    with_branch: Callable[[Paper], Sms],
) -> None:
    paper = signed(begun())
    paper.sign("withdrawal", "P-0004", role="writer")
    why = "P-0004 signed as writer, but owner or approver has to sign"
    assert told(with_branch(paper), "role") == [
        (f"the withdrawal of POL-CHG 1.0 by P-0004 does not count: {why}", "error")
    ]
    open_ = begun()
    open_.sign("withdrawal", "P-0004", role="writer")
    assert told(with_branch(open_), "role") == []


@pytest.mark.parametrize(
    ("ground", "said", "severity"),
    [
        ("key", {"key": "stranger"}, "warning"),
        ("person", {"by": "P-0009", "meaning": "review", "key": "ci"}, "warning"),
        ("robot", {"key": "ci"}, "warning"),
        ("context", {"branch": "other"}, "warning"),
        ("trust", {"trust": "0" * 64}, "warning"),
        ("role", {"role": "writer"}, None),
        ("version", {"version": "1.1"}, None),
    ],
)
def test_what_looks_forged_is_told_of_an_approved_text_too(
    with_branch: Callable[[Paper], Sms], ground: str, said: dict[str, str], severity: str | None
) -> None:
    paper = signed(begun())
    fields = dict(said)
    made = paper.statement(fields.pop("meaning", "approval"), fields.pop("by", "P-0003"))
    key = fields.pop("key", "P-0003")
    paper.keep(replace(made, **fields), key)  # type: ignore[arg-type] # fields of a statement
    assert [one[1] for one in told(with_branch(paper), ground)] == ([severity] if severity else [])


def test_a_level_that_is_too_low_is_told_with_the_one_that_is_asked_for(
    with_branch: Callable[[Paper], Sms],
) -> None:
    paper = begun()
    paper.step("2026-01-08")
    paper.sign("review", "P-0003", key="ci")
    paper.sign("approval", "P-0004", role="writer")
    ((message, severity),) = told(with_branch(paper), "role")
    assert message.endswith("has to sign; so it reaches E1, but E2 is required")
    assert severity == "error"


def test_of_a_text_whose_approval_was_withdrawn_nothing_is_expected(
    with_branch: Callable[[Paper], Sms],
) -> None:
    paper = signed(begun())
    paper.sign("withdrawal", "P-0001", role="owner")
    paper.sign("approval", "P-0004", role="writer")
    paper.sign("approval", "P-0003", key="stranger")
    sms = with_branch(paper)
    assert told(sms, "role") == []
    ((message, severity),) = told(sms, "key")
    assert severity == "warning"
    assert message.endswith("belongs to nobody in the trust settings")


# Files.


def test_files_that_are_no_statements(system: Sms) -> None:
    paper = begun()
    paper.trust(settings(2))
    kept = paper.sign()
    paper.statements = [replace(kept, raw=b"{}\n"), replace(kept, path="x.json", gone=0)]
    base = "records/approvals/"
    lies = {
        "a.json", "b.json", "b.json.sig", "c.json.sig", "d.sig", "e.txt", "f.md", "g.yml", "h.yaml",
    }  # fmt: skip
    sms = replace(
        system, branch=paper.branch(), paths=frozenset({base + name for name in lies} | {"records/x.txt"})
    )
    neither = "it is neither a statement (`.json`) nor its signature (`.json.sig`)"
    assert unreadable(sms) == (
        UnreadableStatement(kept.path, "the statement has no `_type`"),
        UnreadableStatement(f"{base}c.json.sig", f"there is no statement `{base}c.json` that it signs"),
        UnreadableStatement(f"{base}d.sig", neither),
        UnreadableStatement(f"{base}e.txt", neither),
    )


def test_the_certificates_of_authorities_belong_among_the_statements(system: Sms) -> None:
    authority = f"[{{file: records/approvals/authority.pem, sha256: {'a' * 64}}}]"
    paper = begun(settings(authorities=authority))
    paths = frozenset({"records/approvals/authority.pem", "records/approvals/other.pem"})
    found = unreadable(replace(system, branch=paper.branch(), paths=paths))
    assert [one.path for one in found] == ["records/approvals/other.pem"]


def test_the_place_of_a_statement_is_its_one_line(with_branch: Callable[[Paper], Sms]) -> None:
    paper = signed(begun())
    at = kept_at(approvals(with_branch(paper)).signed[0])
    assert (at.path, at.line) == (f"{ADDED}1.0.authorship.P-0001.json", 1)


# Exemptions.


def test_what_the_owners_exempt(system: Sms) -> None:
    until = "until: 2026-06-01"
    given = f"[{{of: POL-CHG, allows: a-rule, reason: Why not., {until}}}, {{of: POL-NEW, allows: a-rule, reason: Over., until: 2026-05-31}}]"
    paper = begun(settings(exemptions=given))
    sms = replace(system, branch=paper.branch())
    assert list(exempted(sms)) == [("a-rule", "POL-CHG")]
    finding = Finding(
        "a-rule", "error", kept_at(approvals(_with(sms)).signed[0]), "It is wrong.", node="POL-CHG"
    )
    found = exempt(sms, finding)
    assert found.suppressed is not None
    assert (found.suppressed.reason, found.suppressed.until) == ("Why not.", "2026-06-01")
    for other in (replace(finding, node="POL-NEW"), replace(finding, rule="b-rule")):
        assert exempt(sms, other) is other
    (exemption,) = exempted(sms).values()
    assert has_subject(sms, exemption)
    commit = paper.commits[0].id
    assert has_subject(sms, exemption.model_copy(update={"of": commit}))
    assert not has_subject(sms, exemption.model_copy(update={"of": "POL-X"}))
    assert not has_subject(system, exemption.model_copy(update={"of": commit}))


def _with(sms: Sms) -> Sms:
    paper = signed(begun())
    return replace(sms, branch=paper.branch())


def test_an_exemption_that_the_owners_did_not_sign_exempts_nothing(system: Sms) -> None:
    given = "[{of: POL-CHG, allows: a-rule, reason: Why not., until: 2026-06-01}]"
    paper = begun()
    paper.step("2026-02-01")
    paper.trust(settings(2, exemptions=given))
    assert exempted(replace(system, branch=paper.branch())) == {}
    paper.sign_trust()
    assert list(exempted(replace(system, branch=paper.branch()))) == [("a-rule", "POL-CHG")]


# In lines.


def test_an_approval_in_a_few_words(with_branch: Callable[[Paper], Sms]) -> None:
    paper = begun()
    assert said_of(paper.latest()) == "E0, not approved"
    assert start_of(paper.judged(), paper.latest()) == "declared from 2026-01-10"
    paper.sign()
    assert said_of(paper.latest()) == "cannot tell whether it is approved"
    signed(paper).sign("approval", "P-0003")
    assert said_of(paper.latest()) == "E2, approved by P-0002 (approver), P-0003 (approver)"
    known = "declared from 2026-01-10, approval on the branch since 2026-01-08, as its commits state"
    assert start_of(paper.judged(), paper.latest()) == known
    paper.timestamps[paper.commits[-1].id] = day("2026-01-09")
    proven = "declared from 2026-01-10, approval proven by a timestamp of 2026-01-09"
    assert start_of(paper.judged(), paper.latest()) == proven
    paper.sign("withdrawal", "P-0001", role="owner")
    assert said_of(paper.latest()) == "approval withdrawn"


def test_the_start_of_what_is_not_committed_or_was_taken_over() -> None:
    paper = begun(settings(adopted="2026-01-11"))
    signed(paper)
    assert start_of(paper.judged(), paper.latest()) == "declared from 2026-01-10, taken over on 2026-01-08"
    paper.statements = [replace(statement, position=2) for statement in paper.statements]
    assert (
        start_of(paper.judged(), paper.latest()) == "declared from 2026-01-10, taken over, not committed yet"
    )
    later = signed(begun())
    later.statements = [replace(statement, position=2) for statement in later.statements]
    assert start_of(later.judged(), later.latest()) == "declared from 2026-01-10, approval not committed yet"
    without = begun()
    without.versions[0] = replace(without.versions[0], effective="")
    assert start_of(without.judged(), without.latest()) == "declared from no day"


def test_what_was_in_force_in_lines() -> None:
    paper = signed(begun())
    paper.step("2026-02-01")
    paper.text("1.1", "Two.")
    found = paper.judged()

    def lines(text: str) -> list[str]:
        on = date.fromisoformat(text)
        return list(in_force_lines(found, each_in_force(found, on), on))

    digest = paper.versions[0].sha256[:16]
    first = (
        "POL-CHG 1.0: E2, approved by P-0002 (approver); declared from 2026-01-10, approval on the branch since "
        f"2026-01-08, as its commits state{{}}; sha256 {digest}"
    )
    branch = "  on the branch: 1.1, E0, not approved"
    assert lines("2026-01-09") == ["POL-CHG: no approved text was in force on 2026-01-09", branch]
    assert lines("2026-01-10") == [first.format(""), branch]
    late = begun()
    late.step("2026-01-20")
    late.sign("authorship", "P-0001")
    late.sign()
    on = date(2026, 1, 12)
    shown = list(in_force_lines(late.judged(), each_in_force(late.judged(), on), on))
    assert shown == [
        (
            "POL-CHG 1.0: E2, approved by P-0002 (approver); declared from 2026-01-10, approval on the branch since "
            "2026-01-20, as its commits state (declared; its approval cannot be shown to be older than 2026-01-12); "
            f"sha256 {digest}"
        )
    ]


def test_the_history_of_a_document_in_lines(with_branch: Callable[[Paper], Sms]) -> None:
    paper = begun()
    paper.step("2026-01-08")
    kept = paper.sign("approval", "P-0001", role="owner")
    paper.text("1.1", "Two.", position=2, commit="")
    sms = with_branch(paper)
    first = paper.commits[0].id[:9]
    assert list(history_lines(sms, approvals(sms), "POL-CHG", "policies/change.md")) == [
        "version 1.1 (not committed): proposed, awaiting approval; E0, not approved",
        "  declared from 2026-01-10",
        f"version 1.0 ({first}): E0, not approved",
        "  declared from 2026-01-10",
        f"  does not count: {kept.path}: P-0001 contributed to it (author of commit {first})",
    ]
    assert list(history_lines(sms, approvals(sms), "POL-NONE", "x.md")) == []


# What may be signed.


def test_a_text_that_bears_another_id_now_is_not_read_as_a_document(system: Sms) -> None:
    paper = begun()
    paper.text("1.0", "Old.", id="POL-OLD")
    fault = ReadingFault("schema", file_at("policies/draft.md"), "`owner` is missing")

    def refused(*faults: ReadingFault) -> str:
        sms = replace(system, branch=paper.branch(), reading_faults=faults)
        with pytest.raises(SmsError) as caught:
            refuse_what_is_no_document(sms, approvals(sms), "POL-OLD")
        return str(caught.value)

    assert refused(fault) == "policies/change.md is not read as a document; correct that first"
    own = replace(fault, at=file_at("policies/change.md"))
    assert refused(fault, own, replace(own, message="more")) == (
        "policies/change.md is not read as a document: `owner` is missing; correct that first"
    )


# What is shown before somebody signs.


@pytest.mark.parametrize(
    ("meaning", "deed"),
    [
        ("approval", "approve"),
        ("authorship", "sign as the author of"),
        ("withdrawal", "withdraw the approval of"),
    ],
)
def test_what_somebody_is_about_to_sign(meaning: str, deed: str) -> None:
    paper = begun()
    statement = paper.statement(meaning, role="approver")
    assert list(before_signing(paper.judged(), statement)) == [
        f"P-0002, you are about to {deed} POL-CHG 1.0 as approver:",
        "  file     policies/change.md",
        f"  SHA-256  {statement.sha256}",
        "  in force from 2026-01-10",
        "Nothing of it was approved before: the whole text is new. Read it in its file.",
    ]
    bare = replace(statement, role="", effective="")
    lines = list(before_signing(paper.judged(), bare))
    assert lines[0] == f"P-0002, you are about to {deed} POL-CHG 1.0:"
    assert len(lines) == 4


def test_how_a_text_differs_from_the_one_approved_before() -> None:
    paper = begun()
    first = paper.versions[0]
    paper.step("2026-02-01")
    second = paper.text("1.1", "Two.")
    statement = paper.statement(previous=first.sha256)
    found = paper.judged()
    hidden = f"How it differs from the text approved before (SHA-256 {first.sha256}) cannot be shown."
    assert list(before_signing(found, statement))[4:] == [hidden]
    for texts in ({first.sha256: "One."}, {second.sha256: "Two."}):
        other = replace(found, branch=replace(found.branch, texts=texts))
        assert list(before_signing(other, statement))[4:] == [hidden]
    both = replace(found, branch=replace(found.branch, texts={first.sha256: "One.", second.sha256: "Two."}))
    shown = list(before_signing(both, statement))[4:]
    assert shown[0] == (
        f"What differs from the text approved before (SHA-256 {first.sha256}); removed [-so-], added {{+so+}}:"
    )
    assert shown[1:] == ["    [-One.-]", "    {+Two.+}"]
    same = replace(statement, previous=second.sha256)
    assert list(before_signing(both, same))[4:] == ["It is the text that is approved already."]


def test_how_trust_settings_differ() -> None:
    paper = begun()
    first = paper.trusts[0].read
    paper.step("2026-02-01")
    second = paper.trust(settings(2)).read
    kept = paper.sign_trust()
    found = paper.judged()
    statement = found.signed[-1].statement
    assert kept.path == "records/approvals/TRUST/2.approval.P-0001.json"
    texts = {first.digest: "a\nversion: 1\nb\n", second.digest: "a\nversion: 2\nb\n"}
    shown = list(before_signing(replace(found, branch=replace(found.branch, texts=texts)), statement))
    assert shown[:3] == [
        "P-0001, you are about to approve TRUST 2:",
        "  file     trust.yml",
        f"  SHA-256  {second.digest}",
    ]
    assert shown[4:] == ["  [-version: 1-]", "  {+version: 2+}"]
