"""Groups of keys inside a node, and the references in what they hold."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from sms_lint.ground.fields import Count, Date, Moment, Ref, RoleRef, Span, Text
from sms_lint.ground.source import RouteKey


class Part(BaseModel):
    """A group of keys inside a node."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=False)


def refs_in(value: object, route: tuple[RouteKey, ...]) -> Iterator[tuple[tuple[RouteKey, ...], Ref]]:
    """Every reference in what a field holds, with the route to it; `route` is that of the field."""
    if isinstance(value, Ref):
        yield route, value
    elif isinstance(value, tuple) and type(value) is tuple:
        for index, item in enumerate(value):
            yield from refs_in(item, (*route, index))
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from refs_in(getattr(value, name), (*route, field.alias or name))


class Review(Part):
    """When the content was reviewed last, and how often it has to be."""

    every: Span = Field(title="Review interval", description="How often it is reviewed, such as 12 months.")
    last: Date | None = Field(
        None,
        title="Last reviewed",
        description="The day its owner last reviewed and confirmed it; left out until there was a first review.",
    )

    @property
    def next(self) -> date | None:
        """The day by which the next review is due; none before the first one."""
        return self.every.after(self.last) if self.last else None


class Export(Part):
    """Where the rows of a table come from."""

    system: Text = Field(title="System", description="The tool that the rows were exported from.")
    exported: Date = Field(title="Exported", description="The day of the export.")
    mapping: Text | None = Field(
        None, title="Mapping", description="The mapping by which `sms-lint import` wrote the rows."
    )
    imported_at: Moment | None = Field(
        None, title="Imported", description="When the last import wrote this table; written by the program."
    )
    digest: Text | None = Field(
        None, title="Digest", description="The SHA-256 digest of the last export; written by the program."
    )
    rejected: Count | None = Field(
        None,
        title="Rejected",
        description="How many rows of the last export were left out because of faults.",
    )


class RecurringTask(Part):
    """Something that is done again and again as a document says, with the kind of record that shows it each time."""

    what: Text = Field(title="What", description="What is done, such as look through the access rights.")
    every: Span = Field(title="Every", description="How often it is done, such as 3 months.")
    record: Text = Field(
        title="Record", description="The kind of record that it leaves each time, such as ci-verification."
    )
    of: Text | None = Field(
        None,
        title="Of",
        description="An id or a word that such a record holds, where not each record of the kind counts.",
    )
    owner: RoleRef | None = Field(
        None,
        title="Owner",
        description="The role that does it; left out where it is the owner of the document.",
    )
    begun: Date = Field(
        title="Begun",
        description="The day from which it is done; the first record is due that long afterwards.",
    )


class Limit(Part):
    """A limit that a document promises, in its own words, under the name of the setting by which it is judged."""

    name: Text = Field(
        title="Name", description="The setting among `intervals` that it stands for, such as urgent_review."
    )
    said: Text = Field(
        title="Said",
        description="The words of the text that say it, such as: reviewed within five working days.",
    )


@lru_cache(maxsize=8192)  # asked for each field of each record; an organisation's own kinds are made again
def attribute_of(model: type[Part], key: str) -> str:
    """The attribute that holds a field, by the key of the field in files."""
    fields = model.model_fields
    named = next((own for own, info in fields.items() if info.alias == key), key)
    return key if key in fields else named
