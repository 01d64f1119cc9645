"""Severities of an organization's own: for the whole system, or for one folder."""

from typing import Annotated, Literal

from pydantic import Field

from sms_lint.ground.fields import Form
from sms_lint.model.settings_group import Settings

Level = Literal["error", "warning", "note", "off"]


class FolderSetting(Settings):
    """Severities of its own for one folder."""

    folder: Annotated[
        str, Form(r"[^\s/](?:[^\n]*[^/\n])?", "a folder from the root such as records/data")
    ] = Field(
        title="Folder", description="The folder, from the root of the repository, such as records/data."
    )
    rules: Annotated[dict[str, Level], Field(min_length=1)] = Field(
        title="Rules",
        description="A severity for a rule in this folder, such as `empty-section: note`, or `off`.",
    )

    def holds(self, path: str) -> bool:
        """Whether a file, by its path from the root, is in the folder."""
        return path.startswith(f"{self.folder}/")
