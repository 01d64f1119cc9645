"""What is said of a kind: its name, where it is kept, its states and days. Rules, calendar and guard derive from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sms_lint.ground.hollow_texts import Role
from sms_lint.model.closing import Closed
from sms_lint.model.promises import Cycle, Promise, Says
from sms_lint.model.row_rules import NotBefore, RowRule

Folder = Literal["policies", "processes", "records"]


@dataclass(frozen=True)
class MeasuredField:
    """A field that holds a figure of a KPI; `kpi` and `period` are the fields beside it that name which and of when.

    `may_precede` is of one that may be older than the records, so that no period is asked for.
    """

    field: str
    kpi: str
    period: str
    may_precede: bool = False


@dataclass(frozen=True)
class Distance:
    """How far a day usually lies from another of the same record; beyond it, one of the two is probably a slip.

    The days are those in `field` and `since`; of a period its last one counts. `least` and `most` are the fewest and
    the most days from `since` to `field`; fewer than none is before it. `states` are those in which it counts.
    """

    field: str
    since: str
    least: int | None = None
    most: int | None = None
    states: tuple[str, ...] = ()


@dataclass(frozen=True)
class Follows:
    """A day that is not before one of the record that the field `ref` names; with `ahead`, one that is not after it."""

    field: str
    ref: str
    day: str
    ahead: bool = False


@dataclass(frozen=True)
class Tells:
    """Fields that are filled only by a text that says something, and what they ask for.

    Where the type of a field says that none is an answer (`TextOrNone`), it is one; `unless` is a field and the words
    of it with which it is not.
    """

    fields: tuple[str, ...]
    role: Role = "what"
    unless: Says | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of node: its name in `kind:`, its title for people, and every fact that rules and pages derive from.

    `title` names one ("Risk"), `register` all of them ("Risk register"). `folder` is where it is kept, `clauses` are
    those it serves, `rules` the value rules that one row is enough for. `prefix` is the usual beginning of its ids.
    `files` is the folder inside `folder` where each usually has a file of its own; records without it are usually
    entries of one register.

    **Days.** `moment` names the field whose day says when a record was made, or was last seen to hold: the freshness
    of evidence counts from it. `numbered` says when one gets its number: as it comes up, so that numbers follow
    `moment`; or later, once somebody has accepted it. `deeds` are the fields that say when something was done, which
    no day to come can be. `courses` are fields whose days follow each other: none is before one that stands
    ahead of it; `distances` say how far apart days usually lie, and `follows` which days of other records they cannot
    precede. `promises` and `cycles` are what is to be done by a day, once or again and again. `series` is for kinds
    of which there is one for each period, reported on `moment`: the fields that, together with `period`, make one the
    only one. A document of such a kind is about the same period in every version.

    **States.** `state` names the field that says how far one has come. `settled` are the states in which nothing is
    left to be done although it may still be changed. `closed` says when one may no longer be changed; None is for
    living entries, which are kept up to date, and for documents, whose versions count instead. Whatever is closed in a
    state is finished; a finished one need not be closed. `retired` is a state like others: of a document, a service or
    an item that is no longer in force.

    **Texts.** `tells` are the fields that need a text with something in it, and those in which none is right.
    `judgements` are those in which somebody judges this one and no other, so that the same words in many of them are no
    judgement; `by_template` says which records are done by a template, so that the same words are right.

    **Figures.** `measured` are the fields that say what a KPI came to, which is compared with what is computed. `runs`
    are those that differ little from one period of a series to the next.

    **List.** `columns` are the fields by which people judge one among many, in the order in which a list shows them;
    where there are none, those that tell most are shown.
    """

    name: str
    title: str
    register: str
    folder: Folder
    clauses: tuple[str, ...] = ()
    prefix: str = ""
    rules: tuple[RowRule, ...] = ()
    moment: str = ""
    closed: Closed | None = None
    state: str = ""
    settled: tuple[str, ...] = ()
    numbered: Literal["", "as it comes up", "later"] = ""
    deeds: tuple[str, ...] = ()
    courses: tuple[tuple[str, ...], ...] = ()
    distances: tuple[Distance, ...] = ()
    follows: tuple[Follows, ...] = ()
    promises: tuple[Promise, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    series: tuple[str, ...] = ()
    files: str = ""
    tells: tuple[Tells, ...] = ()
    judgements: tuple[str, ...] = ()
    by_template: Says | None = None
    measured: tuple[MeasuredField, ...] = ()
    runs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def value_rules(self) -> tuple[RowRule, ...]:
        """Every value rule that one row is enough for: those that are stated, and the order of days."""
        return (*self.rules, *(rule for course in self.courses for rule in _in_order(course)))

    @property
    def state_field(self) -> str:
        """The field that says how far one has come; empty where the kind has no states."""
        return self.state or (self.closed.by if self.closed and self.closed.final else "")

    @property
    def finished(self) -> tuple[str, ...]:
        """The states in which nothing is left to be done: the settled ones, and those in which one is closed."""
        return (*self.settled, *(self.closed.final if self.closed else ()))

    def is_open(self, state: str) -> bool:
        """Whether something is still to be done about one in this state; one without a state is not open."""
        return bool(state) and state not in self.finished

    def promise(self, name: str) -> Promise:
        """The promise or cycle of this name."""
        return next(promise for promise in (*self.promises, *self.cycles) if promise.name == name)

    @property
    def files_folder(self) -> str:
        """The folder where each of them has a file of its own, if it has one."""
        return f"{self.folder}/{self.files}" if self.files else self.folder

    @property
    def register_file(self) -> str:
        """The file that usually holds them as entries of one register."""
        return f"{self.folder}/registers/{self.name}.yml"

    @property
    def register_id(self) -> str:
        """The id that this register usually has."""
        return f"REG-{self.name.upper()}"

    @property
    def noun(self) -> str:
        """One of them in a sentence: a risk, an incident, an SLA."""
        acronym = self.title[:2].isupper()
        title = self.title if acronym else self.title[0].lower() + self.title[1:]
        vowel = title[0] in ("AEFHILMNORSX" if acronym else "aeio")
        return f"{'an' if vowel else 'a'} {title}"


def _in_order(course: tuple[str, ...]) -> Iterator[NotBefore]:
    """Each day against the nearest one ahead of it that is given, so that one slip is said once."""
    for later, field in enumerate(course):
        for earlier in range(later):
            yield NotBefore(field, course[earlier], course[earlier + 1 : later])


_START = Promise("start", "coming into force of the document", "effective", states=("draft",))


def document_kind(
    name: str,
    title: str,
    register: str,
    folder: Folder,
    clauses: tuple[str, ...] = (),
    prefix: str = "",
    cycles: tuple[Cycle, ...] = (),
    files: str = "",
) -> Kind:
    """A kind of controlled document: its lifecycle is its state, and a retired one is finished."""
    return Kind(
        name,
        title,
        register,
        folder,
        clauses,
        prefix,
        state="lifecycle",
        settled=("retired",),
        promises=(_START,),
        cycles=cycles,
        files=files,
    )
