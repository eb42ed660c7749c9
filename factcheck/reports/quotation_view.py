"""A quotation of the report dict made ready to be drawn: label, words side by side, record, flags, searches."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.reports.diff import Change, Diff, lay_out
from factcheck.reports.links import link_to_words
from factcheck.reports.phrases import Json, credit, decision, plural, readable_time, short_hash
from factcheck.reports.safe_text import make_visible, on_one_line
from factcheck.reports.vocabulary import TIER_WORDS, Label, flag_label, is_high, match_label, outcome_label
from factcheck.text.match import FlagName, Match

# Characters of context shown on each side of the recorded words: about two lines of a column. Chosen by eye, as is the
# least that is worth ending at a full stop.
CONTEXT_LENGTH = 160
_LEAST_CONTEXT = 40
_SENTENCE_END = re.compile(r"[.?!]['\"”’)]*\s+")
_CHANGE_FLAGS = frozenset(
    {FlagName.NEGATION, FlagName.NUMBER, FlagName.NAME, FlagName.HEDGE, FlagName.TENSE, FlagName.PRONOUN}
)
_SPEAKER_CHECKS: Mapping[str, str] = {
    "same": "the credited speaker",
    "other": "another speaker",
    "unknown": "speaker not confirmed",
}
_CLINGS_BEFORE, _CLINGS_AFTER = frozenset(".,;:!?)]}’”"), frozenset("([{‘“")


@dataclass(frozen=True, slots=True)
class FlagView:
    label: Label
    sentence: str
    is_high: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A numbered change with what it touches: a negation, a number, a name."""

    number: int
    sentence: str
    touches: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """A place that was looked at, or could not be, and why."""

    name: str
    label: Label
    reason: str
    was_searched: bool

    @property
    def words(self) -> str:
        reason = self.reason or ("" if self.was_searched else self.label.words.lower())
        return f"{self.name} ({reason})" if reason else self.name


@dataclass(frozen=True, slots=True)
class RecordView:
    """The passage a quotation was laid beside."""

    source: str
    link: str
    tier: str
    tier_words: str
    speaker: str
    speaker_check: str  # how the recorded speaker stands to the credited one, "" when the record names none
    captured_at: str
    sha256: str
    before: str  # with the space that parts it from the passage
    after: str

    @property
    def short_sha256(self) -> str:
        return short_hash(self.sha256)


@dataclass(frozen=True, slots=True)
class QuotationView:
    number: int
    start: int
    end: int
    text: str
    label: Label
    credit: str
    decision: str
    diff: Diff
    changes: tuple[ChangeView, ...]
    record: RecordView | None
    flags: tuple[FlagView, ...]
    notes: tuple[str, ...]
    searched: tuple[SearchView, ...]
    is_verbatim: bool  # nothing to show above the record: both rows would read alike

    @property
    def looked_in(self) -> str:
        """What was searched: each place by name when the words were not found, else how many."""
        places = [place for place in self.searched if place.was_searched]
        if self.record and not any(place.reason for place in places):
            return plural(len(places), "source") if places else ""
        return ", ".join(place.words for place in places)

    @property
    def could_not_look(self) -> str:
        """Each place that could not be searched, by name, with the reason."""
        return ", ".join(place.words for place in self.searched if not place.was_searched)


def view_quotation(entry: Json, number: int) -> QuotationView:
    """The quotation as drawn; `number` is used where the entry has none."""
    match: Json = entry.get("match") or {}
    kind = match.get("class")
    recorded = match.get("recorded_words") or ""
    operations = [_visible_operation(step) for step in match.get("operations") or ()]
    diff = lay_out(operations, make_visible(entry["text"]), make_visible(recorded), match.get("spans") or ())
    return QuotationView(
        number=int(entry.get("n") or number),
        start=entry["start"],
        end=entry["end"],
        text=on_one_line(entry["text"]),
        label=match_label(kind, match.get("flags") or (), [place["outcome"] for place in entry.get("searched") or ()]),
        credit=credit(entry),
        decision=decision(entry, "attribution_status"),
        diff=diff,
        changes=tuple(_change(change) for change in diff.changes),
        record=_record(match) if recorded else None,
        flags=tuple(_flag(flag) for flag in _untold(match.get("flags") or (), diff.changes)),
        notes=_notes(match, diff),
        searched=tuple(_search(place) for place in entry.get("searched") or ()),
        is_verbatim=kind == Match.EXACT,
    )


