"""A quotation laid beside a source: where its words stand, what differs, who says them there.

Similarity decides only whether a passage is located. The class comes from the typed operations, and a last check on the
words themselves keeps any changed quotation out of the harmless classes.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factcheck.text import explain
from factcheck.text.alignment import weigh
from factcheck.text.diff import Differences, find_differences
from factcheck.text.edges import sentence_around
from factcheck.text.figures import counts_as_number
from factcheck.text.flags import (
    bracket_flags,
    change_flags,
    crossing_flags,
    is_quoted,
    omission_flags,
    place_flags,
    printed_turns,
    speaker_flag,
    surrounding_flags,
)
from factcheck.text.hypotheses import Reading, readings
from factcheck.text.lexicon import FUNCTION_WORDS, STRONG_NEGATORS
from factcheck.text.match import HARMLESS, Comparison, Match, OperationKind, SpeakerCheck
from factcheck.text.normalize import collapse
from factcheck.text.own_quotations import is_report, read_own_marks
from factcheck.text.passages import Finder, Layout, main_piece, separate_pieces
from factcheck.text.quotations import Quotation
from factcheck.text.source import SourceText
from factcheck.text.spans import Span
from factcheck.text.speaker_check import check_speaker, recorded_speaker
from factcheck.text.tokens import tokenize

# Share of the quotation's weight that a passage must carry to be called the same place; the class is decided elsewhere.
# A short quotation needs more, for other transcripts hold much of "Okay, I have a few things for you". Measured on
# 1,500 sentences of other transcripts and 600 with one change of their own: below 14 words no changed one of 10 words
# or more and 1 of 47 shorter ones falls under 0.75, from 14 words on none under 0.6.
LOCATED_SHARE, SHORT_LOCATED_SHARE = 0.6, 0.75
_SHORT_WORDS = 14
# From this share on a passage is the place if the rules explain all that differs ("Sept. 11" for "September 11th"). A
# guess; it only bounds the work.
EXPLAINED_SHARE = 0.4
_ONE_CHANGE_WORDS = 6  # a sentence this short may have one word exchanged; a guess
# Pieces from several places are a splice only if together they carry nearly all of it; else chance gathered them.
SPLICE_SHARE = 0.8
# Words that agree one by one are a place only where they are nearly all there, and close together.
_CLOSE_SHARE, _CLOSE_EXTENT = 0.75, 1.6
# More words differing or skipped than this share of the quotation's is a loose likeness; it is the place only where so
# many content words, and nearly all there are, agree. On 2,400 sentences of other transcripts and 1,500 with one to
# three random changes, two thirds of the chance likenesses are above it and 1.5 % of the changed ones.
_LOOSE_RATE, _FEW_CHANGES = 0.3, 3
_TELLING_WORDS, _TELLING_SHARE = 5, 0.75  # found with the rate above
_WHOLE_RUN = 3  # words; shorter runs are found by chance in any speech
# Below that a passage may still carry the content in other words: this share of content words, by stem.
PARAPHRASE_SHARE = 0.85
_PARAPHRASE_WORDS = 5  # of fewer content words a passage may hold all by chance; a guess
_SAME_WORDING_SHARE = 0.7  # with so many words in the recorded order it is the recorded sentence, altered
_LONGEST_QUOTATION = 100_000  # characters; more is not a quotation, and the work stays bounded
_STEM_CHARACTERS = 4  # "hope", "hopeful": a guess
_TOO_COMMON_PLACES = 20  # a few words that stand so often point nowhere; a guess
_PASSAGES_WEIGHED = 40  # of places with the same words; bounds the work


@dataclass(frozen=True, slots=True)
class _Found:
    reading: Reading
    layout: Layout
    differences: Differences
    match: Match
    share: float


def compare(quotation: str | Quotation, source_text: SourceText, speaker: str | None = None) -> Comparison:
    """The comparison of a quotation, given without its outer marks, with one source.

    `speaker`: whom the article credits; of a `Quotation` its own speaker where not given. Never raises on any text.
    """
    if isinstance(quotation, Quotation):
        speaker = speaker or quotation.speaker_name or (quotation.speaker.text if quotation.speaker else None)
        quotation = quotation.text
    if len(quotation) > _LONGEST_QUOTATION:
        return Comparison(Match.UNCHECKABLE, reason=explain.REASON_TOO_LONG)
    read = readings(quotation)
    if reason := _obstacle(read[0], source_text):
        return Comparison(Match.UNCHECKABLE, reason=reason)
    found = _find(read, source_text, speaker)
    if found is None:
        return _not_found(read[0], source_text)
    return _describe(found, quotation, source_text, speaker)


def _obstacle(reading: Reading, source: SourceText) -> str:
    """Why the two cannot be compared, "" where they can."""
    if not len(source):
        return explain.REASON_EMPTY_SOURCE
    if not reading.tokens:
        return explain.REASON_EMPTY_QUOTATION
    quotation = reading.text
    words = [token for token in reading.tokens if quotation[token.start].isalpha()]
    if words and not any(source.holds(token.key) for token in words):
        script = _script(quotation[words[0].start])
        if script not in _scripts(source.text):
            return explain.REASON_OTHER_SCRIPT
    return ""


def _script(letter: str) -> str:
    """First word of the Unicode name: LATIN, CYRILLIC, CJK."""
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]


def _scripts(text: str) -> set[str]:
    """Scripts of letters sampled over the text."""
    step = max(1, len(text) // 400)
    return {_script(letter) for letter in text[::step] if letter.isalpha()}


def _find(read: Sequence[Reading], source: SourceText, speaker: str | None) -> _Found | None:
    """The best way to lay the quotation into the source: word for word first, then by its marks, then by likeness."""
    candidates = []
    finders = [Finder(source, reading) for reading in read if reading.tokens]
    for finder in finders:
        whole = finder.whole()
        if whole:
            return _choose(finder.reading, whole, source, speaker)
    for finder in reversed(finders):
        layout = finder.best()
        if layout is not None and layout.blocks:
            found = _classed(finder.reading, layout, source)
            if found is not None and found.match in HARMLESS:
                return found  # what the quotation's own marks explain needs no other reading
            candidates.append(found)
    located = [found for found in candidates if found is not None]
    return min(located, key=lambda found: (found.match.rank, -found.share), default=None)


def _choose(reading: Reading, layouts: Sequence[Layout], source: SourceText, speaker: str | None) -> _Found | None:
    """Of places with the same words: the credited speaker's, then the one with the same characters, then the first."""
    best: _Found | None = None
    best_rank: tuple[int, int] | None = None
    for layout in layouts[:_PASSAGES_WEIGHED]:
        found = _classed(reading, layout, source)
        if found is None:
            continue
        turn = source.turn_index_at(found.differences.spans[0].start)
        order = (SpeakerCheck.SAME, SpeakerCheck.UNKNOWN, SpeakerCheck.OTHER)
        rank = (order.index(check_speaker(source, turn, speaker)), found.match.rank)
        if best_rank is None or rank < best_rank:
            best, best_rank = found, rank
        if rank == (0, 0):
            break
    return best


