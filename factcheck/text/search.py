"""One quotation and many sources: which of them holds the words, and is it the one that the article names."""

from collections.abc import Mapping
from dataclasses import replace

from factcheck.text import explain
from factcheck.text.compare import compare
from factcheck.text.corpus import Corpus, holds_enough
from factcheck.text.encoding import EncodedReading
from factcheck.text.flags import source_flag
from factcheck.text.hypotheses import readings
from factcheck.text.match import HARMLESS, Comparison, Match, SpeakerCheck
from factcheck.text.quotations import Quotation
from factcheck.text.source import SourceText

_MOST_COMPARED = 8  # sources that are aligned after the cheap look; a guess that holds for 117 transcripts
# An altered quotation that carries this much of the claimed source is not sought elsewhere: the article says where it
# is from, and a look-alike in another document would hide the change.
_SURE_COVERAGE = 0.8


def search(
    quotation: str | Quotation,
    sources: Mapping[str, SourceText],
    speaker: str | None = None,
    claimed: str | None = None,
) -> tuple[str | None, Comparison]:
    """Name of the source that holds the words best, and the comparison with it; (None, absent) where none does.

    Sources that are searched more than once are best given as a `Corpus`; the time then hardly grows with their number.

    The `claimed` source is compared first and kept where it holds the words; else all are searched, and words found
    elsewhere carry the flag `other_source`. A better place elsewhere beats a splice or a poor likeness here.
    """
    if isinstance(quotation, Quotation):
        speaker = speaker or quotation.speaker_name or (quotation.speaker.text if quotation.speaker else None)
        quotation = quotation.text
    here: Comparison | None = None
    if claimed is not None and claimed in sources:
        here = compare(quotation, sources[claimed], speaker)
        if here.match in HARMLESS or (here.match is Match.ALTERED and here.coverage >= _SURE_COVERAGE):
            return claimed, here
    name, found = _best_elsewhere(quotation, sources, speaker, claimed, here)
    if name is None:
        return (claimed, here) if here and here.spans else (None, here or found)
    if claimed is not None:
        flag = source_flag(name)
        found = replace(found, flags=(*found.flags, flag), sentences=(*found.sentences, flag.sentence))
    return name, found


def _best_elsewhere(
    quotation: str,
    sources: Mapping[str, SourceText],
    speaker: str | None,
    claimed: str | None,
    here: Comparison | None,
) -> tuple[str | None, Comparison]:
    best_name: str | None = None
    best = Comparison(Match.ABSENT, reason=explain.REASON_ABSENT)
    best_rank = _rank(here) if here and here.spans else (len(Match), 0, 0.0)
    for name in _likeliest(quotation, sources, claimed):
        found = compare(quotation, sources[name], speaker)
        if found.spans and _rank(found) < best_rank:
            best_name, best, best_rank = name, found, _rank(found)
            if _is_best_possible(found, speaker):
                break
        elif not found.spans and best_name is None and found.match is Match.UNCHECKABLE:
            best = found
    return best_name, best


def _rank(comparison: Comparison) -> tuple[int, int, float]:
    order = (SpeakerCheck.SAME, SpeakerCheck.UNKNOWN, SpeakerCheck.OTHER)
    return comparison.match.rank, order.index(comparison.speaker_check), -comparison.coverage


def _is_best_possible(found: Comparison, speaker: str | None) -> bool:
    """True where no other source can rank higher: the others need not be compared."""
    return _rank(found) == (Match.EXACT.rank, 0 if speaker and speaker.strip() else 1, -1.0)


def _likeliest(quotation: str, sources: Mapping[str, SourceText], claimed: str | None) -> list[str]:
    """The sources worth aligning, likeliest first: those with the exact words, then by the votes of rare words."""
    read = readings(quotation)
    if isinstance(sources, Corpus):
        return [name for name in sources.likeliest(read, _MOST_COMPARED + 1) if name != claimed][:_MOST_COMPARED]
    keys = read[-1].keys
    rated: list[tuple[float, str]] = []
    for name, source in sources.items():
        if name == claimed or not holds_enough(source, keys):
            continue
        encoded = [EncodedReading(source, reading) for reading in read if reading.tokens]
        if any(words.exact_places(0, len(words.codes)) for words in encoded):
            rated.append((-float("inf"), name))
        elif encoded:
            rated.append((-encoded[-1].likelihood(), name))
    rated.sort()
    return [name for _, name in rated[:_MOST_COMPARED]]
