"""What `sms-lint init` wrote, kept in the repository: a newer version compares with it, and `init` itself does."""

from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.json_text import json_text
from sms_lint.report.reference import FOLDER as SCHEMAS
from sms_lint.starter.files import Answers, frame_files

MANIFEST_FILE = ".sms-lint/starter.json"
_SAID = (
    "Written by sms-lint init and upgrade, which compare with it. Nothing is judged by it; do not edit it."
)


class Manifest(BaseModel):
    """What was written, by which version, and after which answers.

    `texts` are the files of the frame as they were written, `digests` those of schemas, which nobody edits. `written`
    are the paths of all files there ever were, so that what was removed is not written again.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: str
    answers: dict[str, Any]
    texts: dict[str, str]
    digests: dict[str, str]
    written: tuple[str, ...]

    def base(self, path: str, text: str) -> str | None:
        """What a file was when it was written: its text, or the text that is there where nobody changed it."""
        if path in self.digests:
            return text if digest(text) == self.digests[path] else None
        return self.texts.get(path)

    def the_answers(self) -> Answers:
        """What whoever started said. Raises SmsError where somebody wrote something else there."""
        try:
            return TypeAdapter(Answers).validate_python(self.answers)
        except ValidationError:
            raise SmsError(f"the answers in {MANIFEST_FILE} cannot be read; restore the file") from None


def digest(text: str) -> str:
    """The SHA-256 of a text."""
    return sha256(text.encode()).hexdigest()


def manifest_of(answers: Answers, written: Mapping[str, str]) -> Manifest:
    """What to keep of the files that a starter consists of."""
    frame = {path: written[path] for path in frame_files(answers) if path in written}
    return Manifest(
        version=version("sms-lint"),
        answers=TypeAdapter(dict[str, Any]).dump_python(asdict(answers), mode="json"),
        texts={path: text for path, text in frame.items() if not _is_schema(path)},
        digests={path: digest(text) for path, text in frame.items() if _is_schema(path)},
        written=tuple(sorted(written)),
    )


def joined_manifest(before: Manifest | None, now: Manifest) -> Manifest:
    """What is kept after another run, which wrote only what was not there."""
    if before is None:
        return now
    return now.model_copy(
        update={
            "texts": {**before.texts, **now.texts},
            "digests": {**before.digests, **now.digests},
            "written": tuple(sorted({*before.written, *now.written})),
        }
    )


def _is_schema(path: str) -> bool:
    return path.startswith(f"{SCHEMAS}/")


def manifest_text(manifest: Manifest) -> str:
    """The file."""
    return f"{json_text({'about': _SAID, **manifest.model_dump(mode='json')})}".rstrip("\n") + "\n"


def read_manifest(text: str) -> Manifest:
    """The file, read. Raises SmsError where it is damaged."""
    try:
        return Manifest.model_validate_json(text)
    except ValidationError:
        raise SmsError(f"{MANIFEST_FILE} is damaged; restore it from the history") from None
