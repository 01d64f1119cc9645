"""A small system in a repository, and the client of the official library that asks about it."""

import asyncio
import json
import os
import subprocess
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters
from mcp.server.mcpserver import MCPServer
from mcp.types import CallToolResult

from tests.editor.client import system_in

AGENT = "assistant@example.org"
DRAFT = f"assistant: {{access: draft, email: {AGENT}}}\n"
POLICY = "policies/change.md"
SCOPE = "The policy holds for every change of a service."


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=root, check=True, capture_output=True, text=True, env=environment()
    )
    return done.stdout.strip()


def environment(**more: str) -> dict[str, str]:
    who = {f"GIT_{role}_{what}": text for role in ("AUTHOR", "COMMITTER") for what, text in
           (("NAME", "P-002"), ("EMAIL", "p-002@example.org"))}  # fmt: skip
    return {**os.environ, **who, "GIT_CONFIG_GLOBAL": "/dev/null", **more}


def repository(folder: Path, settings: str = DRAFT) -> Path:
    """The system of the tests of the editor, whose accepted branch says what an assistant may do."""
    root = system_in(folder)
    add(root / "sms.yml", settings)
    git(root, "init", "-q", "-b", "main")
    for key, value in (("user.name", "P-002"), ("user.email", "p-002@example.org")):
        git(root, "config", key, value)
    commit(root, "Begin")
    return root


def add(path: Path, text: str) -> None:
    path.write_bytes(path.read_bytes() + text.encode())


def commit(root: Path, message: str) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD")


class Model:
    """What a model's program does: it calls tools, and gets answers or refusals."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def call(self, tool: str, **arguments: Any) -> CallToolResult:
        result = await self.client.call_tool(tool, arguments)
        assert isinstance(result, CallToolResult)
        return result

    async def told(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The answer of a tool, which has to be one."""
        result = await self.call(tool, **arguments)
        assert not result.is_error, text_of(result)
        answer = json.loads(text_of(result))
        assert isinstance(answer, dict)
        return answer

    async def refused(self, tool: str, **arguments: Any) -> str:
        """Why a tool does not do what it was asked."""
        result = await self.call(tool, **arguments)
        assert result.is_error, text_of(result)
        return text_of(result)


def text_of(result: CallToolResult) -> str:
    return "\n".join(part.text for part in result.content if part.type == "text")


def asked(server: MCPServer[Any] | StdioServerParameters, ask: Callable[[Model], Awaitable[None]]) -> None:
    """Speak with a server until all is asked."""

    async def talk() -> None:
        async with Client(server) as client:
            await ask(Model(client))

    with ThreadPoolExecutor(1) as beside:  # a browser of another test may keep a loop running in this thread
        beside.submit(asyncio.run, talk()).result()


def edit(old: str, new: str, path: str = POLICY) -> dict[str, Any]:
    """The arguments of a draft that changes one text."""
    change = {"path": path, "old": old, "new": new}
    return {"title": "Say it better", "reason": "It was not clear.", "changes": [change]}
