"""`sms-lint sync` fetches what changed from a tool that behaves as its documentation says."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from sms_lint.cli import main
from tests.intake.tickets.importing_into import files_below, rows_below
from tests.intake.tickets.tool_server import TOKEN, Tool, served

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"


def incident(number: int, state: str = "7", updated: str = "2026-09-02 08:00:00") -> dict[str, Any]:
    """A ticket as the Table API states it with codes."""
    return {
        "number": f"INC{number:07}", "short_description": "Mail slow", "opened_at": "2026-09-01 08:00:00", "state": state,
        "category": "mail", "priority": "3", "impact": "2", "urgency": "2", "made_sla": "true", "reopen_count": "0",
        "resolved_at": "2026-09-01 10:00:00" if state in "67" else "", "closed_at": "2026-09-02 08:00:00" if state == "7" else "",
        "caller_id": "6816f79cc0a8016401c5a33be04be441", "sys_updated_on": updated,
    }  # fmt: skip


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, the token in the environment, and dlt's own settings in a folder that is thrown away."""
    monkeypatch.setenv("TOOL_TOKEN", TOKEN)
    monkeypatch.setenv("DLT_DATA_DIR", str(tmp_path / "dlt"))
    folder = tmp_path / "sms"
    shutil.copytree(MINIMAL, folder)
    return folder


def sync(
    root: Path,
    tool: Tool,
    *arguments: str,
    base: str = "servicenow-incidents",
    live: str = "",
    more: str = "",
) -> int:
    """The command with a mapping for a tool that is served meanwhile."""
    with served(tool) as url:
        (root / "imports").mkdir(exist_ok=True)
        text = f"based_on: {base}\nform: {{zone: Europe/Berlin}}\nlive: {{url: {url}, token: TOOL_TOKEN{live}}}\n"
        (root / "imports" / "live.yml").write_text(
            f"{text}table: {{owner: head-of-service-management}}\n{more}", encoding="utf-8"
        )
        return main(["sync", "live", "--root", str(root), *arguments])


def test_pages_are_fetched_whole_and_times_are_those_of_the_interface(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tool = Tool([incident(number) for number in range(1, 6)])
    small = ", pages: {by: offset, param: sysparm_offset, size_param: sysparm_limit, size: 2}"
    assert sync(root, tool, "--write", live=small) == 0
    assert list(rows_below(root)) == [f"INC000000{number}" for number in range(1, 6)]
    assert rows_below(root)["INC0000001"]["opened_at"] == "2026-09-01T08:00Z"
    assert [asked["sysparm_offset"] for _, asked in tool.asked] == ["0", "2", "4", "6"]
    assert tool.authorizations == {f"Bearer {TOKEN}"}
    assert "6816f79c" not in "".join(path.read_text() for path in root.rglob("*.csv"))
    assert "5 rows new" in capsys.readouterr().out


def test_only_what_changed_since_the_last_time_is_asked_for(root: Path) -> None:
    assert sync(root, Tool([incident(1), incident(2, state="2")]), "--write") == 0
    tool = Tool(
        [incident(1), incident(2, updated="2999-01-01 00:00:00"), incident(3, updated="2999-01-01 00:00:00")]
    )
    assert sync(root, tool, "--write") == 0
    assert {key: row["status"] for key, row in rows_below(root).items()} == dict.fromkeys(
        ["INC0000001", "INC0000002", "INC0000003"], "closed"
    )
    since = tool.asked[0][1]["sysparm_query"]
    assert since.startswith("sys_updated_on>=20")
    assert since.endswith("^ORDERBYsys_updated_on")


def test_nothing_new_is_noted_as_an_import(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sync(root, Tool([incident(1)]), "--write") == 0
    before = files_below(root)
    assert sync(root, Tool([incident(1)]), "--write") == 0
    after = files_below(root)
    changed = {path for path in after if after[path] != before.get(path)} - {"imports/live.yml"}
    assert changed == {"records/data/servicenow-incidents-2026-09.yml"}
    assert "0 rows new" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("gone", "left"), [("keep", ["INC0000001", "INC0000002"]), ("remove", ["INC0000001"])]
)
def test_a_ticket_that_is_gone_from_the_tool_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], gone: str, left: list[str]
) -> None:
    more = f"gone: {gone}\n"
    assert sync(root, Tool([incident(1), incident(2)]), "--write", more=more) == 0
    assert sync(root, Tool([incident(1)]), "--write", "--whole", more=more) == 0
    assert "1 ticket gone from the tool: INC0000002" in capsys.readouterr().out
    assert list(rows_below(root)) == left


def test_a_tool_that_asks_to_wait_is_asked_again(root: Path) -> None:
    tool = Tool([incident(1)], limited=1)
    assert sync(root, tool, "--write") == 0
    assert list(rows_below(root)) == ["INC0000001"]


