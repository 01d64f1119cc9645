"""The heat map of a register of risks: how many there are for each likelihood and impact, and which.

It is a table, so that every reader and every printer has it. The number of each field says how high it is rated;
colour only repeats it.
"""

from collections.abc import Iterator, Sequence

from sms_lint.ground.sentences import plural
from sms_lint.model.entry import Entry
from sms_lint.model.naming import entry_name
from sms_lint.model.row_rules import Product
from sms_lint.publish.site.entries import title_of
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import link, paragraph
from sms_lint.publish.site.view import PageContext
from sms_lint.system.activity import is_open, state_of
from sms_lint.system.sms import Sms
from sms_lint.translation import ours

_SCORES = range(1, 6)
# From these ratings on a field looks graver than the one before.
_STEPS = (5, 10, 15)


def rated_by(sms: Sms, kind: str) -> Product | None:
    """The rule that multiplies two scores of a kind; None where it has none."""
    rules = sms.kinds[kind].KIND.rules
    return next((rule for rule in rules if isinstance(rule, Product)), None)


def heat_map(here: PageContext, kind: str) -> Safe:
    """The heat map of a kind whose entries are rated by two scores; nothing where there are none."""
    product = rated_by(here.sms, kind)
    entries = here.sms.entries(kind)
    if product is None or not entries:
        return Safe("")
    shown = [entry for entry in entries if is_open(here.sms, entry) or not state_of(here.sms, entry)]
    across, up = product.left, product.right
    heads = "".join(f'<th scope="col">{score}</th>' for score in _SCORES)
    rows = "\n".join(_row(here, shown, product, score) for score in reversed(_SCORES))
    titles = title_of(here.sms, kind, up), title_of(here.sms, kind, across)
    corner = f'<th scope="col"><span class="sms-fine">{text(titles[0])} ↑ {text(titles[1])} →</span></th>'
    said = f"{plural(len(shown), 'entry', 'entries')} of {len(entries)}; closed ones are left out."
    limit = here.sms.config.thresholds.risk_acceptance
    more = f" ▲ is above {limit}, beyond which no risk is accepted." if limit else ""
    return Safe(
        f'<div class="sms-table sms-heat">\n<table aria-label="{text(ours("Heat map"))}">\n'
        f"<thead><tr>{corner}{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>\n"
        + paragraph(text(ours(said + more)), "count")
    )


def _row(here: PageContext, entries: Sequence[Entry], product: Product, up: int) -> str:
    cells = "".join(_cell(here, entries, product, across, up) for across in _SCORES)
    return f'<tr><th scope="row">{up}</th>{cells}</tr>'


def _cell(here: PageContext, entries: Sequence[Entry], product: Product, across: int, up: int) -> str:
    limit = here.sms.config.thresholds.risk_acceptance
    rating = across * up
    grave = sum(rating >= step for step in _STEPS)
    inside = [
        entry
        for entry in entries
        if entry.number(product.left) == across and entry.number(product.right) == up
    ]
    beyond = " ▲" if limit and rating > limit else ""
    links = "".join(f"<div>{said}</div>" for said in _links(here, inside))
    return f'<td class="sms-heat-{grave}"><span class="sms-fine">{rating}{beyond}</span>{links}</td>'


def _links(here: PageContext, entries: Sequence[Entry]) -> Iterator[Safe]:
    """Links to entries by their ids without the letters before them, so that five fit beside each other."""
    for entry in entries:
        short = entry.id.partition("-")[2] or entry.id
        place = here.view.addresses.get(entry.id)
        label = Safe(
            f'<span class="sms-mark"><span class="sms-unseen">{text(entry.id)} </span>'
            f'<span aria-hidden="true">{text(short)}</span></span>'
        )
        yield link(here.to(place), label, entry_name(entry)) if place else text(entry.id)