def _classed(reading: Reading, layout: Layout, source: SourceText) -> _Found | None:
    """The layout with its operations and class; None where it carries too little to be the place."""
    total = sum(weigh(key) for key in reading.keys)
    share = layout.weight / total if total else 0.0
    if share < SPLICE_SHARE and (pieces := separate_pieces(layout.blocks, reading)) and len(pieces) > 1:
        return _classed(reading, main_piece(layout, pieces, reading), source)
    is_located = _is_located(layout, reading, share)
    if not is_located and share < EXPLAINED_SHARE:
        return _paraphrased(reading, layout, source, share)
    differences = find_differences(source, reading, layout)
    match = _match_of(differences, reading, source)
    if match in HARMLESS or (is_located and not (match is Match.ALTERED and _is_chance(layout, reading))):
        return _Found(reading, layout, differences, match, share)
    return _paraphrased(reading, layout, source, share)


def _is_chance(layout: Layout, reading: Reading) -> bool:
    """True for words scattered over a passage of other words, too few of them telling to be an altered quotation.

    "We're still in it, and this is a critical moment" agrees in ten of its words with "We're going to still have …, but
    it's happening at a critical time, because now is the moment" of another speech.
    """
    keys = reading.keys
    blocks = layout.blocks
    if sum(block.size for block in blocks) == len(keys) and min(block.size for block in blocks) >= _WHOLE_RUN:
        return False  # every word stands there, in runs: what was skipped between them was cut out
    differing = blocks[0].quote + len(keys) - blocks[-1].quote_end
    for before, after in pairwise(blocks):
        skipped = 0 if reading.gaps_at(before.quote_end, after.quote) else after.source - before.source_end
        differing += max(after.quote - before.quote_end, skipped)
    if differing <= max(_FEW_CHANGES, _LOOSE_RATE * len(keys)):
        return False
    content = [key for key in keys if key not in FUNCTION_WORDS]
    held = [key for b in blocks for key in keys[b.quote : b.quote_end] if key not in FUNCTION_WORDS]
    return len(held) < _TELLING_WORDS or len(held) < _TELLING_SHARE * len(content)


