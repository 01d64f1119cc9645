"""The same words stand as a judgement of its own in many records.

A review that says of eighty changes "Works as wanted" was perhaps no review, and the same cause of all problems none.
An auditor asks whether each was looked at. The question is put once for a field of a kind, never for each record:
where more than `thresholds.copied_texts` records, and at least `thresholds.copied_share` of those that say something,
say the same. That there is none is an answer, and what is done by a template is left alone, such as a standard change.

Bad:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
thresholds: {copied_texts: 2}
```

```yaml
problem PRB-2026-01:
  actions: Driver package of July exchanged
  root_cause: The configuration was wrong  # <- copied-judgement
problem PRB-2026-02:
  actions: Profiles come from the directory
  root_cause: The configuration was wrong
problem PRB-2026-03:
  actions: Index rebuilt at night
  root_cause: The configuration was wrong.
```

Good:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
thresholds: {copied_texts: 2}
```

```yaml
problem PRB-2026-01:
  actions: Driver package of July exchanged
  root_cause: The driver of July does not fit the older model
problem PRB-2026-02:
  actions: Profiles come from the directory
  root_cause: Profiles were copied by hand
problem PRB-2026-03:
  actions: Index rebuilt at night
  root_cause: The index is rebuilt until nine
```
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sms_lint.ground.language_words import WordSequence, words
from sms_lint.ground.substance import denies_deviation, says_nothing
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kind import Kind
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.2", "20000-1:9.1"),
    help=(
        "ask those who judged whether each was looked at; write what was found of each from now on, and say in the "
        "process which of them need no judgement of their own"
    ),
)
_SHOWN = 60


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the fields in which the kind says that each record is judged by itself."""
    for name, model in sms.kinds.items():
        entries = [entry for entry in sms.entries(name) if _is_judged(entry, model.KIND)]
        for field in model.KIND.judgements if len(entries) > sms.config.thresholds.copied_texts else ():
            yield from _of_field(sms, model.KIND, field, entries)


def _is_judged(entry: Entry, kind: Kind) -> bool:
    """Whether the record is judged by itself: not where a template says all of it beforehand."""
    template = kind.by_template
    return bool(kind.judgements) and not (template and entry.says(template.field, template.words))


def _of_field(sms: Sms, kind: Kind, field: str, entries: Sequence[Entry]) -> Iterator[Finding]:
    limits = sms.config.thresholds
    alike: dict[WordSequence, list[Entry]] = defaultdict(list)
    for entry in entries:
        text = entry.text(field)
        if text and not says_nothing(text) and not denies_deviation(text):
            alike[words(text)].append(entry)
    judged = sum(map(len, alike.values()))
    copied = [
        same
        for same in alike.values()
        if len(same) > limits.copied_texts and 100 * len(same) >= limits.copied_share * judged
    ]
    if copied:
        most = max(copied, key=len)
        said, number = _short(most[0].text(field)), f"{len(most)} of {judged}"
        message = (
            f"`{field}` says `{said}` in {number} records of the kind {kind.name}: "
            "was each of them judged by itself?"
        )
        yield RULE.about(most[0], field, message)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
