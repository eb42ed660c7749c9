"""The report dict made ready to be drawn: labels chosen, words laid side by side, everything safe to show.

Both reports draw these values, so terminal and page can never say different things.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from factcheck.reports.diff import Change, Diff, lay_out
from factcheck.reports.links import link_to_words, web_address
from factcheck.reports.safe_text import make_visible, on_one_line
from factcheck.reports.vocabulary import (
    TIER_WORDS,
    TONE_WORDS,
    Label,
    Tone,
    flag_label,
    is_high,
    match_label,
    outcome_label,
)
from factcheck.text.match import FlagName, Match

Json = Mapping[str, Any]

UNSIGNED = "Nothing here is a decision until a person signs it."
# Characters of context shown on each side of the recorded words: about two lines of a column. Chosen by eye, as is the
# least that is worth ending at a full stop.
CONTEXT_LENGTH = 160
_LEAST_CONTEXT = 40
_FIGURES = frozenset({"figure", "date"})
MOST_EVIDENCE = 3  # pieces shown for a claim; the desk has all of them
_CHANGE_FLAGS = frozenset(
    {FlagName.NEGATION, FlagName.NUMBER, FlagName.NAME, FlagName.HEDGE, FlagName.TENSE, FlagName.PRONOUN}
)
_SPEAKER_CHECKS: Mapping[str, str] = {
    "same": "the credited speaker",
    "other": "another speaker",
    "unknown": "speaker not confirmed",
}
_CLINGS_BEFORE, _CLINGS_AFTER = frozenset(".,;:!?)]}’”"), frozenset("([{‘“")
_VIA_DOUBTS: Mapping[str, str] = {"unconfirmed": " (not confirmed)", "contradicted": " (contradicted)"}
# The review states in which a decision stands, and what has happened to it since.
_SIGNED_STATES: Mapping[str | None, str] = {
    "approved": "",
    "published": " (published)",
    "reopened": " (reopened since)",
    "retracted": " (retracted)",
}
_SENTENCE_END = re.compile(r"[.?!]['\"”’)]*\s+")


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
    page: str
    tier: str
    tier_words: str
    speaker: str
    speaker_check: str  # how the recorded speaker stands to the credited one, "" when the record names none
    captured_at: str
    sha256: str
    before: str  # with the space that parts it from the passage
    after: str
    is_aside: bool  # found outside the main text of the page

    @property
    def short_sha256(self) -> str:
        return _short_hash(self.sha256)


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


@dataclass(frozen=True, slots=True)
class SignalView:
    """How a figure, date, name or negation of a claim fares beside a piece of evidence."""

    words: str
    is_conflict: bool
    is_figure: bool  # a figure or a date, not a word


@dataclass(frozen=True, slots=True)
class EvidenceView:
    source: str
    link: str
    words: str
    signals: tuple[SignalView, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    number: int
    start: int
    end: int
    text: str
    credit: str
    decision: str
    score: int  # per cent
    reasons: tuple[str, ...]
    evidence: tuple[EvidenceView, ...]

    @property
    def has_conflict(self) -> bool:
        """True where a figure or date of the best evidence contradicts the claim.

        A "not" on one side may belong to another statement, and passages further down bear less on the claim.
        """
        best = self.evidence[0].signals if self.evidence else ()
        return any(signal.is_conflict and signal.is_figure for signal in best)


@dataclass(frozen=True, slots=True)
class SourceView:
    name: str
    page: str
    title: str
    label: Label
    reason: str
    facts: tuple[str, ...]
    sha256: str

    @property
    def short_sha256(self) -> str:
        return _short_hash(self.sha256)


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of the summary strip, with what it is made of."""

    count: int
    tone: Tone
    words: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    title: str
    page: str
    facts: tuple[str, ...]
    tallies: tuple[Tally, ...]
    quotations: tuple[QuotationView, ...]
    claims: tuple[ClaimView, ...]  # those the record contradicts first, then by worth
    sources: tuple[SourceView, ...]
    next_steps: tuple[str, ...]


def make_view(report: Json) -> ReportView:
    """Everything the reports draw, from a `factcheck.story/1` dict."""
    story = report["story"]
    quotations = tuple(_quotation(entry, number) for number, entry in enumerate(report["quotations"], 1))
    claims = tuple(
        sorted(
            (_claim(entry, number) for number, entry in enumerate(report.get("claims", ()), 1)),
            key=lambda claim: (not claim.has_conflict, -claim.score),
        )
    )
    sources = tuple(_source(entry) for entry in report.get("sources", ()))
    return ReportView(
        title=on_one_line(story.get("title") or "") or "Untitled story",
        page=web_address(story.get("url")),
        facts=_story_facts(story, quotations, claims, sources),
        tallies=_tallies(quotations),
        quotations=quotations,
        claims=claims,
        sources=sources,
        next_steps=_next_steps(quotations, claims, sources),
    )


