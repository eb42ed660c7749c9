"""From a layout of agreeing words to typed operations that tile the quotation and the recorded spans.

A first pass makes steps over word indices (agree, replaced, omitted, ...), a second turns them into characters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.text.alignment import Block
from factcheck.text.disfluency import excuse
from factcheck.text.equivalence import equivalence, is_figure_word
from factcheck.text.hypotheses import Gap, GapKind, Reading
from factcheck.text.lexicon import AUXILIARIES, HEDGES, LEAD_IN_HEDGES, SCALES, STRONG_NEGATORS
from factcheck.text.match import Operation, OperationKind
from factcheck.text.normalize import collapse, fold
from factcheck.text.passages import Layout
from factcheck.text.source import SourceText
from factcheck.text.spans import Span
from factcheck.text.tokens import Token, tokenize
from factcheck.text.touches import case_changes_meaning, figure_join, severity_of, touches_of

# More words left out without a mark than this are not a cut but another place. A guess between the longest clause that
# reporters drop in one sentence and the shortest way between two sentences (measured: 240 words and more).
SEPARATE_WORDS = 25
# Recorded words that one bracket may stand for; beyond it the bracket does not say what was left out.
BRACKET_WORDS = 12
# An omission up to here is shown inside one span; a longer one parts the spans.
OMISSION_IN_SPAN_WORDS = 300
_LEAD_IN_WORDS = 4  # "it seems to me" is the longest lead-in looked at
_SIGNS = frozenset({"$", "€", "£", "¥", "minus", "#", "+"})
_EDGE_WORDS = 3  # unmatched words at an edge that are laid against as many recorded ones


@dataclass(frozen=True, slots=True)
class Step:
    """Words of the quotation `q_low:q_high` against recorded words `s_low:s_high`; `jumps`: a new span begins here."""

    kind: OperationKind
    q_low: int
    q_high: int
    s_low: int
    s_high: int
    reason: str = ""
    gap: Gap | None = None
    jumps: bool = False


@dataclass(frozen=True, slots=True)
class Differences:
    """The typed operations of one layout and the recorded spans that they tile, in the quotation's order."""

    operations: tuple[Operation, ...]
    spans: tuple[Span, ...]
    steps: tuple[Step, ...]


