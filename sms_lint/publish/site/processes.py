"""Processes: what a document has, and besides the flow, who does what, and what goes in and out."""

from collections.abc import Iterator, Sequence
from functools import partial

from sms_lint.ground.sentences import plural
from sms_lint.model.kinds.documents import Activity, Process
from sms_lint.publish.site.body import WrittenText, document_body
from sms_lint.publish.site.documents import closing, distinct, opening, state_badge, without_text
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.flow import diagram
from sms_lint.publish.site.html import NOTHING, bullets, facts, heading, paragraph, table
from sms_lint.publish.site.kinds import has_page, kind_link
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.process_map import process_map
from sms_lint.publish.site.recent import recent_table
from sms_lint.publish.site.values import show
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.translation import ours


def process_pages(view: SiteData) -> Iterator[Page]:
    """A page for each process, and the list of them."""
    processes = [document for document in distinct(view, view.sms.documents) if isinstance(document, Process)]
    yield Page(
        "processes/index.md",
        ours("Processes"),
        _list(PageContext(view, "processes/index.html"), processes),
        hide=("toc",),
    )
    if processes:
        here = PageContext(view, "processes/map.html")
        yield Page("processes/map.md", ours("Process map"), process_map(here, processes), hide=("toc",))
    for process in processes:
        path = view.addresses[process.id].page
        content = partial(process_page, PageContext(view, path), process)
        # The flow and the table of roles need the room more than a table of contents does.
        yield Page(path.removesuffix(".html") + ".md", process.title, content, hide=("toc",))


def _list(here: PageContext, processes: Sequence[Process]) -> Safe:
    rows = [
        (
            here.node(process.id, text(process.id)), text(process.title), text(process.purpose),
            here.node(process.owner),
            state_badge(here, process),
        )
        for process in processes
    ]  # fmt: skip
    return Safe(
        paragraph(text(ours(plural(len(processes), "process", "processes") + ".")))
        + table(("Id", "Process", "Purpose", "Owner", "State"), rows, "Processes")
    )


def process_page(here: PageContext, process: Process) -> Safe:
    """The page of one process."""
    if not here.view.is_in_force(process):
        return without_text(here, process)
    written = WrittenText(here, process.path)
    return Safe(
        opening(here, process)
        + described(here, process)
        + _records(here, process)
        + document_body(written, process)
        + closing(here, process)
    )


def described(here: PageContext, process: Process) -> Safe:
    """What a process says of itself as data: purpose, flow, roles, inputs and outputs, and what it is measured by."""
    return Safe(
        paragraph(here.prose(process.purpose), "purpose")
        + _flow(here, process)
        + _activities(here, process)
        + _interfaces(here, process)
        + _measures(here, process)
    )


def _flow(here: PageContext, process: Process) -> Safe:
    starts = Safe(
        heading(2, Safe(ours("Flow")), "sms-flow")
        + f"<p>{ours('It starts when:')}</p>\n"
        + bullets([here.prose(trigger) for trigger in process.triggers])
    )
    places = {role: here.view.addresses.get(role) for role in here.view.role_titles}
    pages = {role: here.to(place) for role, place in places.items() if place is not None}
    drawn = diagram(process, here.view.role_titles, pages)
    return Safe(
        starts
        + (drawn or paragraph(Safe(ours("The flow could not be drawn; the table below says the same."))))
    )


def _activities(here: PageContext, process: Process) -> Safe:
    names = {activity.id: activity.name for activity in process.activities}
    rows = [
        (
            text(activity.name), here.node(activity.does), here.node(activity.answers),
            _roles(here, activity.consulted),
            _roles(here, activity.informed), _next(activity, names),
        )
        for activity in process.activities
    ]  # fmt: skip
    heads = ("Activity", "Responsible", "Accountable", "Consulted", "Informed", "Then")
    return Safe(
        heading(2, Safe(ours("Who does what")), "sms-raci")
        + table(heads, rows, "Activities and roles", "loose")
    )


def _roles(here: PageContext, roles: Sequence[str]) -> Safe:
    return Safe(", ".join(here.node(role) for role in roles))


def _next(activity: Activity, names: dict[str, str]) -> Safe:
    if not activity.next:
        return Safe(ours("end"))
    steps = [
        f"{names.get(step.to, step.to)}{f', when {step.when}' if step.when else ''}" for step in activity.next
    ]
    return bullets([text(step) for step in steps]) if len(steps) > 1 else text(steps[0])


def _interfaces(here: PageContext, process: Process) -> Safe:
    inputs = [(text(entry.item), _parties(here, entry.from_)) for entry in process.inputs]
    outputs = [(text(output.item), _parties(here, output.to)) for output in process.outputs]
    return Safe(
        heading(2, Safe(ours("Inputs")), "sms-inputs")
        + table(("Input", "From"), inputs, "Inputs")
        + heading(2, Safe(ours("Outputs")), "sms-outputs")
        + table(("Output", "To"), outputs, "Outputs")
    )


def _parties(here: PageContext, parties: Sequence[str]) -> Safe:
    return Safe(", ".join(_party(here, party) for party in parties))


def _party(here: PageContext, party: str) -> Safe:
    node = here.sms.get(party)
    return here.named(node) if node is not None and node.kind != "role" else here.node(party)


def _measures(here: PageContext, process: Process) -> Safe:
    pairs = [
        ("Key performance indicators", _named(here, process.kpis)),
        ("Objectives", _named(here, process.objectives)),
        ("Policies", _named(here, process.policies)),
        ("Roles", show(here, process.roles)),
    ]
    return Safe(
        heading(2, Safe(ours("Measures and roles")), "sms-measures") + facts(pairs, "facts sms-one") + "\n"
    )


def _records(here: PageContext, process: Process) -> Safe:
    """The records that it produces, with recent activity."""
    lines = [(kind, here.sms.entries(kind)) for kind in process.records if has_page(here.sms, kind)]
    missing = [kind_link(here, kind) for kind in process.records if not has_page(here.sms, kind)]
    none_yet = paragraph(Safe(ours(f"Not kept yet: {', '.join(missing)}."))) if missing else ""
    shown = recent_table(here, lines, "Recent records") or ("" if missing else paragraph(NOTHING))
    return Safe(heading(2, Safe(ours("Recent records")), "sms-records") + shown + none_yet)


def _named(here: PageContext, refs: Sequence[str]) -> Safe:
    items = [here.named(node) if (node := here.sms.get(ref)) else text(ref) for ref in refs]
    return bullets(items) if items else NOTHING