def _is_located(layout: Layout, reading: Reading, share: float) -> bool:
    """True where the passage carries enough of the quotation to be its place."""
    if share < LOCATED_SHARE or not _is_held(layout, reading, share):
        return False
    words = len(reading.keys)
    if words >= _SHORT_WORDS or share >= SHORT_LOCATED_SHARE:
        return True
    # One word exchanged, put in or left out of a short sentence: the rest stands together.
    agreeing = sum(block.size for block in layout.blocks)
    dropped = sum(max(0, after.source - before.source_end) for before, after in pairwise(layout.blocks))
    return words >= _ONE_CHANGE_WORDS and words - agreeing + dropped <= 2


def _is_held(layout: Layout, reading: Reading, share: float) -> bool:
    """True where what agrees is more than stray words: a run of three, or nearly all words close together."""
    words = len(reading.keys)
    if max(block.size for block in layout.blocks) >= min(3, words):
        return True
    extent = max(b.source_end for b in layout.blocks) - min(b.source for b in layout.blocks)
    return share >= _CLOSE_SHARE and extent <= _CLOSE_EXTENT * words + 4


def _paraphrased(reading: Reading, layout: Layout, source: SourceText, share: float) -> _Found | None:
    """The passage as a paraphrase, where the sentences around it hold nearly all content words of the quotation."""
    content = {_stem(key) for key in reading.keys if key not in FUNCTION_WORDS}
    if len(content) < _PARAPHRASE_WORDS:
        return None
    low = min(block.source for block in layout.blocks)
    high = max(block.source_end for block in layout.blocks)
    span = source.word_span(low, high)
    if len(span) > 4 * len(reading.text) + 200:
        return None
    around = sentence_around(source, span)
    held = {_stem(token.key) for token in tokenize(source.text[around.start : around.end])}
    if len(content & held) < PARAPHRASE_SHARE * len(content):
        return None
    agreeing = sum(block.size for block in layout.blocks)
    match = Match.ALTERED if agreeing >= _SAME_WORDING_SHARE * len(reading.keys) else Match.PARAPHRASE
    return _Found(reading, layout, find_differences(source, reading, layout), match, share)


def _stem(key: str) -> str:
    return key[:_STEM_CHARACTERS]


_CHANGING = frozenset({OperationKind.DROPPED, OperationKind.INSERTED, OperationKind.REPLACED, OperationKind.MOVED})
_ALTERING_REASONS = frozenset({"case", "join", "unit", "accent", "reordered"})
_ASIDES = frozenset({"stage_direction", "correction", "struck", "narration"})


def _match_of(differences: Differences, reading: Reading, source: SourceText) -> Match:
    """The class, from the operations alone."""
    operations = differences.operations
    if any(operation.reason == "separate_place" for operation in operations):
        return Match.SPLICED
    changes = [operation for operation in operations if operation.kind in _CHANGING]
    if any(not operation.reason or operation.reason in _ALTERING_REASONS for operation in changes):
        return Match.ALTERED
    kinds = {operation.kind for operation in operations}
    if kinds & {OperationKind.OMITTED, OperationKind.BRACKETED}:
        match = Match.MARKED
    elif any(operation.reason not in _ASIDES for operation in changes):
        # Words said twice beside an ellipsis may be what it leaves out.
        match = Match.MARKED if reading.gaps else Match.DISFLUENCY
    elif changes or not _is_verbatim(differences, reading, source):
        match = Match.TYPOGRAPHIC
    else:
        return Match.EXACT
    return match if _keeps_meaning_words(differences) else Match.ALTERED


def _is_verbatim(differences: Differences, reading: Reading, source: SourceText) -> bool:
    """True for the same characters, white space aside: read from the texts, not from the operations."""
    if len(differences.spans) != 1:
        return False
    span = differences.spans[0]
    return collapse(reading.text) == collapse(source.text[span.start : span.end])