class _Typist:
    """Types the regions between agreeing words for one quotation and one source."""

    def __init__(self, source: SourceText, reading: Reading) -> None:
        self.source = source
        self.reading = reading

    def quote_tokens(self, low: int, high: int) -> Sequence[Token]:
        return self.reading.tokens[low:high]

    def printed_gap(self, index: int) -> str:
        """What the quotation prints between its words `index - 1` and `index`."""
        tokens = self.reading.tokens
        start = tokens[index - 1].end if index else 0
        return self.reading.text[start : tokens[index].start if index < len(tokens) else len(self.reading.text)]

    def steps(self, layout: Layout) -> list[Step]:
        blocks = [part for block in layout.blocks for part in self._parted(block)]
        steps: list[Step] = list(self._head(blocks[0].quote, blocks[0].source))
        for index, block in enumerate(blocks):
            if index:
                before = blocks[index - 1]
                steps += self._between(before.quote_end, block.quote, before.source_end, block.source)
            jumps = bool(steps) and steps[-1].jumps and steps[-1].q_low == steps[-1].q_high == -1
            if jumps:
                steps.pop()
            steps.append(
                Step(OperationKind.SAME, block.quote, block.quote_end, block.source, block.source_end, jumps=jumps)
            )
        steps += self._tail(blocks[-1].quote_end, blocks[-1].source_end)
        return steps

    def _parted(self, block: Block) -> Iterator[Block]:
        """The block cut where a bracket of the quotation stands inside it: "may [not] terminate"."""
        low = block.quote
        for gap in self.reading.gaps:
            if gap.kind is GapKind.BRACKET and low < gap.at < block.quote_end:
                yield Block(low, block.source + low - block.quote, gap.at - low)
                low = gap.at
        yield Block(low, block.source + low - block.quote, block.quote_end - low)

    def _head(self, q_end: int, s_end: int) -> Iterator[Step]:
        """Words before the first agreeing one, laid against recorded words of the same sentence where few."""
        gap = next((gap for gap in self.reading.gaps_at(0, q_end)), None)
        if q_end == 0:
            if gap and gap.kind is GapKind.BRACKET:
                yield Step(OperationKind.BRACKETED, 0, 0, s_end, s_end, "bracket", gap)
            elif gap is None and (low := self._lead_in(s_end)) < s_end:
                yield Step(OperationKind.DROPPED, 0, 0, low, s_end, "")
            return
        s_low = max(0, s_end - q_end) if q_end <= _EDGE_WORDS and gap is None else s_end
        while s_low < s_end and self._crosses_sentence(s_low, s_end):
            s_low += 1
        yield from self._region(0, q_end, s_low, s_end, None)

    def _tail(self, q_start: int, s_start: int) -> Iterator[Step]:
        total = len(self.reading.tokens)
        gap = next((gap for gap in self.reading.gaps_at(q_start, total)), None)
        if q_start == total:
            if gap and gap.kind is GapKind.BRACKET:
                yield Step(OperationKind.BRACKETED, total, total, s_start, s_start, "bracket", gap)
            elif gap is None and (high := self._run_on(s_start)) > s_start:
                yield Step(OperationKind.DROPPED, total, total, s_start, high, "")
            return
        left = total - q_start
        s_high = min(len(self.source), s_start + left) if left <= _EDGE_WORDS and gap is None else s_start
        while s_high > s_start and self._crosses_sentence(s_start - 1, s_high - 1):
            s_high -= 1
        yield from self._region(q_start, total, s_start, s_high, None)

    def _crosses_sentence(self, low: int, high: int) -> bool:
        """True where a sentence, a line or a label ends between the recorded words `low` to `high` (inclusive)."""
        return any(self.source.ends_sentence(at) for at in range(max(low, 0), high))

    def _lead_in(self, first: int) -> int:
        """Where recorded words begin that the quotation's first word cannot be parted from; `first` where none do.

        They are the other half of its printed word or figure ("$" of "$5"), or the whole lead-in of the sentence where
        it is a negator, or a qualification and the quotation is printed as a sentence of its own.
        """
        low = first
        while low > 0 and self.source.is_glued(low) and self.source.tokens(low - 1, low)[0].key in _SIGNS:
            low -= 1
        start = first
        while start > 0 and first - start <= _LEAD_IN_WORDS and not self.source.ends_sentence(start - 1):
            start -= 1
        keys = [token.key for token in self.source.tokens(start, first)]
        if not 0 < len(keys) <= _LEAD_IN_WORDS:
            return low
        is_bare = not self.source.text[self.source.end_of(first - 1) : self.source.start_of(first)].strip()
        if all(key in STRONG_NEGATORS for key in keys) and is_bare:
            return start
        takes_back = all(key in LEAD_IN_HEDGES for key in keys) and any(key in HEDGES for key in keys)
        return start if takes_back and self._is_raised(first) else low

    def _is_raised(self, first: int) -> bool:
        """True where the quotation begins with a capital that the record does not have."""
        printed = self.reading.text[self.reading.tokens[0].start]
        return printed.isupper() and self.source.text[self.source.start_of(first)].islower()

    def _run_on(self, end: int) -> int:
        """Where recorded words end that the quotation's last word cannot be parted from; `end` where none do.

        They are the rest of its printed word or figure ("n't", "%", "million"), or a negator that follows at once.
        """
        if end >= len(self.source):
            return end
        high = end
        while high < len(self.source) and self.source.is_glued(high):
            high += 1
        if (
            high < len(self.source)
            and not self.source.text[self.source.end_of(high - 1) : self.source.start_of(high)].strip()
        ):
            following = self.source.tokens(high, high + 1)[0].key
            last = self.source.tokens(high - 1, high)[0].key
            if following in STRONG_NEGATORS and last in AUXILIARIES:
                return high + 1
            if last[-1:].isdigit() and (following in SCALES or following == "percent"):
                return high + 1
        return high

    def _between(self, q_low: int, q_high: int, s_low: int, s_high: int) -> Iterator[Step]:
        """Steps for what lies between two agreeing runs; ends in a bare jump mark where they are separate places."""
        gaps = self.reading.gaps_at(q_low, q_high)
        ellipsis = next((gap for gap in gaps if gap.kind is GapKind.ELLIPSIS), None)
        gap = ellipsis or (gaps[0] if gaps else None)
        limit = OMISSION_IN_SPAN_WORDS if ellipsis else SEPARATE_WORDS
        if 0 <= s_high - s_low <= max(limit, 2 * (q_high - q_low)):
            yield from self._region(q_low, q_high, s_low, s_high, gap)
            return
        is_marked = ellipsis is not None and s_high >= s_low
        if q_low < q_high:
            yield from self._region(q_low, q_high, s_low, s_low, None)
        if is_marked:
            yield Step(OperationKind.OMITTED, q_high, q_high, s_low, s_low, "long_omission", gap)
        elif s_high < s_low and s_low - s_high <= 4 * SEPARATE_WORDS:
            yield Step(OperationKind.MOVED, q_high, q_high, s_low, s_low, "reordered")
        else:
            yield Step(OperationKind.DROPPED, q_high, q_high, s_low, s_low, "separate_place")
        yield Step(OperationKind.SAME, -1, -1, -1, -1, jumps=True)

    def _region(self, q_low: int, q_high: int, s_low: int, s_high: int, gap: Gap | None) -> Iterator[Step]:
        """Steps for unmatched words of either side."""
        if gap is not None:
            yield from self._at_gap(q_low, q_high, s_low, s_high, gap)
        elif q_low == q_high:
            if s_low < s_high:
                yield Step(OperationKind.DROPPED, q_low, q_high, s_low, s_high)
        elif s_low == s_high:
            yield Step(OperationKind.INSERTED, q_low, q_high, s_low, s_high)
        else:
            yield Step(OperationKind.REPLACED, q_low, q_high, s_low, s_high)

    def _bracketed(self, gap: Gap, s_low: int, s_high: int) -> tuple[int, int]:
        """The recorded words that a bracket stands for: its own, where the record has them, and no more than these."""
        own = [token.key for token in tokenize(self.reading.text[gap.start : gap.end])]
        recorded = [token.key for token in self.source.tokens(s_low, s_high)]
        at = _find_keys(own, recorded) if own else -1
        return (s_low + at, s_low + at + len(own)) if at >= 0 else (s_low, s_high)

    def _at_gap(self, q_low: int, q_high: int, s_low: int, s_high: int, gap: Gap) -> Iterator[Step]:
        is_ellipsis = gap.kind is GapKind.ELLIPSIS
        if not is_ellipsis and s_high - s_low > BRACKET_WORDS:
            yield from self._region(q_low, q_high, s_low, s_high, None)
            return
        if q_low < gap.at:
            yield Step(OperationKind.INSERTED, q_low, gap.at, s_low, s_low)
        kind = OperationKind.OMITTED if is_ellipsis else OperationKind.BRACKETED
        low, high = (s_low, s_high) if is_ellipsis else self._bracketed(gap, s_low, s_high)
        if s_low < low:
            yield Step(OperationKind.DROPPED, gap.at, gap.at, s_low, low)
        if s_low < s_high or not is_ellipsis:
            yield Step(kind, gap.at, gap.at, low, high, gap.kind.value, gap)
        if high < s_high:
            yield Step(OperationKind.DROPPED, gap.at, gap.at, high, s_high)
        if gap.at < q_high:
            yield Step(OperationKind.INSERTED, gap.at, q_high, s_high, s_high)


