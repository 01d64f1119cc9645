"""What is said of files that lie among the statements and are none, word for word."""

from pathlib import Path

from sms_lint.system.approval_status.files import UnreadableStatement, file_at, subject_of, unreadable
from tests.history.approvals.company import Company

FOLDER = "records/approvals"
NEITHER = "it is neither a statement (`.json`) nor its signature (`.json.sig`)"


def test_what_belongs_there_is_not_named(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.sign_off()
    company.write(f"{FOLDER}/README.md", "# Approvals\n")
    assert unreadable(company.sms()) == ()


def test_what_does_not_is_named_with_the_reason(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.keep(company.statement()).rename(company.keys_folder / "taken")
    company.write(f"{FOLDER}/POL-CHG/notes.txt", "Signed by hand")
    company.write(f"{FOLDER}/photo.sig", "")
    company.write("records/elsewhere.txt", "")
    (signature,) = (company.root / FOLDER / "POL-CHG").glob("*.sig")
    path = f"{FOLDER}/POL-CHG/{signature.name}"
    assert unreadable(company.sms()) == (
        UnreadableStatement(path, f"there is no statement `{path.removesuffix('.sig')}` that it signs"),
        UnreadableStatement(f"{FOLDER}/POL-CHG/notes.txt", NEITHER),
        UnreadableStatement(f"{FOLDER}/photo.sig", NEITHER),
    )


def test_what_a_file_should_be_about_is_its_folder() -> None:
    assert subject_of(f"{FOLDER}/POL-CHG/1.0.approval.json") == "POL-CHG"
    assert subject_of(f"{FOLDER}/POL-CHG/more/1.0.approval.json") == "POL-CHG"
    assert subject_of(f"{FOLDER}/1.0.approval.json") == ""
    assert (file_at("gone.json").path, file_at("gone.json").line) == ("gone.json", 1)
