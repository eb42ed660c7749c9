"""A story read once: paragraphs, marks, sentences, attributions, reported speech, names. What the finders share."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.text.attribution import attribute_sentence
from factcheck.text.dialogue import with_dialogue
from factcheck.text.foreign import attribute_foreign, is_cued, language_of, split_inversions
from factcheck.text.frame import Sentence, read_frames
from factcheck.text.indirect import find_reported
from factcheck.text.inheritance import inherit
from factcheck.text.marks import Marked, find_marked
from factcheck.text.names import NameBook
from factcheck.text.nonquotations import is_quotation, is_reference_heading
from factcheck.text.reported import Reported
from factcheck.text.scene import Attribution
from factcheck.text.sentences import find_paragraphs


@dataclass(frozen=True, slots=True)
class Story:
    """`quoted` are the quotations as (sentence, token position); `attributions` go by index of `marked`.

    `reported` leaves out what people are said to think; `reported_in` gives it too.
    """

    text: str
    sentences: Sequence[Sentence]
    marked: Sequence[Marked]
    attributions: dict[int, Attribution]
    quoted: Sequence[tuple[Sentence, int]]
    reported: Sequence[Reported]
    names: NameBook
    _reported_by_start: dict[int, list[Reported]]

    def reported_in(self, sentence: Sentence) -> list[Reported]:
        """Reported stretches of one sentence."""
        return self._reported_by_start.get(sentence.span.start, [])


def read_story(text: str) -> Story:
    """The story's parts; every step is one pass over the text."""
    paragraphs = find_paragraphs(text)
    marked = with_dialogue(text, paragraphs, find_marked(text, paragraphs))
    sentences = _without_references(read_frames(text, paragraphs, marked))
    attributions: dict[int, Attribution] = {}
    language = language_of(text)
    if language == "fr":
        sentences = split_inversions(sentences)
    for sentence in sentences:
        if language == "en":
            attributions.update(attribute_sentence(text, sentence, marked))
        else:
            attributions.update(attribute_foreign(sentence, language))
    attributions = inherit(text, sentences, marked, attributions, is_english=language == "en")
    quoted = [
        (sentence, at)
        for sentence in sentences
        for at in sentence.quotes
        if is_quotation(text, sentence, at, marked, attributions.get(sentence.tokens[at].quote))
        or (language != "en" and is_cued(sentence, at, language))
    ]
    by_start = _find_all_reported(sentences, quoted) if language == "en" else {}
    reported = [report for reports in by_start.values() for report in reports if not report.is_thought]
    speakers = [(attribution.sentence, attribution.speaker) for attribution in attributions.values()]
    speakers.extend((report.sentence, report.speaker) for report in reported if not report.spans_sentences)
    return Story(text, sentences, marked, attributions, quoted, reported, NameBook(sentences, speakers), by_start)


def _find_all_reported(
    sentences: Sequence[Sentence], quoted: Sequence[tuple[Sentence, int]]
) -> dict[int, list[Reported]]:
    """Reported stretches by the offset at which their sentence begins."""
    positions: dict[int, set[int]] = {}
    for sentence, at in quoted:
        positions.setdefault(sentence.span.start, set()).add(at)
    by_start: dict[int, list[Reported]] = {}
    for number, sentence in enumerate(sentences):
        start = sentence.span.start
        following = sentences[number + 1] if number + 1 < len(sentences) else None
        by_start[start] = find_reported(sentence, positions.get(start, ()), following)
    return by_start


def _without_references(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences before a heading "Sources", "References" late in the story: what follows are titles."""
    for number in range(max(1, len(sentences) // 3), len(sentences)):
        if is_reference_heading(sentences[number]):
            return sentences[:number]
    return sentences
