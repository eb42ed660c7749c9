"""Typed operations between a quotation and its passage. They tile the quotation's text and the recorded spans.

Steps over words come from `steps`; here each gets its rule, what it touches, its weight and its characters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.text.accents import accents_change_words
from factcheck.text.disfluency import excuse
from factcheck.text.equivalence import equivalence
from factcheck.text.figure_steps import merge_figures
from factcheck.text.figures import read_figure
from factcheck.text.hypotheses import GapKind, Reading
from factcheck.text.lexicon import STRONG_NEGATORS
from factcheck.text.match import Operation, OperationKind, Severity
from factcheck.text.normalize import collapse, fold
from factcheck.text.own_quotations import is_narration
from factcheck.text.passages import Layout
from factcheck.text.record_marks import recorded_bracket, struck_words
from factcheck.text.source import SourceText
from factcheck.text.spans import Span
from factcheck.text.steps import CHANGES, Step, StepMaker
from factcheck.text.tokens import Token
from factcheck.text.touches import case_changes_meaning, figure_join, severity_of, touches_of, unit_changes
from factcheck.text.weighty_marks import (
    asks_otherwise,
    ends_otherwise,
    has_pause,
    moves_clause,
    parts_negator,
    turns_direction,
)


@dataclass(frozen=True, slots=True)
class Differences:
    """The typed operations of one layout and the recorded spans that they tile, in the quotation's order."""

    operations: tuple[Operation, ...]
    spans: tuple[Span, ...]
    steps: tuple[Step, ...]


def find_differences(source: SourceText, reading: Reading, layout: Layout) -> Differences:
    """The typed operations for one layout of a reading. They tile the quotation's text and the recorded spans."""
    maker = StepMaker(source, reading)
    steps = merge_figures(maker.steps(layout), maker)
    steps = [_typed(step, steps, index, maker) for index, step in enumerate(steps)]
    operations, spans = _Writer(source, reading).write(steps)
    return Differences(operations, spans, tuple(steps))


def _typed(step: Step, steps: list[Step], index: int, maker: StepMaker) -> Step:
    """The step with its rule, where one makes the change harmless."""
    if step.kind not in CHANGES or step.reason or (step.gap is not None and step.kind is not OperationKind.DROPPED):
        return step
    if step.kind is OperationKind.REPLACED:
        quote = maker.quote_tokens(step.q_low, step.q_high)
        source = maker.source.tokens(step.s_low, step.s_high)
        reason = equivalence(quote, source, maker.reading.text, maker.source.text)
        if reason:
            return replace(step, kind=OperationKind.EQUIVALENT, reason=reason)
        return replace(step, reason=_bracket_inside_words(quote, source, maker.reading.text))
    if step.kind is OperationKind.DROPPED:
        reason = _excuse(step, steps, index, maker) or _correction(step, steps, index, maker)
        if not reason and is_narration(maker.source, step.s_low, step.s_high):
            reason = "narration"
        return replace(step, reason=reason)
    return step


def _correction(step: Step, steps: list[Step], index: int, maker: StepMaker) -> str:
    """ "correction" where the record's correction of a printed word is left out, "struck" where what it corrects is."""
    source = maker.source
    held = recorded_bracket(source, step.s_low)
    if held == (step.s_low, step.s_high):
        return "correction" if struck_words(source, held) is not None else ""
    held = recorded_bracket(source, step.s_high)
    following = steps[index + 1] if index + 1 < len(steps) else step
    if held is None or following.kind not in _PRINTING or held[1] > following.s_high:
        return ""
    # "50 [60]" printed for "60 [50]" is no correction: the printed bracket is another one.
    behind = step.q_low + held[1] - held[0]
    is_taken = following.kind is OperationKind.SAME and any(
        gap.kind is GapKind.BRACKET for gap in maker.reading.gaps_at(behind, behind)
    )
    return "struck" if not is_taken and struck_words(source, held) == step.s_low else ""


_PRINTING = frozenset({OperationKind.SAME, OperationKind.BRACKETED})


def _bracket_inside_words(quote: Sequence[Token], source: Sequence[Token], text: str) -> str:
    """ "bracket" where each printed word is the recorded one but for letters in its own brackets ("vote[s]")."""
    if len(quote) != len(source):
        return ""
    for printed, recorded in zip(quote, source, strict=True):
        raw = text[printed.start : printed.end]
        stem = fold(raw.partition("[")[0])
        if printed.key != recorded.key and not ("[" in raw and len(stem) > 1 and recorded.key.startswith(stem)):
            return ""
    return "bracket"