def plural(count: int, one: str, many: str = "") -> str:
    """The count with its noun: "1 claim", "2 claims", "1,200 words"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def readable_time(moment: str | None) -> str:
    """An ISO time as "24 Nov 2026, 09:01 UTC", a date alone as "2 Sep 2021"; what is no time is shown as it came."""
    if not moment:
        return ""
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return on_one_line(moment)
    day = f"{parsed.day} {parsed:%b %Y}"
    if len(moment) <= len("2021-09-02"):
        return day
    return f"{day}, {parsed:%H:%M} {parsed.tzname() or ''}".strip()


def _quotation(entry: Json, number: int) -> QuotationView:
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
        label=match_label(kind, match.get("flags") or ()),
        credit=_credit(entry),
        decision=_decision(entry, "attribution_status"),
        diff=diff,
        changes=tuple(_change(change) for change in diff.changes),
        record=_record(match) if recorded else None,
        flags=tuple(_flag(flag) for flag in _untold(match.get("flags") or (), diff.changes)),
        notes=_notes(match, diff),
        searched=tuple(_search(place) for place in entry.get("searched") or ()),
        is_verbatim=kind == Match.EXACT,
    )


def _short_hash(sha256: str) -> str:
    """Enough of a hash to compare by eye: "91be02c4…ff07"."""
    return f"{sha256[:8]}…{sha256[-4:]}" if len(sha256) > 12 else sha256


def _visible_operation(step: Json) -> Json:
    words = {key: make_visible(step[key]) for key in ("quote_words", "source_words")}
    return {**step, **words}


def _credit(entry: Json) -> str:
    """Who is credited, by which cue, through which outlet: "Joe Biden (“he”) · “said” · via the Courier"."""
    mention = (entry.get("speaker") or {}).get("text") or ""
    name = entry.get("speaker_name") or mention or "no speaker named"
    if name.lower() in mention.lower():
        parts = [mention]
    else:
        parts = [name if mention.lower() in name.lower() else f"{name} (“{mention}”)"]
    if entry.get("cue"):
        parts.append(f"“{entry['cue']['text']}”")
    for outlet in entry.get("via") or ():
        doubt = _VIA_DOUBTS.get(outlet.get("state") or "", "")
        parts.append(f"via {outlet['text']}{doubt}")
    return " · ".join(on_one_line(part) for part in parts)


def _decision(entry: Json, field: str) -> str:
    """What people signed, "" where nobody has or where the work on it is not done."""
    status, state = entry.get(field) or "unreviewed", entry.get("review_state")
    if status == "unreviewed" or state not in _SIGNED_STATES:
        return ""
    return f"Signed by people: {on_one_line(status).replace('_', ' ')}{_SIGNED_STATES[state]}."


def _record(match: Json) -> RecordView:
    context = match.get("context") or {}
    speaker = on_one_line(match.get("recorded_speaker") or "")
    tier = match.get("tier") or ""
    pieces = (match.get("recorded_words") or "").split(" … ")
    return RecordView(
        source=on_one_line(match.get("source_title") or match.get("source") or "unnamed source"),
        link=link_to_words(match.get("source_url"), pieces[0]),
        page=web_address(match.get("source_url")),
        tier=on_one_line(tier),
        tier_words=TIER_WORDS.get(tier, ""),
        speaker=speaker,
        speaker_check=_SPEAKER_CHECKS[match.get("speaker_check") or "unknown"] if speaker else "",
        captured_at=readable_time(match.get("captured_at")),
        sha256=on_one_line(match.get("capture_sha256") or ""),
        before=_spaced(_shortened(context.get("before") or "", keep_end=True), ""),
        after=_spaced("", _shortened(context.get("after") or "", keep_end=False)),
        is_aside=match.get("layer") == "visible",
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


def _claim(entry: Json, number: int) -> ClaimView:
    reasons = dict.fromkeys(_reason(reason) for reason in entry.get("reasons") or ())
    return ClaimView(
        number=int(entry.get("n") or number),
        start=entry["start"],
        end=entry["end"],
        text=on_one_line(entry["text"]),
        credit=_credit(entry) if entry.get("speaker") or entry.get("via") else "the story's own statement",
        decision=_decision(entry, "rating"),
        score=round(100 * float(entry.get("score") or 0)),
        reasons=tuple(reasons),
        evidence=tuple(_evidence(piece) for piece in (entry.get("evidence") or ())[:MOST_EVIDENCE]),
    )


def _reason(reason: Json) -> str:
    feature = on_one_line(str(reason["feature"])).replace("_", " ")
    words = on_one_line(str(reason.get("words") or ""))
    return f"{feature}: “{words}”" if words else feature


def _evidence(piece: Json) -> EvidenceView:
    signals = [signal for signal in piece.get("signals") or () if _is_telling(signal)]
    return EvidenceView(
        source=on_one_line(piece.get("source") or "unnamed source"),
        link=link_to_words(piece.get("source_url"), piece.get("words") or ""),
        words=on_one_line(piece.get("words") or ""),
        signals=tuple(_signal(signal) for signal in signals),
    )


def _is_telling(signal: Json) -> bool:
    """True for what differs, and for figures and dates that agree; that names agree is why the passage was found."""
    outcome = signal["outcome"]
    return outcome == "conflicts" or (outcome in {"agrees", "compatible"} and signal["kind"] in _FIGURES)


def _signal(signal: Json) -> SignalView:
    is_conflict = signal["outcome"] == "conflicts"
    sign = {"agrees": "=", "compatible": "≈", "conflicts": "≠"}[signal["outcome"]]
    claimed, recorded = (on_one_line(signal.get(key) or "") for key in ("claim_words", "evidence_words"))
    pair = f"“{claimed}” {sign} “{recorded}”" if claimed and recorded else f"{sign} “{claimed or recorded}”"
    return SignalView(f"{signal['kind']} {pair}", is_conflict, signal["kind"] in _FIGURES)


def _source(entry: Json) -> SourceView:
    characters = entry.get("characters") or 0
    tier = entry.get("tier") or ""
    facts = [
        f"{tier}, {TIER_WORDS[tier]}" if tier in TIER_WORDS else tier,
        f"published {readable_time(entry['published_at'])}" if entry.get("published_at") else "",
        f"captured {readable_time(entry['captured_at'])}" if entry.get("captured_at") else "",
        plural(characters, "character") if characters else "",
        "not complete" if entry.get("complete") is False else "",
    ]
    title = on_one_line(entry.get("title") or "")
    name = on_one_line(entry.get("name") or "") or title or "unnamed source"
    return SourceView(
        name=name,
        page=web_address(entry.get("url")),
        title=title if title != name else "",
        label=outcome_label(entry["outcome"]),
        reason=on_one_line(entry.get("reason") or ""),
        facts=tuple(on_one_line(fact) for fact in facts if fact),
        sha256=on_one_line(entry.get("capture_sha256") or ""),
    )


def _story_facts(
    story: Json, quotations: Sequence[QuotationView], claims: Sequence[ClaimView], sources: Sequence[SourceView]
) -> tuple[str, ...]:
    unread = sum(1 for source in sources if source.label.tone is Tone.BAD)
    facts = [
        f"checked {readable_time(story.get('checked_at'))}" if story.get("checked_at") else "",
        plural(story.get("words") or len(story["text"].split()), "word"),
        plural(len(quotations), "quotation"),
        plural(len(claims), "claim"),
        f"{plural(len(sources) - unread, 'source')} searched",
        f"{unread} could not be read" if unread else "",
    ]
    return tuple(fact for fact in facts if fact)


def _tallies(quotations: Sequence[QuotationView]) -> tuple[Tally, ...]:
    """One count for each tone, in the order of the tones, zeros included: a missing "changed" must be seen as none."""
    tallies = []
    for tone in Tone:
        members = [quotation.label for quotation in quotations if quotation.label.tone is tone]
        kinds = Counter((label.sign, label.words) for label in members)
        parts = tuple(f"{sign} {words}" + (f" ×{count}" if count > 1 else "") for (sign, words), count in kinds.items())
        tallies.append(Tally(len(members), tone, TONE_WORDS[tone], parts))
    return tuple(tallies)


def _next_steps(
    quotations: Sequence[QuotationView], claims: Sequence[ClaimView], sources: Sequence[SourceView]
) -> tuple[str, ...]:
    """What a person would do now, most pressing first."""
    numbers = {
        tone: [str(quotation.number) for quotation in quotations if quotation.label.tone is tone] for tone in Tone
    }
    steps = []
    if numbers[Tone.BAD]:
        steps.append(f"Read {_series(numbers[Tone.BAD])} against the record: words changed and no mark admits it.")
    if numbers[Tone.WARN]:
        steps.append(f"Look at {_series(numbers[Tone.WARN])}: the words may stand, what is around them may not.")
    if numbers[Tone.NONE]:
        steps.append(
            f"Find a source for {_series(numbers[Tone.NONE])}: ask for the recording, the transcript or the notes."
        )
    unread = [source.name for source in sources if source.label.tone is Tone.BAD]
    if unread:
        steps.append(f"Give another copy of what could not be read: {', '.join(unread)}.")
    conflicts = [f"c{claim.number}" for claim in claims if claim.has_conflict]
    if conflicts:
        steps.append(f"Check {_series(conflicts, 'claim')}: a figure or date differs from the record.")
    elif claims:
        steps.append(f"Check the claims: {plural(len(claims), 'statement')} worth a look, the weightiest first.")
    if not steps and quotations:
        steps.append("Every quotation is as recorded. A person may sign.")
    return tuple(steps or ("No quotation was found in this story: nothing to check.",))


def _series(numbers: Sequence[str], noun: str = "quotation") -> str:
    if len(numbers) == 1:
        return f"{noun} {numbers[0]}"
    return f"{noun}s {', '.join(numbers[:-1])} and {numbers[-1]}"
