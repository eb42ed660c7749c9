"""The evidence beside a quotation or claim, ranked, as the decision screen shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from factcheck.admin.passage_context import Window, find_windows, paragraphs_of
from factcheck.models import Capture, Claim, ClaimEvidence, Comparison, LinkState, Passage, Quotation, Tier
from factcheck.reports.diff import Diff, lay_out
from factcheck.reports.links import link_to_words
from factcheck.reports.safe_text import make_visible
from factcheck.reports.vocabulary import Label, Tone, match_label
from factcheck.text.evidence import telling_words
from factcheck.text.match import Match

Item = Quotation | Claim

# Long columns of a capture that no list of evidence shows.
_HEAVY = ("text", "visible_text", "turns", "times", "hops", "request_headers", "response_headers")
_QUIET_STATES = frozenset({LinkState.OK, LinkState.UNSEEN})
_LOCATED = frozenset(Match) - {Match.ABSENT, Match.UNCHECKABLE}
READING_LABEL = Label("¶", "#", "Copy", Tone.NONE, "The copy itself, to look in with one's own eyes.")
PICKED_LABEL = Label("✎", "*", "Chosen by hand", Tone.NONE, "A reviewer pointed at these words; nothing was compared.")
_FIGURE_LABELS = {
    "agrees": Label("=", "=", "Figures agree", Tone.OK, "Every figure of the claim is in the passage."),
    "compatible": Label("≈", "~=", "Figures fit", Tone.OK, "The figures are rounded, but fit."),
    "conflicts": Label("≠", "!=", "Figures differ", Tone.BAD, "A figure of the claim is another one in the passage."),
    "missing": Label("?", "?", "Figures missing", Tone.NONE, "The passage does not give the figure of the claim."),
}
RELATED_LABEL = Label("~", "~", "Related", Tone.NONE, "The passage is about the same matter.")


@dataclass(frozen=True, slots=True)
class Card:
    """One piece of evidence: passages of one capture, and how the machine classed them. `key` is unique on its page."""

    key: str
    label: Label
    capture: Capture
    passages: tuple[Passage, ...]
    row: Comparison | ClaimEvidence | None = None

    @property
    def is_changed(self) -> bool:
        """True when the last look at the source did not find it as it was."""
        return self.capture.source.link_state not in _QUIET_STATES

    @property
    def link(self) -> str:
        """The live page, opened at the first of these words."""
        words = self.passages[0].exact if self.passages else ""
        return link_to_words(self.capture.source.url, words)

    @property
    def is_aside(self) -> bool:
        return any(passage.layer == "visible" for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Shown:
    """The piece of evidence in the middle of the screen, with its words laid out."""

    card: Card
    diff: Diff | None
    windows: tuple[Window, ...]
    flags: tuple[dict[str, Any], ...]
    notes: tuple[str, ...]
    signals: tuple[dict[str, Any], ...]

    @property
    def has_more(self) -> bool:
        """True where the capture goes on beyond what is shown."""
        return any(window.is_cut_before or window.is_cut_after for window in self.windows)

    @property
    def is_reading(self) -> bool:
        """True for a whole copy, in which nothing was found or chosen yet."""
        return not self.card.passages


def cards_of(item: Item, picked: Iterable[int] = (), asked: str = "") -> list[Card]:
    """The evidence for an item, best first; then passages picked by hand that no machine found; then, when its key is
    `asked` for, a whole copy to read ("k" and the number of a capture searched for the story).
    """
    cards = _comparisons(item) if isinstance(item, Quotation) else _claim_evidence(item)
    known = {passage.pk for card in cards for passage in card.passages}
    extra = [pk for pk in picked if pk not in known]
    return cards + _picked(item, extra) + _copy(item, asked)


def choose_shown(cards: Sequence[Card], key: str) -> Card | None:
    """The card asked for, else the best one, else None."""
    return next((card for card in cards if card.key == key), cards[0] if cards else None)


def words_in_no_passage(claim: Claim, cards: Sequence[Card]) -> list[str]:
    """The claim's telling words that none of its passages has, in the claim's order."""
    held = [
        signal["claim_words"]
        for card in cards
        if isinstance(card.row, ClaimEvidence)
        for signal in card.row.signals
        if signal["outcome"] != "missing"
    ]
    found = set(" ".join(held).replace(",", " ").lower().split())
    telling = [make_visible(word.words) for word in telling_words(claim.text)]
    return [words for words in telling if not found & set(words.replace(",", "").lower().split())]


def lay_out_shown(item: Item, card: Card, *, wide: bool) -> Shown:
    """The chosen card with its word diff, its context (`wide`: more of it) and what the machine noted."""
    capture = Capture.objects.only("text", "visible_text").get(pk=card.capture.pk)
    if not card.passages:
        return Shown(card, None, paragraphs_of(capture), (), (), ())
    windows = find_windows(capture, card.passages, wide=wide)
    row = card.row
    if isinstance(row, Comparison):
        operations = [_visible_operation(step) for step in row.operations]
        diff = lay_out(operations, make_visible(item.text), make_visible(row.recorded_words), row.spans)
        return Shown(card, diff, windows, tuple(row.flags), _notes(row, diff), ())
    signals = tuple(row.signals) if row is not None else ()
    return Shown(card, None, windows, (), (), signals)


def _comparisons(quotation: Quotation) -> list[Card]:
    rows = (
        quotation.comparisons.filter(match__in=[match.value for match in _LOCATED])
        .select_related("capture__source__outlet")
        .defer(*(f"capture__{column}" for column in _HEAVY))
        .prefetch_related(Prefetch("passages", Passage.objects.order_by("pk")))
    )
    ranked = sorted(rows, key=lambda row: (row.pk != quotation.best_comparison_id, *_rank(row)))
    return [Card(f"c{row.pk}", match_label(row.match, row.flags), row.capture, _in_order(row), row) for row in ranked]


def _rank(row: Comparison) -> tuple[int, int, float]:
    return (Match(row.match).rank, Tier(row.capture.source.tier).rank, -row.coverage)


def _in_order(row: Comparison) -> tuple[Passage, ...]:
    """The passages in the order the quotation uses them, which is that of the spans."""
    places = {tuple(span): index for index, span in enumerate(row.spans)}
    return tuple(sorted(row.passages.all(), key=lambda passage: places.get((passage.start, passage.end), len(places))))


def _claim_evidence(claim: Claim) -> list[Card]:
    rows = claim.evidence.select_related("passage__capture__source__outlet").defer(
        *(f"passage__capture__{column}" for column in _HEAVY)
    )
    ranked = sorted(rows, key=lambda row: (-row.score, Tier(row.passage.capture.source.tier).rank))
    return [
        Card(f"e{row.pk}", _FIGURE_LABELS.get(row.figures, RELATED_LABEL), row.passage.capture, (row.passage,), row)
        for row in ranked
    ]


def _picked(item: Item, ids: Sequence[int]) -> list[Card]:
    """Passages of sources searched for this story; no other can be slipped in by its number."""
    if not ids:
        return []
    ours = Q(capture__source__searches__story=item.story_id)
    passages = (
        Passage.objects.filter(ours, pk__in=ids)
        .distinct()
        .select_related("capture__source__outlet")
        .defer(*(f"capture__{column}" for column in _HEAVY))
    )
    return [Card(f"p{passage.pk}", PICKED_LABEL, passage.capture, (passage,)) for passage in passages]


def _copy(item: Item, asked: str) -> list[Card]:
    if not asked.startswith("k") or not asked[1:].isdecimal() or len(asked) > 19:
        return []
    captures = Capture.objects.readable().filter(pk=asked[1:], source__searches__story=item.story_id)
    capture = captures.select_related("source__outlet").defer(*_HEAVY).first()
    return [Card(asked, READING_LABEL, capture, ())] if capture else []


def _notes(row: Comparison, diff: Diff) -> tuple[str, ...]:
    """What the comparison says in sentences beyond its flags and numbered changes."""
    said = {flag.get("sentence") for flag in row.flags}
    notes = [row.reason]
    if not diff.changes:
        notes += [sentence for sentence in row.sentences if sentence not in said]
    if row.occurrences > 1:
        notes.append(f"The same words stand in {row.occurrences} places of this source.")
    return tuple(dict.fromkeys(note for note in notes if note))


def _visible_operation(step: dict[str, Any]) -> dict[str, Any]:
    return {**step, **{side: make_visible(step[side]) for side in ("quote_words", "source_words")}}