def _keeps_meaning_words(differences: Differences) -> bool:
    """A second opinion on a harmless class, from the two texts: outside what the marks or a stammer explain, both sides
    hold the same negators and, unless a figure is written otherwise, the same figures."""
    operations = differences.operations
    # The "No." of "No. 1" has been told from the negator.
    kept = [
        (op.quote_words, op.source_words) if op.kind in _KEPT_KINDS and op.reason != "abbreviation" else (" ", " ")
        for op in operations
    ]
    # Figures written otherwise have been compared by value; the rest must be the same.
    other = [pair if op.reason not in _SAME_VALUES else (" ", " ") for op, pair in zip(operations, kept, strict=True)]
    # What is left out leaves a blank, so that no two words grow together; the halves of "don't" stay joined.
    printed, recorded = (_weighty("".join(side)) for side in zip(*kept, strict=True))
    if printed["negator"] != recorded["negator"]:
        return False
    printed, recorded = (_weighty("".join(side)) for side in zip(*other, strict=True))
    return printed == recorded


_KEPT_KINDS = frozenset({OperationKind.SAME, OperationKind.EQUIVALENT})
_SAME_VALUES = frozenset({"number", "date", "spelling"})


def _weighty(words: str) -> Counter[str]:
    keys = (token.key for token in tokenize(words))
    return Counter(
        "negator" if key in STRONG_NEGATORS else key for key in keys if key in STRONG_NEGATORS or counts_as_number(key)
    )


def _not_found(reading: Reading, source: SourceText) -> Comparison:
    content = [key for key in reading.keys if key not in FUNCTION_WORDS]
    if len(reading.keys) <= 2 or not content:
        return Comparison(Match.UNCHECKABLE, reason=explain.REASON_TOO_SHORT)
    return Comparison(Match.ABSENT, reason=explain.REASON_ABSENT)


def _describe(found: _Found, quotation: str, source: SourceText, speaker: str | None) -> Comparison:
    """The finished comparison: flags, speaker, sentences."""
    operations, spans = found.differences.operations, found.differences.spans
    keys = found.reading.keys
    content = any(key not in FUNCTION_WORDS for key in keys)
    occurrences = found.layout.occurrences
    if (not content and len(keys) <= 4) or (len(keys) <= 3 and occurrences >= _TOO_COMMON_PLACES):
        return Comparison(Match.UNCHECKABLE, reason=explain.REASON_TOO_SHORT, occurrences=occurrences)
    turn = source.turn_index_at(spans[0].start)
    turns: Sequence[int | None] = printed_turns(source, operations) or (turn,)
    check = _check_all(source, turns, speaker)
    recorded = recorded_speaker(source, turn)
    own = read_own_marks(source, spans, speaker) if is_report(source, turn) and is_quoted(source, spans[0]) else None
    if own is not None and own.speaker:
        check, recorded = own.check, own.speaker
    other = next((held for held in turns if check_speaker(source, held, speaker) is SpeakerCheck.OTHER), None)
    flags = (
        *change_flags(operations),
        *omission_flags(operations, source),
        *crossing_flags(source, operations),
        *bracket_flags(operations),
        *surrounding_flags(source, spans, quotation, own),
        *place_flags(keys, occurrences, quotation),
        *speaker_flag(check, own.speaker if own else recorded_speaker(source, other)),
    )
    comparison = Comparison(
        match=found.match,
        flags=flags,
        spans=spans,
        operations=operations,
        coverage=min(1.0, found.share),
        speaker_check=check,
        recorded_speaker=recorded,
        turn=turn,
        occurrences=occurrences,
    )
    return replace(comparison, sentences=explain.explain(comparison, _passage(source, spans, found.match)))


def _check_all(source: SourceText, turns: Sequence[int | None], speaker: str | None) -> SpeakerCheck:
    """OTHER if any printed words stand in somebody else's turn, SAME if all are in the credited speaker's."""
    checks = {check_speaker(source, turn, speaker) for turn in turns}
    if SpeakerCheck.OTHER in checks:
        return SpeakerCheck.OTHER
    return SpeakerCheck.SAME if checks == {SpeakerCheck.SAME} else SpeakerCheck.UNKNOWN


def _passage(source: SourceText, spans: Sequence[Span], match: Match) -> str:
    """The recorded sentence around the first span, where the printed words are not simply the recorded ones."""
    if match in HARMLESS and match is not Match.MARKED and len(spans[0]) > _SHORT_CHARACTERS:
        return ""
    around = sentence_around(source, spans[0])
    return source.text[around.start : around.end]


_SHORT_CHARACTERS = 40  # of what is shown with its sentence even where it is exact; a guess
