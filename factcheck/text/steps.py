"""From a layout of agreeing words to steps over word indices: agree, dropped, inserted, replaced, omitted, bracketed.

What a step means is decided later (`diff`); here only where it begins and ends, and which mark of the quotation
admits it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.text.alignment import Block
from factcheck.text.edge_brackets import EdgeBrackets
from factcheck.text.equivalence import equivalence
from factcheck.text.figures import counts_as_number, is_numeric, is_unit, read_figure
from factcheck.text.hypotheses import Gap, GapKind, Reading
from factcheck.text.lexicon import AUXILIARIES, HEDGES, LEAD_IN_HEDGES, PARTS_OF_WHOLE, SCALES, STRONG_NEGATORS
from factcheck.text.match import OperationKind
from factcheck.text.passages import SEPARATE_WORDS, Layout
from factcheck.text.record_marks import holds_ellipsis, recorded_bracket
from factcheck.text.source import SourceText
from factcheck.text.tokens import Token, tokenize
from factcheck.text.weighty_marks import has_pause

# Recorded words that one bracket may stand for; beyond it the bracket does not say what was left out.
BRACKET_WORDS = 12
# An omission up to here is shown inside one span; a longer one parts the spans.
OMISSION_IN_SPAN_WORDS = 300
_LEAD_IN_WORDS = 4  # "it seems to me" is the longest lead-in looked at
_SIGNS = frozenset({"$", "€", "£", "¥", "minus", "#", "+"})
_RECORDED_ELLIPSIS_WORDS = 6  # beside the record's own "…" more words than these are an omission after all; a guess
_COMPOUND_WORDS = 4  # "an up-to-the-minute report": hyphens are followed so far from an edge
_FIGURE_WORDS = 6  # "one hundred and twenty-five million"
_RANGE_WORDS = frozenset({"to", "through", "or"})
_EDGE_WORDS = 3  # unmatched words at an edge that are laid against as many recorded ones


CHANGES = frozenset({OperationKind.DROPPED, OperationKind.INSERTED, OperationKind.REPLACED})


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


class StepMaker:
    """Makes the steps of one reading against one source."""

    def __init__(self, source: SourceText, reading: Reading) -> None:
        self.source = source
        self.reading = reading
        self.edge_brackets = EdgeBrackets(source, reading)

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
            bracket = self._bracket_at(0)
            if bracket and (held := self._held_before(s_end)):
                yield from self._against_bracket(bracket, 0, held, held[0], s_end)
            elif bracket:
                low = self.edge_brackets.before(bracket, s_end)
                yield Step(OperationKind.BRACKETED, 0, 0, low, s_end, "bracket", bracket)
            elif gap is None and (low := self._lead_in(s_end)) < s_end:
                yield Step(OperationKind.DROPPED, 0, 0, low, s_end, "")
            return
        bracket = self._bracket_at(0)
        if bracket and q_end <= s_end and self._are_equivalent(0, q_end, s_end - q_end, s_end):
            low = self.edge_brackets.before(bracket, s_end - q_end)
            yield Step(OperationKind.BRACKETED, 0, 0, low, s_end - q_end, "bracket", bracket)
            yield Step(OperationKind.REPLACED, 0, q_end, s_end - q_end, s_end)
            return
        s_low = max(0, s_end - q_end) if q_end <= _EDGE_WORDS and gap is None else s_end
        while s_low < s_end and self._crosses_sentence(s_low, s_end):
            s_low += 1
        yield from self._region(0, q_end, s_low, s_end, None)

    def _tail(self, q_start: int, s_start: int) -> Iterator[Step]:
        total = len(self.reading.tokens)
        gap = next((gap for gap in self.reading.gaps_at(q_start, total)), None)
        if q_start == total:
            bracket = self._bracket_at(total)
            if bracket and (held := self._held_after(s_start, bracket)):
                yield from self._against_bracket(bracket, total, held, s_start, held[1])
            elif bracket:
                high = self.edge_brackets.after(bracket, s_start)
                yield Step(OperationKind.BRACKETED, total, total, s_start, high, "bracket", bracket)
            elif gap is None and (high := self._run_on(s_start)) > s_start:
                yield Step(OperationKind.DROPPED, total, total, s_start, high, "")
            return
        left = total - q_start
        s_high = min(len(self.source), s_start + left) if left <= _EDGE_WORDS and gap is None else s_start
        if s_start < s_high and counts_as_number(self.reading.keys[-1]):
            while s_high < len(self.source) and (
                self.source.key_of(s_high) in SCALES or is_unit(self.source.key_of(s_high))
            ):
                s_high += 1  # "$5bn." printed for "$5 billion"
        while s_high > s_start and self._crosses_sentence(s_start - 1, s_high - 1):
            s_high -= 1
        yield from self._region(q_start, total, s_start, s_high, None)

    def _bracket_at(self, index: int) -> Gap | None:
        return next((gap for gap in self.reading.gaps_at(index, index) if gap.kind is GapKind.BRACKET), None)

    def _held_before(self, end: int) -> tuple[int, int] | None:
        """The record's own bracket that closes right before word `end`."""
        found = (recorded_bracket(self.source, low) for low in range(end - 1, max(0, end - BRACKET_WORDS), -1))
        return next((held for held in found if held is not None and held[1] == end), None)

    def _held_after(self, start: int, bracket: Gap) -> tuple[int, int] | None:
        """The record's own bracket that opens at word `start`, or a few words on with the same words."""
        for low in range(start, min(len(self.source), start + _EDGE_WORDS + 1)):
            held = recorded_bracket(self.source, low)
            if held and (low == start or self._is_own(bracket, held)):
                return held
        return None

    def _is_own(self, bracket: Gap, held: tuple[int, int]) -> bool:
        own = [token.key for token in tokenize(self.reading.text[bracket.start : bracket.end])]
        return own == [token.key for token in self.source.tokens(*held)]

    def _against_bracket(self, bracket: Gap, at: int, held: tuple[int, int], s_low: int, s_high: int) -> Iterator[Step]:
        """Steps for a printed bracket where the record has one too: the same words, or other ones put in its place."""
        if not self._is_own(bracket, held):
            yield Step(OperationKind.REPLACED, at, at, s_low, s_high, "", bracket)
            return
        if s_low < held[0]:
            yield Step(OperationKind.DROPPED, at, at, s_low, held[0], gap=bracket)
        yield Step(OperationKind.BRACKETED, at, at, *held, "bracket", bracket)
        if held[1] < s_high:
            yield Step(OperationKind.DROPPED, at, at, held[1], s_high)

    def _crosses_sentence(self, low: int, high: int) -> bool:
        """True where a sentence, a line or a label ends between the recorded words `low` to `high` (inclusive)."""
        return any(self.source.ends_sentence(at) for at in range(max(low, 0), high))

    def _lead_in(self, first: int) -> int:
        """Where recorded words begin that the quotation's first word cannot be parted from; `first` where none do.

        They are the other half of its printed word or figure ("$" of "$5", "anti" of "anti-war"), or the whole lead-in
        of the sentence where it is a negator, or a qualification and the quotation is printed as a sentence of its own.
        """
        low = first
        while low > 0 and first - low < _COMPOUND_WORDS and (self._holds_sign(low) or self.source.is_tied(low)):
            low -= 1
        low = self._range_start(self._figure_start(low, first), first)
        start = first
        while start > 0 and first - start <= _LEAD_IN_WORDS and not self.source.ends_sentence(start - 1):
            start -= 1
        keys = [token.key for token in self.source.tokens(start, first)]
        if not 0 < len(keys) <= _LEAD_IN_WORDS:
            return low
        if self._takes_pause(first):
            return first - 1
        is_bare = not self.source.text[self.source.end_of(first - 1) : self.source.start_of(first)].strip()
        if all(key in STRONG_NEGATORS for key in keys) and is_bare:
            return start
        takes_back = all(key in LEAD_IN_HEDGES for key in keys) and any(key in HEDGES for key in keys)
        return start if takes_back and self._is_raised(first) else low

    def _takes_pause(self, first: int) -> bool:
        """True for "No — no bridge" printed "No — bridge": the pause is the first "no"'s."""
        key = self.source.key_of(first)
        if key not in STRONG_NEGATORS or self.source.key_of(first - 1) != key or first + 1 >= len(self.source):
            return False
        recorded = self.source.text[self.source.end_of(first) : self.source.start_of(first + 1)]
        return has_pause(self.printed_gap(1)) and not has_pause(recorded)

    def _holds_sign(self, index: int) -> bool:
        return self.source.is_glued(index) and self.source.tokens(index - 1, index)[0].key in _SIGNS

    def _figure_start(self, low: int, first: int) -> int:
        """Where the figure begins that the first printed words are the end of: "fifty million", not "million"."""
        end = first
        if low == first and self._is_part_of_whole(first):
            return first - 1
        while end < len(self.source) and end - first < _FIGURE_WORDS and is_numeric(self.source.key_of(end)):
            end += 1
        if end == first or low < first:
            return low
        for start in range(first - 1, max(-1, first - _FIGURE_WORDS), -1):
            keys = [token.key for token in self.source.tokens(start, end)]
            if not (is_numeric(keys[0]) or keys[0] == "and") or self.source.ends_clause(start):
                break
            if keys[0] != "and" and read_figure(keys) is not None:
                low = start
        return low

    def _range_start(self, low: int, first: int) -> int:
        """Where a range begins of which the first printed words are the upper end: "5 to 11", printed "11"."""
        joint = low - 1
        is_range = (
            joint > 0
            and self.source.key_of(joint) in _RANGE_WORDS
            and is_numeric(self.source.key_of(low))
            and is_numeric(self.source.key_of(joint - 1))
            and not self.source.ends_clause(joint)
            and not self.source.ends_clause(joint - 1)
        )
        return self._figure_start(joint - 1, joint - 1) if is_range else low

    def _range_end(self, end: int) -> int:
        """Where a range ends of which the last printed words are the lower end: "5 to 11", printed "5"."""
        if end < 1 or end + 1 >= len(self.source):
            return end
        last, joint, upper = (self.source.key_of(index) for index in (end - 1, end, end + 1))
        is_joined = joint in _RANGE_WORDS or (joint == "and" and "between" in self._keys_before(end))
        is_whole = not self.source.ends_clause(end - 1) and not self.source.ends_clause(end)
        return end + 2 if is_joined and is_whole and is_numeric(last) and is_numeric(upper) else end

    def _keys_before(self, index: int) -> list[str]:
        return [token.key for token in self.source.tokens(index - _FIGURE_WORDS, index)]

    def _is_part_of_whole(self, first: int) -> bool:
        """True for the "quarters" of "three quarters" and the "half" of "two and a half"."""
        if first == 0 or self.source.key_of(first) not in PARTS_OF_WHOLE or self.source.ends_clause(first - 1):
            return False
        before = [token.key for token in self.source.tokens(first - 3, first)]
        return is_numeric(before[-1]) or (before[1:] == ["and", "a"] and is_numeric(before[0]))

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
        while (
            high < len(self.source)
            and high - end < _COMPOUND_WORDS
            and (self.source.is_glued(high) or self.source.is_tied(high))
        ):
            high += 1
        if (
            high < len(self.source)
            and not self.source.text[self.source.end_of(high - 1) : self.source.start_of(high)].strip()
        ):
            following = self.source.tokens(high, high + 1)[0].key
            last = self.source.tokens(high - 1, high)[0].key
            is_ended = self.reading.text.rstrip("\"'”’) ").endswith((".", "?", "!"))
            if following in STRONG_NEGATORS and (last in AUXILIARIES or last == "or" or is_ended):
                return high + 1
            if counts_as_number(last) and (following in SCALES or is_unit(following)):
                return high + 1
        return self._range_end(high)

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
        follow = q_high - gap.at
        if (
            not is_ellipsis
            and 0 < follow < s_high - s_low
            and self._are_equivalent(gap.at, q_high, s_high - follow, s_high)
        ):
            yield from self._marked(gap, s_low, s_high - follow)
            yield Step(OperationKind.REPLACED, gap.at, q_high, s_high - follow, s_high)
            return
        held = None if is_ellipsis else self._held_within(s_low, s_high)
        if held:
            yield from self._against_bracket(gap, gap.at, held, s_low, s_high)
        elif is_ellipsis and self._is_recorded(gap, s_low, s_high):
            yield Step(OperationKind.DROPPED, gap.at, gap.at, s_low, s_high)
        else:
            yield from self._marked(gap, s_low, s_high)
        if gap.at < q_high:
            yield Step(OperationKind.INSERTED, gap.at, q_high, s_high, s_high)

    def _are_equivalent(self, q_low: int, q_high: int, s_low: int, s_high: int) -> bool:
        """True for the "is" of "[the plan] is" where the record has "it's"."""
        quote, source = self.quote_tokens(q_low, q_high), self.source.tokens(s_low, s_high)
        return equivalence(quote, source, self.reading.text, self.source.text) is not None

    def _held_within(self, low: int, high: int) -> tuple[int, int] | None:
        found = (recorded_bracket(self.source, index) for index in range(low, high))
        return next((held for held in found if held is not None and held[1] <= high), None)

    def _is_recorded(self, gap: Gap, low: int, high: int) -> bool:
        """True for an ellipsis that the record has at this place itself: it says nothing of words left out there."""
        is_short = 0 < high - low <= _RECORDED_ELLIPSIS_WORDS and not self._crosses_sentence(low, high)
        return is_short and "[" not in self.reading.text[gap.start : gap.end] and holds_ellipsis(self.source, low, high)

    def _marked(self, gap: Gap, s_low: int, s_high: int) -> Iterator[Step]:
        is_ellipsis = gap.kind is GapKind.ELLIPSIS
        kind = OperationKind.OMITTED if is_ellipsis else OperationKind.BRACKETED
        low, high = (s_low, s_high) if is_ellipsis else self._bracketed(gap, s_low, s_high)
        if s_low < low:
            yield Step(OperationKind.DROPPED, gap.at, gap.at, s_low, low, gap=gap)
        if s_low < s_high or not is_ellipsis:
            yield Step(kind, gap.at, gap.at, low, high, gap.kind.value, gap)
        if high < s_high:
            yield Step(OperationKind.DROPPED, gap.at, gap.at, high, s_high)


def _find_keys(keys: Sequence[str], among: Sequence[str]) -> int:
    """Where one sequence stands inside another, -1 where it does not."""
    last = len(among) - len(keys)
    return next((at for at in range(last + 1) if list(among[at : at + len(keys)]) == list(keys)), -1)