def _excuse(step: Step, steps: list[Step], index: int, maker: StepMaker) -> str | None:
    """The rule that allows the drop, tried at every place where the same words could have been cut out.

    In "to — to a" the alignment may have dropped either "to"; only one of the two stands before the dash.
    """
    if _parts_kept_negator(step, maker):
        return None
    length = step.s_high - step.s_low
    before = steps[index - 1] if index else None
    room = before.q_high - before.q_low if before and before.kind is OperationKind.SAME else 0
    start = max(0, step.s_low - length - room - 1)
    tokens = maker.source.tokens(start, step.s_high + length + 1)
    text = maker.source.text
    low = step.s_low - start
    for slide in range(min(room, length + 1) + 1):
        if slide and tokens[low - slide].key != tokens[low - slide + length].key:
            return None
        gap = maker.printed_gap(step.q_low - slide)
        reason = excuse(tokens, text, low - slide, low - slide + length, gap)
        if reason:
            return reason
    return None


def _parts_kept_negator(step: Step, maker: StepMaker) -> bool:
    """True where a negator said twice is printed once with the pause that stood between: "no — no bridge" as
    "no — bridge", which says something else."""
    source, length = maker.source, step.s_high - step.s_low
    keys = [token.key for token in source.tokens(step.s_low, step.s_high)]
    if not any(key in STRONG_NEGATORS for key in keys):
        return False
    for shift in (0, length):  # the kept copy stands before the dropped one, or behind it
        kept = [token.key for token in source.tokens(step.s_low - length + 2 * shift, step.s_low + 2 * shift)]
        at, place = step.q_low + shift, step.s_high + shift
        if kept != keys or at >= len(maker.reading.tokens) or place >= len(source):
            continue
        recorded = source.text[source.end_of(place - 1) : source.start_of(place)]
        if has_pause(maker.printed_gap(at)) and not has_pause(recorded):
            return True
    return False


_FIGURE_JOINS = frozenset({"", "-"})  # "twenty-five" and "twenty five" are one figure


