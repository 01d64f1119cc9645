"""Issues and comments that we keep on a forge: each has a mark, by which it is found again and renewed.

Only what our own account wrote is ever changed.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote

from sms_lint.ground.errors import SmsError
from sms_lint.outside.forge.asking import Talk
from sms_lint.outside.forge.protection import NotShownError, groups

_PAGE, _MOST_PAGES = 100, 50
# Who writes with the token that a workflow of GitHub is given; that token may not ask who it is.
_WORKFLOWS = "github-actions[bot]"


class Item(NamedTuple):
    """An open issue or a comment of ours: how the forge calls it, and its text."""

    id: str
    title: str
    body: str


class Items(Protocol):
    """What a forge keeps for us. `on` is the number of a proposal."""

    def issues(self) -> Iterator[Item]:
        """Our open issues, the oldest first."""
        ...

    def open_issue(self, title: str, body: str) -> None:
        """Open one."""
        ...

    def write_issue(self, id_: str, body: str) -> None:
        """Give one another text."""
        ...

    def close_issue(self, id_: str) -> None:
        """Close one."""
        ...

    def comments(self, on: str) -> Iterator[Item]:
        """Our comments on a proposal, the oldest first."""
        ...

    def add_comment(self, on: str, body: str) -> None:
        """Add one."""
        ...

    def write_comment(self, on: str, id_: str, body: str) -> None:
        """Give one another text."""
        ...


def items(forge: str, talk: Talk, project: str) -> Items:
    """The items of a project, such as `acme/sms`. Raises SmsError where that is no name of a project."""
    parts = project.split("/")
    if len(parts) < 2 or not all(parts) or (forge == "github" and len(parts) > 2):
        raise SmsError(f"`{project}` is no project of {forge}, such as `acme/sms`")
    return _Github(_sure(talk), project) if forge == "github" else _Gitlab(_sure(talk), project)


def _sure(talk: Talk) -> Talk:
    """The same talk, in which everything that is asked for has to be there."""

    def ask(method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        try:
            return talk(method, path, body)
        except NotShownError:
            place = path.partition("?")[0]
            raise SmsError(
                f"the forge shows nothing at `{place}`; is the project right, and may the token see it?"
            ) from None

    return ask


def _pages(talk: Talk, path: str) -> Iterator[Mapping[str, Any]]:
    """What a list of the forge holds, page by page."""
    joint = "&" if "?" in path else "?"
    for page in range(1, _MOST_PAGES + 1):
        some = groups(talk("GET", f"{path}{joint}per_page={_PAGE}&page={page}", None))
        yield from some
        if len(some) < _PAGE:
            return


class _Github:
    def __init__(self, talk: Talk, project: str) -> None:
        self._talk, self._place = talk, f"repos/{quote(project)}"

    def _own(self) -> str:
        try:
            return str(self._talk("GET", "user", None)["login"])
        except SmsError:
            return _WORKFLOWS

    def issues(self) -> Iterator[Item]:
        own = self._own()
        path = f"{self._place}/issues?state=open&sort=created&direction=asc&creator={quote(own)}"
        for found in _pages(self._talk, path):
            if "pull_request" not in found and _login(found, "user", "login") == own:
                yield _item(found, "number", "body")

    def open_issue(self, title: str, body: str) -> None:
        self._talk("POST", f"{self._place}/issues", {"title": title, "body": body})

    def write_issue(self, id_: str, body: str) -> None:
        self._talk("PATCH", f"{self._place}/issues/{id_}", {"body": body})

    def close_issue(self, id_: str) -> None:
        self._talk("PATCH", f"{self._place}/issues/{id_}", {"state": "closed"})

    def comments(self, on: str) -> Iterator[Item]:
        own = self._own()
        for found in _pages(self._talk, f"{self._place}/issues/{on}/comments"):
            if _login(found, "user", "login") == own:
                yield _item(found, "id", "body")

    def add_comment(self, on: str, body: str) -> None:
        self._talk("POST", f"{self._place}/issues/{on}/comments", {"body": body})

    def write_comment(self, on: str, id_: str, body: str) -> None:  # noqa: ARG002 - GitLab needs it
        """By its own number, which is not counted in the proposal."""
        self._talk("PATCH", f"{self._place}/issues/comments/{id_}", {"body": body})


class _Gitlab:
    def __init__(self, talk: Talk, project: str) -> None:
        self._talk, self._place = talk, f"projects/{quote(project, safe='')}"

    def _own(self) -> str:
        return str(self._talk("GET", "user", None)["username"])

    def issues(self) -> Iterator[Item]:
        own = self._own()
        path = f"{self._place}/issues?state=opened&order_by=created_at&sort=asc&author_username={quote(own)}"
        for found in _pages(self._talk, path):
            if _login(found, "author", "username") == own:
                yield _item(found, "iid", "description")

    def open_issue(self, title: str, body: str) -> None:
        self._talk("POST", f"{self._place}/issues", {"title": title, "description": body})

    def write_issue(self, id_: str, body: str) -> None:
        self._talk("PUT", f"{self._place}/issues/{id_}", {"description": body})

    def close_issue(self, id_: str) -> None:
        self._talk("PUT", f"{self._place}/issues/{id_}", {"state_event": "close"})

    def comments(self, on: str) -> Iterator[Item]:
        own = self._own()
        for found in _pages(
            self._talk, f"{self._place}/merge_requests/{on}/notes?sort=asc&order_by=created_at"
        ):
            if not found.get("system") and _login(found, "author", "username") == own:
                yield _item(found, "id", "body")

    def add_comment(self, on: str, body: str) -> None:
        self._talk("POST", f"{self._place}/merge_requests/{on}/notes", {"body": body})

    def write_comment(self, on: str, id_: str, body: str) -> None:
        self._talk("PUT", f"{self._place}/merge_requests/{on}/notes/{id_}", {"body": body})


def _login(found: Mapping[str, Any], who: str, name: str) -> str:
    person = found.get(who)
    return str(person.get(name)) if isinstance(person, Mapping) else ""


def _item(found: Mapping[str, Any], id_: str, body: str) -> Item:
    return Item(str(int(found[id_])), str(found.get("title") or ""), str(found.get(body) or ""))
