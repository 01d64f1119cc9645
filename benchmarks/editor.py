"""How long an editor waits: `python -m benchmarks.editor ROOT FILE [KEYS]` types into a file, as a person does.

An editor of our own speaks with `sms-lint lsp`. Measured is the time from a key to the first findings of that very text,
and the computing that the server spends until then; the time until all rules have judged; and how long a completion and
a hover take. Keys follow each other by 0.15 s, with a pause of a second after every twelfth.
"""

import asyncio
import os
import sys
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

JUDGED = "$/smsLint/judged"
PUBLISHED = lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS
_TICK = os.sysconf("SC_CLK_TCK")


class Typist:
    """An editor with one file open."""

    def __init__(self, root: Path, path: str) -> None:
        """Nothing is started yet."""
        self.root, self.uri = root, (root / path).as_uri()
        self.text = (root / path).read_text("utf-8")
        self.client = LanguageClient("benchmark", "1")
        self.shown: asyncio.Queue[Any] = asyncio.Queue()
        self.judged: asyncio.Queue[Any] = asyncio.Queue()
        self.number = 0
        self.client.feature(PUBLISHED)(partial(self.shown.put_nowait))
        self.client.feature(JUDGED)(partial(self.judged.put_nowait))

    async def start(self) -> float:
        """Start the server; the seconds until all rules have judged."""
        begun = perf_counter()
        await self.client.start_io(sys.executable, "-m", "sms_lint", "lsp")
        params = lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=self.root.as_uri())
        await self.client.initialize_async(params)
        self.client.initialized(lsp.InitializedParams())
        await self.settled()
        return perf_counter() - begun

    async def settled(self) -> None:
        """Wait until all rules have judged."""
        while not (await self.judged.get()).whole:
            pass

    def computing(self) -> float:
        """The seconds of computing that the server has spent."""
        server = self.client._server  # noqa: SLF001 - the library names its process nowhere else
        fields = (
            Path(f"/proc/{server.pid if server else 0}/stat").read_text("ascii").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / _TICK

    async def open(self) -> None:
        """Open the file."""
        self.number = 1
        item = lsp.TextDocumentItem(self.uri, "yaml", 1, self.text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        await self.settled()

    async def key(self, character: str) -> tuple[float, float]:
        """Type a character: the seconds until the first findings of the text, and the computing until then."""
        self.number += 1
        self.text += character
        begun, computed = perf_counter(), self.computing()
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(self.number, self.uri),
                [lsp.TextDocumentContentChangeWholeDocument(self.text)],
            )
        )
        while True:
            params = await self.shown.get()
            if params.uri == self.uri and params.version == self.number:
                return perf_counter() - begun, self.computing() - computed

    async def asked(self) -> tuple[float, float]:
        """The seconds of a completion and of a hover at the end of the fourth line."""
        document = lsp.TextDocumentIdentifier(self.uri)
        place = lsp.Position(3, len(self.text.split("\n")[3]))
        begun = perf_counter()
        await self.client.text_document_completion_async(lsp.CompletionParams(document, place))
        between = perf_counter()
        await self.client.text_document_hover_async(lsp.HoverParams(document, place))
        return between - begun, perf_counter() - between


def shown(name: str, seconds: list[float]) -> None:
    """Median, 95th percentile and greatest, in milliseconds."""
    ordered = sorted(seconds)
    middle, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    print(
        f"{name:34} median {middle * 1000:6.0f} ms   p95 {high * 1000:6.0f} ms   most {ordered[-1] * 1000:6.0f} ms"
    )


async def main(root: Path, path: str, keys: int) -> None:
    """Type, and say how long everything took."""
    typist = Typist(root, path)
    print(f"until all rules have judged          {await typist.start():.1f} s")
    await typist.open()
    waits, computing, completions, hovers = [], [], [], []
    await typist.key("\n# ")
    for number in range(keys):
        wait, computed = await typist.key("x")
        waits.append(wait)
        computing.append(computed)
        completion, hover = await typist.asked()
        completions.append(completion)
        hovers.append(hover)
        await asyncio.sleep(0.15 if number % 12 else 1)
    shown("from a key to its first findings", waits)
    shown("computing of the server until then", computing)
    shown("completion", completions)
    shown("hover", hovers)
    await typist.client.shutdown_async(None)
    typist.client.exit(None)
    await typist.client.stop()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]).resolve(), sys.argv[2], int((sys.argv[3:] or ["60"])[0])))