class _Writer:
    """Turns steps into operations with characters."""

    def __init__(self, source: SourceText, reading: Reading) -> None:
        self.source, self.reading = source, reading
        self.quote_text, self.source_text = reading.text, source.text

    def write(self, steps: Sequence[Step]) -> tuple[tuple[Operation, ...], tuple[Span, ...]]:
        groups: list[list[Step]] = [[]]
        for step in steps:
            if step.jumps and groups[-1]:
                groups.append([])
            groups[-1].append(step)
        bounds = [self._quote_start(group[0]) for group in groups[1:]] + [len(self.quote_text)]
        operations: list[Operation] = []
        spans: list[Span] = []
        start = 0
        for group, end in zip(groups, bounds, strict=True):
            span = self._span(group, start, end)
            spans.append(span)
            operations += self._tiles(group, span, start, end)
            start = end
        return tuple(operations), tuple(spans)

    def _quote_start(self, step: Step) -> int:
        if step.gap is not None:
            return step.gap.start
        tokens = self.reading.tokens
        return tokens[step.q_low].start if step.q_low < len(tokens) else len(self.quote_text)

    def _span(self, group: Sequence[Step], q_start: int, q_end: int) -> Span:
        """Recorded characters from the first to the last word, with those marks at the edges that are printed too."""
        used = [step for step in group if step.s_low < step.s_high]
        low, high = min(step.s_low for step in used), max(step.s_high for step in used)
        span = self.source.word_span(low, high)
        tokens = self.reading.tokens
        first = next((step.q_low for step in group if step.q_low < step.q_high), 0)
        last = next((step.q_high for step in reversed(group) if step.q_low < step.q_high), len(tokens))
        lead = self.quote_text[q_start : tokens[first].start]
        trail = self.quote_text[tokens[last - 1].end : q_end]
        return Span(self._lead(span.start, low, lead), self._trail(span.end, high, trail))

    def _lead(self, start: int, word: int, lead: str) -> int:
        floor = self.source.end_of(word - 1) if word else 0
        marks = lead.strip()
        if marks and self.source_text[floor:start].rstrip().endswith(marks):
            return self.source_text.rindex(marks, floor, start)
        return start

    def _trail(self, end: int, word: int, trail: str) -> int:
        limit = self.source.start_of(word)
        marks = "".join(trail.split())
        at = end
        for mark in marks:
            place = at
            while place < limit and self.source_text[place].isspace():
                place += 1
            if place >= limit or self.source_text[place] != mark:
                break
            at = place + 1
        return at

    def _tiles(self, group: Sequence[Step], span: Span, q_start: int, q_end: int) -> Iterator[Operation]:
        units = [unit for step in group for unit in self._units(step)]
        q_at, s_at = q_start, span.start
        for index, unit in enumerate(units):
            following = units[index + 1] if index + 1 < len(units) else None
            q_next = max(q_at, self._quote_start(following)) if following else q_end
            s_next = max(s_at, self._source_start(following, span)) if following else span.end
            yield self._operation(unit, q_at, q_next, s_at, s_next)
            q_at, s_at = q_next, s_next

    def _source_start(self, step: Step, span: Span) -> int:
        return min(self.source.start_of(step.s_low), span.end) if step.s_low < len(self.source) else span.end

    def _units(self, step: Step) -> Iterator[Step]:
        """Agreeing words parted where their characters differ, so that the sameness of the rest is visible."""
        if step.kind is not OperationKind.SAME:
            yield step
            return
        low = step.q_low
        was_same = True if (first := self._first_unlike(step)) > low else None
        for index in range(first, step.q_high):
            if index + 1 < step.q_high and self._joins_otherwise(index, step.s_low + index - step.q_low):
                if was_same is not None:
                    yield self._part(step, low, index, was_same)
                shift = step.s_low - step.q_low
                yield Step(OperationKind.REPLACED, index, index + 1, index + shift, index + shift + 1, "join")
                low, was_same = index + 1, None
                continue
            is_same = self._looks_same(index, step.s_low + index - step.q_low, is_last=index + 1 == step.q_high)
            if was_same is not None and is_same != was_same:
                yield self._part(step, low, index, was_same)
                low = index
            was_same = is_same
        if low < step.q_high:
            yield self._part(step, low, step.q_high, bool(was_same))

    def _first_unlike(self, step: Step) -> int:
        """The first word of an agreeing run that may look otherwise: its last one where the run is the same characters.

        What follows the last word is not part of the run.
        """
        start, end = self.reading.tokens[step.q_low].start, self.reading.tokens[step.q_high - 1].end
        at = self.source.start_of(step.s_low)
        is_alike = self.source_text.startswith(self.quote_text[start:end], at)
        return step.q_high - 1 if is_alike and at + end - start == self.source.end_of(step.s_high - 1) else step.q_low

    def _joins_otherwise(self, quote: int, source: int) -> bool:
        """True where two figures side by side are tied by another mark: "10-20" is not "10/20" nor "10, 20"."""
        tokens = self.reading.tokens
        if not (tokens[quote].key[:1].isdigit() and tokens[quote + 1].key[:1].isdigit()):
            return False
        printed = self.quote_text[tokens[quote].end : tokens[quote + 1].start]
        recorded = self.source_text[self.source.end_of(source) : self.source.start_of(source + 1)]
        if {figure_join(printed), figure_join(recorded)} <= _FIGURE_JOINS and self._is_one_figure(quote, source):
            return False
        return figure_join(printed) != figure_join(recorded)

    def _is_one_figure(self, quote: int, source: int) -> bool:
        """True for "twenty-five" and "twenty five", but not for "twenty five-dollar bills"."""
        tokens = self.reading.tokens
        after = self.quote_text[tokens[quote + 1].end :][:1], self.source_text[self.source.end_of(source + 1) :][:1]
        is_word = self.quote_text[tokens[quote].start].isalpha()
        return is_word and "-" not in after and read_figure(self.reading.keys[quote : quote + 2]) is not None

    def _part(self, step: Step, low: int, high: int, is_same: bool) -> Step:
        shift = step.s_low - step.q_low
        kind = OperationKind.SAME if is_same else OperationKind.EQUIVALENT
        return Step(kind, low, high, low + shift, high + shift, step.reason)

    def _looks_same(self, quote: int, source: int, *, is_last: bool) -> bool:
        token = self.reading.tokens[quote]
        start, end = self.source.start_of(source), self.source.end_of(source)
        if self.quote_text[token.start : token.end] != self.source_text[start:end]:
            return False
        if is_last:
            return quote + 1 < len(self.reading.tokens) or not self._ends_otherwise(source)
        printed = self.quote_text[token.end : self.reading.tokens[quote + 1].start]
        recorded = self.source_text[end : self.source.start_of(source + 1)]
        return printed == recorded or collapse(f"x{printed}x") == collapse(f"x{recorded}x")

    def _operation(self, step: Step, q_low: int, q_high: int, s_low: int, s_high: int) -> Operation:
        printed, recorded = self.quote_text[q_low:q_high], self.source_text[s_low:s_high]
        kind, reason = step.kind, step.reason
        quote = self.reading.tokens[step.q_low : step.q_high]
        source = self.source.tokens(step.s_low, step.s_high) if kind is not OperationKind.SAME else []
        if kind in (OperationKind.SAME, OperationKind.EQUIVALENT) and not reason:
            kind, reason = self._sameness(printed, recorded, quote, source)
        elif kind is OperationKind.REPLACED and reason == "bracket":
            kind = OperationKind.BRACKETED
        touches = touches_of(kind, reason, quote, source, self.quote_text, self.source_text)
        severity = severity_of(kind, reason, touches)
        if kind in (OperationKind.SAME, OperationKind.EQUIVALENT) and (weighty := self._weighty_mark(step)):
            # Same words, and yet something else: "No, more" printed as "No more".
            kind, severity = OperationKind.EQUIVALENT, Severity.HIGH
            reason, touches = weighty, ("negation",) if weighty == "marks" else ("hedge",)
        return Operation(kind, q_low, q_high, printed, s_low, s_high, recorded, severity, touches, reason)

    def _weighty_mark(self, step: Step) -> str:
        """The rule under which a mark inside or behind these agreeing words changes what is said, "" for none."""
        tokens, source = self.reading.tokens, self.source
        shift = step.s_low - step.q_low
        if step.q_high - step.q_low != step.s_high - step.s_low or step.reason == "abbreviation":
            return ""  # the stop of "No. 1" is no pause behind a "no"
        for index in range(self._first_unlike(step), step.q_high):
            at = index + shift
            recorded = self.source_text[source.end_of(at) : source.start_of(at + 1)]
            if index + 1 == len(tokens):
                return "question" if self._ends_otherwise(at) else ""
            printed = self.quote_text[tokens[index].end : tokens[index + 1].start]
            if printed == recorded or at + 1 >= len(source) or source.key_of(at + 1) != tokens[index + 1].key:
                continue
            if asks_otherwise(printed, recorded):
                return "question"
            before, after = source.key_of(at), source.key_of(at + 1)
            if parts_negator(before, after, printed, recorded) or turns_direction(printed, recorded):
                return "marks"
            if moves_clause(after, printed, recorded):
                return "clause"
            following = self.source_text[source.end_of(at + 1) : source.start_of(at + 2)]
            if after == "like" and has_pause(recorded) and has_pause(following) and not has_pause(printed):
                return "comparison"  # "is, like, the owner" printed "is like the owner"
        return ""

    def _ends_otherwise(self, last: int) -> bool:
        """True where a question ends as a statement in print, or the reverse; `last`: the last recorded word."""
        tokens, source = self.reading.tokens, self.source
        words = Span(tokens[0].start, tokens[-1].end)
        first = last + 1 - len(tokens)
        is_whole = first >= 0 and (first == 0 or source.ends_sentence(first - 1))
        recorded = self.source_text[source.end_of(last) : source.start_of(last + 1)]
        return ends_otherwise(self.quote_text, words, recorded, is_whole=is_whole)

    def _sameness(
        self, printed: str, recorded: str, quote: Sequence[Token], source: Sequence[Token]
    ) -> tuple[OperationKind, str]:
        """SAME for equal characters, BRACKETED where only the quotation's brackets differ, else how they differ."""
        if printed == recorded or collapse(printed) == collapse(recorded):
            return OperationKind.SAME, ""
        if source and case_changes_meaning(quote, source, self.quote_text, self.source_text):
            return OperationKind.REPLACED, "case"
        if source and unit_changes(quote, source, self.quote_text, self.source_text):
            return OperationKind.REPLACED, "unit"
        if source and not (printed.isascii() and recorded.isascii()):
            words = [self.quote_text[token.start : token.end] for token in quote]
            others = [self.source_text[token.start : token.end] for token in source]
            place = self.source.word_at(source[0].start)
            if accents_change_words(words, others, self.reading.keys, self.source, place):
                return OperationKind.REPLACED, "accent"
        if "[" in printed and "[" not in recorded:
            return OperationKind.BRACKETED, "bracket_in_word"
        return OperationKind.EQUIVALENT, _difference(printed, recorded)


def _difference(printed: str, recorded: str) -> str:
    """How two writings of the same words differ: marks, case, spelling or contraction."""
    one, other = fold(printed), fold(recorded)
    letters, recorded_letters = ("".join(filter(str.isalnum, side)) for side in (printed, recorded))
    if letters == recorded_letters:
        return "marks"
    if letters.casefold() == recorded_letters.casefold():
        return "case"
    if len(one.split()) != len(other.split()) or ("'" in one) != ("'" in other):
        return "contraction"
    return "spelling"
