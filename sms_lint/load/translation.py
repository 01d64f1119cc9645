"""The language that the settings name, with what the organization's own file adds."""

from sms_lint.ground.source import Location, SourceFile
from sms_lint.ground.text import read_yaml
from sms_lint.load.files import Disk, decode, leads_out
from sms_lint.model.finding import ReadingFault
from sms_lint.model.settings import Config
from sms_lint.translation import Translation, translation_of, with_own

RULE = "settings"


def spoken_by(disk: Disk, config: Config, at: Location) -> tuple[Translation, tuple[ReadingFault, ...]]:
    """What is said in the language of the settings, and what is wrong with the own file, named at a place."""
    translation = translation_of(config.language)
    if config.translation is None:
        return translation, ()
    path = config.translation
    faults: list[ReadingFault] = []
    file = _file(disk, path, at, faults)
    if file is None:
        return translation, tuple(faults)
    parsed = read_yaml(file.text)
    if not parsed.whole or not isinstance(parsed.values, dict):
        said = f"`{path}` cannot be read; it holds groups of texts: sections, interface, findings"
        return translation, (ReadingFault(RULE, at, said),)
    try:
        return with_own(translation, parsed.values), ()
    except ValueError as error:
        return translation, (ReadingFault(RULE, at, f"`{path}` is not used: {error}"),)


def _file(disk: Disk, path: str, at: Location, faults: list[ReadingFault]) -> SourceFile | None:
    if leads_out(path):
        faults.append(ReadingFault(RULE, at, f"`{path}` leads out of the repository"))
    elif disk.contents.link(path) or not disk.contents.is_file(path):
        faults.append(
            ReadingFault(RULE, at, f"`{path}` is no file; name a file of texts, or remove the setting")
        )
    else:
        read = decode(disk, path)
        faults += read.reading_faults
        return read.file
    return None