def _find_keys(keys: Sequence[str], among: Sequence[str]) -> int:
    """Where one sequence stands inside another, -1 where it does not."""
    last = len(among) - len(keys)
    return next((at for at in range(last + 1) if list(among[at : at + len(keys)]) == list(keys)), -1)


def find_differences(source: SourceText, reading: Reading, layout: Layout) -> Differences:
    """The typed operations for one layout of a reading. They tile the quotation's text and the recorded spans."""
    typist = _Typist(source, reading)
    steps = _merge_figures(typist.steps(layout), typist)
    steps = [_typed(step, steps, index, typist) for index, step in enumerate(steps)]
    operations, spans = _Writer(source, reading).write(steps)
    return Differences(operations, spans, tuple(steps))


def _merge_figures(steps: list[Step], typist: _Typist) -> list[Step]:
    """The steps with changes grown over the rest of their figure, where that makes the figures equal.

    "50,000,000" printed for "50 million" is one equivalent figure, not a replaced "50" beside a dropped "million".
    """
    merged = list(steps)
    index = 0
    while index < len(merged):
        step = merged[index]
        if step.kind in _CHANGES and step.gap is None and (grown := _grown(merged, index, typist)):
            low, high, whole = grown
            merged[low:high] = whole
            index = low
        index += 1
    return merged