def _visible_operation(step: Json) -> Json:
    words = {key: make_visible(step[key]) for key in ("quote_words", "source_words")}
    return {**step, **words}


def _record(match: Json) -> RecordView:
    context = match.get("context") or {}
    speaker = on_one_line(match.get("recorded_speaker") or "")
    tier = match.get("tier") or ""
    pieces = (match.get("recorded_words") or "").split(" … ")
    return RecordView(
        source=on_one_line(match.get("source_title") or match.get("source") or "unnamed source"),
        link=link_to_words(match.get("source_url"), pieces[0]),
        tier=on_one_line(tier),
        tier_words=TIER_WORDS.get(tier, ""),
        speaker=speaker,
        speaker_check=_SPEAKER_CHECKS[match.get("speaker_check") or "unknown"] if speaker else "",
        captured_at=readable_time(match.get("captured_at")),
        sha256=on_one_line(match.get("capture_sha256") or ""),
        before=_spaced(_shortened(context.get("before") or "", keep_end=True), ""),
        after=_spaced("", _shortened(context.get("after") or "", keep_end=False)),
    )


def _shortened(text: str, *, keep_end: bool) -> str:
    """At most `CONTEXT_LENGTH` characters of context on one line: whole sentences where they fit, else whole words."""
    line = on_one_line(text)
    if len(line) <= CONTEXT_LENGTH:
        return line
    kept = line[-CONTEXT_LENGTH:] if keep_end else line[:CONTEXT_LENGTH]
    ends = [found.end() for found in _SENTENCE_END.finditer(kept)]
    if keep_end:
        starts = [end for end in ends if len(kept) - end >= _LEAST_CONTEXT]
        return kept[starts[0] :] if starts else "… " + kept.partition(" ")[2]
    whole = [end for end in ends if end >= _LEAST_CONTEXT]
    return kept[: whole[-1]].rstrip() if whole else kept.rpartition(" ")[0] + " …"


def _spaced(before: str, after: str) -> str:
    """The context with the space that parts it from the passage, unless its mark clings to the words: “that” + “.”."""
    if after:
        return after if after[0] in _CLINGS_BEFORE else f" {after}"
    return before if not before or before[-1] in _CLINGS_AFTER else f"{before} "


def _change(change: Change) -> ChangeView:
    touches = (flag_label(touch) for touch in change.touches if touch in _CHANGE_FLAGS and not change.is_admitted)
    return ChangeView(change.number, change.sentence, tuple(touches))


def _untold(flags: Iterable[Json], changes: Sequence[Change]) -> list[Json]:
    """The flags without those that only repeat what a numbered change touches."""
    told = {touch for change in changes if not change.is_admitted for touch in change.touches} & _CHANGE_FLAGS
    return [flag for flag in flags if flag["flag"] not in told]


def _flag(flag: Json) -> FlagView:
    label = flag_label(flag["flag"])
    sentence = on_one_line(flag.get("sentence") or "") or label.meaning
    return FlagView(label, sentence, is_high(flag))


def _notes(match: Json, diff: Diff) -> tuple[str, ...]:
    """What the comparison says beyond its flags and numbered changes, without saying anything twice."""
    # What absence means is said by its label.
    notes = [on_one_line(match.get("reason") or "") if match.get("class") != Match.ABSENT else ""]
    if diff.equal:
        notes.append(f"Counted as the same words: {', '.join(diff.equal)}.")
    if match.get("recorded_words") and not diff.is_aligned:
        notes.extend(map(on_one_line, match.get("sentences") or ()))
    if match.get("layer") == "visible":
        notes.append("Found outside the main text of the page.")
    if (match.get("occurrences") or 0) > 1:
        notes.append(f"The same words stand in {match['occurrences']} places of this source.")
    return tuple(dict.fromkeys(note for note in notes if note))


def _search(place: Json) -> SearchView:
    outcome = place["outcome"]
    return SearchView(
        name=on_one_line(place.get("source") or "unnamed source"),
        label=outcome_label(outcome),
        reason=on_one_line(place.get("reason") or ""),
        was_searched=outcome in {"searched", "partial"},
    )
