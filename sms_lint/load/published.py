"""The digests of published texts that the settings name."""

from collections.abc import Iterator
from typing import NamedTuple

from sms_lint.ground.source import Origin
from sms_lint.load.files import Disk, decode, leads_out
from sms_lint.model.finding import ReadingFault, Unchecked
from sms_lint.model.published_text import PublishedText, read_published
from sms_lint.model.settings import Config

RULE = "settings"


class PublishedRead(NamedTuple):
    """The texts, what is wrong with their files, and what was not compared for that."""

    texts: tuple[PublishedText, ...] = ()
    reading_faults: tuple[ReadingFault, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()


def published_texts(disk: Disk, config: Config, settings: Origin) -> PublishedRead:
    """Every list of digests that the settings name; one that cannot be used is told at its name there."""
    texts: list[PublishedText] = []
    faults: list[ReadingFault] = []
    lost: list[Unchecked] = []
    for index, path in enumerate(config.text.published):
        found = list(_faults_of(disk, path, texts))
        faults += (ReadingFault(RULE, settings.at("text", "published", index), said) for said in found)
        if found:
            lost.append(Unchecked(f"the digests {path}", "could not be used; no text was compared with them"))
    return PublishedRead(tuple(texts), tuple(faults), tuple(lost))


def _faults_of(disk: Disk, path: str, texts: list[PublishedText]) -> Iterator[str]:
    """What is wrong with a list; one that can be used is added to `texts`."""
    if leads_out(path):
        yield f"`{path}` leads out of the repository"
        return
    if disk.contents.link(path) or not disk.contents.is_file(path):
        yield f"`{path}` is no file; make it with `sms-lint digest`, or remove the setting"
        return
    file = decode(disk, path).file
    try:
        read = read_published(file.text if file else "")
    except ValueError as error:
        yield f"`{path}` is not used: {error}; make it again with `sms-lint digest`"
        return
    if read.every:
        yield (
            f"`{path}` is not used: its groups overlap, so that its text can be guessed; "
            "make it again with `sms-lint digest`"
        )
    else:
        texts.append(read)
