"""The places of captured texts that are worth comparing with a text: named by the index, kept only if they may be seen.

Each is a window of the captured text, small enough that a dozen of them are compared in a few milliseconds however long
the captures are.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connections

from factcheck.index import Candidate, LookupIndex
from factcheck.index.lexemes import words_of
from factcheck.models import Capture, Layer
from factcheck.services.lookup_answer import Place
from factcheck.text import SourceText
from factcheck.text.turns import Turn

# Candidates asked of the index, in steps: more only while too few of them may be seen, or too many are of one source.
CANDIDATES = (60, 600, 6_000)
# Places compared word by word, at least and at most.
FEWEST_PLACES, MOST_PLACES = 12, 50
MOST_PLACES_A_CAPTURE = 3
# A place with less than this share of the best one's score shares too few words with the text to be it. On 405
# quotations from 25 transcripts the right place never had less than 0.7 of it.
LEAST_SHARE = 0.3
# Copies of one page that score within this share of the best carry the same words; the newest of them stands for all.
SAME_SCORE = 0.99
# Text on each side of a candidate, in code points: the quotation may begin or end in another sentence than the one
# found.
REACH = 300
# Places of one capture are looked at together within so many code points, when they hold this share of the words.
LONGEST_SPREAD = 60_000
SPREAD_WORDS = 0.85


def find_places(index: LookupIndex, text: str, limit: int, include_private: bool) -> list[Place]:
    """At least a dozen places where there are so many, more when `limit` asks for more; best first."""
    wanted = min(max(limit, FEWEST_PLACES), MOST_PLACES)
    seen: list[Candidate] = []
    sources: dict[int, int] = {}
    for most in CANDIDATES:
        candidates = index.search(text, most)
        sources = _sources_of({candidate.capture_id for candidate in candidates}, include_private)
        seen = [candidate for candidate in candidates if candidate.capture_id in sources]
        is_crowded = most == CANDIDATES[0] and len(set(sources.values())) < wanted
        if len(candidates) < most or (len(seen) >= wanted and not is_crowded):
            break
    chosen = _apart(_one_copy_a_source(seen, sources), reach=REACH + len(text))[:wanted]
    chosen = [candidate for candidate in chosen if candidate.score >= chosen[0].score * LEAST_SHARE]
    captures = Capture.objects.select_related("source__outlet").defer("text", "visible_text")
    found = captures.in_bulk({candidate.capture_id for candidate in chosen})
    reach = REACH + len(text)
    spans = [(c.capture_id, c.layer, max(0, c.start - reach), c.end + reach) for c in chosen]
    windows = zip(chosen, spans, _texts_of(spans), strict=True)
    return [_window(found[c.capture_id], c, start, window) for c, (_, _, start, _), window in windows]


def spread_over(places: list[Place], text: str) -> Place | None:
    """One long window from the first to the last of several places of one capture that together hold nearly all words
    of the text: words joined from two passages are found in neither alone. None where there is no such capture.
    """
    words = set(words_of(text))
    for first in places:
        group = [place for place in places if (place.capture.pk, place.layer) == (first.capture.pk, first.layer)]
        held = set().union(*(words_of(place.text) for place in group))
        start = min(place.start for place in group)
        end = max(place.start + len(place.text) for place in group)
        if len(group) > 1 and end - start <= LONGEST_SPREAD and len(words & held) >= SPREAD_WORDS * len(words):
            [window] = _texts_of([(first.capture.pk, first.layer, start, end)])
            return Place(first.capture, first.layer, start, window, first.score)
    return None


def source_text(place: Place) -> SourceText:
    """The window, prepared for `compare`, with the speaker turns that reach into it."""
    return SourceText(place.text, turns=_turns(place), title=place.capture.title if place.is_named else None)


def _sources_of(capture_ids: set[int], include_private: bool) -> dict[int, int]:
    """Captures that may be seen, each with its source."""
    captures = Capture.objects.readable().filter(pk__in=capture_ids).order_by()
    if not include_private:
        captures = captures.filter(source__is_private=False)
    return dict(captures.values_list("pk", "source_id"))


def _one_copy_a_source(candidates: list[Candidate], sources: dict[int, int]) -> list[Candidate]:
    """Of several copies of a source only one: the newest of those that carry the words best."""
    best: dict[int, float] = {}
    newest: dict[int, int] = {}
    for candidate in candidates:
        source_id = sources[candidate.capture_id]
        if candidate.score >= best.setdefault(source_id, candidate.score) * SAME_SCORE:
            newest[source_id] = max(newest.get(source_id, 0), candidate.capture_id)
    return [c for c in candidates if newest[sources[c.capture_id]] == c.capture_id]


def _apart(candidates: list[Candidate], reach: int) -> list[Candidate]:
    """Candidates that are looked at in windows of their own: the better of two neighbours stands for both."""
    kept: list[Candidate] = []
    for candidate in candidates:
        same = [k for k in kept if k.capture_id == candidate.capture_id]
        near = any(k.layer == candidate.layer and abs(k.start - candidate.start) < reach for k in same)
        if not near and len(same) < MOST_PLACES_A_CAPTURE:
            kept.append(candidate)
    return kept


def _window(capture: Capture, candidate: Candidate, start: int, text: str) -> Place:
    """The text around a candidate, from a word on: half a word would be compared as another one."""
    if start:
        cut = text.find(" ", 0, 100) + 1
        start, text = start + cut, text[cut:]
    return Place(capture, candidate.layer, start, text, candidate.score)


def _texts_of(spans: Sequence[tuple[int, str, int, int]]) -> list[str]:
    """The text of each span (capture, layer, start, end), in order.

    One statement for all, and of each text only the span: a capture may have millions of characters. Raises
    Capture.DoesNotExist where a capture went away meanwhile.
    """
    if not spans:
        return []
    connection = connections[Capture.objects.db]
    table = connection.ops.quote_name(Capture._meta.db_table)
    columns = {layer: "visible_text" if layer == Layer.VISIBLE else "text" for _, layer, _, _ in spans}
    statement = " UNION ALL ".join(
        f"SELECT {number}, substr({columns[layer]}, %s, %s) FROM {table} WHERE id = %s"  # noqa: S608  (own names)
        for number, (_, layer, _, _) in enumerate(spans)
    )
    parameters = [value for pk, _, start, end in spans for value in (start + 1, end - start, pk)]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        texts: dict[int, str] = dict(cursor.fetchall())
    if len(texts) < len(spans):
        raise Capture.DoesNotExist("A capture that was to be looked at is gone.")
    return [texts[number] for number in range(len(spans))]


def _turns(place: Place) -> list[Turn] | None:
    """The speaker turns of the capture that reach into the window, counted from its start; None when it has none."""
    if place.layer != Layer.ARTICLE or not place.capture.turns:
        return None
    end = place.start + len(place.text)
    return [
        Turn(
            turn["speaker"],
            max(turn["start"] - place.start, 0),
            min(turn["end"], end) - place.start,
            max(turn.get("words_start", turn["start"]) - place.start, 0),
        )
        for turn in place.capture.turns
        if turn["start"] < end and turn["end"] > place.start
    ]
