"""Documents from elsewhere become drafts of the system: each with an id, a place and a list of what is open."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.intake.documents.reading import read_document
from sms_lint.load import load
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.starter.adoption import Adopted, Preference, adopted
from sms_lint.starter.adoption_links import Incoming
from sms_lint.starter.disk import write_new
from sms_lint.system.sms import Sms
from tests.starter.harbour import TODAY, harbour

NOTHING = Preference()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    write_new(folder, harbour())
    return folder


@pytest.fixture(scope="module")
def sms(root: Path) -> Sms:
    return load(root, today=TODAY)


def brought_in(
    sms: Sms, texts: Mapping[str, str], wanted: Preference = NOTHING, files: Mapping[str, bytes] | None = None
) -> list[Adopted]:
    known = {path: text.encode() for path, text in texts.items()} | dict(files or {})

    def beside(path: str, address: str) -> bytes | None:
        return known.get(f"{path.rpartition('/')[0]}/{address}")

    incoming = [
        Incoming(path, "0", read_document(text.encode(), path, lambda _: None))
        for path, text in texts.items()
    ]
    return adopted(sms, incoming, wanted, beside)


def test_two_of_one_name_get_two_ids_and_two_places(sms: Sms) -> None:
    found = brought_in(sms, {"old/a.md": "# Backup policy\n", "old/b.md": "# Backup policy\n"})
    assert [(each.id, each.path) for each in found] == [
        ("POL-BACKUP", "policies/backup-policy.md"),
        ("POL-BACKUP-2", "policies/backup-policy-2.md"),
    ]


@pytest.mark.parametrize(
    ("title", "id_", "path"),
    [
        (
            "Datensicherungsrichtlinie für Außenstellen",
            "POL-DATENSICHERUNGSRICHTLINIE-FUER-AUSSENSTELLEN",
            "",
        ),
        ("7. Clean desk policy", "POL-CLEAN-DESK", "policies/clean-desk-policy.md"),
        ("How to order a laptop", "INS-HOW-TO-ORDER", "processes/how-to-order-a-laptop.md"),
        ("変更管理方針", "POL-A", "policies/pol-a.md"),
        ("Anything", "PRO-ANYTHING", "processes/anything.md"),
    ],
)
def test_kind_id_and_place_follow_from_the_title(sms: Sms, title: str, id_: str, path: str) -> None:
    (found,) = brought_in(sms, {"old/a.md": f"# {title}\n"})
    assert found.id == id_
    assert found.path == (path or found.path)


def test_an_id_that_the_document_has_stays(sms: Sms) -> None:
    (found,) = brought_in(sms, {"old/a.md": "# Backup policy\n\nDocument ID: ACME-POL-004\n"})
    assert found.id == "ACME-POL-004"


def test_a_role_is_taken_over_and_a_name_of_a_person_is_not(sms: Sms) -> None:
    said = "# Backup policy\n\nOwner: Change manager\n\nApproved by: Jo Doe\n\nVersion: 2.3\n"
    (found,) = brought_in(sms, {"old/a.md": said})
    assert "owner: change-manager\n" in found.text
    assert 'version: "2.3"' in found.text
    assert any(point.startswith("approver: the file says “Jo Doe”") for point in found.open)
    assert "approver: Jo" not in found.text


def test_what_is_decided_for_all_counts(sms: Sms) -> None:
    wanted = Preference("plan", "change-manager", "incident-manager")
    (found,) = brought_in(sms, {"old/a.md": "# Backup policy\n"}, wanted)
    assert "kind: plan\n" in found.text
    assert "owner: change-manager\napprover: incident-manager\n" in found.text


def test_links_lead_to_where_the_documents_are_now(sms: Sms) -> None:
    texts = {
        "old/a.md": "# Backup policy\n\nSee [b](sub/b.md#steps), [gone](gone.md), ![p](p.png) and [web](https://example.org).\n",
        "old/sub/b.md": "# Restore procedure\n\n[back](../a.md)\n",
    }
    first, second = brought_in(sms, texts, files={"old/p.png": b"png"})
    assert (
        "See [b](../processes/restore-procedure.md), gone, ![p](pictures/backup-policy-1.png) and "
        "[web](https://example.org).\n" in first.text
    )
    assert first.pictures == {"policies/pictures/backup-policy-1.png": b"png"}
    assert "[back](../policies/backup-policy.md)" in second.text
    assert any("gone.md" in point for point in first.open)


def test_missing_sections_are_on_the_list(sms: Sms) -> None:
    (found,) = brought_in(sms, {"old/a.md": "# Backup policy\n\n## 1. Purpose\n\nWhy.\n\n## Scope\n\nAll.\n"})
    assert [point for point in found.open if "section" in point] == [
        "section “Responsibilities” is missing: name the heading that it is, or write it"
    ]


def test_a_section_by_another_name_is_renamed_and_its_name_kept(sms: Sms) -> None:
    said = "# Backup policy\n\n## 1 Aims\n\nWhy: see [it](#1-aims).\n\n## Geltungsbereich\n\nAll.\n\n## Duties ##\n\nx\n"
    (found,) = brought_in(sms, {"old/a.md": said})
    assert "## Purpose {: #1-aims }\n\nWhy: see [it](#1-aims).\n" in found.text
    assert "## Responsibilities {: #duties }\n\nx\n" in found.text
    assert "## Geltungsbereich\n" in found.text
    assert [point for point in found.open if "section" in point] == [
        "section “Scope” is missing: is it the one called “Geltungsbereich”? Then rename it"
    ]
    assert [(each.what, each.text) for each in found.aside] == [
        ("the heading that is “Purpose” now", "1 Aims"),
        ("the heading that is “Responsibilities” now", "Duties"),
    ]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Anything", "kind: nothing in its title or name says it; procedure is proposed"),
        (
            "Incident process",
            "kind: it seems to be a process, whose data no text gives; it came in as a procedure",
        ),
    ],
)
def test_a_kind_that_is_a_guess_is_on_the_list(sms: Sms, title: str, said: str) -> None:
    (found,) = brought_in(sms, {"old/a.md": f"# {title}\n"})
    assert found.open[0] == said


HOSTILE = """# {{ title }} `of` *all*

{% include secret.md %} and <script>alert(1)</script> ![remote](https://example.org/a.png)

![](b.emf) [x][y] <b>bold</b> a[^1]

[y]: gone.md
[^1]: note

| a | b |
|---|---|
| `x|y` | <br> |

{: .note }
"""


def test_what_comes_in_checks_as_a_draft_without_errors(root: Path, sms: Sms) -> None:
    texts = {
        "old/hostile.md": HOSTILE,
        "old/page.html": "<h1>Backup policy</h1><p onclick=x>a<a href='javascript:x'>b</a><img src=no.png>",
        "old/plain.txt": "Only words: 5 < 6 {not a mark}\n\n- one\n",
        "old/empty.md": "",
        "old/report.md": "# Incident report\n\nVersion: 9\n\nEffective date: 2019-01-01\n\nLast review: 2019-01-01\n",
    }
    found = brought_in(sms, texts)
    overlay = {each.path: each.text for each in found}
    after = load(root, today=TODAY, overlay=overlay)
    assert {each.id for each in found} <= {document.id for document in after.documents}
    errors = [each for each in lint(after, checks()).findings if each.severity == "error"]
    assert [(each.rule, each.message) for each in errors if each.at.path in overlay] == []


def test_no_document_is_no_document() -> None:
    with pytest.raises(SmsError, match="is no Word file, or is broken"):
        read_document(b"PK", "a.docx", lambda _: None)
