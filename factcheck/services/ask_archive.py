"""The newsroom's own archive: captured sources that hold words of a story's quotations, by the lookup index."""

from factcheck import jobs
from factcheck.exceptions import IndexUnavailable
from factcheck.models import Attempt, Quotation, SearchOutcome, Source
from factcheck.services.asked import MOST_SOURCES_FOUND, Answer
from factcheck.services.compare import speaker_credited
from factcheck.services.gather import normalized_url
from factcheck.services.index import require_index
from factcheck.services.lookup_answer import Place
from factcheck.services.lookup_places import find_places, source_text
from factcheck.text import compare
from factcheck.text.match import Match

MOST_QUOTATIONS_ASKED = 200  # for a hostile text; at some milliseconds each
PLACES_A_QUOTATION = 3
# Classes in which the words themselves stand in the record; a paraphrase is found by the hundred in an archive.
HOLDS_THE_WORDS = frozenset(
    {Match.EXACT, Match.TYPOGRAPHIC, Match.DISFLUENCY, Match.MARKED, Match.ALTERED, Match.SPLICED}
)


def ask_archive(attempt: Attempt) -> Answer:
    """Sources that hold words of the quotations, to be compared in the copies there are."""
    try:
        index = require_index()
    except IndexUnavailable as error:
        return Answer(SearchOutcome.UNAVAILABLE, str(error), again_at=jobs.next_try(attempt.attempts))
    found: dict[int, Source] = {}
    if index is None:
        return Answer(SearchOutcome.SEARCHED, "there is nothing in it")
    quotations = attempt.story.quotations.select_related("attribution__speaker")
    for quotation in quotations[:MOST_QUOTATIONS_ASKED]:
        for place in find_places(index, quotation.text, PLACES_A_QUOTATION, include_private=True)[:PLACES_A_QUOTATION]:
            source = place.capture.source
            if source.pk not in found and not _is_own_page(source, attempt) and _holds(place, quotation):
                found[source.pk] = source
    known = tuple(found.values())[:MOST_SOURCES_FOUND]
    return Answer(SearchOutcome.SEARCHED, _in_words(len(known)), known=known)


def _holds(place: Place, quotation: Quotation) -> bool:
    found = compare(quotation.text, source_text(place), speaker=speaker_credited(quotation))
    return found.match in HOLDS_THE_WORDS


def _is_own_page(source: Source, attempt: Attempt) -> bool:
    """True for the story's own page, where every quotation is found."""
    own = attempt.story.url
    return bool(own and source.url) and normalized_url(source.url) == normalized_url(own)


def _in_words(count: int) -> str:
    if not count:
        return "no source there holds words of the quotations"
    return f"{count} {'source there holds' if count == 1 else 'sources there hold'} words of the quotations"