_CHANGES = frozenset({OperationKind.DROPPED, OperationKind.INSERTED, OperationKind.REPLACED})


def _grown(steps: list[Step], index: int, typist: _Typist) -> tuple[int, int, list[Step]] | None:
    """The steps that replace `steps[low:high]`, where the change at `index` is one figure written in two ways."""
    step = steps[index]
    keys = [token.key for token in typist.quote_tokens(step.q_low, step.q_high)]
    keys += [token.key for token in typist.source.tokens(step.s_low, step.s_high)]
    if not keys or not all(is_figure_word(key) or key in ("and", "to", "through", "a") for key in keys):
        return None
    low, q_low, s_low = _reach(steps, index, -1, typist)
    high, q_high, s_high = _reach(steps, index, 1, typist)
    quote = typist.quote_tokens(q_low, q_high)
    source = typist.source.tokens(s_low, s_high)
    reason = equivalence(quote, source, typist.reading.text, typist.source.text)
    if reason is None:
        return None
    whole = [Step(OperationKind.EQUIVALENT, q_low, q_high, s_low, s_high, reason, jumps=steps[low].jumps)]
    first, last = steps[low], steps[high]
    if first.q_low < q_low:
        whole.insert(0, replace(first, q_high=q_low, s_high=s_low))
        whole[1] = replace(whole[1], jumps=False)
    if q_high < last.q_high:
        whole.append(replace(last, q_low=q_high, s_low=s_high, jumps=False))
    return low, high + 1, whole


# A figure has at most this many words beside the changed ones: "one hundred twenty-five million dollars".
_FIGURE_REACH = 6


def _reach(steps: list[Step], index: int, way: int, typist: _Typist) -> tuple[int, int, int]:
    """How far the figure around `steps[index]` goes in one direction: step index, quotation index, source index."""
    step = steps[index]
    q, s = (step.q_low, step.s_low) if way < 0 else (step.q_high, step.s_high)
    at, taken = index, 0
    while taken < _FIGURE_REACH and 0 <= at + way < len(steps) and not steps[max(at, at + way)].jumps:
        neighbour = steps[at + way]
        if neighbour.kind in _CHANGES and neighbour.gap is None:
            keys = [token.key for token in typist.quote_tokens(neighbour.q_low, neighbour.q_high)]
            keys += [token.key for token in typist.source.tokens(neighbour.s_low, neighbour.s_high)]
            if len(keys) > _FIGURE_REACH or not all(is_figure_word(key) or key == "and" for key in keys):
                break
            at += way
            q, s = (neighbour.q_low, neighbour.s_low) if way < 0 else (neighbour.q_high, neighbour.s_high)
            taken += 1
            continue
        if neighbour.kind is not OperationKind.SAME:
            break
        moved = 0
        while taken < _FIGURE_REACH and moved < neighbour.q_high - neighbour.q_low:
            place = q - 1 if way < 0 else q
            if not is_figure_word(typist.reading.keys[place]):
                break
            q, s, moved, taken = q + way, s + way, moved + 1, taken + 1
        if moved:
            at += way
        if moved < neighbour.q_high - neighbour.q_low:
            break
    return at, q, s


