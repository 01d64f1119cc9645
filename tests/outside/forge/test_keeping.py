"""Issues and comments that are kept on a forge: renewed, never repeated, and never those of others."""

from collections.abc import Iterator

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.outside.forge.asking import talking
from sms_lint.outside.forge.items import Items, items
from sms_lint.outside.forge.keeping import keep_comment, keep_issues
from tests.outside.forge.serving import TOKEN, Kept, serving

MARKS = "<!-- sms-lint due: "
CHG, INC = f"{MARKS}change-manager -->", f"{MARKS}incident-manager -->"
WANTED = {CHG: ("Due: change-manager", f"{CHG}\nOne\n"), INC: ("Due: incident-manager", f"{INC}\nTwo\n")}
OURS = [("github", "github-actions[bot]"), ("github", "robot"), ("gitlab", "project_1_bot")]


@pytest.fixture(params=OURS, ids=[f"{forge} {own}" for forge, own in OURS])
def kept(request: pytest.FixtureRequest) -> Kept:
    return Kept(*request.param)


@pytest.fixture
def there(kept: Kept) -> Iterator[Items]:
    with serving(kept) as address:
        environment = {"GH_TOKEN": TOKEN, "GITLAB_TOKEN": TOKEN}
        yield items(kept.forge, talking(kept.forge, address, environment), "acme/sms")


def bodies(kept: Kept) -> list[str]:
    field = "body" if kept.forge == "github" else "description"
    return [issue[field] for issue in kept.issues if issue["state"] in ("open", "opened")]


def test_one_is_opened_for_each_owner_and_then_nothing_is_said_again(kept: Kept, there: Items) -> None:
    assert list(keep_issues(there, WANTED, MARKS)) == [
        "opened: Due: change-manager", "opened: Due: incident-manager",
    ]  # fmt: skip
    assert bodies(kept) == [body for _, body in WANTED.values()]
    kept.written.clear()
    assert list(keep_issues(there, WANTED, MARKS)) == []
    assert kept.written == []


def test_what_a_forge_does_to_line_ends_is_no_other_text(kept: Kept, there: Items) -> None:
    kept.issue(WANTED[CHG][1].replace("\n", "\r\n").rstrip())
    assert list(keep_issues(there, {CHG: WANTED[CHG]}, MARKS)) == []


def test_another_text_renews_and_none_closes(kept: Kept, there: Items) -> None:
    list(keep_issues(there, WANTED, MARKS))
    assert list(keep_issues(there, {CHG: ("Due: change-manager", f"{CHG}\nThree\n")}, MARKS)) == [
        "renewed: Due: change-manager", "closed: issue 2, since nothing is due",
    ]  # fmt: skip
    assert bodies(kept) == [f"{CHG}\nThree\n"]
    list(keep_issues(there, WANTED, MARKS))
    assert len(kept.issues) == 3


def test_what_others_wrote_is_left_alone_whatever_it_says(kept: Kept, there: Items) -> None:
    kept.issue(WANTED[CHG][1], who="somebody")
    kept.issue("About something else")
    if kept.forge == "github":
        kept.issue(WANTED[INC][1], pull_request={"url": "https://forge.example"})
    kept.comment("<!-- mark -->\nold", who="somebody")
    list(keep_issues(there, {}, MARKS))
    assert kept.written == []
    assert keep_comment(there, "7", "<!-- mark -->", "<!-- mark -->\nnew") == "written"
    assert [comment["body"] for comment in kept.comments] == ["<!-- mark -->\nold", "<!-- mark -->\nnew"]


def test_a_second_one_for_the_same_owner_is_closed(kept: Kept, there: Items) -> None:
    kept.issue(WANTED[CHG][1])
    kept.issue(WANTED[CHG][1])
    assert list(keep_issues(there, {CHG: WANTED[CHG]}, MARKS)) == ["closed: issue 2, since nothing is due"]


def test_all_pages_are_read(kept: Kept, there: Items) -> None:
    for number in range(230):
        kept.issue(f"Something else {number}")
    kept.issue(WANTED[CHG][1])
    assert list(keep_issues(there, {CHG: WANTED[CHG]}, MARKS)) == []


def test_a_comment_is_renewed_where_it_is(kept: Kept, there: Items) -> None:
    mark = "<!-- mark -->"
    kept.comment("Please mend that", who="somebody")
    assert keep_comment(there, "7", mark, f"{mark}\nOne") == "written"
    kept.comment("Done", who="somebody")
    assert keep_comment(there, "7", mark, f"{mark}\nOne") == "it says so already"
    assert keep_comment(there, "7", mark, f"{mark}\nTwo") == "renewed"
    assert [comment["body"] for comment in kept.comments] == ["Please mend that", f"{mark}\nTwo", "Done"]


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_what_cannot_be_done_is_said_without_the_token(forge: str) -> None:
    kept = Kept(forge, "robot")
    with serving(kept) as address:
        for environment, project, said in (
            ({}, "acme/sms", "a token is needed"),
            ({"GH_TOKEN": "wr0ng", "GITLAB_TOKEN": "wr0ng"}, "acme/sms", "answers 401"),
            ({"GH_TOKEN": TOKEN, "GITLAB_TOKEN": TOKEN}, "acme/other", "shows nothing at"),
            ({"GH_TOKEN": TOKEN, "GITLAB_TOKEN": TOKEN}, "acme", "is no project of"),
        ):
            with pytest.raises(SmsError, match=said) as refused:
                list(keep_issues(items(forge, talking(forge, address, environment), project), WANTED, MARKS))
            assert "wr0ng" not in str(refused.value)
            assert TOKEN not in str(refused.value)
