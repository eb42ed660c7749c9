"""The newsroom's own archive: captured sources that hold words of a story's quotations, or bear on its claims, by the
lookup index."""

from factcheck import jobs
from factcheck.exceptions import IndexUnavailable
from factcheck.index import LookupIndex
from factcheck.models import Attempt, Claim, Quotation, SearchOutcome, Source
from factcheck.services.asked import MOST_SOURCES_FOUND, Answer
from factcheck.services.compare import speaker_credited
from factcheck.services.gather import normalized_url
from factcheck.services.index import require_index
from factcheck.services.lookup_answer import Place
from factcheck.services.lookup_places import find_places, source_text
from factcheck.text import compare
from factcheck.text.evidence import EvidenceSource
from factcheck.text.match import Match

MOST_QUOTATIONS_ASKED = 200  # for a hostile text; at some milliseconds each
PLACES_A_QUOTATION = 3
MOST_CLAIMS_ASKED = 50  # the worthiest
PLACES_A_CLAIM = 3
# A passage of the archive bears on a claim when it carries this share of its weight (`text.evidence`): more than what
# shows it in a source somebody named, for an archive has a little of everything. A guess.
BEARS_ON_A_CLAIM = 0.5
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
    if index is None:
        return Answer(SearchOutcome.SEARCHED, "there is nothing in it")
    holding = _holding_quotations(index, attempt)
    bearing = {pk: source for pk, source in _bearing_on_claims(index, attempt).items() if pk not in holding}
    known = (*holding.values(), *bearing.values())[:MOST_SOURCES_FOUND]
    return Answer(SearchOutcome.SEARCHED, _in_words(len(holding), len(bearing)), known=known)


def _holding_quotations(index: LookupIndex, attempt: Attempt) -> dict[int, Source]:
    found: dict[int, Source] = {}
    quotations = attempt.story.quotations.select_related("attribution__speaker")
    for quotation in quotations[:MOST_QUOTATIONS_ASKED]:
        for place in find_places(index, quotation.text, PLACES_A_QUOTATION, include_private=True)[:PLACES_A_QUOTATION]:
            source = place.capture.source
            if source.pk not in found and not _is_own_page(source, attempt) and _holds(place, quotation):
                found[source.pk] = source
    return found


def _bearing_on_claims(index: LookupIndex, attempt: Attempt) -> dict[int, Source]:
    found: dict[int, Source] = {}
    for claim in attempt.story.claims.order_by("-score", "pk")[:MOST_CLAIMS_ASKED]:
        for place in find_places(index, claim.text, PLACES_A_CLAIM, include_private=True)[:PLACES_A_CLAIM]:
            source = place.capture.source
            if source.pk not in found and not _is_own_page(source, attempt) and _bears_on(place, claim):
                found[source.pk] = source
    return found


def _holds(place: Place, quotation: Quotation) -> bool:
    found = compare(quotation.text, source_text(place), speaker=speaker_credited(quotation))
    return found.match in HOLDS_THE_WORDS


def _bears_on(place: Place, claim: Claim) -> bool:
    """True where a passage of the place carries enough of the claim; the words are weighed within the place alone."""
    best = EvidenceSource(source_text(place)).find(claim.text, most=1)
    return bool(best) and best[0].score >= BEARS_ON_A_CLAIM


def _is_own_page(source: Source, attempt: Attempt) -> bool:
    """True for the story's own page, where every quotation is found."""
    own = attempt.story.url
    return bool(own and source.url) and normalized_url(source.url) == normalized_url(own)


def _in_words(holding: int, bearing: int) -> str:
    words = f"{holding or 'no'} {_sources(holding, 'holds', 'hold')} words of the quotations"
    return f"{words}; {bearing} {_sources(bearing, 'bears', 'bear')} on the claims" if bearing else words


def _sources(count: int, one: str, many: str) -> str:
    return f"sources there {many}" if count > 1 else f"source there {one}"