def _typed(step: Step, steps: list[Step], index: int, typist: _Typist) -> Step:
    """The step with its rule, where one makes the change harmless."""
    if step.gap is not None or step.kind not in _CHANGES or step.reason:
        return step
    if step.kind is OperationKind.REPLACED:
        quote = typist.quote_tokens(step.q_low, step.q_high)
        source = typist.source.tokens(step.s_low, step.s_high)
        reason = equivalence(quote, source, typist.reading.text, typist.source.text)
        if reason:
            return replace(step, kind=OperationKind.EQUIVALENT, reason=reason)
        return replace(step, reason=_bracket_inside_words(quote, source, typist.reading.text))
    if step.kind is OperationKind.DROPPED:
        return replace(step, reason=_excuse(step, steps, index, typist) or "")
    return step


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


def _excuse(step: Step, steps: list[Step], index: int, typist: _Typist) -> str | None:
    """The rule that allows the drop, tried at every place where the same words could have been cut out.

    In "to — to a" the alignment may have dropped either "to"; only one of the two stands before the dash.
    """
    length = step.s_high - step.s_low
    before = steps[index - 1] if index else None
    room = before.q_high - before.q_low if before and before.kind is OperationKind.SAME else 0
    start = max(0, step.s_low - length - room - 1)
    tokens = typist.source.tokens(start, step.s_high + length + 1)
    text = typist.source.text
    low = step.s_low - start
    for slide in range(min(room, length + 1) + 1):
        if slide and tokens[low - slide].key != tokens[low - slide + length].key:
            return None
        gap = typist.printed_gap(step.q_low - slide)
        reason = excuse(tokens, text, low - slide, low - slide + length, gap)
        if reason:
            return reason
    return None


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
        start = tokens[step.q_low].start if step.q_low < len(tokens) else len(self.quote_text)
        if step.q_low == step.q_high:
            return start
        # A mark opened before the word belongs to it, unless the gap before it claims it.
        return start

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
        was_same: bool | None = None
        for index in range(step.q_low, step.q_high):
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

    def _joins_otherwise(self, quote: int, source: int) -> bool:
        """True where two figures side by side are tied by another mark: "10-20" is not "10/20" nor "10, 20"."""
        tokens = self.reading.tokens
        if not (tokens[quote].key[:1].isdigit() and tokens[quote + 1].key[:1].isdigit()):
            return False
        printed = self.quote_text[tokens[quote].end : tokens[quote + 1].start]
        recorded = self.source_text[self.source.end_of(source) : self.source.start_of(source + 1)]
        return figure_join(printed) != figure_join(recorded)

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
            return True
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
        return Operation(kind, q_low, q_high, printed, s_low, s_high, recorded, severity, touches, reason)

    def _sameness(
        self, printed: str, recorded: str, quote: Sequence[Token], source: Sequence[Token]
    ) -> tuple[OperationKind, str]:
        """SAME for equal characters, BRACKETED where only the quotation's brackets differ, else how they differ."""
        if collapse(printed) == collapse(recorded):
            return OperationKind.SAME, ""
        if source and case_changes_meaning(quote, source, self.quote_text, self.source_text):
            return OperationKind.REPLACED, "case"
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
