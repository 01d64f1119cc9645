"""What git prints of a commit beside its parents, read back."""

from sms_lint.outside.git.sides import FileChange, sides, there

NONE = "0" * 40
A, B = "a" * 40, "b" * 40


def test_a_pair_without_a_difference_is_a_side_without_files() -> None:
    assert list(sides("")) == []
    assert list(sides(f"{A}\0{B}\0")) == [(), ()]


def test_each_file_is_of_the_pair_before_it() -> None:
    said = (
        f"{A}\0:100644 100755 {A} {B} M\0policies/a.md\0:000000 120000 {NONE} {B} A\0:odd\0"
        f"{B}\0:100644 000000 {A} {NONE} D\0policies/a.md\0"
    )
    assert list(sides(said)) == [
        (
            FileChange("policies/a.md", "100644", "100755", A, B),
            FileChange(":odd", "", "120000", "", B),
        ),
        (FileChange("policies/a.md", "100644", "", A, ""),),
    ]


def test_zeros_stand_for_no_file() -> None:
    assert [there(word) for word in (NONE, "0" * 64, "000000", "", "100644", "0a0")] == [
        "",
        "",
        "",
        "",
        "100644",
        "0a0",
    ]
