"""What the machine found: comparisons of quotations, evidence for claims."""

import difflib
import re
from typing import Any

import factory
from factory.django import DjangoModelFactory

from factcheck.models import ClaimEvidence, Comparison
from factcheck.text.match import Match, Severity
from tests.factories.quotations import ClaimFactory, QuotationFactory
from tests.factories.sources import CaptureFactory, PassageFactory

KINDS = {"equal": "same", "replace": "replaced", "delete": "inserted", "insert": "dropped"}


def operations_between(printed: str, recorded: str, at: int = 0) -> list[dict[str, Any]]:
    """Operations that tile both texts word by word, shaped like `Operation.as_json`; `at`: where `recorded` begins."""
    ours, theirs = (re.findall(r"\s*\S+", text) for text in (printed, recorded))
    steps = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return [_operation(KINDS[tag], ours[:a], ours[a:b], theirs[:c], theirs[c:d], at) for tag, a, b, c, d in steps]


def _operation(
    kind: str, before: list[str], words: list[str], recorded_before: list[str], recorded: list[str], at: int
) -> dict[str, Any]:
    start, source_start = len("".join(before)), at + len("".join(recorded_before))
    printed_words, source_words = "".join(words), "".join(recorded)
    return {
        "kind": kind,
        "quote": [start, start + len(printed_words)],
        "quote_words": printed_words,
        "source": [source_start, source_start + len(source_words)],
        "source_words": source_words,
        "severity": Severity.NONE if kind == "same" else Severity.MEDIUM,
        "touches": [],
        "reason": "",
    }


class ComparisonFactory(DjangoModelFactory):
    """A quotation beside a passage. Without other wishes the record has "shut … nine" where the story prints else.

    It becomes the quotation's best comparison unless `best=False`.
    """

    class Meta:
        model = Comparison
        skip_postgeneration_save = True

    class Params:
        passage = factory.SubFactory(PassageFactory, capture=factory.SelfAttribute("..capture"))

    quotation = factory.SubFactory(QuotationFactory)
    capture = factory.SubFactory(CaptureFactory)
    match = Match.ALTERED.value
    severity = Severity.MEDIUM.value
    coverage = 0.9
    recorded_words = factory.LazyAttribute(lambda row: row.passage.exact)
    spans = factory.LazyAttribute(lambda row: [[row.passage.start, row.passage.end]])
    operations = factory.LazyAttribute(
        lambda row: operations_between(row.quotation.text, row.passage.exact, row.passage.start)
    )
    context_before = factory.LazyAttribute(lambda row: row.capture.text[: row.passage.start])
    context_after = factory.LazyAttribute(lambda row: row.capture.text[row.passage.end :])
    recorded_speaker = "MAYOR SPEAKER"
    occurrences = 1

    @factory.post_generation
    def passages(self: Any, create: bool, given: list[Any] | None, **kwargs: Any) -> None:
        if not create or self.match == Match.ABSENT:
            return
        found = [PassageFactory(capture=self.capture, exact=self.recorded_words)] if given is None else given
        self.passages.set(found)

    @factory.post_generation
    def best(self: Any, create: bool, wanted: bool | None, **kwargs: Any) -> None:
        if not create or wanted is False:
            return
        self.quotation.best_comparison = self
        self.quotation.match = self.match
        self.quotation.weight = Severity(self.severity).rank
        self.quotation.save(update_fields=["best_comparison", "match", "weight"])


class AbsentFactory(ComparisonFactory):
    """A quotation whose words stand nowhere in the capture."""

    class Params:
        passage = None

    match = Match.ABSENT.value
    severity = Severity.NONE.value
    coverage = 0.1
    recorded_words = ""
    recorded_speaker = ""
    spans = factory.List([])
    operations = factory.List([])
    context_before = ""
    context_after = ""
    occurrences = 0
    reason = "No passage carries these words."


class ClaimEvidenceFactory(DjangoModelFactory):
    class Meta:
        model = ClaimEvidence

    claim = factory.SubFactory(ClaimFactory)
    passage = factory.SubFactory(PassageFactory)
    score = 0.7
    signals = factory.List(
        [{"kind": "figure", "outcome": "conflicts", "claim_words": "9 million", "evidence_words": "nine days"}]
    )
    figures = "conflicts"