def test_zammad_counts_pages(root: Path) -> None:
    tickets = [
        {
            "number": str(67000 + number),
            "title": "Mail",
            "state": "open",
            "priority": "2 normal",
            "group": "Desk",
            "created_at": "2026-09-01T08:00:00.123Z",
        }
        for number in range(5)
    ]
    tool = Tool(tickets)
    small = ", pages: {by: page, param: page, size_param: per_page, size: 2, first: 1}"
    assert sync(root, tool, "--write", base="zammad-incidents", live=small) == 0
    assert list(rows_below(root)) == [f"INC-6700{number}" for number in range(5)]
    assert tool.authorizations == {f"Token token={TOKEN}"}


def test_jira_hands_out_a_word_for_the_next_page(root: Path) -> None:
    issues = [
        {
            "key": f"IT-{number}",
            "fields": {
                "summary": "Mail",
                "status": {"name": "Open"},
                "priority": {"name": "High"},
                "issuetype": {"name": "Incident"},
                "components": [],
                "created": "2026-09-01T08:10:33.123+0200",
                "resolutiondate": None,
            },
        }
        for number in range(1, 6)
    ]
    small = ", authorization: 'Bearer {}', pages: {by: cursor, param: nextPageToken, path: nextPageToken, size_param: maxResults, size: 2}"
    assert sync(root, Tool(issues), "--write", base="jira-incidents", live=small) == 0
    assert list(rows_below(root)) == [f"IT-{number}" for number in range(1, 6)]
    assert rows_below(root)["IT-1"]["opened_at"] == "2026-09-01T08:10:33+02:00"


# What must be reported


def refused(root: Path, capsys: pytest.CaptureFixture[str], tool: Tool, **more: str) -> str:
    """What is said where nothing comes in; nothing but the mapping is written then."""
    assert sync(root, tool, "--write", **more) == 2
    told = capsys.readouterr()
    assert not (root / "records" / "data").exists()
    assert TOKEN not in told.out + told.err
    return told.err


def test_a_token_that_is_not_accepted_is_told_and_never_shown(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOOL_TOKEN", "wrong-token")
    said = refused(root, capsys, Tool([]))
    assert "does not accept the token in TOOL_TOKEN" in said
    assert "wrong-token" not in said


def test_without_a_token_nothing_is_asked(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TOOL_TOKEN")
    tool = Tool([])
    assert "the environment variable TOOL_TOKEN holds no token" in refused(root, capsys, tool)
    assert tool.asked == []


def test_a_request_that_the_tool_does_not_know_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(root, capsys, Tool([], status=404))
    assert "(status 404)" in said
    assert "inside" not in said


def test_a_tool_that_stays_busy_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sms_lint.intake.tickets.fetching._ATTEMPTS", 2)
    tool = Tool([incident(1)], limited=9)
    assert "asks to wait for longer than this run does; try again later (status 429)" in refused(
        root, capsys, tool
    )
    assert len(tool.asked) == 2


def test_all_tickets_gone_at_once_is_no_news_but_a_mistake(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sync(root, Tool([incident(1)]), "--write", more="gone: remove\n") == 0
    assert sync(root, Tool([]), "--write", "--whole", more="gone: remove\n") == 2
    assert "there is no ticket at all any more; nothing was changed" in capsys.readouterr().err
    assert list(rows_below(root)) == ["INC0000001"]


def test_the_token_is_not_sent_to_another_address(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = Tool([])
    with served(other) as elsewhere:
        tool = Tool([incident(1)], next_host=elsewhere)
        live = ", path: linked, pages: {by: link}, params: {}"
        said = refused(root, capsys, tool, live=live, more="")
    assert "the token is not sent there" in said
    assert other.asked == []


def test_a_tool_that_is_not_there_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "imports").mkdir()
    text = "based_on: servicenow-incidents\nlive: {token: TOOL_TOKEN}\n"
    (root / "imports" / "live.yml").write_text(text, encoding="utf-8")
    assert main(["sync", "live", "--root", str(root)]) == 2
    assert "names no `url` and `token` in `live`" in capsys.readouterr().err


@pytest.mark.parametrize(
    "url", ["http://example.org", "https://user:secret@example.org", "ftp://example.org", "example.org"]
)
def test_an_address_that_would_show_the_token_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], url: str
) -> None:
    (root / "imports").mkdir()
    text = f"based_on: servicenow-incidents\nlive: {{url: '{url}', token: TOOL_TOKEN}}\n"
    (root / "imports" / "live.yml").write_text(text, encoding="utf-8")
    assert main(["sync", "live", "--root", str(root)]) == 2
    assert "must be an address that begins with https://" in capsys.readouterr().err
